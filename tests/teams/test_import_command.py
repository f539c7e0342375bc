"""`import_members` for scripts: what it says, what it writes, who may."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from teams.models import Person
from tests.teams.rosters import tried
from tests.teams.workbooks import hung, lan, roster

pytestmark = pytest.mark.django_db


def command(path, *, username="an", commune="19057", **options):
    out = StringIO()
    try:
        call_command(
            "import_members", str(path), commune=commune, username=username, json=True, stdout=out, **options
        )
        code = 0
    except SystemExit as ended:
        code = ended.code
    return code, json.loads(out.getvalue())


def test_the_command_says_what_it_would_do_and_does_it_when_told(world, force, tmp_path):
    path = tmp_path / "ds.xlsx"
    path.write_bytes(roster(hung(Tổ="Pháp Kệ")))
    code, said = command(path)
    assert code == 0
    assert (said["new"], said["new_teams"], said["batch"]) == (1, ["Pháp Kệ"], None)
    assert Person.objects.filter(full_name="Hồ Sỹ Hùng").count() == 0
    code, said = command(path, confirm=True)
    assert (code, said["batch"].startswith("import:")) == (0, True)
    assert command(path)[1]["unchanged"] == 1


def test_the_command_tells_errors_with_the_sheet_s_own_rows_and_headings(world, force, tmp_path):
    path = tmp_path / "ds.xlsx"
    path.write_bytes(roster(hung(CCCD="12")))
    code, said = command(path, confirm=True)
    assert code == 1
    assert (said["errors"][0]["row"], said["errors"][0]["column"]) == (2, "CCCD")
    assert said["batch"] is None
    path.write_bytes(b"?")
    assert command(path)[1]["errors"][0] | {"message": ""} == {"row": None, "column": None, "message": ""}


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"username": "binh"}, "Không có xã này"),
        ({"username": "le"}, "Việc này dành cho"),
        ({"username": "khanh"}, "Không có người dùng"),
        ({"commune": "99999"}, "Không có xã mã"),
    ],
)
def test_the_command_refuses_who_has_no_right(world, force, tmp_path, options, words):
    path = tmp_path / "ds.xlsx"
    path.write_bytes(roster(hung()))
    with pytest.raises(CommandError, match=words) as refused:
        command(path, **options)
    assert refused.value.returncode == 2


def test_the_queries_do_not_grow_with_the_rows(world, force):
    counts = []
    for number in (2, 60):
        people = [
            lan(**{"Họ và tên": f"Người Số {chr(97 + n % 26)}{chr(97 + n // 26)}", "CCCD": None})
            for n in range(number)
        ]
        with CaptureQueriesContext(connection) as seen:
            tried(world, roster(*people))
        counts.append(len(seen))
    assert counts[1] <= counts[0]

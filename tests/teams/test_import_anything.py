"""No workbook, however odd, brings the reader down; what was brought in once changes nothing the second time."""

import string
from datetime import date

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from teams.models import Membership, Person
from tests.teams.rosters import brought_in, tried
from tests.teams.workbooks import HEAD, book

pytestmark = pytest.mark.django_db
_SETTINGS = settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)

#: What people type, and what nobody should.
texts = st.one_of(
    st.sampled_from([
        "Thanh Lương", "Tổ Tô Xá", "Nam", "x", "12/12", "31/02/1980", "=1+1", "0912345678", "044085000001", "Tổng cộng",
        "Kinh", "Tổ trưởng", "•••• 123", "NguyÔn V¨n An", " ", "-", "TỔ VIÊN", "1980", "'", "\u200b", "Ngày 5 tháng 2",
    ]),
    st.text(alphabet=string.printable + "ăâđêôơưáàảãạ", max_size=20),
)  # fmt: skip
cells = st.one_of(
    st.none(), texts, st.integers(-(10**12), 10**12), st.booleans(), st.dates(date(1900, 3, 1), date(2100, 1, 1)),
    st.floats(allow_nan=False, allow_infinity=False, width=32),
)  # fmt: skip
headings = st.one_of(
    st.sampled_from([*HEAD, "Nam", "Nữ", "Ngày thôi tham gia", "Mã dòng", "Thôn", "Ghi chú"]), texts
)


def plain(value):
    """What an .xlsx can hold."""
    return "".join(c for c in value if c.isprintable()) if isinstance(value, str) else value


@_SETTINGS
@given(
    head=st.lists(headings, min_size=1, max_size=12),
    rows=st.lists(st.lists(cells, max_size=12), max_size=8),
    above=st.lists(st.lists(texts, max_size=3), max_size=2),
)
def test_any_workbook_is_judged_and_nothing_is_saved(world, force, head, rows, above):
    before = Person.objects.count(), Membership.objects.count()
    content = book(*[[plain(cell) for cell in row] for row in (*above, head, *rows)])
    outcome = tried(world, content)
    told = (*outcome.file_findings, *outcome.findings)
    assert all(found.message.endswith((".", "?")) for found in told), told
    assert (Person.objects.count(), Membership.objects.count()) == before


names = st.sampled_from(["Hồ Sỹ Hùng", "Mai Thị Lan", "Lê Văn Tám", "Đỗ Ân", "Y Thu", "Bạch Ánh"])
people = st.fixed_dictionaries(
    {"Họ và tên": names, "Tổ": st.sampled_from(["Thanh Lương", "Tô Xá", "Pháp Kệ"])},
    optional={
        "Ngày sinh": st.one_of(st.dates(date(1950, 1, 1), date(2005, 1, 1)), st.integers(1950, 2005)),
        "Giới tính": st.sampled_from(["Nam", "nữ"]), "Dân tộc": st.sampled_from(["Kinh", "Bru-Vân Kiều"]),
        "Trình độ": st.sampled_from(["9/12", "THPT", "Đại học Luật"]), "Ghi chú": st.sampled_from(["a", "b  c"]),
        "Ngày tham gia": st.dates(date(2025, 7, 1), date(2026, 6, 1)), "Đảng viên": st.sampled_from(["x", "không"]),
    },
)  # fmt: skip


@_SETTINGS
@given(rows=st.lists(people, min_size=1, max_size=6, unique_by=lambda row: row["Họ và tên"]))
def test_a_roster_brought_in_twice_changes_nothing(world, force, rows):
    head = sorted({key for row in rows for key in row})
    content = book(head, *[[row.get(key) for key in head] for row in rows])
    with transaction.atomic():  # each example begins with the register as it was
        first = tried(world, content)
        assert not first.has_errors, first.findings
        brought_in(world, content)
        again = tried(world, content)
        transaction.set_rollback(True)
    assert (again.counts["new"], again.counts["changed"], again.counts["error"]) == (0, 0, 0), again

"""The pages of classes, and of who has not been trained."""

from datetime import date
from decimal import Decimal

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from readiness.choices import Organiser, Topic, TrainingKind
from readiness.models import Attendance, Training
from readiness.services.attendance import attendance_add
from readiness.services.training import training_create
from teams.models import Membership
from tests.force import make_person, make_spell

pytestmark = pytest.mark.django_db
LEARNERS = "/bao-dam/tap-huan/thanh-vien/"


@pytest.fixture(autouse=True)
def _on_16_november():
    with time_machine.travel("2026-11-16 09:00+07:00", tick=False):
        yield


def text(response) -> str:
    return response.content.decode()


def rows_of(page: str) -> str:
    return page[page.index('id="list-rows"') :]


def course(world, held_on: date, *people: Membership) -> Training:
    training = training_create(
        actor=world.an, province=world.province, commune=world.commune_a, kind=TrainingKind.SHORT_COURSE, title="Lớp",
        organiser=Organiser.COMMUNE, held_on=held_on, days=Decimal("1"), topics=[Topic.LAW],
    )  # fmt: skip
    attendance_add(actor=world.an, training=training, memberships=people)
    return training


@pytest.fixture
def taught(world, force):
    """Dũng was trained last year, Hà this year; the three of Tô Xá never."""
    course(world, date(2025, 12, 31), force.member("Hoàng Văn Dũng"))
    return course(world, date(2026, 1, 1), force.member("Phan Thanh Hà"))


def shown(world, **query) -> set[str]:
    page = rows_of(text(world.client(world.an).get(LEARNERS, query)))
    names = (
        "Hoàng Văn Dũng",
        "Phan Thanh Hà",
        "Đặng Hữu Đức",
        "Phạm Minh Chiến",
        "Nguyễn Văn An",
        "Cao Xuân Hiền",
    )
    return {name for name in names if name in page}


def test_who_was_never_trained_and_who_not_this_year(world, taught):
    never = {"Đặng Hữu Đức", "Phạm Minh Chiến", "Nguyễn Văn An"}
    assert len(shown(world)) == 5
    assert shown(world, muc="chua-tung") == never
    assert shown(world, muc="nam-nay-chua") == never | {"Hoàng Văn Dũng"}
    assert shown(world, muc="nam-truoc") == {"Hoàng Văn Dũng"}
    assert shown(world, muc="nam-nay-roi") == {"Phan Thanh Hà"}
    assert shown(world, muc="chua-tung", tai_ngay="31/12/2025") == never | {"Phan Thanh Hà"}
    assert shown(world, muc="nam-nay-roi", tai_ngay="31/12/2025") == {"Hoàng Văn Dũng"}


def test_the_share_trained_this_year_stands_above_whichever_tab_is_open(world, taught):
    for query in ({}, {"muc": "chua-tung"}):
        page = text(world.client(world.an).get(LEARNERS, query))
        assert "20\u00a0%" in page and "1 trên 5 người" in page
        assert "Năm nay đã tập huấn 1, Chỉ tập huấn những năm trước 1, Chưa từng tập huấn 3" in page
    province = text(world.client(world.phu).get(LEARNERS))
    assert "1 trên 6 người" in province and "Cao Xuân Hiền" in province


def test_a_class_attended_in_an_earlier_spell_counts(world, force, taught):
    old = force.member("Phan Thanh Hà")
    Membership.objects.filter(pk=old.pk).update(ended_on=date(2026, 6, 1), end_kind="team_change")
    make_spell(force.to_xa, old.person, started_on=date(2026, 6, 1), start_kind="team_change")
    assert "Phan Thanh Hà" in shown(world, muc="nam-nay-roi", to=str(force.to_xa.pk))


def test_as_many_queries_for_thirty_members_as_for_five(world, force, taught):
    client = world.client(world.an)

    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get(LEARNERS, {"dong": "50"})
        return len(queries)

    client.get(LEARNERS)
    before = count()
    for number in range(30):
        make_spell(force.to_xa, make_person(world.commune_a, f"Người {number}"))
    assert count() <= before


def test_a_class_is_planned_held_attended_and_certified_on_its_pages(world, force):
    client = world.client(world.an)
    new = reverse("readiness:training_new")
    data = {
        "state": "planned", "kind": "short_course", "title": "Lớp tháng 12", "audience": "teams",
        "organiser": "commune", "held_on": "01/12/2026", "days": "1,5", "others": "",
    }  # fmt: skip
    assert "Chọn ít nhất một nội dung" in text(client.post(new, data))
    assert client.post(new, data | {"task_groups": ["task_fire"], "topics": ["law"]}).status_code == 302
    training = Training.objects.get()
    page = reverse("readiness:training", args=[training.pk])
    shown = text(client.get(page))
    assert (
        "Dự kiến" in shown
        and "Hỗ trợ phòng cháy" in shown
        and "Pháp luật về ANTT" in shown
        and "1,5" in shown
    )

    hold = reverse("readiness:training_hold", args=[training.pk])
    assert client.post(hold, {"held_on": "16/11/2026", "version": "1"}).status_code == 302
    member = force.member("Phan Thanh Hà")
    client.post(reverse("readiness:training_attend", args=[training.pk]), {"members": [member.pk]})
    row = Attendance.objects.get()
    certify = {"attendance": [row.pk], "result": "passed", "certified_on": "16/11/2026", "first_number": "3"}
    answer = client.post(reverse("readiness:training_result", args=[training.pk]), certify)
    assert answer.status_code == 302 and "03, 16/11/2026" in text(client.get(page))

    edit = reverse("readiness:training_edit", args=[training.pk])
    kept = text(client.get(edit))
    assert kept.count("checked") == 2
    assert client.post(reverse("readiness:attendance_remove", args=[row.pk])).status_code == 302
    assert not Attendance.objects.exists()


def test_a_planned_class_is_called_off_and_stays_in_the_list(world):
    training = Training.objects.create(
        province=world.province, commune=world.commune_a, kind="drill", title="Diễn tập", organiser="commune",
        held_on=date(2026, 12, 1), state="planned",
    )  # fmt: skip
    client = world.client(world.chien)
    off = client.post(
        reverse("readiness:training_cancel", args=[training.pk]), {"reason": "Bão số 9", "version": "1"}
    )
    assert off.status_code == 302
    assert "Bão số 9" in text(client.get(reverse("readiness:training", args=[training.pk])))
    assert "Đã hủy" in text(client.get("/bao-dam/tap-huan/"))
    assert "Diễn tập</a>" not in rows_of(text(client.get("/bao-dam/tap-huan/", {"trang_thai": "planned"})))


def test_the_plan_is_recorded_on_the_page_of_its_class(world):
    training = Training.objects.create(
        province=world.province, commune=world.commune_a, kind="drill", title="Diễn tập", organiser="commune",
        held_on=date(2026, 10, 1),
    )  # fmt: skip
    paper = {
        "symbol": "03/KH-CAX", "signed_on": "01/09/2026", "title": "Diễn tập", "signer_name": "Trần Minh Chiến",
        "signer_title": "Trưởng Công an xã", "version": "1",
    }  # fmt: skip
    client = world.client(world.an)
    assert client.post(reverse("readiness:training_attach", args=[training.pk]), paper).status_code == 302
    assert "03/KH-CAX" in text(client.get(reverse("readiness:training", args=[training.pk])))

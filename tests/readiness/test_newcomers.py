"""After the decision: what those newly recognised still have to be given stands among the work, and goes by itself."""

from datetime import date
from decimal import Decimal

import pytest

from contracts.registry import deadline_sources
from law.models import Parameter
from readiness.models import Attendance, EquipmentIssue, Training
from teams.models import Membership
from tests.force import make_person, make_spell
from tests.recruitment.conftest import _module_short_force, force, on, story  # noqa: F401 (fixtures)
from tests.recruitment.test_pages import text

pytestmark = pytest.mark.django_db
BEGAN = date(2025, 9, 16)


@pytest.fixture
def recognised(story):  # noqa: F811
    """Lộc and Ánh serve since 16/9/2025."""
    story.submitted()
    story.decide()
    return story


def due(code: str, day: date = BEGAN) -> list:
    return list(deadline_sources.get(f"readiness.newcomer_{code}").collect(day))


def spell(story, who) -> Membership:  # noqa: F811
    return Membership.objects.get(person=who.person)


def give(story, who, kind: str) -> None:  # noqa: F811
    one = spell(story, who)
    EquipmentIssue.objects.create(
        team=one.team, membership=one, kind=kind, quantity=1, serial=f"{kind}-{one.pk}", started_on=BEGAN,
        condition="good",
    )  # fmt: skip


def test_both_are_to_get_certificate_and_badge_and_the_address_asks_for_theirs(recognised):
    (item,) = due("cards")
    assert item.title == "Cấp biển tên, Giấy chứng nhận cho 2 thành viên mới từ 16/09/2025"
    assert item.due_on == date(2025, 9, 30)
    with on(BEGAN):
        page = text(recognised.world.client(recognised.an).get(item.url))
    assert "Những người đã chọn" in page


def test_who_has_both_is_done_and_who_has_one_is_not(recognised):
    give(recognised, recognised.loc, "certificate")
    give(recognised, recognised.loc, "name_badge")
    give(recognised, recognised.anh, "certificate")
    (item,) = due("cards")
    assert "cho 1 thành viên mới" in item.title
    give(recognised, recognised.anh, "name_badge")
    assert not due("cards")


def test_their_teams_tools_are_asked_for_while_the_norm_is_short(recognised):
    (item,) = due("tools")
    assert "Trang bị công cụ hỗ trợ cho Tổ có 2 thành viên mới" in item.title and "Điều 8" in item.rule
    for team in (recognised.force.thanh_luong, recognised.force.to_xa):
        for kind in ("rubber_baton", "metal_baton", "stab_vest", "knife_gloves"):
            EquipmentIssue.objects.create(
                team=team, kind=kind, quantity=5, started_on=BEGAN, condition="good"
            )
    assert not due("tools")


def test_a_first_class_ends_the_reminder(recognised):
    (item,) = due("training")
    assert "Tập huấn cho 2 thành viên mới" in item.title
    world = recognised.world
    held = Training.objects.create(
        province=world.province, commune=world.commune_a, kind="class", title="Tập huấn", organiser="commune",
        held_on=BEGAN, days=Decimal(1),
    )  # fmt: skip
    for who in (recognised.loc, recognised.anh):
        Attendance.objects.create(training=held, membership=spell(recognised, who))
    assert not due("training")


def test_what_is_old_or_without_a_rule_is_not_reminded_of(recognised):
    assert due("cards", date(2026, 3, 1)) and not due("cards", date(2026, 3, 20))
    Parameter.objects.filter(code="team.newcomer_card_days").delete()
    assert not due("cards")


def test_statements_do_not_grow_with_the_newcomers(recognised, django_assert_max_num_queries):
    with django_assert_max_num_queries(14) as few:
        for code in ("cards", "tools", "training"):
            due(code)
    for number in range(20):
        person = make_person(recognised.world.commune_a, f"Người Mới {number}")
        make_spell(recognised.force.to_xa, person, started_on=BEGAN)
    Membership.objects.filter(person__full_name__startswith="Người Mới").update(start_kind="recruited")
    with django_assert_max_num_queries(len(few)):
        assert "22 thành viên mới" in due("cards")[0].title
        for code in ("tools", "training"):
            due(code)

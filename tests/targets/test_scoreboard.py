"""The targets of the plan of Quảng Trạch judged from registers, for the commune and the province."""

from datetime import date
from decimal import Decimal

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from communes.models import Cluster, Commune
from contracts.registry import Register, measures, registers
from readiness.choices import Organiser, Topic, TrainingKind
from readiness.services.attendance import attendance_add
from readiness.services.training import training_create
from targets.adopted import asked_of
from targets.choices import Verdict
from targets.frames import frame_of
from targets.judging import Case, Reading, judge
from targets.models import Adoption, Directive, Figure, Indicator, Target
from targets.scoreboard import Scoreboard
from targets.services.adoptions import due_date_move
from targets.services.figures import figures_refresh_all
from teams.models import Membership
from tests.once import once
from tests.targets.conftest import MINIMUM, SINCE, TODAY, adopt, give

pytestmark = pytest.mark.django_db


def board(world, *communes, province: bool = False, on: date = TODAY, today: date = TODAY) -> Scoreboard:
    return Scoreboard(
        adoptions=Adoption.objects.all(), figures=Figure.objects.all(), targets=Target.objects.all(),
        communes=communes or [world.commune_a, world.commune_b], on=on, today=today,
        province=world.province if province else None,
    )  # fmt: skip


def commune(world, code: str, unit: Commune | None = None):
    """How the target stands for Quảng Trạch, or another commune."""
    found = board(world, unit or world.commune_a)
    (asked,) = [one for one in found.asked if one.target.code == code]
    judgement = found.for_commune(asked, unit or world.commune_a)
    return judgement.verdict, judgement.sentence.replace("\u00a0", " ")


def province(world, code: str):
    """How it stands for the province."""
    found = board(world, province=True)
    (asked,) = [one for one in found.asked if one.target.code == code]
    judgement = found.for_province(asked)
    return judgement.verdict, judgement.sentence.replace("\u00a0", " ")


@once
def work(world, force):
    """A year of work in Quảng Trạch, some in Hòa Trạch; all communes under the plan; figures computed."""
    give(world, force.thanh_luong, *MINIMUM, on=date(2026, 3, 1))
    facts = {
        "actor": world.an, "province": world.province, "commune": world.commune_a, "organiser": Organiser.COMMUNE,
        "days": Decimal(1), "uses_ministry_material": True,
    }  # fmt: skip
    lesson = training_create(
        **facts, kind=TrainingKind.SHORT_COURSE, title="Lớp 1", held_on=date(2026, 2, 1),
        topics=[Topic.LAW, Topic.PATROL],
    )  # fmt: skip
    member = Membership.objects.select_related("team__commune", "person").get(
        person__full_name="Hoàng Văn Dũng"
    )
    attendance_add(actor=world.an, training=lesson, memberships=[member])
    Cluster.objects.create(hamlet=world.thanh_luong, name="Cụm 1", started_on=SINCE)
    adopt(world, "QT-KH-TBV")
    adopt(world, "NS-KH33-375")
    figures_refresh_all(TODAY)


@pytest.fixture
def at_work(world, force, catalogue):
    """That year."""
    work(world, force)
    return force


def test_the_plan_is_judged_for_the_commune(world, at_work):
    assert commune(world, "T002-05") == (
        Verdict.MISSED, "Tổ đủ trang bị tối thiểu 1/2 (50 %), mục tiêu 100 %, còn thiếu 1 tổ.",
    )  # fmt: skip
    assert commune(world, "T002-09") == (
        Verdict.MISSED, "Vị trí còn thiếu ở các Tổ: 2 vị trí, mục tiêu 0 vị trí.",
    )  # fmt: skip
    assert commune(world, "T002-14") == (
        Verdict.MET,
        "Lớp tập huấn, bồi dưỡng cho Tổ bảo vệ: 1 lớp, mục tiêu từ 1 lớp, hạn 31/12/2026 (còn 45 ngày).",
    )
    assert commune(world, "T002-15")[0] == Verdict.AT_RISK
    assert "2 nội dung, mục tiêu từ 7 nội dung, còn thiếu 5 nội dung" in commune(world, "T002-16")[1]
    assert commune(world, "T002-12")[1].startswith("Cụm/khu dân cư đã phân công thành viên 0/1 (0 %)")
    assert commune(world, "T002-06")[1].startswith("Thành viên có đủ biển tên và Giấy chứng nhận 0/4 (0 %)")


def test_figures_only_reported_are_read_as_of_today_where_their_day_came_before_the_adoption(world, at_work):
    verdict, sentence = commune(world, "T003-11")
    assert verdict == Verdict.REPORTED
    assert sentence.startswith(
        "Thành viên hiện tại đã được tập huấn 1/4 (25 %). Hạn của văn bản (31/05/2018)"
    )
    assert commune(world, "T003-17")[0] == Verdict.REPORTED


def test_another_commune_stands_otherwise(world, at_work):
    assert commune(world, "T002-09", world.commune_b)[0] == Verdict.MET
    assert commune(world, "T002-05", world.commune_b)[0] == Verdict.MISSED


def test_the_province_sums_and_names_who_lacks_most(world, at_work):
    verdict, sentence = province(world, "T002-05")
    assert verdict == Verdict.MISSED
    assert sentence.startswith("Tổ đủ trang bị tối thiểu 1/3 (33,3 %)")
    assert sentence.endswith("Thiếu nhiều nhất: Xã Quảng Trạch (1), Xã Hòa Trạch (1).")


def test_what_every_commune_must_do_is_judged_commune_by_commune_for_the_province(world, at_work):
    assert province(world, "T002-09") == (
        Verdict.MISSED, "1/2 xã, phường đạt (50 %), còn Xã Quảng Trạch.",
    )  # fmt: skip
    assert province(world, "T002-16")[1].startswith(
        "0/2 xã, phường đạt (0 %), còn Xã Hòa Trạch, Xã Quảng Trạch"
    )


def test_where_no_register_counts_it_the_target_is_unknown(world, at_work):
    verdict, sentence = commune(world, "T002-21")
    assert verdict == Verdict.UNKNOWN
    assert sentence.startswith("Chưa đánh giá được: ")
    assert "sổ " in sentence.lower()
    assert province(world, "T002-21")[0] == Verdict.UNKNOWN


def test_before_the_figures_are_computed_it_says_so(world, force, catalogue):
    adopt(world, "QT-KH-TBV")
    assert commune(world, "T002-05") == (
        Verdict.UNKNOWN, "Chưa đánh giá được: Số liệu đang được tính, xem lại sau một phút.",
    )  # fmt: skip
    assert board(world).is_waiting()


def test_a_directive_for_some_communes_is_asked_of_them_only(world, force, catalogue):
    adopt(world, "QT-KH-TBV", world.commune_a)
    figures_refresh_all(TODAY)
    assert board(world, world.commune_b).asked == []
    assert province(world, "T002-05")[1].startswith("Tổ đủ trang bị tối thiểu 0/2")
    assert province(world, "T002-09") == commune(world, "T002-09")


def test_a_target_of_one_hamlet_counts_that_hamlet_only(world, at_work, monkeypatch):
    """Quân số của riêng Tổ Tô Xá thay cho sổ Tuyển chọn, để thử cách lọc theo thôn."""
    register = registers.get("team_members")
    narrowed = Register(
        register.code, register.label, register.model, register.commune, register.start, register.end,
        register.list_url, {"hamlet": "team__name"},
    )  # fmt: skip
    monkeypatch.setitem(registers._items, "team_members", narrowed)
    Target.objects.filter(code="T002-08").update(numerator="team_members_current", threshold=2)
    Target.objects.filter(code="T002-07").update(numerator="teams_current")
    assert commune(world, "T002-08")[0] == Verdict.MET
    assert "2 người, mục tiêu 2 người" in commune(world, "T002-08")[1]
    assert province(world, "T002-08")[0] == Verdict.MET
    assert commune(world, "T002-07")[1] == "Chưa đánh giá được: Sổ Tổ bảo vệ ANTT chưa tách được theo thôn."


def test_what_names_a_hamlet_is_asked_of_its_commune_only(world, force, catalogue):
    adopt(world, "QT-KH-TBV")
    asked = {one.target.code for one in board(world, world.commune_b).asked}
    assert not {"T002-07", "T002-08"} & asked
    assert {"T002-07", "T002-08"} <= {one.target.code for one in board(world, world.commune_a).asked}


def test_a_due_day_that_the_province_moved_is_the_one_that_counts(world, force, catalogue):
    adoption = adopt(world, "NS-KH33-375", started_on=date(2026, 1, 1))
    target = Target.objects.get(code="T003-07")
    due_date_move(actor=world.duc, adoption=adoption, target=target, due_on=date(2026, 11, 30))
    (asked,) = [one for one in board(world).asked if one.target == target]
    assert asked.frame.due_on == date(2026, 11, 30)


def test_a_year_gone_by_is_judged_as_it_ended(world, at_work):
    found = board(world, world.commune_a, on=date(2025, 12, 31))
    (asked,) = [one for one in found.asked if one.target.code == "T002-14"]
    assert found.for_commune(asked, world.commune_a).verdict == Verdict.MISSED


def test_all_targets_of_the_catalogue_are_judged_for_commune_and_province(world, force, catalogue):
    for directive in Directive.objects.all():
        adopt(world, directive.code)
    figures_refresh_all(TODAY)
    found = board(world, province=True)
    assert len(found.asked) == 124
    for asked in found.asked:
        judgements = [*found.by_commune(asked).values(), found.for_province(asked)]
        assert len(judgements) == (2 if asked.target.filter else 3)
        for judgement in judgements:
            assert judgement.verdict in Verdict.values
            assert judgement.sentence.endswith("."), asked.target.code


@pytest.mark.parametrize("numbers", [(0, 0), (1, 0), (0, 3), (3, 3), (5, 3)])
def test_all_targets_of_the_catalogue_are_judged_from_any_figures(catalogue, numbers):
    names = {row.code: row for row in Indicator.objects.all()}
    for target in Target.objects.select_related("directive"):
        indicator = names[target.numerator]
        numerator, base = numbers
        frame = frame_of(target.period, since=date(2018, 1, 1), on=TODAY)
        reading = Reading(Decimal(numerator), "", indicator.name, indicator.unit)
        case = Case(
            frame, TODAY, reading, Reading(Decimal(base), "", "Mẫu số", "") if target.denominator else None,
            Reading(Decimal(50), "", "Ngưỡng", "") if target.threshold_indicator else None,
        )  # fmt: skip
        assert judge(target, case).sentence.endswith("."), target.code


def test_the_board_takes_the_same_queries_whatever_the_communes(world, at_work):
    def queries() -> int:
        communes = list(Commune.objects.filter(province=world.province))
        with CaptureQueriesContext(connection) as captured:
            found = board(world, *communes, province=True)
            for asked in found.asked:
                found.for_province(asked)
        return len(captured)

    few = queries()
    for number in range(8):
        Commune.objects.create(
            code=f"1999{number}", province=world.province, name=f"Xã Số {number}", short_name=f"Số {number}",
            kind="xa", started_on=date(2025, 7, 1),
        )  # fmt: skip
    with time_machine.travel("2026-11-17 09:00+07:00", tick=False):
        figures_refresh_all(date(2026, 11, 17))
    assert queries() == few
    assert few <= 9


def test_targets_that_registers_judge_are_known_by_their_measures(world, at_work):
    judged = {one.target.code for one in board(world).measured_asked}
    assert {
        "T002-05",
        "T002-06",
        "T002-09",
        "T002-12",
        "T002-14",
        "T002-15",
        "T002-16",
        "T003-11",
        "T003-17",
    } <= judged
    assert all(Target.objects.get(code=code).numerator in measures for code in judged)
    assert asked_of([], Target.objects.all(), TODAY) == []

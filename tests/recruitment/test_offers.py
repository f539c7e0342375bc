"""What recruitment offers upward: figures and what falls due."""

from datetime import date

import pytest

from contracts.measuring import Days, aggregate, condition
from contracts.registry import deadline_sources, measures, registers
from recruitment.models import Application, Campaign
from recruitment.services.applications import application_refuse_late
from recruitment.services.submission import results_submit
from tests.recruitment.conftest import ANH, LOC, on

pytestmark = pytest.mark.django_db
SEPTEMBER = Days(date(2025, 8, 15), date(2025, 9, 14))


def measured(story, code: str, span: Days = SEPTEMBER, **narrow) -> int:
    measure = measures.get(code)
    register = registers.get(measure.register)
    rows = register.model.objects.filter(condition(measure, span), **{register.commune: "19057"}, **narrow)
    return rows.aggregate(n=aggregate(measure, span))["n"] or 0


def figures(story) -> dict[str, int]:
    return {
        code: measured(story, f"recruit_{code}")
        for code in ("quota", "applications", "complete_dossiers", "eligible", "rejected", "selected", "recognised",
                     "late_applications", "late_refused")
    }  # fmt: skip


def test_every_figure_of_a_campaign_that_went_through(story):
    story.met()
    with on(date(2025, 9, 11)):
        application_refuse_late(
            actor=story.an, campaign=story.campaign, line=story.line("Tô Xá"), source="own_wish",
            received_on=date(2025, 9, 8), full_name="Trần Văn Thìn",
        )  # fmt: skip
    assert figures(story) == {
        "quota": 2, "applications": 2, "complete_dossiers": 2, "eligible": 2, "rejected": 0, "selected": 2,
        "recognised": 0, "late_applications": 0, "late_refused": 1,
    }  # fmt: skip


def test_recognised_counts_by_the_decisions_day_and_selected_stays(story):
    story.submitted()
    story.decide(refused={story.anh.pk: "Chưa bảo đảm"})
    october = Days(date(2025, 9, 15), date(2025, 10, 14))
    assert measured(story, "recruit_recognised", october) == 1
    assert measured(story, "recruit_recognised") == 0
    assert measured(story, "recruit_selected") == 1
    assert measured(story, "recruit_rejected") == 0  # the council had chosen her: she met the rules


def test_figures_are_narrowed_to_a_hamlet(story):
    story.met()
    for code in ("recruit_selected", "recruit_quota"):
        path = registers.get(measures.get(code).register).paths["hamlet"]
        assert measured(story, code, **{path: "Tô Xá"}) == 1


def test_incomplete_ineligible_and_late_ones_are_told_apart(story):
    story.open()
    story.receive("Thanh Lương", LOC, papers={})
    story.appraise(story.receive("Tô Xá", {**ANH, "education": "primary"}))
    found = figures(story)
    assert (found["applications"], found["complete_dossiers"], found["rejected"], found["eligible"]) == (
        2,
        1,
        1,
        0,
    )

    Application.objects.filter(person__full_name="Phan Văn Lộc").update(received_on=date(2025, 9, 9))
    assert measured(story, "recruit_late_applications") == 1
    assert measured(story, "recruit_late_refused") == 0


def due(code: str, day: date) -> list[tuple]:
    return [(item.key.partition(":")[2], item.due_on, item.started_on, item.commune)
            for item in deadline_sources.get(code).collect(day)]  # fmt: skip


def test_the_windows_last_day_is_due_until_the_list_is_closed(story):
    story.open()
    item = ("window", date(2025, 9, 7), date(2025, 8, 22), "19057")
    assert due("recruitment.window", date(2025, 8, 21)) == []
    assert (
        due("recruitment.window", date(2025, 9, 1)) == [item] == due("recruitment.window", date(2025, 9, 8))
    )
    story.appraise(story.receive("Thanh Lương", LOC))
    story.close_list()
    assert due("recruitment.window", date(2025, 9, 8)) == []


def test_five_working_days_to_submit_then_five_to_decide(story):
    story.met()
    day = date(2025, 9, 11)
    assert due("recruitment.clock", day) == [("submit", date(2025, 9, 17), date(2025, 9, 10), "19057")]
    with on(date(2025, 9, 12)):
        results_submit(actor=story.an, campaign=story.fresh(), version=None, submitted_on=date(2025, 9, 12))
    (item,) = deadline_sources.get("recruitment.clock").collect(day)
    assert (item.due_on, item.rule, item.url) == (
        date(2025, 9, 19), "TT 14/2024/TT-BCA, Điều 4", story.campaign.get_absolute_url()
    )  # fmt: skip
    assert set(item.roles) == {"officer", "chief", "leader"}
    story.decide()
    assert due("recruitment.clock", day) == []


def test_nothing_runs_when_nobody_was_chosen(story):
    story.listed()
    story.council()
    story.meet({story.loc: {"no": 8, "yes": 0}, story.anh: {"no": 8, "yes": 0}})
    assert due("recruitment.clock", date(2025, 9, 11)) == []


def test_clocks_take_few_queries_whatever_the_campaigns(story, django_assert_num_queries):
    story.met()
    with django_assert_num_queries(3):
        list(deadline_sources.get("recruitment.clock").collect(date(2025, 9, 11)))
    for number in range(5):
        Campaign.objects.create(
            commune=story.world.commune_b, title=f"Đợt {number}", opens_on=date(2025, 9, 1), closes_on=date(2025, 9, 9),
            state="receiving",
        )  # fmt: skip
    with django_assert_num_queries(1):
        assert len(list(deadline_sources.get("recruitment.window").collect(date(2025, 9, 2)))) == 5

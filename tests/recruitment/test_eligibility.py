"""Who may be recruited: every rule of Điều 13 at its edges, judged on the day of receipt."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from communes.models import AreaStatus
from law.models import Parameter
from recruitment.eligibility import criteria, examine, missing_papers, priorities
from recruitment.models import Application
from recruitment.services.applications import application_appraise, application_supplement
from recruitment.services.over_age import over_age_record
from tests.recruitment.conftest import CLEAR, LOC, PAPERS, on, paper
from tests.world import SINCE

pytestmark = pytest.mark.django_db
RECEIVED = date(2025, 8, 25)


def finding(application: Application, code: str):
    (found,) = [one for one in examine(application) if one.code == code]
    return found


@pytest.fixture
def receive(story):
    """Take an application on 25/8/2025 by somebody who differs from Lộc in `changes`."""
    story.open()

    def take(received_on=RECEIVED, papers=PAPERS, **changes):
        return story.receive("Thanh Lương", {**LOC, **changes}, received_on=received_on, papers=papers)

    return take


@pytest.mark.parametrize(
    ("birth", "outcome"),
    [
        (date(2007, 8, 25), "pass"),  # 18 on the day
        (date(2007, 8, 26), "fail"),  # 18 tomorrow
        (date(1955, 8, 25), "pass"),  # 70 on the day
        (date(1955, 8, 24), "decision"),  # past the 70th birthday
        (date(1954, 8, 25), "decision"),  # 71
    ],
)
def test_from_the_eighteenth_to_the_seventieth_birthday(receive, birth, outcome):
    found = finding(receive(birth_date=birth), "E02")
    assert found.outcome == outcome
    assert found.citation == "Luật 30/2023/QH15, Điều 13, khoản 1"


@pytest.mark.parametrize(
    ("received_on", "outcome"), [(date(2026, 2, 28), "fail"), (date(2026, 3, 1), "pass")]
)
def test_born_on_29_february_one_is_18_on_1_march(story, received_on, outcome):
    story.open(opens_on=date(2026, 2, 1), closes_on=date(2026, 3, 10))
    application = story.receive(
        "Thanh Lương", {**LOC, "birth_date": date(2008, 2, 29)}, received_on=received_on
    )
    assert finding(application, "E02").outcome == outcome


def test_the_day_ages_are_judged_on_is_a_row_of_the_law(receive):
    application = receive(birth_date=date(2007, 9, 7))
    assert finding(application, "E02").outcome == "fail"
    Parameter.objects.filter(code="recruit.reference_date").update(value="window_end")
    assert finding(application, "E02").outcome == "pass"


def test_over_seventy_needs_the_chairmans_decision_and_no_one_else_does(story, receive):
    old, young = receive(birth_date=date(1954, 3, 1)), receive(citizen_id="", full_name="Lê Văn Trẻ")
    assert story.appraise(old).state == "received"
    with on(date(2025, 9, 5)):
        with pytest.raises(ValidationError, match="Không cần quyết định về tuổi"):
            over_age_record(
                actor=story.an, application=young, version=None, paper=paper("9/QĐ-UBND", RECEIVED)
            )
        over_age_record(actor=story.an, application=old, version=None, paper=paper("9/QĐ-UBND", RECEIVED))
    assert old.state == "eligible"
    assert "đã có Quyết định số 9/QĐ-UBND" in finding(old, "E02").fact


@pytest.mark.parametrize(
    ("level", "ethnic_group", "area", "outcome"),
    [
        ("lower_secondary", "01", "", "pass"),
        ("primary", "01", "", "fail"),
        ("primary", "01", "mien_nui", "pass"),
        ("primary", "01", "dan_toc_thieu_so", "fail"),
        ("primary", "02", "", "pass"),
        ("none", "02", "mien_nui", "fail"),
        ("", "01", "", "check"),
    ],
)
def test_lower_secondary_school_or_primary_where_the_law_makes_an_exception(
    story, receive, level, ethnic_group, area, outcome
):
    if area:
        AreaStatus.objects.create(commune=story.world.commune_a, kind=area, basis="QĐ 861", started_on=SINCE)
    found = finding(receive(education=level, ethnic_group=ethnic_group), "E11")
    assert found.outcome == outcome
    assert "Điều 13, khoản 3" in found.citation


def test_an_area_of_another_hamlet_is_no_exception(story, receive):
    AreaStatus.objects.create(
        commune=story.world.commune_a, hamlet=story.world.to_xa, kind="mien_nui", basis="x", started_on=SINCE
    )
    assert finding(receive(education="primary"), "E11").outcome == "fail"


@pytest.mark.parametrize(
    ("kind", "since", "outcome"),
    [
        ("permanent", None, "pass"),
        ("temporary", date(2024, 8, 25), "pass"),
        ("temporary", date(2024, 8, 26), "fail"),
        ("temporary", None, "check"),
        ("", None, "check"),
    ],
)
def test_a_year_of_temporary_residence_to_the_day(receive, kind, since, outcome):
    assert finding(receive(residence_kind=kind, residence_since=since), "E12").outcome == outcome


@pytest.mark.parametrize(
    ("issued_on", "outcome"),
    [(date(2024, 8, 25), "check"), (date(2024, 8, 24), "fail"), (None, "check")],
)
def test_a_health_certificate_of_the_last_twelve_months_from_a_lawful_facility(
    story, receive, issued_on, outcome
):
    papers = {**PAPERS, "health_certificate": {"issued_on": issued_on, "issuer": "Trạm y tế"}}
    application = receive(papers=papers)
    assert finding(application, "E14").outcome == outcome
    if issued_on == date(2024, 8, 25):
        story.appraise(application)
        assert finding(application, "E14").outcome == "pass"
        story.appraise(application, is_facility_lawful=False)
        assert finding(application, "E14").outcome == "fail"


def test_missing_papers_are_said_at_once_and_supplied_later(story, receive):
    papers = {**PAPERS, "cv": {"problem": "chưa có xác nhận của UBND xã"}}
    del papers["health_certificate"]
    application = receive(papers=papers)
    assert application.state == "incomplete"
    assert missing_papers(application) == [
        "Bản khai sơ yếu lý lịch: chưa có xác nhận của UBND xã",
        "Thiếu giấy chứng nhận sức khỏe",
    ]
    with on(date(2025, 9, 4)):
        application_supplement(
            actor=story.an, application=application, version=application.version,
            papers={"cv": {"problem": ""}, "health_certificate": {"issued_on": date(2025, 9, 3)}},
        )  # fmt: skip
    assert application.state == "received" and missing_papers(application) == []


def test_a_paper_dated_after_it_was_handed_in_is_refused(receive):
    with pytest.raises(ValidationError) as refusal:
        receive(papers={**PAPERS, "cv": {"issued_on": date(2025, 8, 26)}})
    assert "ngày cấp sau ngày nhận 25/08/2025" in refusal.value.message_dict["cv_issued_on"][0]


def test_every_fact_of_the_police_is_open_until_verified(story, receive):
    application = receive()
    open_codes = {one.code for one in examine(application) if one.is_open}
    assert open_codes == {"E03", "E04", "E05", "E06", "E07", "E08", "E09", "E10", "E13", "E14"}
    assert story.appraise(application).state == "eligible"
    assert [one for one in examine(application) if one.is_open] == []
    assert {one.code for one in examine(application)} == set(criteria())


@pytest.mark.parametrize("fact", sorted(CLEAR["legal_facts"]))
def test_each_bar_of_the_law_makes_one_ineligible(story, receive, fact):
    application = story.appraise(receive(), legal_facts={**CLEAR["legal_facts"], fact: True})
    assert application.state == "ineligible"
    (bar,) = [one for one in examine(application) if one.is_open]
    assert bar.outcome == "fail" and bar.citation == "Luật 30/2023/QH15, Điều 13"


def test_what_the_police_found_is_encrypted_in_the_register_and_hidden_in_the_audit(story, receive):
    application = story.appraise(receive(), legal_facts={"under_prosecution": True})
    assert application.legal_facts == {"under_prosecution": True}
    from_table = (
        Application.objects.filter(pk=application.pk).extra(select={"raw": "legal_facts_text"}).values("raw")
    )
    assert "under_prosecution" not in str(from_table)


def test_an_unknown_fact_is_refused(story, receive):
    with pytest.raises(ValidationError, match="Không có mục thẩm định: is_tall"):
        application_appraise(
            actor=story.an, application=receive(), version=None, legal_facts={}, is_tall=True
        )


def test_priorities_are_told_and_bar_nobody(story, receive):
    application = story.appraise(receive(served_army=True), lives_in_hamlet=True)
    assert len(priorities(application)) == 2
    assert application.state == "eligible"


def test_a_foreigner_is_refused(receive):
    assert finding(receive(nationality="LA"), "E01").outcome == "fail"


def test_examining_takes_the_same_few_queries_for_anybody(receive, django_assert_max_num_queries):
    application = Application.objects.select_related(
        "campaign__commune", "line", "person", "over_age_decision"
    ).get(pk=receive().pk)
    with django_assert_max_num_queries(4):
        examine(application)

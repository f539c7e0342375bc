"""The path as two tables: every step by every role in every state, and the docs that say the same."""

from datetime import date
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from recruitment import policies
from recruitment.choices import ApplicationState, CampaignState
from recruitment.diagrams import BEGIN, END, path_inserted
from recruitment.models import Application, Campaign, Council, CouncilSession
from recruitment.paths import APPLICATION_STEPS, OWN_STEPS, STEPS
from tests.recruitment.browsing import text, url
from tests.recruitment.conftest import ANH, LOC

PAGE = settings.BASE_DIR / "docs" / "tuyen-chon.md"
#: Users by the role they hold in xã Quảng Trạch; Bình's commune is another one.
ROLES = {
    "officer": "an", "chief": "chien", "leader": "le", "partner": "phuc", "reviewer": "phu", "director": "duc",
    "admin": "quang",
}  # fmt: skip


def campaign_in(world, state: CampaignState, **facts) -> Campaign:
    return Campaign(
        commune=world.commune_a, state=state, opens_on=date(2025, 8, 22), closes_on=date(2025, 9, 7), **facts
    )


@pytest.mark.django_db
@pytest.mark.parametrize("code", STEPS)
def test_every_step_of_a_campaign_by_every_role_in_every_state(world, code):
    step = STEPS[code]
    facts = {"submitted_on": date(2025, 9, 12)} if code in ("sign", "decide") else {}
    if code == "council":
        facts["list_approval_id"] = 1
    for state in CampaignState:
        campaign = campaign_in(world, state, **facts)
        if code == "submit":  # which waits for the minutes
            campaign.council = Council()
            campaign.council.session = CouncilSession(minutes_id=1)
        for role, name in ROLES.items():
            answer = policies.can_step(getattr(world, name), campaign, code)
            assert bool(answer) == (role in step.roles and state in step.before), (code, state, role)
            if role in step.roles and not answer:
                assert step.rule in answer.reason and state.label.lower() in answer.reason
            elif not answer:
                assert "Việc này dành cho: " in answer.reason
        for name in ("binh", "bich"):  # the same roles in another commune
            assert not policies.can_step(getattr(world, name), campaign, code)


@pytest.mark.django_db
@pytest.mark.parametrize("code", [step.code for step in APPLICATION_STEPS.values() if not step.before])
def test_every_beginning_of_an_application_by_every_role_in_every_state(world, code):
    step = APPLICATION_STEPS[code]
    for state in CampaignState:
        campaign = campaign_in(world, state)
        for role, name in ROLES.items():
            answer = policies.can_begin(getattr(world, name), campaign, code)
            assert bool(answer) == (role in step.roles and state in step.campaign), (code, state, role)
            if role in step.roles and not answer:
                assert step.rule in answer.reason and state.label.lower() in answer.reason
        assert not policies.can_begin(world.binh, campaign, code)


@pytest.mark.django_db
@pytest.mark.parametrize("code", [step.code for step in APPLICATION_STEPS.values() if step.before])
def test_every_step_of_an_application_by_every_role_in_every_state(world, code):
    step = APPLICATION_STEPS[code]
    for campaign_state in CampaignState:
        campaign = campaign_in(world, campaign_state)
        for state in ApplicationState:
            application = Application(campaign=campaign, state=state)
            for role, name in ROLES.items():
                answer = policies.can_take(getattr(world, name), application, code)
                may = role in step.roles and state in step.before and campaign_state in step.campaign
                assert bool(answer) == may, (code, campaign_state, state, role)
                if role in step.roles and not answer:
                    assert "Điều" in answer.reason or "Hội đồng" in answer.reason
            assert not policies.can_take(world.binh, application, code)


def test_every_state_can_be_reached_and_but_for_the_last_ones_left():
    reached = {step.after for step in STEPS.values() if step.after} | {CampaignState.DRAFT}
    left = {state for step in STEPS.values() for state in step.before}
    assert reached == set(CampaignState) and set(CampaignState) - left == {CampaignState.CLOSED}
    reached = {state for step in APPLICATION_STEPS.values() for state in step.after}
    left = {state for step in APPLICATION_STEPS.values() for state in step.before}
    assert reached == set(ApplicationState)
    assert set(ApplicationState) - left == {
        ApplicationState.NOT_PASSED, ApplicationState.RECOGNISED, ApplicationState.REFUSED,
        ApplicationState.WITHDRAWN,
    }  # fmt: skip


@pytest.mark.django_db
def test_the_page_offers_the_steps_of_the_table_that_may_be_taken_now(story):
    story.open()
    one = story.receive("Thanh Lương", LOC)
    page = text(story.world.client(story.an).get(one.get_absolute_url()))
    for step in OWN_STEPS:
        is_offered = one.state in step.before and "over_age" not in step.code  # nobody here is too old
        assert (url(f"application_{step.code}", one) in page) == is_offered, step.code
    story.appraise(one)
    story.appraise(story.receive("Tô Xá", ANH))
    story.close_list()
    page = text(story.world.client(story.an).get(one.get_absolute_url()))
    assert url("application_withdraw", one) in page and url("application_return", one) not in page


def test_the_docs_tell_the_path_as_the_table_has_it():
    page = PAGE.read_text(encoding="utf-8")
    assert page == path_inserted(page), "manage.py recruitment_path --write"


def test_the_path_is_printed():
    out = StringIO()
    call_command("recruitment_path", stdout=out)
    assert "draft --> approved: Ghi phê duyệt kế hoạch" in out.getvalue()
    assert "eligible --> listed: Đưa vào danh sách dự tuyển" in out.getvalue()


def test_the_path_is_written_between_its_lines_alone(tmp_path, settings):
    settings.BASE_DIR = tmp_path
    with pytest.raises(CommandError):
        call_command("recruitment_path", write=True)
    (tmp_path / "docs").mkdir()
    page = tmp_path / "docs" / "tuyen-chon.md"
    page.write_text("Không có chỗ", encoding="utf-8")
    with pytest.raises(CommandError):
        call_command("recruitment_path", write=True)
    page.write_text(f"Đầu\n{BEGIN}\ncũ\n{END}\nCuối\n", encoding="utf-8")
    call_command("recruitment_path", write=True, stdout=StringIO())
    written = page.read_text(encoding="utf-8")
    assert written.startswith("Đầu\n") and written.endswith("\nCuối\n") and "cũ" not in written

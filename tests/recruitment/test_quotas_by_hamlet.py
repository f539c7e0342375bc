"""Quotas of a team in whose charge several hamlets are: from all of them alike, or so many from each."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from communes.choices import AreaKind
from communes.models import AreaStatus
from recruitment.eligibility import examine
from recruitment.models import Campaign
from recruitment.session_report import session_report
from teams.models import TeamHamlet
from tests.recruitment.browsing import text, url
from tests.recruitment.conftest import LOC, on
from tests.recruitment.test_council import THIN
from tests.world import SINCE, _hamlet

pytestmark = pytest.mark.django_db


@pytest.fixture
def nam_thon(story):
    """Nam Thôn, a second hamlet in the charge of Tổ Tô Xá."""
    hamlet = _hamlet(story.world.commune_a, "Nam Thôn")
    TeamHamlet.objects.create(team=story.force.to_xa, hamlet=hamlet, started_on=SINCE)
    return hamlet


def drafted(story, quotas) -> Campaign:
    with on(date(2025, 8, 20)):
        return story.draft(quotas=quotas)


def test_a_team_alone_means_all_its_hamlets_and_its_only_one_where_it_has_one(story, nam_thon):
    campaign = drafted(story, {story.force.to_xa: 1, story.force.thanh_luong: 1})
    assert {(line.team.name, line.hamlet and line.hamlet.name) for line in campaign.lines.all()} == {
        ("Tô Xá", None), ("Thanh Lương", "Thanh Lương"),
    }  # fmt: skip


def test_so_many_from_each_hamlet_are_two_quotas_and_together_no_more_than_the_team_lacks(story, nam_thon):
    to_xa = story.force.to_xa
    with pytest.raises(ValidationError, match="chỉ còn thiếu 1; không đặt được 2"):
        drafted(story, {(to_xa, story.world.to_xa): 1, (to_xa, nam_thon): 1})
    to_xa.quotas.update(members=4)
    campaign = drafted(story, {(to_xa, story.world.to_xa): 1, (to_xa, nam_thon): 1})
    assert [str(line) for line in campaign.lines.order_by("hamlet__sort_key")] == [
        "Tổ Tô Xá, thôn Nam Thôn: 1 người", "Tổ Tô Xá: 1 người",
    ]  # fmt: skip


def test_a_hamlet_of_another_team_is_refused(story, nam_thon):
    with pytest.raises(ValidationError, match="không thuộc địa bàn của Tổ Tô Xá"):
        drafted(story, {(story.force.to_xa, story.world.thanh_luong): 1})


def test_the_form_asks_for_each_hamlet_and_shows_what_a_draft_has(story, nam_thon):
    an = story.world.client(story.an)
    whole, part = f"quota_{story.force.to_xa.pk}", f"quota_{story.force.to_xa.pk}_{nam_thon.pk}"
    with on(date(2025, 8, 20)):
        page = text(an.get(reverse("recruitment:campaign_new")))
        assert (
            "Chỉ tiêu Tổ Tô Xá, chung các thôn" in page and "Chỉ tiêu Tổ Tô Xá, riêng thôn Nam Thôn" in page
        )
        assert "Chỉ tiêu Tổ Thanh Lương, riêng" not in page
        typed = {
            "title": "Đợt", "opens_on": "22/8/2025", "closes_on": "7/9/2025", "filing_place": "Công an xã", part: "1",
        }  # fmt: skip
        assert an.post(reverse("recruitment:campaign_new"), typed).status_code == 302
        campaign = Campaign.objects.get()
        form = an.get(url("campaign_edit", campaign)).context["form"]
        assert (form[part].value(), form[whole].value()) == (1, None)
        version = {"version": campaign.version}
        an.post(url("campaign_edit", campaign), {**typed, part: "", whole: "1", **version})
    assert [(line.hamlet, line.count) for line in campaign.lines.all()] == [(None, 1)]


def test_where_the_quota_names_no_hamlet_the_area_is_that_of_the_applicants_own(story, nam_thon):
    AreaStatus.objects.create(
        commune=story.world.commune_a, hamlet=nam_thon, kind=AreaKind.MOUNTAIN, started_on=SINCE, basis="QĐ 1"
    )
    story.open(quotas={story.force.to_xa: 1})
    one = story.receive("Tô Xá", {**LOC, "education": "primary", "hamlet": nam_thon})
    found = {finding.code: finding for finding in examine(one)}
    assert found["E11"].outcome == "pass" and "được ngoại lệ" in found["E11"].fact


def test_seats_of_two_hamlets_of_one_team_are_told_apart_at_the_vote(story, nam_thon):
    to_xa = story.force.to_xa
    to_xa.quotas.update(members=5)
    story.open(quotas={(to_xa, story.world.to_xa): 1, (to_xa, nam_thon): 1})
    seat = {line.hamlet_id: line for line in story.campaign.lines.all()}[nam_thon.pk]
    story.line = lambda name: seat
    loc, thin = (story.appraise(story.receive("Tô Xá", facts)) for facts in (LOC, THIN))
    story.close_list()
    story.council()
    with on(date(2025, 9, 10)):
        form = story.world.client(story.an).get(url("step_council", story.campaign)).context["form"]
        assert [label for _, label in form.fields[f"prefer_{loc.pk}"].choices][1:] == [
            "Tổ Tô Xá, thôn Nam Thôn"
        ]
    votes = {loc: {"yes": 6}, thin: {"yes": 6}}
    with pytest.raises(ValidationError, match="Tổ Tô Xá, thôn Nam Thôn: .* bằng 6 phiếu"):
        story.meet(votes)
    session = story.meet(votes, tie_break="Ưu tiên bộ đội xuất ngũ", preferred=frozenset({thin.pk}))
    assert [(one.name, one.team) for one in session_report(session).chosen] == [
        ("Trần Văn Thìn", "Tổ Tô Xá, thôn Nam Thôn")
    ]

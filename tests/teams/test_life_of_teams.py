"""Teams are founded, given hamlets, given rules to work by, and dissolved."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from contracts.measuring import Days, aggregate, counted_rows
from contracts.policy import PolicyDenied
from contracts.registry import measures, quality_checks
from teams.choices import EndKind, Position, RegulationTopic
from teams.deadlines.decisions import dissolutions_to_decide
from teams.models import Membership, Quota, Regulation, Team, TeamHamlet
from teams.services.dissolving import team_dissolution_propose, team_dissolve
from teams.services.regulations import (
    regulation_end,
    regulation_of,
    regulation_set,
    regulation_topics_set,
)
from teams.services.teams import team_founding_record, team_hamlets_set
from tests.audited import one_entry_per_object
from tests.force import make_decision, make_person, make_spell

pytestmark = pytest.mark.django_db
DAY = date(2026, 12, 1)


def teams_without_founding(user, on: date):
    """What data quality lists as teams without their founding decision."""
    return quality_checks.get("teams.founding").find(user, on)


def propose(world, team, day=date(2026, 11, 10), **changes):
    return team_dissolution_propose(actor=world.an, team=team, version=None, proposed_on=day, **changes)


def dissolve(world, team, decision, **changes):
    facts = {"ended_on": DAY, "moves": {}, "version": None, **changes}
    return team_dissolve(actor=world.an, team=team, decision=decision, **facts)


def test_a_dissolved_team_takes_everything_with_it_on_the_same_day(world, force):
    team, decision = force.to_xa, make_decision(world, "08/QĐ-UBND")
    propose(world, team)
    an, duc = force.member("Nguyễn Văn An"), force.member("Đặng Hữu Đức")
    with one_entry_per_object():
        dissolve(world, team, decision, moves={an: force.thanh_luong, duc: force.thanh_luong})

    ends = dict(team.memberships.values_list("person__full_name", "end_kind"))
    assert ends == {
        "Nguyễn Văn An": EndKind.TEAM_CHANGE, "Đặng Hữu Đức": EndKind.TEAM_CHANGE,
        "Phạm Minh Chiến": EndKind.TEAM_DISSOLVED,
    }  # fmt: skip
    moved = Membership.objects.get(person=duc.person, team=force.thanh_luong)
    assert (moved.position, moved.started_on, moved.start_decision) == (Position.MEMBER, DAY, decision)
    for rows in (
        TeamHamlet.objects.filter(team=team),
        Quota.objects.filter(team=team),
        team.placements.all(),
    ):
        assert set(rows.values_list("ended_on", flat=True)) == {DAY}
    team.refresh_from_db()
    assert (team.ended_on, team.dissolving) == (DAY, decision)
    assert Membership.objects.left_within(DAY, DAY).count() == 1


def test_it_is_refused_before_the_police_proposed_it_with_hamlet_and_front(world, force):
    decision = make_decision(world)
    with pytest.raises(PolicyDenied, match="Điều 5, khoản 2"):
        dissolve(world, force.to_xa, decision)
    with pytest.raises(ValidationError, match="Trưởng Ban công tác Mặt trận"):
        propose(world, force.to_xa, is_agreed=False)
    propose(world, force.to_xa)
    with pytest.raises(ValidationError, match="Mẫu 08"):
        dissolve(world, force.to_xa, None)
    with pytest.raises(ValidationError, match="không thể trước ngày đó"):
        dissolve(world, force.to_xa, decision, ended_on=date(2026, 11, 9))
    make_spell(force.to_xa, make_person(world.commune_a, "Trần Quốc Bình"), started_on=DAY)
    with pytest.raises(ValidationError, match="Trần Quốc Bình tham gia Tổ từ 01/12/2026"):
        dissolve(world, force.to_xa, decision)


def test_a_proposal_has_its_clock_and_can_be_taken_back(world, force):
    propose(world, force.to_xa, date(2026, 11, 6))
    (due,) = dissolutions_to_decide(date(2026, 11, 16))
    assert due.due_on == date(2026, 11, 13) and "leader" in due.roles
    propose(world, force.to_xa, None)
    assert list(dissolutions_to_decide(date(2026, 11, 16))) == []


def test_dissolving_on_the_page_moves_whom_it_names(world, force):
    propose(world, force.to_xa)
    an, client = force.member("Nguyễn Văn An"), world.client(world.an)
    address = reverse("teams:team_dissolve", args=[force.to_xa.pk])
    version = Team.objects.get(pk=force.to_xa.pk).version
    paper = {
        "ended_on": "01/12/2026", "symbol": "08/QĐ-UBND", "signed_on": "12/11/2026", "title": "Giải thể Tổ",
        "signer_name": "Phạm Thị Lê", "signer_title": "Chủ tịch", "version": version,
    }  # fmt: skip
    answer = client.post(address, {**paper, f"member_{an.pk}": force.thanh_luong.pk})
    assert answer.status_code == 302
    page = client.get(answer.url).content.decode()
    assert "giải thể 01/12/2026" in page and "08/QĐ-UBND" in page
    assert force.thanh_luong.memberships.open().filter(person=an.person).exists()


def test_hamlets_change_hands_on_a_day_and_the_past_stays(world, force):
    day = date(2026, 10, 1)
    with pytest.raises(ValidationError, match="đang do Tổ Tô Xá phụ trách"):
        team_hamlets_set(
            actor=world.an, team=force.thanh_luong, hamlets=[world.thanh_luong, world.to_xa], since=day
        )
    team_hamlets_set(actor=world.an, team=force.to_xa, hamlets=[], since=day)
    answer = world.client(world.an).post(
        reverse("teams:team_hamlets", args=[force.thanh_luong.pk]),
        {"hamlets": [world.thanh_luong.pk, world.to_xa.pk], "since": "01/10/2026"},
    )
    assert answer.status_code == 302
    links = TeamHamlet.objects.filter(team=force.thanh_luong)
    assert set(links.values_list("hamlet", "started_on")) == {
        (world.thanh_luong.pk, date(2025, 7, 1)), (world.to_xa.pk, day),
    }  # fmt: skip
    page = world.client(world.an).get(reverse("teams:team", args=[force.to_xa.pk])).content.decode()
    assert "đến trước 01/10/2026" in page


def test_a_founding_decision_may_follow_once(world, force):
    today = date(2026, 11, 16)
    assert teams_without_founding(world.an, today).count() == 2
    decision = make_decision(world)
    with one_entry_per_object():
        team_founding_record(actor=world.an, team=force.to_xa, version=1, founding=decision)
    assert list(teams_without_founding(world.an, today)) == [force.thanh_luong]
    with pytest.raises(ValidationError, match="Đã ghi quyết định thành lập"):
        team_founding_record(actor=world.an, team=force.to_xa, version=2, founding=decision)


def rules(world, day=date(2026, 1, 1), topics=tuple(RegulationTopic), **changes):
    document = changes.pop("document", None) or make_decision(world, f"{day.month}/QĐ-UBND", signed_on=day)
    facts = {"commune": world.commune_a, "started_on": day, "topics": topics, "document": document, **changes}
    return regulation_set(actor=world.an, **facts)


def figure(code, commune, day):
    span = Days(day, day)
    rows = counted_rows(Regulation.objects.filter(commune=commune), code, span)
    return rows.aggregate(n=aggregate(measures.get(code), span))["n"]


def test_a_regulation_replaces_the_one_before_and_is_counted_from_its_first_day(world, force):
    old = rules(world)
    decision = make_decision(world, "9/QĐ-UBND")
    with one_entry_per_object():
        new = rules(world, date(2026, 10, 1), [RegulationTopic.PATROL], document=decision)
    old.refresh_from_db()
    assert old.ended_on == date(2026, 10, 1)
    issued = [
        figure("team_regulation_issued", world.commune_a, day)
        for day in (date(2025, 12, 31), date(2026, 1, 1), date(2026, 10, 1))
    ]
    assert issued == [0, 1, 1]
    assert figure("team_regulations_incomplete", world.commune_a, date(2026, 9, 30)) == 0
    assert figure("team_regulations_incomplete", world.commune_a, date(2026, 10, 1)) == 1
    assert len(new.missing_topics) == 7
    with pytest.raises(ValidationError, match="Đã có Quy chế từ 01/10/2026"):
        rules(world, date(2026, 9, 1), document=decision)


def test_teams_with_rules_of_their_own_count_when_all_have_them(world, force):
    day = date(2026, 2, 1)
    own = rules(world, day, team=force.to_xa)
    assert figure("team_regulation_issued", world.commune_a, day) == 0
    rules(world, day, team=force.thanh_luong, document=own.document)
    assert figure("team_regulation_issued", world.commune_a, day) == 1
    assert regulation_of(force.to_xa, day) == own and regulation_of(force.hoa_lac, day) is None


def test_what_the_paper_settles_is_corrected_and_its_end_recorded(world, force):
    one = rules(world, topics=[RegulationTopic.DUTY, RegulationTopic.PATROL])
    with one_entry_per_object():
        regulation_topics_set(
            actor=world.an, regulation=one, version=1, topics=[RegulationTopic.DUTY, RegulationTopic.REWARD]
        )
    with one_entry_per_object():
        regulation_end(actor=world.an, regulation=one, version=2, ended_on=date(2026, 11, 1))
    assert figure("team_regulation_issued", world.commune_a, date(2026, 11, 1)) == 0


def test_the_pages_of_regulations_say_what_is_missing(world, force):
    client = world.client(world.an)
    answer = client.post(
        reverse("teams:regulation_new"),
        {
            "started_on": "05/02/2026", "topics": ["duty", "patrol"], "type": "qd", "symbol": "31/QĐ-UBND",
            "signed_on": "05/02/2026", "title": "Ban hành Quy chế", "signer_name": "Phạm Thị Lê",
            "signer_title": "Chủ tịch",
        },
    )  # fmt: skip
    page = client.get(answer.url).content.decode()
    assert "phân công nhiệm vụ, phụ trách từng cụm dân cư, báo cáo" in page
    assert "Thiếu 6 nội dung" in client.get(reverse("teams:regulation_list")).content.decode()
    assert "31/QĐ-UBND" in client.get(reverse("teams:team", args=[force.to_xa.pk])).content.decode()

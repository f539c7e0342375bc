"""Somebody goes from one commune to another: asked, answered, done; and what each side gets to know."""

from datetime import date

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Notice
from audit.models import Entry
from contracts.policy import PolicyDenied
from teams.choices import EndKind, Position, StartKind, TransferState
from teams.deadlines.transfers import transfers_to_answer
from teams.models import Membership, Person, TransferRequest
from teams.nav import transfers_waiting
from teams.services.memberships import membership_end
from teams.services.transfers import transfer_accept, transfer_ask, transfer_refuse, transfer_withdraw
from tests.audited import one_entry_per_object
from tests.force import make_person, make_spell

pytestmark = pytest.mark.django_db
CCCD = "044080001234"
DAY = date(2026, 12, 1)


@pytest.fixture
def hien(world, force):
    """Cao Xuân Hiền of Hòa Lạc in B, living there, with a CCCD."""
    person = force.member("Cao Xuân Hiền").person
    person.citizen_id, person.hamlet = CCCD, world.hamlet_b
    person.save()
    Membership.objects.filter(person=person).update(position=Position.MEMBER)
    return person


def ask(world, force, **changes):
    facts = {
        "commune": world.commune_a, "citizen_id": CCCD, "full_name": "Cao Xuân Hiền", "wanted_on": DAY,
        "reason": "Chuyển đến ở", "team": force.thanh_luong, **changes,
    }  # fmt: skip
    return transfer_ask(actor=world.an, **facts)


def fresh(request):
    return TransferRequest.objects.get(pk=request.pk)


def state(request):
    return fresh(request).state


def test_accepted_one_spell_ends_the_other_begins_and_the_home_follows(world, force, hien):
    request = ask(world, force)
    with one_entry_per_object():
        answer = transfer_accept(actor=world.bao, request=fresh(request), version=1)

    old, new = hien.memberships.order_by("started_on")
    assert (old.ended_on, old.end_kind) == (DAY, EndKind.TRANSFERRED_OUT)
    assert (new.team, new.started_on, new.start_kind) == (force.thanh_luong, DAY, StartKind.TRANSFERRED_IN)
    assert new.position == Position.MEMBER and (answer.ended, answer.started) == (old, new)
    hien.refresh_from_db()
    assert (hien.home_commune, hien.hamlet) == (world.commune_a, None)
    assert not Membership.objects.left_within(DAY, DAY).exists()
    assert not Membership.objects.recruited_within(DAY, DAY).exists()
    assert state(request) == TransferState.ACCEPTED


def test_the_home_of_the_asking_side_is_told_nothing_before(world, force, hien):
    request = ask(world, force)
    page = world.client(world.an).get(request.get_absolute_url()).content.decode()
    rows = world.client(world.an).get(reverse("teams:transfer_list")).content.decode()
    kept = [str(e.after) for e in Entry.objects.filter(subject_type="teams.transferrequest")]
    for text in (page, rows, *kept):
        assert "Hòa Trạch" not in text and "Hòa Lạc" not in text and "19033" not in text
        assert "person" not in text
    assert "Rút đề nghị" in page and "Chấp nhận" not in page
    assert not Person.objects.visible_to(world.an).filter(pk=hien.pk).exists()


def test_nor_by_a_refusal(world, force, hien):
    request = ask(world, force)
    transfer_refuse(actor=world.bao, request=fresh(request), version=1, reason="Đang thiếu người")
    page = world.client(world.an).get(request.get_absolute_url()).content.decode()
    assert "Đang thiếu người" in page and "Hòa Trạch" not in page and world.bao.full_name not in page
    seen = Entry.objects.visible_to(world.again(world.an)).filter(act="teams.transfer.refuse")
    assert not seen.exists()
    assert Entry.objects.visible_to(world.again(world.chien)).filter(act="teams.transfer.ask").exists()


def test_the_other_side_sees_the_person_is_told_and_has_a_clock(
    world, force, hien, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        request = ask(world, force)
    assert Notice.objects.get().user == world.bao
    page = world.client(world.bao).get(request.get_absolute_url()).content.decode()
    assert "Tổ Hòa Lạc" in page and "Chấp nhận" in page and "Xã Quảng Trạch" in page
    assert "Chỉ xã" not in world.client(world.binh).get(request.get_absolute_url()).content.decode()
    (due,) = transfers_to_answer(date(2026, 11, 16))
    assert (due.commune, due.due_on, due.roles) == ("19033", date(2026, 11, 23), ("chief",))
    assert [transfers_waiting(one).count() for one in (world.bao, world.an)] == [1, 0]
    for stranger in (world.hai, world.hung):
        assert world.client(stranger).get(request.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("who", ["chien", "binh", "phu", "quang"])
def test_within_the_time_only_the_keeping_chief_and_the_director_answer(world, force, hien, who):
    request = ask(world, force)
    with pytest.raises(PolicyDenied):
        transfer_accept(actor=getattr(world, who), request=fresh(request), version=1)
    transfer_refuse(actor=world.duc, request=fresh(request), version=1, reason="Chưa đủ căn cứ")


@pytest.mark.parametrize(
    ("moment", "may"), [("2026-11-23 20:00+07:00", False), ("2026-11-24 08:00+07:00", True)]
)
def test_a_reviewer_of_the_province_answers_when_the_time_is_over(world, force, hien, moment, may):
    request = ask(world, force)
    with time_machine.travel(moment, tick=False):
        assert transfers_waiting(world.phu).count() == (1 if may else 0)
        if may:
            assert transfer_accept(actor=world.phu, request=fresh(request), version=1).by_province
        else:
            with pytest.raises(PolicyDenied, match="còn hạn trả lời đến 23/11/2026"):
                transfer_accept(actor=world.phu, request=fresh(request), version=1)


def test_who_had_left_comes_over_and_nothing_ends(world, force, hien):
    spell = hien.memberships.get()
    membership_end(
        actor=world.binh, membership=spell, version=1, ended_on=date(2026, 6, 1), end_kind=EndKind.MOVED_AWAY
    )
    answer = transfer_accept(actor=world.bao, request=fresh(ask(world, force)), version=1)
    assert answer.ended is None and answer.started.start_kind == StartKind.TAKEN_OVER
    spell.refresh_from_db()
    assert spell.ended_on == date(2026, 6, 1)


def test_without_a_team_only_the_record_comes_over_and_never_from_somebody_who_serves(world, force, hien):
    request = ask(world, force, team=None)
    with pytest.raises(ValidationError, match="không nêu Tổ tiếp nhận"):
        transfer_accept(actor=world.bao, request=fresh(request), version=1)
    hien.memberships.update(ended_on=date(2026, 6, 1), end_kind=EndKind.OTHER)
    transfer_accept(actor=world.bao, request=fresh(request), version=1)
    hien.refresh_from_db()
    assert hien.home_commune == world.commune_a and hien.memberships.count() == 1


def test_a_day_that_does_not_fit_is_refused_without_naming_the_other_sides_people(world, force, hien):
    early = ask(world, force, wanted_on=date(2025, 7, 1))
    with pytest.raises(ValidationError, match="Từ chối và đề nghị ngày khác"):
        transfer_accept(actor=world.bao, request=fresh(early), version=1)
    assert state(early) == TransferState.WAITING and hien.memberships.get().ended_on is None


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"citizen_id": "044080009999"}, "citizen_id"),  # nobody's
        ({"citizen_id": "0440800"}, "citizen_id"),
        ({"citizen_id": ""}, "citizen_id"),
        ({"wanted_on": date(2025, 6, 30)}, "wanted_on"),  # before the team was founded
    ],
)
def test_what_cannot_be_asked(world, force, hien, changes, field):
    with pytest.raises(ValidationError) as refused:
        ask(world, force, **changes)
    assert list(refused.value.message_dict) == [field]


def test_neither_twice_nor_for_ones_own_nor_for_another_communes_team(world, force, hien):
    ask(world, force)
    with pytest.raises(ValidationError, match="đã đề nghị tiếp nhận người này"):
        ask(world, force)
    make_person(world.commune_a, "Trần Quốc Bình", citizen_id="044080005555")
    with pytest.raises(ValidationError, match="Trần Quốc Bình"):
        ask(world, force, citizen_id="044080005555")
    with pytest.raises(ValidationError, match="thuộc xã khác"):
        ask(world, force, team=force.hoa_lac)


def test_withdrawn_or_answered_it_waits_no_longer(world, force, hien):
    request = ask(world, force)
    with one_entry_per_object():
        transfer_withdraw(actor=world.chien, request=fresh(request), version=1)
    with pytest.raises(PolicyDenied, match="không còn chờ trả lời"):
        transfer_accept(actor=world.bao, request=fresh(request), version=2)
    again = ask(world, force)
    first, second = fresh(again), fresh(again)
    transfer_refuse(actor=world.bao, request=first, version=1, reason="Chưa bàn giao")
    with pytest.raises(PolicyDenied, match="từ chối"):
        transfer_accept(actor=world.duc, request=second, version=1)
    with pytest.raises(PolicyDenied):
        transfer_withdraw(actor=world.an, request=fresh(again), version=2)
    assert list(transfers_to_answer(date(2026, 11, 16))) == []


def test_a_form_that_meets_a_cccd_held_elsewhere_offers_the_request(world, force, hien):
    client = world.client(world.an)
    typed = {
        "full_name": "Cao Xuân Hiền", "citizen_id": CCCD, "team": force.to_xa.pk, "position": "member",
        "started_on": "01/12/2026",
    }  # fmt: skip
    page = client.post(reverse("teams:join"), typed)
    text = page.content.decode()
    assert page.status_code == 422 and f'formaction="{reverse("teams:transfer_new")}"' in text

    carried = client.post(reverse("teams:transfer_new"), {**typed, "mang_sang": "1"})
    text = carried.content.decode()
    assert carried.status_code == 200 and "Cao Xuân Hiền" in text and CCCD in text and "01/12/2026" in text
    assert not TransferRequest.objects.exists()

    sent = {**typed, "wanted_on": "01/12/2026", "reason": "Chuyển đến ở"}
    answer = client.post(reverse("teams:transfer_new"), sent)
    assert answer.status_code == 302 and TransferRequest.objects.get().team == force.to_xa


def test_answering_on_the_page(world, force, hien):
    request, client = ask(world, force), world.client(world.bao)
    address = reverse("teams:transfer_accept", args=[request.pk])
    page = client.get(address).content.decode()
    assert "thôi tham gia Tổ Hòa Lạc, tham gia Tổ Thanh Lương làm Tổ viên" in page
    assert client.post(address, {"version": 1}).status_code == 302
    page = world.client(world.an).get(request.get_absolute_url()).content.decode()
    assert "Xã Hòa Trạch" in page and "Mở hồ sơ Cao Xuân Hiền" in page
    page = client.get(request.get_absolute_url()).content.decode()
    assert "Đã chấp nhận" in page


def test_the_list_takes_as_many_queries_for_thirty_as_for_one(world, force):
    def add(number):
        person = make_person(world.commune_b, "Lê Văn Tám", citizen_id=f"04408000{number:04d}")
        make_spell(force.hoa_lac, person)
        ask(world, force, citizen_id=person.citizen_id, full_name="Lê Văn Tám")

    def queries():
        client = world.client(world.an)
        with CaptureQueriesContext(
            connection,
        ) as found:
            client.get(reverse("teams:transfer_list"), {"dong": "50"})
        return len(found)

    add(1)
    one = queries()
    for number in range(2, 31):
        add(number)
    assert queries() == one

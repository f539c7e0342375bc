"""Cards, badges and certificates: eight to a sheet, numbered where a number was given, and a code that tells little."""

import io
from datetime import date

import pypdf
import pytest
import time_machine

from audit.models import Entry
from communes.choices import CommuneKind, SuccessionKind
from communes.services.plans import NewUnit, Take
from communes.services.succession import succession_apply
from jobs.models import Job
from jobs.services import file_bytes, job_run
from readiness.cards.codes import CardCode, read_code
from readiness.cards.rows import cards, serving
from readiness.choices import CardKind, EquipmentKind
from readiness.models import EquipmentIssue
from readiness.services.equipment import equipment_inspect, equipment_issue, equipment_return
from teams.choices import EndKind, Position
from teams.models import Membership, Person
from teams.services.memberships import membership_change_position, membership_end
from tests.force import make_person, make_spell
from tests.world import load_law

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 16)


@pytest.fixture(autouse=True)
def _on_16_november():
    with time_machine.travel("2026-11-16 09:00+07:00", tick=False):
        yield


@pytest.fixture
def dung(force) -> Membership:
    """The leader of Thanh Lương."""
    return force.member("Hoàng Văn Dũng")


def badge(world, spell, serial="B-017", **more) -> EquipmentIssue:
    return equipment_issue(
        actor=world.an, team=spell.team, membership=spell, kind=EquipmentKind.NAME_BADGE, serial=serial,
        issued_on=date(2026, 3, 1), **more,
    )  # fmt: skip


def check(world, code) -> tuple[int, str]:
    answer = world.client().get(f"/bao-dam/the/{code}/")
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    return answer.status_code, answer.content.decode()


def card_of(world, spell, kind=CardKind.BADGE):
    rows = Membership.objects.visible_to(world.an).filter(pk=spell.pk)
    return cards(world.an, kind, list(serving(rows, TODAY)), TODAY)[0]


def printed(world, client, query="", kind="member_card") -> tuple[Job, pypdf.PdfReader]:
    assert client.post(f"/bao-dam/the/in/?{query}", {"kind": kind}).status_code == 302
    job = Job.objects.get(kind="readiness.cards")
    job_run(job.pk)
    job.refresh_from_db()
    assert job.state == "done", job.error
    return job, pypdf.PdfReader(io.BytesIO(file_bytes(job.result)))


# ── The code ─────────────────────────────────────────────────────────────────
def test_a_code_is_read_back_and_a_forged_one_is_not():
    code = str(CardCode(CardKind.BADGE, 12, 7))
    assert read_code(code) == CardCode(CardKind.BADGE, 12, 7)
    for forged in (
        code.replace("b12", "b13"),
        code.replace("b12", "c12"),
        code[:-1] + "g",
        code[:-1],
        "b12-7-",
        "",
    ):
        assert read_code(forged) is None


def test_the_public_learns_that_the_card_holds_its_position_and_unit_and_no_more(world, dung):
    Person.objects.filter(pk=dung.person_id).update(phone="0912345678", address="Số 7")
    status, page = check(world, CardCode(CardKind.MEMBER, dung.pk))
    assert status == 200
    for words in ("Còn giá trị", "Tổ trưởng", "Tổ Thanh Lương, Xã Quảng Trạch", "In không có số"):
        assert words in page
    for secret in ("Hoàng", "Dũng", "0912", "Số 7", "1980"):
        assert secret not in page


def test_an_unknown_code_is_said_to_be_unknown(world):
    status, page = check(world, "t1-0-00000000000000000000")
    assert status == 404 and "không thuộc thẻ nào" in page


def test_a_card_holds_until_the_day_its_bearer_leaves_or_changes_position(world, force, dung):
    card = CardCode(CardKind.MEMBER, dung.pk)
    membership_end(
        actor=world.an, membership=dung, version=1, ended_on=date(2026, 11, 17), end_kind=EndKind.RESIGNED
    )
    assert "Còn giá trị" in check(world, card)[1]
    with time_machine.travel("2026-11-17 00:30+07:00", tick=False):
        assert "Không còn giá trị" in check(world, card)[1]
    ha = force.member("Phan Thanh Hà")
    membership_change_position(
        actor=world.an, membership=ha, version=1, position=Position.DEPUTY, changed_on=date(2026, 11, 10)
    )
    assert "Không còn giá trị" in check(world, CardCode(CardKind.MEMBER, ha.pk))[1]


@pytest.mark.parametrize("ends", ["returned", "lost", "run out"])
def test_a_numbered_card_falls_with_the_thing_it_is(world, dung, ends):
    issue = badge(world, dung, valid_until=date(2026, 11, 15) if ends == "run out" else None)
    if ends == "returned":
        equipment_return(actor=world.an, issue=issue, version=1, returned_on=TODAY, condition="good")
    elif ends == "lost":
        equipment_inspect(actor=world.an, issue=issue, version=1, condition="lost")
    assert "Không còn giá trị" in check(world, CardCode(CardKind.BADGE, dung.pk, issue.pk))[1]
    assert "Còn giá trị" in check(world, CardCode(CardKind.MEMBER, dung.pk))[1]


def test_a_merger_leaves_the_card_valid_under_the_new_unit(world, dung):
    load_law()
    unit = NewUnit(
        "19900", "Xã Mới", CommuneKind.COMMUNE, world.province, (Take(world.commune_a), Take(world.commune_b))
    )
    succession_apply(
        actor=world.quang,
        kind=SuccessionKind.MERGE,
        effective_on=date(2026, 11, 10),
        legal_basis="NQ 1",
        units=(unit,),
    )
    page = check(world, CardCode(CardKind.MEMBER, dung.pk))[1]
    assert "Còn giá trị" in page and "Xã Mới" in page


# ── Numbers ──────────────────────────────────────────────────────────────────
def test_the_number_is_that_of_what_was_given_out_else_there_is_none(world, dung):
    assert card_of(world, dung).number == ""
    issue = badge(world, dung)
    card = card_of(world, dung)
    assert (card.number, card.issued_on) == ("B-017", date(2026, 3, 1))
    assert card.address == f"http://testserver/bao-dam/the/{CardCode(CardKind.BADGE, dung.pk, issue.pk)}/"
    assert "B-017" in check(world, card.address.rstrip("/").rpartition("/")[2])[1]
    assert card_of(world, dung, CardKind.MEMBER).number == ""


def test_the_page_says_who_would_get_a_card_without_a_number(world, dung):
    badge(world, dung)
    page = world.client(world.an).get("/bao-dam/the/in/").content.decode()
    assert "Xã Quảng Trạch: 5 người đang tham gia, 1 tờ A4" in page
    assert "Biển tên: 4 người chưa có số" in page and "Giấy chứng nhận: 5 người chưa có số" in page


# ── Sheets ───────────────────────────────────────────────────────────────────
def test_eight_cards_make_a_sheet_and_the_ninth_begins_the_next(world, force):
    for number in range(4):
        make_spell(force.to_xa, make_person(world.commune_a, f"Lê Văn Số {number}"))
    job, pdf = printed(world, world.client(world.an))
    assert len(pdf.pages) == 2
    box = pdf.pages[0].mediabox
    assert (round(box.width / 72 * 25.4), round(box.height / 72 * 25.4)) == (210, 297)
    texts = [page.extract_text() for page in pdf.pages]
    assert [text.count("THẺ THÀNH VIÊN") for text in texts] == [8, 1]
    assert "Hoàng Văn Dũng" in texts[0] and "XÃ QUẢNG TRẠCH, TỈNH QUẢNG TRỊ" in texts[0]
    assert (job.progress_done, job.progress_total, job.progress_unit) == (9, 9, "thẻ")
    entry = Entry.objects.get(act="readiness.cards.print")
    assert (entry.actor_id, entry.commune_code, entry.reason) == (
        world.an.pk,
        "19057",
        "Thẻ thành viên: 9 người",
    )


def test_cards_of_chosen_members_or_of_one_team(world, force, dung):
    client = world.client(world.chien)
    chosen = f"chon={dung.pk}&chon={force.member('Đặng Hữu Đức').pk}"
    text = printed(world, client, chosen, "certificate")[1].pages[0].extract_text()
    assert text.count("GIẤY CHỨNG NHẬN") == 2 and "Đặng Hữu Đức" in text and "Phan Thanh Hà" not in text
    assert client.get(f"/bao-dam/the/in/?to={force.to_xa.pk}").context["chosen"].count == 3


def test_members_of_another_commune_and_those_who_left_get_none(world, force, dung):
    client = world.client(world.an)
    foreign = force.member("Cao Xuân Hiền")
    assert client.get(f"/bao-dam/the/in/?chon={foreign.pk}").context["chosen"].count == 0
    assert client.post(f"/bao-dam/the/in/?chon={foreign.pk}", {"kind": "member_card"}).status_code == 422
    assert client.get(f"/bao-dam/the/in/?to={foreign.team_id}").status_code == 404
    assert world.client(world.phu).get("/bao-dam/the/in/").status_code == 403
    membership_end(actor=world.an, membership=dung, version=1, ended_on=TODAY, end_kind=EndKind.RESIGNED)
    assert client.get(f"/bao-dam/the/in/?chon={dung.pk}").context["chosen"].count == 0


def test_the_list_of_members_offers_cards_for_the_chosen(world, force):
    page = world.client(world.an).get("/to-bao-ve/thanh-vien/").content.decode()
    assert 'formaction="/bao-dam/the/in/"' in page


@pytest.mark.parametrize("people", [1, 30])
def test_as_many_queries_for_thirty_members_as_for_one(world, force, people, django_assert_max_num_queries):
    for number in range(people):
        make_spell(force.to_xa, make_person(world.commune_a, f"Người {number}"))
    client = world.client(world.an)
    with django_assert_max_num_queries(12):
        client.get("/bao-dam/the/in/")

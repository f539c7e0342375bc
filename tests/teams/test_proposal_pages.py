"""The pages of proposals: list, one proposal, the forms, who reads the grounds, the first page of the chairman."""

import re
from datetime import date

import pytest
from django.urls import reverse

from documents.models import Document
from teams.choices import EndKind
from teams.models import HamletPost, Proposal
from teams.nav import proposals_waiting
from teams.services.proposal_reports import report_draft
from teams.services.proposals import proposal_agree, proposal_line_update
from tests.force import make_person, make_spell
from tests.teams.test_proposals import HEADS, drafted, fresh, letter_of, propose, record, submitted

pytestmark = pytest.mark.django_db
PAPER = {
    "symbol": "21/BC-CAX", "signed_on": "16/11/2026", "title": "Đề xuất cho thôi", "signer_name": "Trần Minh Chiến",
    "signer_title": "Trưởng Công an xã",
}  # fmt: skip


@pytest.fixture
def member(force):
    return force.member("Nguyễn Văn An")


def page_of(client, name, *args, **query) -> str:
    """What the page shows; it opens."""
    answer = client.get(reverse(f"teams:{name}", args=args), query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_from_the_members_page_to_the_chairman_on_pages(world, member):
    officer, leader = world.client(world.an), world.client(world.le)
    assert "Chưa có đề xuất nào" in page_of(officer, "membership", member.pk)
    letter = letter_of(world, member)
    page = page_of(officer, "membership", member.pk)
    assert "lập đề xuất cho thôi, trình muộn nhất 19/11/2026: đơn nhận ngày 12/11/2026" in page
    form = page_of(officer, "leaving_propose", member.pk)
    assert "Căn cứ đã ghi" in form and str(letter) in form
    answer = officer.post(
        reverse("teams:leaving_propose", args=[member.pk]),
        {"end_kind": "resigned", "paper": letter.pk, "grounds": "Đi làm ăn xa"},
    )
    one = Proposal.objects.get()
    assert answer.url == one.get_absolute_url()
    assert "trình muộn nhất" not in page_of(officer, "membership", member.pk)
    officer.post(
        reverse("teams:proposal_agree", args=[one.pk]),
        {"hamlet_head": "Trần Văn Thôn", "front_head": "Lê Thị Mặt", "agreed_on": "13/11/2026", "version": 1},
    )
    page = page_of(officer, "proposal", one.pk)
    assert "Công an xã trình báo cáo đề xuất muộn nhất 19/11/2026" in page and "Lê Thị Mặt" in page
    answer = officer.post(
        reverse("teams:proposal_submit", args=[one.pk]), {**PAPER, "submitted_on": "16/11/2026", "version": 2}
    )
    assert answer.status_code == 302, answer.content.decode()
    page = page_of(leader, "proposal", one.pk)
    assert "Chủ tịch UBND xã quyết định muộn nhất 23/11/2026" in page and "Đi làm ăn xa" in page
    assert "Phê duyệt, ký quyết định" in page and "Từ chối đề xuất" in page
    draft = page_of(leader, "proposal_decision", one.pk)
    assert "Cho thôi tham gia" in draft and "Nguyễn Văn An" in draft and "Phê duyệt, ký quyết định" in draft
    assert not Document.objects.filter(type="qd").exists()
    answer = leader.post(
        reverse("teams:proposal_sign", args=[one.pk]),
        {"signed_on": "16/11/2026", "ended_on": "20/11/2026", "version": 3},
        follow=True,
    )
    assert "Đã ký ban hành quyết định số 01/QĐ-UBND ngày 16/11/2026." in answer.content.decode()
    page = page_of(officer, "proposal", one.pk)
    assert "Quyết định chưa niêm yết ở" in page and "Thu hồi biển hiệu" in page
    assert "từ ngày thôi 20/11/2026" in page and "nguoi_thoi" not in page
    assert leader.get(reverse("teams:proposal_decision", args=[one.pk])).status_code == 403
    assert "01/QĐ-UBND" in page_of(officer, "membership", member.pk)


def first_button(page: str) -> str:
    """The label of the page's primary button."""
    return re.search(r'class="btn btn-primary"[^>]*>([^<]*)<', page)[1]


def test_the_primary_button_of_a_draft_is_what_comes_next(world, member):
    officer, chief = world.client(world.an), world.client(world.chien)
    one = propose(world, member)
    assert first_button(page_of(officer, "proposal", one.pk)) == "Sửa căn cứ"
    proposal_line_update(
        actor=world.an, line=one.lines.get(), end_kind=EndKind.RESIGNED, paper=letter_of(world, member)
    )
    assert first_button(page_of(officer, "proposal", one.pk)) == "Ghi người thống nhất"
    officer.post(reverse("teams:proposal_agree", args=[one.pk]), {"version": 1})
    assert fresh(one).hamlet_head == ""
    proposal_agree(actor=world.an, proposal=fresh(one), version=None, **HEADS)
    assert first_button(page_of(officer, "proposal", one.pk)) == "Soạn báo cáo đề xuất (Mẫu 07)"
    assert first_button(page_of(chief, "proposal", one.pk)) == "Ký báo cáo, trình Chủ tịch"
    report_draft(actor=world.an, proposal=fresh(one), version=None)
    assert first_button(page_of(officer, "proposal", one.pk)) == "Ghi báo cáo đã ký, đã trình"


def test_the_chairman_sees_of_each_person_what_it_is_about(world, force, member):
    one = drafted(world, member)
    other = force.member("Phan Thanh Hà")
    paper = letter_of(world, other, kind="health", issuer="Bệnh viện")
    propose(world, other, EndKind.UNFIT_HEALTH, paper, proposal=fresh(one))
    record(world, one)
    page = page_of(world.client(world.le), "proposal_sign", one.pk)
    assert "Tổ viên Tổ Thanh Lương; không bảo đảm sức khỏe (điểm b)" in page


def test_a_second_member_joins_the_draft(world, force, member):
    one = drafted(world, member)
    other = force.member("Phan Thanh Hà")
    letter = letter_of(world, other)
    client = world.client(world.an)
    assert "Lập đề xuất mới" in page_of(client, "leaving_propose", other.pk)
    client.post(
        reverse("teams:leaving_propose", args=[other.pk]),
        {"end_kind": "resigned", "paper": letter.pk, "proposal": one.pk},
    )
    assert one.lines.count() == 2
    said = client.get("/").content.decode()
    assert f"Đã đưa Phan Thanh Hà vào đề xuất cho thôi số {one.pk}." in said
    page = page_of(client, "proposal", one.pk)
    assert "Nguyễn Văn An, Phan Thanh Hà" in page
    line = one.lines.get(membership=other)
    client.post(
        reverse("teams:proposal_line", args=[line.pk]), {"end_kind": "unfit_health", "grounds": "Yếu"}
    )
    line.refresh_from_db()
    assert (line.end_kind, line.grounds) == ("unfit_health", "Yếu")


def test_a_paper_of_somebody_else_cannot_be_chosen(world, force, member):
    letter = letter_of(world, force.member("Phan Thanh Hà"))
    answer = world.client(world.an).post(
        reverse("teams:leaving_propose", args=[member.pk]), {"end_kind": "resigned", "paper": letter.pk}
    )
    assert answer.status_code == 422 and not Proposal.objects.exists()


def test_the_holders_of_the_posts_are_offered(world, member):
    for name, post in (("Trần Văn Thôn", "hamlet_head"), ("Lê Thị Mặt", "front_head")):
        person = make_person(world.commune_a, name)
        HamletPost.objects.create(
            person=person, hamlet=world.to_xa, post=post, start_kind="ballot", started_on=date(2025, 7, 1)
        )
    one = propose(world, member, paper=letter_of(world, member))
    form = page_of(world.client(world.an), "proposal_agree", one.pk)
    assert 'value="Trần Văn Thôn"' in form and 'value="Lê Thị Mặt"' in form


def test_the_list_counts_what_is_open_and_shows_the_clock(world, force, member):
    client = world.client(world.chien)
    assert "mở trang thành viên rồi" in page_of(client, "proposal_list")
    submitted(world, member)
    drafted(world, force.member("Phan Thanh Hà"))
    page = page_of(client, "proposal_list", trang_thai="mo")
    assert "Nguyễn Văn An" in page and "Phan Thanh Hà" in page and "còn 5 ngày làm việc" in page
    assert "Phan Thanh Hà" not in page_of(client, "proposal_list", trang_thai="submitted")
    assert "Nguyễn Văn An" not in page_of(client, "proposal_list", q="phan thanh")
    assert proposals_waiting(world.again(world.an)).count() == 2
    assert proposals_waiting(world.again(world.le)).count() == 1


def test_the_list_is_taken_out_as_a_workbook(world, member):
    submitted(world, member)
    answer = world.client(world.an).get(reverse("teams:proposal_list"), {"xuat": "xlsx"})
    assert answer.status_code == 200


def test_the_queries_of_the_list_do_not_grow(world, force, member, django_assert_max_num_queries):
    client, address = world.client(world.an), reverse("teams:proposal_list")
    submitted(world, member)
    client.get(address)
    with django_assert_max_num_queries(60) as first:
        client.get(address)
    for number in range(12):
        spell = make_spell(force.to_xa, make_person(world.commune_a, f"Lê Văn {number}"))
        propose(world, spell, paper=letter_of(world, spell))
    with django_assert_max_num_queries(len(first)):
        client.get(address)


def test_the_queries_of_one_proposal_do_not_grow_with_its_people(
    world, force, member, django_assert_max_num_queries
):
    one = drafted(world, member)
    client, address = world.client(world.an), reverse("teams:proposal", args=[one.pk])
    client.get(address)
    with django_assert_max_num_queries(60) as first:
        client.get(address)
    for number in range(6):
        spell = make_spell(force.to_xa, make_person(world.commune_a, f"Lê Văn {number}"))
        propose(world, spell, paper=letter_of(world, spell), proposal=one)
    with django_assert_max_num_queries(len(first)):
        client.get(address)


def test_grounds_are_read_by_those_who_keep_decide_and_review(world, member):
    one = propose(world, member, EndKind.UNFIT_HEALTH, grounds="Suy tim")
    for user in (world.an, world.le, world.phu):
        assert "Suy tim" in page_of(world.client(user), "proposal", one.pk)
    assert "Suy tim" not in page_of(world.client(world.quang), "proposal", one.pk)
    assert world.client(world.phuc).get(one.get_absolute_url()).status_code == 403
    assert world.client(world.binh).get(one.get_absolute_url()).status_code == 404


def test_the_chairmans_first_page_says_what_waits(world, member):
    submitted(world, member)
    page = world.client(world.le).get("/").content.decode()
    assert "Quyết định cho thôi: Nguyễn Văn An" in page
    assert "Quyết định cho thôi: Nguyễn Văn An" not in world.client(world.bich).get("/").content.decode()


def test_dissolving_on_the_pages(world, force):
    client = world.client(world.an)
    an = force.member("Nguyễn Văn An")
    page = page_of(client, "team", force.to_xa.pk)
    assert "Đề xuất giải thể" in page and "Ghi báo cáo trên giấy" in page
    answer = client.post(
        reverse("teams:dissolution_new", args=[force.to_xa.pk]),
        {"grounds": "Sáp nhập thôn", f"member_{an.pk}": force.thanh_luong.pk},
    )
    one = Proposal.objects.get()
    assert answer.url == one.get_absolute_url()
    assert "Tổ Thanh Lương" in page_of(client, "proposal", one.pk)
    assert "Đề xuất lập ngày 16/11/2026" in page_of(client, "team", force.to_xa.pk)
    form = page_of(client, "dissolution_revise", one.pk)
    assert "Sáp nhập thôn" in form and "selected" in form


def test_a_dissolved_team_asks_for_nothing_any_more(world, force):
    team = force.to_xa
    team.ended_on = date(2026, 11, 16)
    team.save()
    page = page_of(world.client(world.an), "team", team.pk)
    assert "Đã giải thể" in page
    assert not [
        word
        for word in ("Việc tiếp theo", "Thêm thành viên", "Đặt định mức", "mở đợt tuyển chọn")
        if word in page
    ]

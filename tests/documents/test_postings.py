"""Papers posted for the public: where they must hang, since when, by whom, with a photo; what is overdue."""

from datetime import date

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from audit.models import Entry
from communes.choices import AgencyKind
from contracts.policy import PolicyDenied
from contracts.records import StaleRecord
from contracts.registry import deadline_sources
from contracts.roles import Role
from documents.choices import DocumentType, PostingPlace, PostingState
from documents.models import Posting
from documents.services import (
    Place,
    document_recall,
    posting_add,
    posting_photo_attach,
    posting_plan,
    posting_record,
    posting_remove,
    posting_take_down,
)
from tests.audited import one_entry_per_object
from tests.documents.conftest import record
from tests.uploads import JPEG, PDF
from tests.world import make_user

pytestmark = pytest.mark.django_db

DUE = date(2025, 9, 9)
TODAY = date(2025, 9, 10)


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel("2025-09-10 09:00+07:00", tick=False):
        yield


@pytest.fixture
def plan(world, committee):
    """The recruitment plan of UBND xã Quảng Trạch, signed on 08/9/2025."""
    return record(
        world, committee, type=DocumentType.PLAN, symbol="30/KH-UBND", signed_on=date(2025, 9, 8),
        title="Tuyển chọn bổ sung Tổ bảo vệ an ninh, trật tự",
    )  # fmt: skip


def places(world) -> list[Place]:
    return [
        Place(PostingPlace.HEADQUARTERS, "Trụ sở HĐND, UBND xã Quảng Trạch"),
        Place(PostingPlace.POLICE, "Trụ sở Công an xã Quảng Trạch"),
        Place(PostingPlace.CULTURE_HOUSE, "Nhà văn hóa thôn Thanh Lương", world.thanh_luong),
    ]


def planned(world, plan, due_on=DUE) -> dict[str, Posting]:
    rows = posting_plan(actor=world.an, document=plan, places=places(world), due_on=due_on)
    return {row.place: row for row in rows}


def post(world, posting, actor=None, **changes) -> Posting:
    facts = {"version": None, "posted_on": date(2025, 9, 9), "posted_by": "Lê Văn Tám"}
    return posting_record(actor=actor or world.an, posting=posting, **{**facts, **changes})


def photo(name="anh.jpg", content=JPEG):
    return SimpleUploadedFile(name, content, "image/jpeg")


def url(name: str, posting: Posting) -> str:
    return reverse(f"documents:{name}", args=[posting.pk])


# ── Where a paper must be posted ─────────────────────────────────────────────


def test_a_paper_is_given_its_places_once(world, plan):
    with one_entry_per_object():
        assert len(planned(world, plan)) == 3
    assert planned(world, plan) == {}
    assert Posting.objects.count() == 3


def test_the_same_place_is_known_again_whatever_accents_and_case(world, plan):
    planned(world, plan)
    again = Place(PostingPlace.POLICE, "TRỤ SỞ Công an  xã Quang Trach")
    with pytest.raises(ValidationError, match="đã có nơi"):
        posting_add(actor=world.an, document=plan, place=again, due_on=DUE)


@pytest.mark.parametrize(
    ("kind", "hamlet", "due_on", "words"),
    [
        (PostingPlace.CULTURE_HOUSE, "", DUE, "là của từng thôn"),
        (PostingPlace.CULTURE_HOUSE, "hamlet_b", DUE, "thuộc xã khác"),
        (PostingPlace.WEBSITE, "to_xa", DUE, "là nơi chung của xã"),
        (PostingPlace.WEBSITE, "", date(2025, 9, 7), "từ ngày ký 08/09/2025"),
    ],
)
def test_a_place_that_cannot_be_meant_is_refused(world, plan, kind, hamlet, due_on, words):
    place = Place(kind, "Nơi thử", getattr(world, hamlet) if hamlet else None)
    with pytest.raises(ValidationError, match=words):
        posting_add(actor=world.an, document=plan, place=place, due_on=due_on)
    assert not Posting.objects.exists()


@pytest.mark.parametrize("user", ["le", "phuc", "binh", "phu", "quang", "hai"])
def test_only_officer_and_chief_of_the_commune_say_where(world, plan, user):
    with pytest.raises(PolicyDenied):
        posting_plan(actor=world.users[user], document=plan, places=places(world), due_on=DUE)


def test_personal_papers_and_papers_that_no_longer_hold_are_not_posted(world, committee, plan):
    health = record(world, committee, type=DocumentType.HEALTH_CERTIFICATE, symbol="")
    with pytest.raises(PolicyDenied, match="giấy tờ của cá nhân"):
        posting_plan(actor=world.an, document=health, places=places(world), due_on=DUE)
    document_recall(actor=world.an, document=plan, reason="Ghi sai trích yếu")
    with pytest.raises(PolicyDenied, match="chỉ niêm yết văn bản có hiệu lực"):
        posting_plan(actor=world.an, document=plan, places=places(world), due_on=DUE)


def test_the_officer_adds_a_place_on_the_papers_page(world, plan):
    client = world.client(world.an)
    assert "Thêm nơi niêm yết" in client.get(plan.get_absolute_url()).content.decode()
    typed = {
        "place": "community_point", "place_name": "Điểm sinh hoạt thôn Tô Xá", "hamlet": world.to_xa.pk,
        "due_on": "9/9/25",
    }  # fmt: skip
    page = client.post(reverse("documents:posting_add", args=[plan.pk]), typed, follow=True).content.decode()
    assert "Điểm sinh hoạt thôn Tô Xá" in page and "Quá hạn" in page and "09/09/2025" in page
    assert "TT 14/2024/TT-BCA, Điều 3" in page


# ── It was posted ────────────────────────────────────────────────────────────


def test_the_officer_records_where_it_hangs_with_a_photo(world, plan):
    posting = planned(world, plan)["police"]
    typed = {"posted_on": "9/9/2025", "posted_by": "Lê Văn Tám", "photo": photo(), "version": 1}
    response = world.client(world.an).post(url("posting_record", posting), typed, follow=True)
    page = response.content.decode()
    assert "Đang niêm yết" in page and "Lê Văn Tám" in page
    response = world.client(world.phu).get(url("posting_photo", posting))
    assert b"".join(response.streaming_content) == JPEG
    assert response["Content-Type"] == "image/jpeg" and "attachment" in response["Content-Disposition"]
    assert Entry.objects.get(act="documents.posting.download").actor == world.phu


def test_each_write_is_told_once(world, plan):
    posting = planned(world, plan)["police"]
    with one_entry_per_object():
        post(world, posting)
    with one_entry_per_object():
        posting_photo_attach(actor=world.an, posting=posting, version=None, photo=photo())
    with one_entry_per_object():
        posting_take_down(actor=world.an, posting=posting, version=None, taken_down_on=TODAY)
    with one_entry_per_object():
        posting_remove(actor=world.an, posting=posting, reason="Ghi nhầm nơi")


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"posted_on": "11/9/2025"}, "posted_on", "sau hôm nay 10/09/2025"),
        ({"posted_on": "7/9/2025"}, "posted_on", "trước ngày ký văn bản 08/09/2025"),
        ({"posted_by": ""}, "posted_by", "Chưa nhập mục này"),
        ({"photo": photo("anh.jpg", PDF)}, "photo", "mục này không nhận"),
        ({"photo": photo("anh.jpg", JPEG + b"0" * (10 * 1024 * 1024))}, "photo", "10 MB"),
    ],
)
def test_what_is_typed_wrongly_is_said_at_its_field(world, plan, change, field, words):
    posting = planned(world, plan)["police"]
    typed = {"posted_on": "9/9/2025", "posted_by": "Lê Văn Tám", **change}
    response = world.client(world.an).post(url("posting_record", posting), typed)
    assert response.status_code == 422
    assert words in str(response.context["form"].errors[field])
    assert Posting.objects.get(pk=posting.pk).posted_on is None


def test_it_is_posted_once_and_a_photo_is_not_exchanged(world, plan):
    posting = post(world, planned(world, plan)["police"], photo=photo())
    with pytest.raises(PolicyDenied, match="Đã ghi niêm yết ngày 09/09/2025"):
        post(world, posting)
    with pytest.raises(PolicyDenied, match="không thay được"):
        posting_photo_attach(actor=world.an, posting=posting, version=None, photo=photo())


def test_two_who_record_one_place_do_not_overwrite_each_other(world, plan):
    posting = planned(world, plan)["police"]
    twin = Posting.objects.get(pk=posting.pk)
    post(world, posting, version=1)
    with pytest.raises(StaleRecord):
        post(world, twin, actor=world.chien, version=1, posted_by="Trần Minh Chiến")


def test_a_partner_agency_records_its_own_places_alone(world, plan):
    culture = world.agency(world.commune_a, AgencyKind.CULTURE)
    hoa = make_user("hoa", "Trịnh Thị Hoa", Role.PARTNER, world.commune_a, agency=culture)
    rows = planned(world, plan)
    post(world, rows["headquarters"], actor=hoa)
    for user, place in ((hoa, "police"), (world.phuc, "culture_house")):
        with pytest.raises(PolicyDenied, match="không do cơ quan của bạn niêm yết"):
            post(world, rows[place], actor=user)
    with pytest.raises(PolicyDenied):
        posting_remove(actor=hoa, posting=rows["headquarters"], reason="Ghi nhầm")
    page = world.client(hoa).get(plan.get_absolute_url()).content.decode()
    assert page.count("Ghi gỡ") == 1 and "Ghi niêm yết" not in page


def test_another_commune_finds_neither_place_nor_photo(world, plan):
    posting = post(world, planned(world, plan)["police"], photo=photo())
    client = world.client(world.binh)
    for name in ("posting_record", "posting_take_down", "posting_remove", "posting_photo"):
        assert client.get(url(name, posting)).status_code == 404
    assert client.get(reverse("documents:postings")).context["count"] == 0


# ── It came down, or was a mistake ───────────────────────────────────────────


def test_what_does_not_hang_is_not_taken_down(world, plan):
    posting = planned(world, plan)["police"]
    with pytest.raises(PolicyDenied, match="chưa niêm yết nên chưa gỡ được"):
        posting_take_down(actor=world.an, posting=posting, version=None, taken_down_on=TODAY)
    post(world, posting)
    with pytest.raises(ValidationError, match="trước ngày niêm yết 09/09/2025"):
        posting_take_down(actor=world.an, posting=posting, version=None, taken_down_on=date(2025, 9, 8))


def test_a_paper_that_was_recalled_is_to_be_taken_down(world, plan):
    posting = post(world, planned(world, plan)["police"])
    document_recall(actor=world.an, document=plan, reason="Ghi sai trích yếu")
    page = world.client(world.an).get(plan.get_absolute_url()).content.decode()
    assert "không còn hiệu lực mà còn niêm yết ở 1 nơi" in page
    posting.refresh_from_db()
    posting_take_down(actor=world.an, posting=posting, version=None, taken_down_on=TODAY)
    assert posting.state == PostingState.TAKEN_DOWN


def test_a_mistaken_place_is_struck_out_with_its_reason(world, plan):
    posting = post(world, planned(world, plan)["culture_house"], photo=photo())
    with pytest.raises(ValidationError, match="Ghi lý do"):
        posting_remove(actor=world.an, posting=posting, reason=" ")
    file, key = posting.photo, str(posting.pk)
    posting_remove(actor=world.an, posting=posting, reason="Ghi nhầm thôn")
    assert Posting.objects.count() == 2
    file.refresh_from_db()
    assert file.expires_at is not None
    entry = Entry.objects.get(act="documents.posting.remove", subject_id=key)
    assert entry.reason == "Ghi nhầm thôn"


# ── What is overdue ──────────────────────────────────────────────────────────


def test_the_list_finds_what_each_line_says_of_itself(world, plan, committee):
    rows = planned(world, plan)
    post(world, rows["police"])
    posting_take_down(
        actor=world.an, posting=post(world, rows["headquarters"]), version=None, taken_down_on=TODAY
    )
    posting_add(
        actor=world.an, document=plan, place=Place(PostingPlace.WEBSITE, "Trang điện tử"), due_on=TODAY
    )
    recalled = record(world, committee, signed_on=date(2025, 9, 8))
    posting_add(
        actor=world.an, document=recalled, place=Place(PostingPlace.WEBSITE, "Trang điện tử"), due_on=DUE
    )
    document_recall(actor=world.an, document=recalled, reason="Ghi sai trích yếu")
    client = world.client(world.an)
    for state in PostingState:
        found = client.get(reverse("documents:postings"), {"tinh_trang": state}).context["table"].data
        assert [row.state for row in found] == [state]


def test_the_list_is_taken_out_as_a_workbook(world, plan):
    planned(world, plan)
    answer = world.client(world.an).get(reverse("documents:postings"), {"xuat": "xlsx"})
    assert answer.status_code == 200 and b"".join(answer.streaming_content)[:2] == b"PK"


def due(day: date = TODAY) -> list:
    return list(deadline_sources.get("documents.posting").collect(day))


def test_papers_still_to_be_posted_fall_due_in_one_line_until_they_hang(world, plan):
    rows = planned(world, plan)
    (item,) = due()
    assert (item.due_on, item.commune, item.started_on) == (DUE, "19057", date(2025, 9, 8))
    assert "Trụ sở HĐND, UBND xã Quảng Trạch; Trụ sở Công an xã" in item.title
    assert item.rule == "TT 14/2024/TT-BCA, Điều 3 đến Điều 5"
    assert item.url == f"{plan.get_absolute_url()}#niem-yet"
    for row in rows.values():
        post(world, row)
    assert due() == []


def test_nothing_of_a_recalled_paper_falls_due(world, plan):
    planned(world, plan)
    document_recall(actor=world.an, document=plan, reason="Ghi sai trích yếu")
    assert due() == []


def test_lists_pages_and_deadlines_take_as_many_queries_for_many_places(world, plan, committee):
    client = world.client(world.an)
    addresses = (plan.get_absolute_url(), reverse("documents:postings"))

    def queries() -> list[int]:
        counts = []
        for address in addresses:
            with CaptureQueriesContext(connection) as captured:
                assert client.get(address).status_code == 200
            counts.append(len(captured))
        with CaptureQueriesContext(connection) as captured:
            due()
        return [*counts, len(captured)]

    posting_plan(actor=world.an, document=plan, places=places(world)[:1], due_on=DUE)
    queries()
    few = queries()
    planned(world, plan)
    for number in range(10):
        paper = record(world, committee, symbol=f"{number + 50}/QĐ-UBND", signed_on=date(2025, 9, 8))
        posting_plan(actor=world.an, document=paper, places=places(world), due_on=DUE)
    assert queries() == few

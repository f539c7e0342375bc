"""What was done to an application, field by field, for those who may know."""

from datetime import date

import pytest
from django.urls import reverse

from audit.models import Entry
from recruitment.models import Application
from recruitment.services.applications import applicant_correct, application_supplement, application_withdraw
from recruitment.services.opinions import Answer, opinions_give
from recruitment.services.receipts import supplement_request
from teams.services.people import person_update
from tests.recruitment.browsing import text
from tests.recruitment.conftest import ANH, LOC, PAPERS, on

pytestmark = pytest.mark.django_db


def history(one: Application) -> str:
    return reverse("recruitment:application_history", args=[one.pk])


def read(story, one: Application, user=None) -> str:
    return text(story.world.client(user or story.an).get(history(one)))


@pytest.fixture
def received(story) -> Application:
    """Lộc, with three of the four papers."""
    story.open()
    return story.receive(
        "Thanh Lương", LOC, papers={kind: PAPERS[kind] for kind in ("application", "cv", "diploma")}
    )


def cells(page: str) -> list[str]:
    """The rows "label, before, after" of the page, without tags."""
    rows = page.split('<tr><th scope="row">')[1:]
    return ["|".join(part.split(">")[-1] for part in row.split("</t")[:3]) for row in rows]


def test_papers_facts_and_appraisal_are_told_field_by_field(story, received):
    with on(date(2025, 9, 3)):
        papers = {
            "health_certificate": {"issued_on": date(2025, 9, 2), "issuer": "Trạm y tế"},
            "diploma": {**PAPERS["diploma"], "problem": "Bản chụp mờ"},
        }
        application_supplement(actor=story.world.chien, application=received, version=None, papers=papers)
        received.refresh_from_db()
        applicant_correct(
            actor=story.an, application=received, version=None, education="lower_secondary", address="Cụm 3"
        )
    story.appraise(received, legal_facts={"serving_sentence": True}, is_background_clear=False)
    page = read(story, received)
    lines = cells(page)
    assert "Bằng tốt nghiệp hoặc giấy hoàn thành chương trình" in page and "Trần Minh Chiến" in page
    for line in ("Chưa hợp lệ vì|–|Bản chụp mờ", "Trình độ học vấn|Trung học phổ thông|Trung học cơ sở",
                 "Nơi ở|–|Cụm 3", "Lý lịch rõ ràng, đạo đức tốt|–|Không", "Ngày thẩm định|–|05/09/2025",
                 "Án tích, xử lý hành chính|–|••• (đã thay đổi)"):  # fmt: skip
        assert line in lines
    assert "Ngày cấp|02/09/2025" in "".join(lines) and "Sửa nhân thân" in page
    assert page.index("Thẩm định hồ sơ") < page.index("Sửa nhân thân") < page.index("Nhận hồ sơ dự tuyển")


def test_secrets_are_masked_for_everybody(story):
    story.open()
    one = story.receive("Thanh Lương", LOC, phone="0912345678", religion="Phật giáo", ethnic_group="02")
    with on(date(2025, 8, 26)):
        applicant_correct(
            actor=story.an, application=one, version=None, phone="0912345679", religion="Công giáo"
        )
    page = read(story, one)
    for secret in (
        LOC["citizen_id"],
        "0912345678",
        "0912345679",
        "Phật giáo",
        "Công giáo",
        "Tày",
        "serving_sentence",
    ):
        assert secret not in page
    assert "Điện thoại|•••|•••" in cells(page) and "Tôn giáo|•••|•••" in cells(page)
    assert "digest" not in page.lower() and LOC["citizen_id"][-4:] not in "".join(cells(page))


def test_votes_and_decisions_stand_in_it_and_what_a_member_changes_later_does_not(story):
    story.submitted()
    story.decide()
    with on(date(2025, 12, 1)):
        person = story.loc.person
        person.refresh_from_db()
        person_update(actor=story.an, person=person, version=None, address="Nhà mới sau này")
        loc = read(story, story.loc)
        anh = read(story, story.anh)
    lines = cells(loc)
    for line in (
        "Trạng thái|Đã trình Chủ tịch UBND|Đã công nhận",
        "Trạng thái|Trong danh sách dự tuyển|Trúng tuyển",
    ):
        assert line in lines
    assert "Ghi kết quả bỏ phiếu" in loc and "Đồng ý|8" in "".join(lines) and "61/QĐ-UBND" in loc
    assert "Nhà mới sau này" not in loc
    assert "Đồng ý|7" in "".join(cells(anh)) and "Phan Văn Lộc" not in anh


def test_receipt_supplement_and_opinions_stand_in_it_in_time_order(story, received):
    with on(date(2025, 8, 27)):
        supplement_request(
            actor=story.an,
            application=received,
            asked_on=date(2025, 8, 27),
            due_on=date(2025, 9, 3),
            told="phone",
        )
    with on(date(2025, 8, 28)):
        opinions_give(
            actor=story.an, campaign=story.campaign, source="front", given_on=date(2025, 8, 28),
            answers={received: Answer(False, "Hay vắng nhà")},
        )  # fmt: skip
    page = read(story, received)
    order = ["Ghi ý kiến về người dự tuyển", "Yêu cầu bổ sung hồ sơ", "Cấp biên nhận hồ sơ"]
    found = [page.index(words) for words in order]
    assert found == sorted(found) and "Hay vắng nhà" in page


def test_who_may_read_it_and_where_the_link_is(story, received):
    world = story.world
    for user in (world.an, world.chien, world.le, world.phu, world.quang):
        client = world.client(user)
        assert history(received) in text(client.get(received.get_absolute_url()))
        assert client.get(history(received)).status_code == 200
    for user, status in ((world.phuc, 403), (world.binh, 404), (world.hung, 404)):
        assert world.client(user).get(history(received)).status_code == status


def test_what_was_written_in_another_unit_is_not_told(story, received):
    with on(date(2025, 8, 27)):
        applicant_correct(actor=story.an, application=received, version=None, address="Cụm 7")
    entries = Entry.objects.filter(act="teams.person.update")
    elsewhere = entries.get()
    Entry(
        **{field.attname: getattr(elsewhere, field.attname) for field in Entry._meta.concrete_fields
           if field.attname not in ("id", "commune_code", "after")},
        commune_code="19066", after={"address": "Xã khác"},
    ).save()  # fmt: skip
    page = read(story, received)
    assert "Cụm 7" in page and "Xã khác" not in page


def test_a_long_history_has_pages_and_the_same_queries(story, django_assert_max_num_queries):
    story.open()
    one = story.receive("Tô Xá", ANH)
    client = story.world.client(story.an)
    client.get(history(one))
    with django_assert_max_num_queries(30) as few:
        client.get(history(one))
    for number in range(60):
        problem = {"cv": {**PAPERS["cv"], "problem": f"Thiếu trang {number}"}}
        with on(date(2025, 8, 26)):
            application_supplement(actor=story.an, application=one, version=None, papers=problem)
        one.refresh_from_db()
    with on(date(2025, 8, 27)):
        application_withdraw(actor=story.an, application=one, version=None, reason="Chuyển nơi ở")
    with django_assert_max_num_queries(len(few) + 1):  # where its person's part ends is asked of what is over
        page = text(client.get(history(one)))
    assert "Thiếu trang 59" in page and "Lý do: Chuyển nơi ở" in page and "Thiếu trang 9|" not in page
    assert "Nhận hồ sơ dự tuyển" in text(client.get(history(one), {"page": "3"}))

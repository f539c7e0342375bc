"""The page on which the decision on the council is recorded: what is known stands there, and names are compared."""

import re
from datetime import date

import pytest

from communes.choices import AgencyKind
from recruitment.models import Council, CouncilMember
from recruitment.services.councils import seat_update
from recruitment.services.papers import campaign_paper_draft
from tests.audited import one_entry_per_object
from tests.recruitment.browsing import text, url
from tests.recruitment.conftest import SEATS, on
from tests.recruitment.test_council_seats import seat
from tests.recruitment.test_pages import COUNCIL
from tests.recruitment.test_session_form import row_of

pytestmark = pytest.mark.django_db
DAY = date(2025, 9, 9)
BOX = 'type="checkbox" name="namesake_'


@pytest.fixture
def listed(story):
    """Lộc and Ánh on the list, no council yet; the commune's committee and police are known."""
    story.listed()
    for kind in (AgencyKind.PEOPLES_COMMITTEE, AgencyKind.COMMUNE_POLICE):
        story.world.agency(story.world.commune_a, kind)
    return story


def read(story, name="council_set") -> str:
    with on(DAY):
        return text(story.world.client(story.an).get(url(name, story.campaign)))


def post(story, name="council_set", **changes):
    with on(DAY):
        return story.world.client(story.an).post(url(name, story.campaign), COUNCIL | changes)


def value(page: str, name: str) -> str:
    found = re.search(rf'name="{name}"[^>]*?value="([^"]*)"', page)
    return found[1] if found else ""


def test_what_the_product_knows_need_not_be_typed(listed):
    page = read(listed)
    names = [str(listed.world.agency(listed.world.commune_a, kind))
             for kind in (AgencyKind.PEOPLES_COMMITTEE, AgencyKind.COMMUNE_POLICE)]  # fmt: skip
    assert [value(page, f"agency_{number}") for number in range(3)] == [*names, ""]
    assert value(page, "signer_name") == "Phạm Thị Lê" and value(page, "signer_title") == "Chủ tịch"
    assert f'<option value="{names[1]}">' in page.partition("<datalist")[2]
    assert BOX not in page


def test_a_draft_that_says_no_agency_gets_the_known_one_by_its_capacity(listed):
    with on(DAY):
        seats = [SEATS[1], SEATS[0], *SEATS[2:]]  # the vice first
        campaign_paper_draft(
            actor=listed.an, campaign=listed.campaign, code="recruitment.council", seats=seats
        )
    page = read(listed)
    assert value(page, "name_0") == "Trần Minh Chiến"
    police = listed.world.agency(listed.world.commune_a, AgencyKind.COMMUNE_POLICE)
    assert value(page, "agency_0") == str(police)


def test_only_the_row_with_a_candidates_name_asks_whether_it_was_verified_and_says_whose_it_is(listed):
    bad = post(listed, name_2="phan  văn lộc")
    assert bad.status_code == 422 and text(bad).count(BOX) == 1
    row = row_of(text(bad), "Thành viên 3")
    assert "trùng tên người đang dự tuyển" in row
    assert "Đã xác minh: là người khác, chỉ trùng tên với người dự tuyển Phan Văn Lộc" in row
    assert not Council.objects.exists()
    assert post(listed, name_2="phan  văn lộc", namesake_2="on").status_code == 302
    assert seat(listed, "youth").is_namesake


def test_a_nearly_equal_name_may_be_verified_at_once(listed):
    bad = post(listed, name_2="Phan Văn Lọc", capacity_1="")
    assert "chỉ gần trùng tên với người dự tuyển Phan Văn Lộc" in row_of(text(bad), "Thành viên 3")


def test_names_that_are_known_when_the_page_opens_are_compared_at_once(listed):
    with on(DAY):
        seats = [*SEATS[:-1], ("Phan Văn Lọc", "front")]
        campaign_paper_draft(
            actor=listed.an, campaign=listed.campaign, code="recruitment.council", seats=seats
        )
    assert "namesake_7" in read(listed) and read(listed).count(BOX) == 1


def test_a_post_without_a_name_is_not_dropped_in_silence(listed):
    bad = post(listed, post_4="Chủ tịch Hội Nông dân xã")
    assert bad.status_code == 422
    assert "Đã ghi chức vụ: ghi họ tên" in row_of(text(bad), "Thành viên 5")


def test_the_draft_of_the_decision_asks_in_the_same_way(listed):
    with on(DAY):
        client = listed.world.client(listed.an)
        address = f"{listed.campaign.get_absolute_url()}van-ban/council/soan/"
        page = text(client.get(address))
        assert value(page, "agency_1") and BOX not in page
        data = {name: words for name, words in COUNCIL.items() if name.startswith(("name_", "capacity_"))}
        bad = client.post(address, data | {"name_2": "Phan Văn Lộc"})
        assert bad.status_code == 422 and text(bad).count(BOX) == 1
        assert client.post(address, data).status_code == 302


def test_who_comes_by_a_further_decision_is_compared_too(listed):
    listed.council()
    with on(DAY):
        page = read(listed, "council_change")
        assert value(page, "signer_name") == "Phạm Thị Lê" and BOX not in page
        change = {"symbol": "55/QĐ-UBND", "signed_on": "9/9/2025", "name_0": "Phan Văn Lộc",
                  "capacity_0": "official", "name_1": "", "name_2": ""}  # fmt: skip
        bad = post(listed, "council_change", **change, version="1")
    assert bad.status_code == 422 and "namesake_0" in row_of(text(bad), "Người vào 1")


def test_a_seat_asks_for_verification_only_where_its_name_is_a_candidates(listed):
    listed.council()
    CouncilMember.objects.filter(capacity="front").update(full_name="Phan Văn Lọc", search_key="phan van loc")
    with on(DAY):
        client = listed.world.client(listed.an)
        assert "is_namesake" not in text(client.get(url("council_seat", seat(listed, "youth"))))
        page = text(client.get(url("council_seat", seat(listed, "front"))))
        assert "chỉ gần trùng tên với người dự tuyển Phan Văn Lộc" in page
        seat_update(
            actor=listed.an, member=seat(listed, "youth"), version=None, post="", agency="", is_namesake=True
        )
        with one_entry_per_object():  # what was verified once is not lost when it is not asked
            data = {"version": seat(listed, "youth").version, "post": "Bí thư", "agency": "Đoàn xã"}
            assert client.post(url("council_seat", seat(listed, "youth")), data).status_code == 302
    assert seat(listed, "youth").is_namesake

"""Council, submission and decision on their pages."""

from datetime import date

import pytest

from documents.models import Document
from recruitment.models import Application, Council, CouncilSession
from teams.models import Membership, Team
from tests.recruitment.browsing import text, url
from tests.recruitment.conftest import LOC, on
from tests.recruitment.test_campaign_pages import SIGNED

pytestmark = pytest.mark.django_db


COUNCIL = {
    "symbol": "50/QĐ-UBND", **SIGNED, "signed_on": "8/9/2025", "name_0": "Phạm Thị Lê", "capacity_0": "chair",
    "name_1": "Trần Minh Chiến", "capacity_1": "vice", "name_2": "Lê Thanh Niên", "capacity_2": "youth",
}  # fmt: skip


def test_the_council_is_typed_row_by_row(story):
    story.listed()
    with on(date(2025, 9, 9)):
        client = story.world.client(story.an)
        bad = client.post(url("council_set", story.campaign), {**COUNCIL, "capacity_1": "", "version": 1})
        assert bad.status_code == 422 and "Chọn tư cách" in text(bad) and "Lê Thanh Niên" in text(bad)
        bad = client.post(url("council_set", story.campaign), {**COUNCIL, "name_1": ""})
        assert bad.status_code == 422 and "đúng một Phó Chủ tịch Hội đồng" in text(bad)
        assert client.post(url("council_set", story.campaign), COUNCIL).status_code == 302
    assert [str(one) for one in Council.objects.get().members.all()][0].startswith(
        "Phạm Thị Lê (Chủ tịch Hội đồng"
    )


def ballots(story, **changes) -> dict:
    seats = list(story.fresh().council.members.all())
    data = {
        **SIGNED, "symbol": "01/BB-HĐXT", "signed_on": "10/9/2025", "title": "Xét tuyển", "held_on": "10/9/2025",
        "started_at": "8:00", "ended_at": "10h30", "place": "Trụ sở UBND xã", "presider": seats[0].pk,
        "secretary": "Đỗ Công Chức", "counter_0": "Hà Thị Phụ", "counter_1": "Lê Thanh Niên", "ballots_issued": "8",
        "ballots_returned": "8", "ballots_valid": "8", "ballots_invalid": "0",
        **{f"present_{seat.pk}": "on" for seat in seats},
        "method": "ballot", f"yes_{story.loc.pk}": "8", f"yes_{story.anh.pk}": "4",
        f"no_{story.anh.pk}": "4", "version": story.fresh().version,
    }  # fmt: skip
    return {**data, **changes}


def test_the_session_is_typed_and_half_the_votes_are_not_enough(story):
    story.listed()
    story.council()
    front = story.fresh().council.members.get(capacity="front")
    with on(date(2025, 9, 10)):
        client = story.world.client(story.an)
        bad = client.post(url("step_council", story.campaign), ballots(story, **{f"present_{front.pk}": ""}))
        assert bad.status_code == 422 and "Bùi Mặt Trận: ghi lý do vắng mặt" in text(bad)
        bad = client.post(url("step_council", story.campaign), ballots(story, **{f"no_{story.loc.pk}": "1"}))
        assert bad.status_code == 422 and "Phan Văn Lộc: 9 phiếu" in text(bad)
        assert client.post(url("step_council", story.campaign), ballots(story)).status_code == 302
        board = text(client.get(story.campaign.get_absolute_url()))
    assert "Trúng tuyển" in board and "Không trúng tuyển" in board
    assert "muộn nhất 17/09/2025" in board and "còn 5 ngày làm việc" in board
    assert CouncilSession.objects.get().minutes.symbol == "01/BB-HĐXT"


def test_the_submission_is_typed_and_a_stale_page_saves_nothing(story):
    story.met()
    campaign = story.fresh()
    with on(date(2025, 9, 12)):
        client = story.world.client(story.an)
        data = {"submitted_on": "12/9/2025", "version": campaign.version}
        assert client.post(url("step_submit", campaign), {**data, "version": 1}).status_code == 409
        assert client.post(url("step_submit", campaign), data).status_code == 302
        assert "Ghi quyết định công nhận đã ký" in text(client.get(campaign.get_absolute_url()))
        leader = story.world.client(story.world.le)
        assert "Phê duyệt, ký quyết định công nhận" in text(leader.get(campaign.get_absolute_url()))


def verdicts(story, **changes) -> dict:
    data = {
        "signed_on": "15/9/2025", "effective_on": "16/9/2025", f"verdict_{story.loc.pk}": "member",
        f"verdict_{story.anh.pk}": "deputy", "version": story.fresh().version,
    }  # fmt: skip
    return {**data, **changes}


def test_the_chairman_reads_the_decision_before_signing_though_nobody_drafted_it(story):
    story.submitted()
    with on(date(2025, 9, 15)):
        page = text(story.world.client(story.world.le).get(url("step_sign", story.campaign)))
    _, _, paper = page.partition("Nội dung bản thảo")
    assert "QUYẾT ĐỊNH" in paper and "Công nhận 02 người" in paper
    assert "Phan Văn Lộc" in paper and "DỰ THẢO" in paper and "lấy theo phần chọn" in page
    assert not Document.objects.filter(type="qd", title__contains="công nhận thành viên").exists()


def test_the_chairman_approves_and_two_members_are_there(story):
    story.submitted()
    with on(date(2025, 9, 15)):
        client = story.world.client(story.world.le)
        page = text(client.get(url("step_sign", story.campaign)))
        assert "Phan Văn Lộc, 04/03/1985" in page and "8 phiếu đồng ý" in page
        answer = client.post(url("step_sign", story.campaign), verdicts(story))
        assert answer.status_code == 302
        page = text(client.get(answer.url))
    assert "Đã công nhận 2 thành viên" in page and "Đã quyết định công nhận" in page
    assert Team.objects.with_strength(date(2025, 9, 16)).get(pk=story.force.to_xa.pk).missing == 0


def test_the_police_record_what_was_signed_with_a_refusal_and_its_ground(story):
    story.submitted()
    refusal = {f"verdict_{story.anh.pk}": "refuse", f"ground_{story.anh.pk}": ""}
    data = verdicts(story, **SIGNED, symbol="61/QĐ-UBND", **refusal) | {"signed_on": "15/9/2025"}
    with on(date(2025, 9, 15)):
        client = story.world.client(story.world.chien)
        bad = client.post(url("step_decide", story.campaign), data)
        assert bad.status_code == 422 and "Ghi lý do từ chối" in text(bad)
        data[f"ground_{story.anh.pk}"] = "Chưa bảo đảm sức khỏe"
        assert client.post(url("step_decide", story.campaign), data).status_code == 302
    assert list(
        Membership.objects.filter(start_kind="recruited").values_list("person__full_name", flat=True)
    ) == ["Phan Văn Lộc"]
    assert Application.objects.get(pk=story.anh.pk).reason == "Chưa bảo đảm sức khỏe"


@pytest.mark.parametrize("stage", ["incomplete", "listed", "met", "submitted"])
def test_the_page_of_an_application_takes_a_bounded_number_of_queries(
    story, stage, django_assert_max_num_queries
):
    if stage == "incomplete":
        story.open()
        story.loc = story.receive("Thanh Lương", LOC, papers={})
    else:
        getattr(story, stage)()
    client = story.world.client(story.an)
    client.get(story.loc.get_absolute_url())
    with django_assert_max_num_queries(15):
        assert client.get(story.loc.get_absolute_url()).status_code == 200

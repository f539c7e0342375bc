"""The session: planned, attended by name, counted, corrected; its minutes (TT 14/2024, Điều 3; Mẫu 04)."""

from datetime import date, time

import pytest
from django.core.exceptions import ValidationError

from audit.models import Entry
from contracts.policy import PolicyDenied
from contracts.records import StaleRecord
from recruitment.clocks import Clocks
from recruitment.models import Application, CouncilSession, SessionPlan
from recruitment.services.applications import application_withdraw
from recruitment.services.councils import Seat, council_change, session_plan_set
from recruitment.services.sessions import BallotCount, minutes_record, session_correct
from recruitment.services.submission import results_submit, wishes_set
from recruitment.session_report import session_report
from reporting.services.collecting import deadlines_collect
from tests.audited import one_entry_per_object
from tests.recruitment.conftest import LOC, on, paper
from tests.recruitment.test_council import QUE, THIN, states
from tests.recruitment.test_pages import ballots, text, url

pytestmark = pytest.mark.django_db
HELD = date(2025, 9, 10)
TEAM = [("Hà Thị Phụ", "head"), ("Lê Thanh Niên", "secretary")]


@pytest.fixture
def seated(story):
    """Lộc and Ánh on the list; the council of eight has not met."""
    story.listed()
    story.council()
    return story


def both(story, yes: int = 5) -> dict:
    return {story.loc: {"yes": yes}, story.anh: {"yes": yes}}


def seats(story) -> list:
    return list(story.fresh().council.members.all())


# ── Planned ──────────────────────────────────────────────────────────────────


def plan(story, **changes):
    facts = {
        "campaign": story.fresh(), "version": None, "held_on": HELD, "starts_at": time(8),
        "place": "Hội trường UBND xã", "agenda": "Xét tuyển 02 người cho Tổ Thanh Lương, Tổ Tô Xá",
    }  # fmt: skip
    with on(date(2025, 9, 9)):
        return session_plan_set(actor=story.an, **{**facts, **changes})


def test_a_planned_session_is_moved_and_the_audit_keeps_the_first_day(seated):
    with one_entry_per_object():
        first = plan(seated)
    with one_entry_per_object():
        plan(seated, version=first.version, held_on=date(2025, 9, 11))
    assert SessionPlan.objects.get().held_on == date(2025, 9, 11)
    said = Entry.objects.filter(act="recruitment.session.plan").order_by("-id").first()
    assert said.before["held_on"] == "2025-09-10"
    with pytest.raises(StaleRecord):
        plan(seated, version=first.version - 1, place="Nơi khác")


@pytest.mark.parametrize(
    ("held_on", "words"),
    [(date(2025, 9, 7), "sau khi hết hạn nhận hồ sơ 07/09/2025"), (date(2025, 9, 1), "sau khi hết hạn")],
)
def test_a_session_is_planned_after_the_window(seated, held_on, words):
    with pytest.raises(ValidationError, match=words):
        plan(seated, held_on=held_on)


def test_the_planned_session_stands_among_the_work_until_it_is_held(seated):
    plan(seated)
    with on(date(2025, 9, 9)):
        deadlines_collect(date(2025, 9, 9))
        client = seated.world.client(seated.an)
        assert "Họp Hội đồng xét tuyển lúc 08:00 tại Hội trường UBND xã" in text(client.get("/"))
        page = text(client.get(url("step_council", seated.campaign)))
        assert 'value="10/09/2025"' not in page and "Lịch họp: 10/09/2025" in page
    with on(HELD):
        page = text(seated.world.client(seated.an).get(url("step_council", seated.campaign)))
    assert 'value="10/09/2025"' in page and "Hội trường UBND xã" in page
    seated.meet(both(seated))
    with on(HELD):
        deadlines_collect(HELD)
        assert "Họp Hội đồng xét tuyển lúc" not in text(seated.world.client(seated.an).get("/"))


# ── Attendance, presiding, counting ──────────────────────────────────────────


def test_who_was_there_is_known_by_name_and_the_number_follows(seated):
    with one_entry_per_object():
        session = seated.meet(both(seated), present=6)
    assert session.present == 6
    absent = session.attendance.filter(is_present=False).select_related("member")
    assert [(row.member.full_name, row.reason) for row in absent] == [
        ("Võ Trưởng Thôn", "Đi công tác"), ("Bùi Mặt Trận", "Đi công tác")
    ]  # fmt: skip


def test_a_vice_presides_when_authorised(seated):
    vice = seats(seated)[1]
    with pytest.raises(ValidationError, match="được Chủ tịch Hội đồng ủy quyền"):
        seated.meet(both(seated), presider=vice)
    session = seated.meet(both(seated), presider=vice, authorisation="Giấy ủy quyền ngày 09/09/2025")
    assert session.presider == vice


def count(**changes) -> BallotCount:
    return BallotCount(**{"issued": 8, "returned": 8, "valid": 8, "invalid": 0, "counters": TEAM, **changes})


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"secretary": " "}, "secretary", "Ghi họ tên thư ký"),
        ({"ended_at": time(7)}, "ended_at", "sau giờ bắt đầu"),
        ({"count": None}, "method", "ghi Tổ kiểm phiếu"),
        ({"method": "hand", "count": count()}, "method", "không có phiếu"),
        ({"count": count(issued=9)}, "ballots_issued", "nhiều hơn 8 người dự họp"),
        ({"count": count(issued=7)}, "ballots_returned", "nhiều hơn 7 phiếu phát ra"),
        ({"count": count(valid=6, invalid=1)}, "ballots_valid", "phải cộng thành 8 phiếu thu về"),
        ({"count": count(returned=4, valid=4)}, "yes_{loc}", "nhiều hơn 4 phiếu thu về"),
        ({"count": count(valid=4, invalid=4)}, "yes_{loc}", "nhiều hơn 4 phiếu hợp lệ"),
        ({"count": count(counters=TEAM[:1])}, "counters", "một Tổ trưởng và một thư ký"),
        ({"count": count(counters=[*TEAM, ("hà thị phụ", "member")])}, "counters", "được ghi hai lần"),
        ({"count": count(counters=[*TEAM, ("Phan Văn Lộc", "member")])}, "counters", "đang dự tuyển"),
    ],
)
def test_what_does_not_add_up_is_refused_beside_its_field(seated, changes, field, words):
    with pytest.raises(ValidationError) as refusal:
        seated.meet(both(seated), **changes)
    assert words in " ".join(refusal.value.message_dict[field.format(loc=seated.loc.pk)])
    assert not CouncilSession.objects.exists()


def test_an_absent_chair_does_not_preside_and_other_members_never_do(seated):
    everybody = seats(seated)
    with pytest.raises(ValidationError, match="không có mặt nên không chủ trì"):
        seated.meet(both(seated), attendance={**dict.fromkeys(everybody), everybody[0]: "Ốm"})
    with pytest.raises(ValidationError, match="Chủ tịch hoặc Phó Chủ tịch Hội đồng chủ trì"):
        seated.meet(both(seated), presider=everybody[2])


def test_every_seat_of_the_day_is_called_and_no_other(seated):
    everybody = seats(seated)
    with pytest.raises(ValidationError, match="Bùi Mặt Trận chưa được điểm danh"):
        seated.meet(both(seated), attendance=dict.fromkeys(everybody[:-1]))
    with pytest.raises(ValidationError, match="Bùi Mặt Trận: ghi lý do vắng mặt"):
        seated.meet(both(seated), attendance={**dict.fromkeys(everybody[:-1]), everybody[-1]: " "})
    with on(HELD):
        council = seated.fresh().council
        council_change(
            actor=seated.an, council=council, version=None, paper=paper("55/QĐ-UBND", date(2025, 9, 9)),
            leaving={everybody[-1]: "Nghỉ hưu"}, joining=[Seat("Lê Thị Mới", "front")],
        )  # fmt: skip
    with pytest.raises(
        ValidationError, match="Bùi Mặt Trận không có ghế vào ngày đó; Lê Thị Mới chưa được điểm danh"
    ):
        seated.meet(both(seated), attendance=dict.fromkeys(everybody))
    assert seated.meet(both(seated)).present == 8


def test_a_vote_by_hand_has_no_ballots(seated):
    session = seated.meet(both(seated), method="hand")
    assert session.ballots_issued is None and not session.counters.exists()


def test_somebody_who_withdrew_while_the_votes_were_typed_is_told_and_nothing_typed_is_lost(seated):
    data = ballots(seated)
    with on(HELD):
        application_withdraw(actor=seated.an, application=again(seated.anh)[0], version=None, reason="Đi xa")
        client = seated.world.client(seated.an)
        bad = client.post(url("step_council", seated.campaign), data)
        assert bad.status_code == 422
        assert "Nguyễn Thị Ánh không còn trong danh sách dự tuyển" in text(bad)
        assert "Trụ sở UBND xã" in text(bad) and "Hà Thị Phụ" in text(bad)
        del data[f"yes_{seated.anh.pk}"], data[f"no_{seated.anh.pk}"]
        assert client.post(url("step_council", seated.campaign), data).status_code == 302
    assert states([seated.loc, seated.anh]) == ["passed", "withdrawn"]


def test_the_service_names_who_is_no_longer_on_the_list(seated):
    with on(HELD):
        application_withdraw(actor=seated.an, application=again(seated.anh)[0], version=None, reason="Đi xa")
    with pytest.raises(ValidationError, match="Nguyễn Thị Ánh không còn trong danh sách"):
        seated.meet(both(seated))


# ── Several teams ────────────────────────────────────────────────────────────


@pytest.fixture
def wishing(story):
    """Lộc and Thìn stand for Thanh Lương, then Tô Xá; Quế for Thanh Lương alone."""
    story.open()
    story.three = [story.appraise(story.receive("Thanh Lương", facts)) for facts in (LOC, THIN, QUE)]
    with on(date(2025, 9, 6)):
        for application in story.three[:2]:
            lines = [story.line("Thanh Lương"), story.line("Tô Xá")]
            wishes_set(actor=story.an, application=application, version=None, lines=lines)
    story.close_list()
    story.council()
    story.three = [
        Application.objects.select_related("campaign__commune", "line").get(pk=one.pk) for one in story.three
    ]
    return story


def teams(applications) -> list[str]:
    rows = [Application.objects.select_related("line__team").get(pk=one.pk) for one in applications]
    return [row.line.team.name for row in rows]


def test_the_second_by_votes_gets_the_second_team_they_wished_for(wishing):
    loc, thin, que = wishing.three
    with one_entry_per_object():
        session = wishing.meet({loc: {"yes": 7}, thin: {"yes": 8}, que: {"yes": 6}})
    assert states(wishing.three) == ["passed", "passed", "not_passed"]
    assert teams(wishing.three) == ["Tô Xá", "Thanh Lương", "Thanh Lương"]
    results = {one.name: one.outcome for one in session_report(session).results}
    assert results["Phan Văn Lộc"] == "Trúng tuyển vào Tổ Tô Xá"
    assert results["Lê Thị Quế"] == "Quá nửa số phiếu, hết chỉ tiêu"


def test_equals_for_one_team_are_chosen_between_in_words_and_the_other_goes_on(wishing):
    loc, thin, que = wishing.three
    votes = {loc: {"yes": 7}, thin: {"yes": 7}, que: {"yes": 5}}
    with pytest.raises(ValidationError, match="Tổ Thanh Lương: Phan Văn Lộc, Trần Văn Thìn bằng 7 phiếu"):
        wishing.meet(votes)
    with pytest.raises(ValidationError, match="Ghi cách Hội đồng đã chọn"):
        wishing.meet(votes, preferred={thin.pk})
    session = wishing.meet(votes, preferred={thin.pk}, tie_break="Thìn sống tại thôn Thanh Lương")
    assert teams([loc, thin]) == ["Tô Xá", "Thanh Lương"]
    assert {one.name for one in session_report(session).tied} == {"Phan Văn Lộc", "Trần Văn Thìn"}


def test_wishes_are_typed_in_order_and_each_team_once(wishing):
    wishing.more_room()
    wishing.open(title="Đợt hai")
    application = wishing.receive("Tô Xá", {**LOC, "full_name": "Lê Văn Sáu", "citizen_id": "000085000077"})
    with on(date(2025, 9, 6)):
        client = wishing.world.client(wishing.an)
        same = {
            "version": application.version,
            "line_1": wishing.line("Tô Xá").pk,
            "line_2": wishing.line("Tô Xá").pk,
        }
        bad = client.post(url("application_wishes", application), same)
        assert bad.status_code == 422 and "Tổ Tô Xá đã ghi ở nguyện vọng 1. Chọn Tổ khác." in text(bad)
        same["line_1"] = wishing.line("Thanh Lương").pk
        assert client.post(url("application_wishes", application), same).status_code == 302
    application.refresh_from_db()
    assert application.line == wishing.line("Thanh Lương")
    assert [wish.line.team.name for wish in application.wishes.all()] == ["Thanh Lương", "Tô Xá"]


def test_wishes_stand_once_the_list_is_closed(seated):
    with pytest.raises(PolicyDenied, match="không sửa được nữa"):
        wishes_set(actor=seated.an, application=seated.loc, version=None, lines=[seated.line("Tô Xá")])


# ── Correction ───────────────────────────────────────────────────────────────


def correct(story, votes, reason="Gõ nhầm số phiếu", **more):
    facts = {"campaign": story.fresh(), "version": None, "meeting": story.meeting()}
    with on(date(2025, 9, 11)):
        return session_correct(actor=story.an, reason=reason, votes=votes, **{**facts, **more})


def again(*applications) -> list[Application]:
    return [
        Application.objects.select_related("campaign__commune", "line").get(pk=one.pk) for one in applications
    ]


def test_a_result_is_corrected_by_a_named_act_with_its_reason(seated):
    seated.meet(both(seated, 8))
    loc, anh = again(seated.loc, seated.anh)
    with one_entry_per_object():
        correct(
            seated,
            {loc: {"yes": 8}, anh: {"yes": 4, "no": 4}},
            meeting=seated.meeting(remarks="Đối chiếu biên bản"),
        )
    assert states([loc, anh]) == ["passed", "not_passed"]
    entry = Entry.objects.get(act="recruitment.session.correct")
    assert entry.reason == "Gõ nhầm số phiếu"


def test_a_correction_needs_a_reason_and_ends_with_the_submission(seated):
    seated.meet(both(seated, 8))
    loc, anh = again(seated.loc, seated.anh)
    with pytest.raises(ValidationError, match="Ghi lý do sửa"):
        correct(seated, {loc: {"yes": 8}, anh: {"yes": 8}}, reason=" ")
    with on(date(2025, 9, 11)):
        results_submit(actor=seated.an, campaign=seated.fresh(), version=None, submitted_on=date(2025, 9, 11))
    with pytest.raises(PolicyDenied, match="đã trình Chủ tịch UBND xã nên không sửa được"):
        correct(seated, {loc: {"yes": 8}, anh: {"yes": 8}})


def test_a_correction_changes_who_was_there_and_how_it_was_counted(seated):
    seated.meet(both(seated, 5))
    loc, anh = again(seated.loc, seated.anh)
    session = correct(
        seated, {loc: {"yes": 5}, anh: {"yes": 2}}, meeting=seated.meeting(present=6, method="hand")
    )
    assert (session.present, session.method, session.ballots_issued) == (6, "hand", None)
    assert session.attendance.filter(is_present=True).count() == 6 and not session.counters.exists()


def test_the_page_of_correction_shows_what_stands(seated):
    seated.meet(both(seated, 8), remarks="Không ai có ý kiến khác")
    with on(date(2025, 9, 11)):
        client = seated.world.client(seated.an)
        page = text(client.get(url("session_correct", seated.campaign)))
        assert "Không ai có ý kiến khác" in page and "Hà Thị Phụ" in page
        data = ballots(seated, reason="Theo biên bản kiểm phiếu")
        assert client.post(url("session_correct", seated.campaign), data).status_code == 302
    assert states([seated.loc, seated.anh]) == ["passed", "not_passed"]


# ── Minutes ──────────────────────────────────────────────────────────────────


def minutes(story, day=date(2025, 9, 11), **more):
    with on(date(2025, 9, 12)):
        return minutes_record(
            actor=story.an,
            campaign=story.fresh(),
            version=None,
            **{"paper": paper("01/BB-HĐXT", day), **more},
        )


def test_the_minutes_follow_and_the_five_days_run_from_their_day(seated):
    seated.meet(both(seated), paper=None)
    assert Clocks().submit_due(seated.fresh()).since == HELD
    with one_entry_per_object():
        minutes(seated)
    due = Clocks().submit_due(seated.fresh())
    assert (due.since, due.on) == (date(2025, 9, 11), date(2025, 9, 18))
    with pytest.raises(PolicyDenied, match="Đã ghi biên bản"):
        minutes(seated)


def test_without_minutes_nothing_is_submitted(seated):
    seated.meet(both(seated), paper=None)
    with on(date(2025, 9, 12)), pytest.raises(PolicyDenied, match="Chưa ghi biên bản kết quả .Mẫu 04."):
        results_submit(actor=seated.an, campaign=seated.fresh(), version=None, submitted_on=date(2025, 9, 12))
    page = text(seated.world.client(seated.an).get(url("session", seated.campaign)))
    assert "Chưa có biên bản" in page and "Ghi biên bản" in page
    board = text(seated.world.client(seated.an).get(seated.campaign.get_absolute_url()))
    assert "Ghi biên bản kết quả (Mẫu 04)" in board and board.count("Đã xong") == 5


def test_minutes_of_before_the_session_or_of_another_kind_are_refused(seated):
    seated.meet(both(seated), paper=None)
    with pytest.raises(ValidationError, match="Biên bản lập từ ngày họp 10/09/2025"):
        minutes(seated, day=date(2025, 9, 9))
    with pytest.raises(ValidationError, match="không phải biên bản"):
        minutes(seated, paper=None, document=seated.fresh().council.decision)
    with pytest.raises(ValidationError, match="Ghi số, ký hiệu"):
        minutes(seated, paper=None)


def test_the_minutes_are_typed_on_their_page(seated):
    seated.meet(both(seated), paper=None)
    data = {
        "symbol": "01/BB-HĐXT", "signed_on": "10/9/2025", "title": "Xét tuyển", "signer_name": "Phạm Thị Lê",
        "signer_title": "Chủ tịch Hội đồng", "version": seated.fresh().version,
    }  # fmt: skip
    with on(date(2025, 9, 11)):
        client = seated.world.client(seated.an)
        assert client.post(url("minutes", seated.campaign), data).status_code == 302
    assert CouncilSession.objects.get().minutes.symbol == "01/BB-HĐXT"


def test_the_report_tells_all_that_the_minutes_need_in_a_fixed_number_of_queries(
    wishing, django_assert_max_num_queries
):
    loc, thin, que = wishing.three
    wishing.meet(
        {loc: {"yes": 7}, thin: {"yes": 8}, que: {"yes": 3, "no": 4, "blank": 1}}, remarks="Nhất trí"
    )
    joined = CouncilSession.objects.select_related(
        "council__campaign__commune", "council__decision", "minutes", "presider"
    )
    session = joined.get()
    with django_assert_max_num_queries(12):
        report = session_report(session)
        said = [(one.name, one.yes, one.wishes, one.percent) for one in report.results]
        assert [member.full_name for member in report.present][0] == "Phạm Thị Lê"
    assert said[0] == ("Trần Văn Thìn", 8, ("Tổ Thanh Lương", "Tổ Tô Xá"), 100.0)
    assert (report.bar, report.seats, len(report.counters), report.session.remarks) == (4.0, 8, 2, "Nhất trí")


def test_the_sessions_page_says_everything_and_partners_see_no_names(seated):
    seated.meet({seated.loc: {"yes": 8}, seated.anh: {"yes": 3, "no": 4, "invalid": 1}}, present=8)
    page = text(seated.world.client(seated.world.le).get(url("session", seated.campaign)))
    assert "08:00–10:30" in page and "không quá nửa số thành viên dự họp" in page and "Có mặt" in page
    assert "phát 8, thu 8, hợp lệ 8" in page
    page = text(seated.world.client(seated.world.phuc).get(url("session", seated.campaign)))
    assert "Phan Văn Lộc" not in page and "Phạm Thị Lê" in page

"""What cannot have happened at a council's session, and how its votes fill the seats (TT 14/2024/TT-BCA, Điều 3)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils import timezone

from law.values import RuleBook
from recruitment.choices import Capacity, CounterRole, VoteMethod
from recruitment.choosing import Candidate, Outcome, Tie, choose
from recruitment.models import Application, Campaign, CouncilMember
from recruitment.namesakes import RULE, namesakes
from vietnam.dates import format_date
from vietnam.names import fold

if TYPE_CHECKING:
    from recruitment.services.sessions import BallotCount, Ballots, Meeting

_ARTICLE = "TT 14/2024, Điều 3"
Errors = dict[str, list[str]]


def wishes_of(application: Application) -> tuple[int, ...]:
    """Keys of the lines that somebody stands for, the dearest first."""
    wished = sorted(application.wishes.all(), key=lambda wish: wish.rank)
    return tuple(wish.line_id for wish in wished) or (application.line_id,)


def check_meeting(
    campaign: Campaign, seats: Sequence[CouncilMember], meeting: Meeting,
    candidates: Mapping[int, Application], votes: Mapping[Application, Ballots],
) -> None:  # fmt: skip
    """Refuse what cannot have happened, everything at once, each beside its field."""
    if problem := _day_problem(campaign, meeting):  # who had a seat, and the law, are those of the day
        raise ValidationError({"held_on": problem})
    errors: Errors = {}
    if meeting.ended_at <= meeting.started_at:
        _add(errors, "ended_at", "Giờ kết thúc phải sau giờ bắt đầu. Kiểm tra lại hai giờ.")
    present = meeting.present
    _check_attendance(campaign, seats, meeting, errors)
    _check_presider(meeting, present, errors)
    if not meeting.secretary.strip():
        _add(errors, "secretary", "Ghi họ tên thư ký phiên họp; thư ký ghi biên bản và kiểm đếm biểu quyết.")
    _add(errors, "method", _method_problem(meeting))
    if meeting.count:
        _check_count(meeting.count, len(present), candidates.values(), errors)
    for name, problem in _ballot_problems(candidates, len(present), meeting.count, votes):
        _add(errors, name, problem)
    if errors:
        raise ValidationError(errors)


def _add(errors: Errors, name: str, problem: str) -> None:
    if problem:
        errors.setdefault(name, []).append(problem)


def _day_problem(campaign: Campaign, meeting: Meeting) -> str:
    founded = campaign.council.decision.signed_on
    if meeting.held_on <= campaign.closes_on:
        return f"Hội đồng họp sau khi hết hạn nhận hồ sơ {format_date(campaign.closes_on)}."
    if meeting.held_on < founded:
        return f"Hội đồng thành lập ngày {format_date(founded)}, chưa họp trước ngày đó."
    if meeting.held_on > timezone.localdate():
        return "Ngày họp chưa đến. Ghi kết quả khi đã họp."
    minutes = getattr(getattr(campaign.council, "session", None), "minutes", None)
    if minutes and meeting.held_on > minutes.signed_on:
        return f"Biên bản lập ngày {format_date(minutes.signed_on)}; phiên họp không thể sau ngày đó."
    return ""


def _check_attendance(
    campaign: Campaign, seats: Sequence[CouncilMember], meeting: Meeting, errors: Errors
) -> None:
    wrong = [
        *(f"{one.full_name} không có ghế vào ngày đó" for one in meeting.attendance if one not in seats),
        *(f"{one.full_name} chưa được điểm danh" for one in seats if one not in meeting.attendance),
    ]
    if wrong:
        _add(errors, "present", f"Điểm danh đúng những người có ghế trong ngày họp: {'; '.join(wrong)}.")
    for member, reason in meeting.attendance.items():
        if reason is not None and not reason.strip():
            _add(
                errors, f"absent_{member.pk}", f"{member.full_name}: ghi lý do vắng mặt, hoặc đánh dấu có mặt."
            )  # fmt: skip
    present = meeting.present
    quorum = RuleBook(meeting.held_on, campaign.commune.province_id, prefix="recruit.quorum").rule(
        "recruit.quorum"
    )
    if len(present) <= len(seats) * quorum.value:
        _add(
            errors, "present",
            f"Cần quá {len(seats) * quorum.value:g} trên {len(seats)} thành viên dự họp ({quorum.citation}); "
            f"đã đánh dấu {len(present)} người có mặt.",
        )  # fmt: skip
    for one in namesakes(campaign, present):
        if one.is_same:
            _add(
                errors, f"present_{one.seat.pk}",
                f"{one.seat.full_name} trùng tên người dự tuyển; {RULE}. Thay người bằng quyết định, hoặc xác minh chỉ "
                "trùng tên ở trang Hội đồng.",
            )  # fmt: skip


def _check_presider(meeting: Meeting, present: Sequence[CouncilMember], errors: Errors) -> None:
    presider = meeting.presider
    if presider not in present:
        _add(errors, "presider", f"{presider.full_name} không có mặt nên không chủ trì được phiên họp.")
    elif presider.capacity not in (Capacity.CHAIR, Capacity.VICE):
        _add(errors, "presider", f"Chủ tịch hoặc Phó Chủ tịch Hội đồng chủ trì phiên họp ({_ARTICLE}).")
    elif presider.capacity == Capacity.VICE and not meeting.authorisation.strip():
        _add(
            errors, "authorisation",
            f"Phó Chủ tịch Hội đồng chủ trì khi được Chủ tịch Hội đồng ủy quyền ({_ARTICLE}). Ghi căn cứ ủy quyền.",
        )  # fmt: skip


def _method_problem(meeting: Meeting) -> str:
    if meeting.method == VoteMethod.BALLOT and meeting.count is None:
        return f"Bỏ phiếu kín thì ghi Tổ kiểm phiếu, số phiếu phát ra, thu về, hợp lệ, không hợp lệ ({_ARTICLE})."
    if meeting.method == VoteMethod.HAND and meeting.count is not None:
        return "Biểu quyết giơ tay thì không có phiếu và Tổ kiểm phiếu. Xóa trống các ô đó, hoặc chọn bỏ phiếu kín."
    return ""


def _check_count(count: BallotCount, present: int, candidates: Iterable[Application], errors: Errors) -> None:
    roles = [role for _, role in count.counters]
    if roles.count(CounterRole.HEAD) != 1 or roles.count(CounterRole.SECRETARY) != 1:
        _add(errors, "counters", f"Tổ kiểm phiếu cần đúng một Tổ trưởng và một thư ký ({_ARTICLE}).")
    names = [fold(name) for name, _ in count.counters]
    if len(set(names)) < len(names):
        _add(errors, "counters", "Một người được ghi hai lần trong Tổ kiểm phiếu. Mỗi người một nhiệm vụ.")
    standing = {str(one.person).casefold() for one in candidates}
    if own := [name for name, _ in count.counters if name.strip().casefold() in standing]:
        _add(errors, "counters", f"{', '.join(own)} đang dự tuyển nên không kiểm phiếu. Chọn người khác.")
    if count.issued > present:
        _add(
            errors,
            "ballots_issued",
            f"Phát {count.issued} phiếu, nhiều hơn {present} người dự họp. Kiểm lại.",
        )
    if count.returned > count.issued:
        _add(
            errors,
            "ballots_returned",
            f"Thu về {count.returned} phiếu, nhiều hơn {count.issued} phiếu phát ra.",
        )
    if count.valid + count.invalid != count.returned:
        _add(
            errors, "ballots_valid",
            f"{count.valid} phiếu hợp lệ và {count.invalid} phiếu không hợp lệ phải cộng thành {count.returned} phiếu "
            "thu về. Kiểm lại.",
        )  # fmt: skip


def _ballot_problems(
    candidates: Mapping[int, Application], present: int, count: BallotCount | None,
    votes: Mapping[Application, Ballots],
) -> Iterator[tuple[str, str]]:  # fmt: skip
    """What is wrong with the ballots: of one candidate at that candidate's number of yes, else at `votes`."""
    if gone := [str(one.person) for one in votes if one.pk not in candidates]:
        told = "không còn trong danh sách dự tuyển (đã rút hoặc bị trả hồ sơ). Bỏ kết quả của người đó."
        yield "votes", f"{', '.join(gone)} {told}"
    if candidates.keys() - {application.pk for application in votes}:
        yield "votes", "Ghi kết quả cho đủ mọi người trong danh sách dự tuyển, không thêm ai ngoài danh sách."
    for application, ballots in votes.items():
        name = f"yes_{application.pk}"
        if (cast := sum(ballots.values())) > present:
            yield name, f"{application.person}: {cast} phiếu, nhiều hơn {present} người dự họp. Kiểm lại."
        elif count and cast > count.returned:
            yield name, f"{application.person}: {cast} phiếu, nhiều hơn {count.returned} phiếu thu về."
        elif count and (held := cast - ballots.get("invalid", 0)) > count.valid:
            yield name, f"{application.person}: {held} phiếu, nhiều hơn {count.valid} phiếu hợp lệ."


def choose_or_refuse(
    campaign: Campaign, meeting: Meeting, present: int, candidates: Mapping[int, Application],
    votes: Mapping[Application, Ballots], wishes: Mapping[int, tuple[int, ...]], picks: Mapping[int, int],
) -> Outcome:  # fmt: skip
    """Who gets which seat; refused while a tie is open or was decided without words."""
    law = RuleBook(meeting.held_on, campaign.commune.province_id, prefix="recruit.majority")
    bar = present * law.value("recruit.majority_of_present")
    lines = {line.pk: line for line in campaign.lines.select_related("team", "hamlet")}
    standing = [Candidate(one.pk, ballots["yes"], wishes[one.pk]) for one, ballots in votes.items()]
    outcome = choose(standing, {pk: line.count for pk, line in lines.items()}, bar, picks)
    problems = [_tie_words(tie, lines[tie.line].place, candidates) for tie in outcome.open_ties]
    if outcome.tied and not problems and not meeting.tie_break.strip():
        names = ", ".join(str(candidates[pk].person) for pk in sorted(outcome.tied))
        problems = [f"{names} bằng phiếu; văn bản không quy định cách chọn. Ghi cách Hội đồng đã chọn."]
    if problems:
        raise ValidationError({"tie_break": problems})
    return outcome


def _tie_words(tie: Tie, place: str, candidates: Mapping[int, Application]) -> str:
    names = ", ".join(str(candidates[pk].person) for pk in tie.candidates)
    return (
        f"{place}: {names} bằng {tie.votes} phiếu mà chỉ còn {tie.seats} chỗ; văn bản không quy định cách chọn. "
        "Ghi cách Hội đồng đã chọn và đánh dấu người được chọn."
    )

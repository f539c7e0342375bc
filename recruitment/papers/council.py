"""Papers of the council: decision, invitations, ballots (Mẫu 02), count (Mẫu 03), minutes (Mẫu 04).

The council writes under its own name and numbers with the seal of the people's committee (NĐ 30/2020, Phụ lục I, II.3).
"""

from communes.choices import AgencyKind
from communes.letterheads import of_unit
from contracts.registry import TemplateKind
from documents.choices import DocumentType
from documents.composing import Filling
from documents.composing.rooms import DOTS, written
from recruitment.choices import CampaignState, Capacity, CounterRole, VoteMethod
from recruitment.papers.candidates import lacks_list
from recruitment.papers.facts import Facts
from recruitment.papers.specs import MEMBER, PaperSpec, has_come_to, offer
from recruitment.papers.words import (
    CAMPAIGN_WORDS,
    WORDINGS,
    born_in,
    cited,
    count,
    home,
    people_table,
)
from vietnam.dates import format_date

COUNCIL, INVITATION = "recruitment.council", "recruitment.invitation"
BALLOT, COUNT, MINUTES = "recruitment.ballot", "recruitment.count", "recruitment.minutes"
BODY, SERIES = "Hội đồng xét tuyển", "HĐXT"
_COUNCIL = "Hội đồng"
_LEADING = (Capacity.CHAIR, Capacity.VICE)
#: Whom a seat stands for where nobody wrote the post: the plan names two of which one sits there.
_STANDS_FOR = {Capacity.VICE: "Lãnh đạo Công an xã"}


def role_of(capacity: Capacity) -> tuple[str, str]:
    """What somebody is in the council, and whom they stand for."""
    role, _, stands_for = str(capacity.label).partition(": ")
    return (role, stands_for) if capacity in _LEADING else ("Ủy viên", role)


def seats_table(facts: Facts):
    """The composition: name, whom they stand for, what they are in the council."""
    rows = []
    for seat in facts.seats:
        role, stands_for = role_of(seat.capacity)
        named = _STANDS_FOR.get(seat.capacity, f"{stands_for[0].upper()}{stands_for[1:]}")
        rows.append((seat.name, seat.told or of_unit(named, facts.campaign.commune), role))
    return people_table(("Họ và tên", "Chức vụ, đại diện", "Trong Hội đồng"), rows, (32, 34, 26), "lll")


def _council(facts: Facts) -> Filling:
    words = facts.words | {"số thành viên": count(len(facts.seats))}
    return Filling(words, {"thành viên Hội đồng": seats_table(facts)})


def meeting_words(facts: Facts) -> dict[str, str]:
    """When and where the council met, or is to meet; room to write it in while nobody has said."""
    source = facts.session or facts.planned
    begins = facts.session.started_at if facts.session else getattr(facts.planned, "starts_at", None)
    ends = facts.session.ended_at if facts.session else None
    return {
        "Hội đồng": cited(facts.council.decision) if facts.council else "",
        "giờ họp": _hour(begins),
        "giờ kết thúc": _hour(ends),
        "ngày họp": written(source.held_on if source else None),
        "địa điểm họp": (source.place if source else "") or DOTS * 3,
    }


def _hour(time) -> str:
    return f"{time:%H giờ %M}" if time else f"{DOTS} giờ {DOTS}"


def _named(facts: Facts, capacity: Capacity) -> str:
    return next((seat.name for seat in facts.seats if seat.capacity == capacity), "")


def presider(facts: Facts) -> str:
    """Who presided: as written down, else the council's chair."""
    chosen = facts.session.presider if facts.session else None
    return chosen.full_name if chosen else _named(facts, Capacity.CHAIR)


def _invitation(facts: Facts) -> Filling:
    role, _ = role_of(Capacity(facts.member.capacity))
    agenda = facts.planned.agenda if facts.planned else "Xét tuyển thành viên Tổ bảo vệ an ninh, trật tự"
    words = facts.words | meeting_words(facts) | {
        "người được mời": facts.member.full_name,
        "tư cách": role if role.endswith(_COUNCIL) else f"{role} {_COUNCIL}",
        "nội dung họp": agenda.rstrip("."),
        "số người": count(len(facts.listed)),
    }  # fmt: skip
    return Filling(words)


def _ballot(facts: Facts) -> Filling:
    rows = [
        (a.person.full_name, born_in(a.person), home(a.person), a.line.place, "", "") for a in facts.listed
    ]
    columns = ("Họ và tên", "Năm sinh", "Nơi ở", "Dự tuyển vào", "Đồng ý", "Không đồng ý")
    table = people_table(columns, rows, (24, 9, 20, 17, 10, 12), "lcllcc")
    words = facts.words | meeting_words(facts) | {"số người": count(len(rows)), "tổng chỉ tiêu": facts.total}
    return Filling(words, {"người dự tuyển": table})


def votes_table(facts: Facts):
    """What the council said of each candidate."""
    rows = []
    for one in sorted(facts.listed, key=lambda a: (a.line.team.sort_key, -a.vote.yes, a.person.sort_key)):
        vote = one.vote
        told = "Trúng tuyển" if vote.is_chosen else "Không trúng tuyển"
        cells = (vote.yes, vote.no, vote.blank, vote.invalid)
        rows.append((one.person.full_name, one.line.place, *map(str, cells), told))
    columns = ("Họ và tên", "Dự tuyển vào", "Đồng ý", "Không đồng ý", "Trắng", "Không hợp lệ", "Kết quả")
    return people_table(columns, rows, (20, 17, 9, 10, 10, 10, 16), "llccccl")


def _session_filling(facts: Facts) -> Filling:
    session = facts.session
    attendance = list(session.attendance.select_related("member").order_by("member_id"))
    absent = [row for row in attendance if not row.is_present]
    present = [_member_line(row.member) for row in attendance if row.is_present]
    counters = list(session.counters.all())
    words = facts.words | meeting_words(facts) | {
        "số dự họp": count(session.present),
        "số thành viên": count(len(facts.seats)),
        "số vắng": count(max(len(facts.seats) - session.present, 0)),
        "số người": count(len(facts.listed)),
        "tổng chỉ tiêu": facts.total,
        "số trúng tuyển": count(sum(one.vote.is_chosen for one in facts.listed)),
        "hình thức": str(VoteMethod(session.method).label).lower(),
        "chủ trì": presider(facts),
        "thư ký": session.secretary or DOTS,
        "thư ký kiểm phiếu": _counter(counters, CounterRole.SECRETARY),
        "cách chọn khi bằng phiếu": session.tie_break,
        "ý kiến": session.remarks,
        "phiếu phát ra": _ballots(session, "issued"), "phiếu thu về": _ballots(session, "returned"),
        "phiếu hợp lệ": _ballots(session, "valid"), "phiếu không hợp lệ": _ballots(session, "invalid"),
    }  # fmt: skip
    lists = {
        "dự họp": present or [f"{seat.name}: {role_of(seat.capacity)[0]}" for seat in facts.seats],
        "vắng": [f"{_member_line(row.member)}: {row.reason or 'không nêu lý do'}" for row in absent],
        "Tổ kiểm phiếu": [f"{one.full_name}: {one.get_role_display()}" for one in counters] or [DOTS * 4],
    }
    on = (
        ("bỏ phiếu kín", session.method == VoteMethod.BALLOT), ("có người vắng", absent),
        ("bằng phiếu", session.tie_break), ("có ý kiến", session.remarks),
    )  # fmt: skip
    switches = frozenset(name for name, holds in on if holds)
    return Filling(words, {"kết quả": votes_table(facts)}, lists, switches)


def _counter(counters, role: CounterRole) -> str:
    return next((one.full_name for one in counters if one.role == role), "")


def count_signer(facts: Facts) -> tuple[str, str]:
    """Who heads those that count signs what was counted."""
    counters = facts.session.counters.all() if facts.session else ()
    return _counter(counters, CounterRole.HEAD), str(CounterRole.HEAD.label)


def _member_line(member) -> str:
    return f"{member.full_name}: {role_of(Capacity(member.capacity))[0]}"


def _ballots(session, name: str) -> str:
    number = getattr(session, f"ballots_{name}")
    return DOTS if number is None else count(number)


def _lacks_seats(facts: Facts) -> str:
    if not has_come_to(facts, CampaignState.APPROVED):
        return "Kế hoạch chưa phê duyệt nên chưa lập Hội đồng (TT 14/2024, Điều 3). Phê duyệt kế hoạch trước."
    return "" if facts.seats else "Nhập thành viên Hội đồng trước khi soạn quyết định (TT 14/2024, Điều 3)."


def _lacks_council(facts: Facts) -> str:
    if facts.council is None:
        return "Chưa có Hội đồng xét tuyển. Ghi quyết định thành lập Hội đồng trước (TT 14/2024, Điều 3)."
    return lacks_list(facts)


def _lacks_invitation(facts: Facts) -> str:
    if has_met(facts):
        return (
            f"Hội đồng đã họp ngày {format_date(facts.session.held_on)} nên không soạn giấy mời nữa. Giấy mời đã phát "
            "vẫn giữ trong sổ."
        )
    return _lacks_council(facts)


def has_met(facts: Facts) -> bool:
    """Is there nobody left to invite?"""
    return facts.session is not None


def _lacks_session(facts: Facts) -> str:
    if facts.session is None:
        return "Chưa ghi kết quả họp Hội đồng. Ghi kết quả trước, biên bản lấy số liệu từ đó (TT 14/2024, Điều 3)."
    return ""


def _lacks_ballots(facts: Facts) -> str:
    if facts.session is not None and facts.session.method != VoteMethod.BALLOT:
        return "Hội đồng biểu quyết giơ tay nên không có biên bản kiểm phiếu (TT 14/2024, Điều 3)."
    return _lacks_session(facts)


_MEETING = {
    "Hội đồng": "Quyết định thành lập Hội đồng: số và ngày",
    "giờ họp": "Giờ bắt đầu họp", "giờ kết thúc": "Giờ kết thúc họp", "ngày họp": "Ngày họp, viết đủ chữ",
    "địa điểm họp": "Nơi họp",
}  # fmt: skip
_COUNTS = {"số người": "Số người dự tuyển, hai chữ số", "tổng chỉ tiêu": "Số người cần tuyển, hai chữ số"}
_SESSION = CAMPAIGN_WORDS | _MEETING | _COUNTS | {
    "số dự họp": "Số thành viên dự họp", "số thành viên": "Số thành viên Hội đồng", "số vắng": "Số thành viên vắng",
    "số trúng tuyển": "Số người trúng tuyển", "hình thức": "Giơ tay hay bỏ phiếu kín", "chủ trì": "Người chủ trì",
    "thư ký": "Thư ký phiên họp", "thư ký kiểm phiếu": "Thư ký Tổ kiểm phiếu",
    "cách chọn khi bằng phiếu": "Hội đồng chọn thế nào khi bằng phiếu",
    "ý kiến": "Ý kiến tại phiên họp",
    "phiếu phát ra": "Số phiếu phát ra", "phiếu thu về": "Số phiếu thu về", "phiếu hợp lệ": "Số phiếu hợp lệ",
    "phiếu không hợp lệ": "Số phiếu không hợp lệ",
}  # fmt: skip
_SESSION_LISTS = {
    "dự họp": "Thành viên dự họp", "vắng": "Thành viên vắng, lý do", "Tổ kiểm phiếu": "Thành viên Tổ kiểm phiếu",
}  # fmt: skip
_SESSION_SWITCHES = {
    "bỏ phiếu kín": "Hội đồng bỏ phiếu kín", "có người vắng": "Có thành viên vắng",
    "bằng phiếu": "Có người bằng phiếu ở chỗ cuối", "có ý kiến": "Có ý kiến ghi lại",
}  # fmt: skip
_TO_CHECK = "câu chữ của mẫu cần đối chiếu Công báo"
_COMMITTEE = AgencyKind.PEOPLES_COMMITTEE


def _of_session(code: str, label: str, source: str, file: str) -> TemplateKind:
    return TemplateKind(
        code, label, DocumentType.MINUTES, source, WORDINGS / file, words=_SESSION,
        tables={"kết quả": "Số phiếu của từng người và kết quả"}, lists=_SESSION_LISTS, switches=_SESSION_SWITCHES,
        series=SERIES, body=BODY, is_personal=True,
    )  # fmt: skip


offer(
    PaperSpec(
        TemplateKind(
            COUNCIL, "Quyết định thành lập Hội đồng", DocumentType.DECISION,
            "TT 14/2024/TT-BCA, Điều 3; NĐ 30/2020, Phụ lục III, Mẫu 1.2", WORDINGS / "council.yaml",
            words=CAMPAIGN_WORDS | {"số thành viên": "Số thành viên Hội đồng, hai chữ số"},
            tables={"thành viên Hội đồng": "Họ tên, đại diện, tư cách từng người"},
        ),
        _COMMITTEE, _council, _lacks_seats, held=lambda facts: facts.council.decision if facts.council else None,
    ),
    PaperSpec(
        TemplateKind(
            INVITATION, "Giấy mời họp Hội đồng", DocumentType.INVITATION, "NĐ 30/2020, Phụ lục III, Mẫu 1.10",
            WORDINGS / "invitation.yaml",
            words=CAMPAIGN_WORDS | _MEETING | _COUNTS | {
                "người được mời": "Thành viên Hội đồng được mời", "tư cách": "Chủ tịch, Phó Chủ tịch Hội đồng, Ủy viên",
                "nội dung họp": "Nội dung họp",
            },
            series=SERIES, body=BODY,
        ),
        _COMMITTEE, _invitation, _lacks_invitation, about=MEMBER,
    ),
    PaperSpec(
        TemplateKind(
            BALLOT, "Phiếu xét tuyển (Mẫu 02)", DocumentType.LIST,
            f"theo nội dung TT 14/2024/TT-BCA, Mẫu 02; {_TO_CHECK}", WORDINGS / "ballot.yaml",
            words=CAMPAIGN_WORDS | _MEETING | _COUNTS,
            tables={"người dự tuyển": "Họ tên, năm sinh, thôn, Tổ và hai ô đánh dấu"}, body=BODY, is_personal=True,
        ),
        _COMMITTEE, _ballot, _lacks_council, is_sheet=True,
    ),
    PaperSpec(
        _of_session(
            COUNT, "Biên bản kiểm phiếu (Mẫu 03)",
            f"theo nội dung TT 14/2024/TT-BCA, Mẫu 03 (suy ra từ Điều 3); {_TO_CHECK}", "count.yaml",
        ),
        _COMMITTEE, _session_filling, _lacks_ballots, signer=count_signer,
    ),
    PaperSpec(
        _of_session(
            MINUTES, "Biên bản kết quả xét tuyển (Mẫu 04)",
            f"theo nội dung TT 14/2024/TT-BCA, Mẫu 04; NĐ 30/2020, Phụ lục III, Mẫu 1.9; {_TO_CHECK}", "minutes.yaml",
        ),
        _COMMITTEE, _session_filling, _lacks_session, held=lambda facts: facts.minutes,
        signer=lambda facts: (presider(facts), "Chủ tọa"),
    ),
)  # fmt: skip

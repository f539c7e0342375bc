"""What a proposal must stand on before it is drafted, put forward and decided."""

from datetime import date

from django.core.exceptions import ValidationError

from teams.choices import EXPECTED_PAPERS, LEAVING_ENDS, LEGAL_CASES, EndKind, LeavingPaperKind
from teams.models import LeavingPaper, Membership, Proposal, ProposalLine, Team
from teams.paths import rule_of
from teams.services.leaving import breach_check
from vietnam.dates import format_date
from vietnam.names import within

ARTICLE = "Luật 30/2023/QH15, Điều 17, khoản 3"


def open_line_of(membership: Membership) -> ProposalLine | None:
    """The line by which the person stands in a proposal to let them go that is not answered yet."""
    lines = ProposalLine.objects.open().filter(
        membership__person=membership.person_id, end_kind__in=tuple(LEGAL_CASES)
    )
    return lines.select_related("proposal__team").first()


def open_dissolution_of(team: Team) -> Proposal | None:
    """The proposal to dissolve that team that is not answered yet."""
    return team.proposals.open().first()


def check_not_proposed(membership: Membership) -> None:
    """Refuse to record a leaving under Điều 17 beside a proposal that is not answered."""
    line = open_line_of(membership)
    if line is not None:
        raise ValidationError(
            {
                "end_kind": (
                    f"{membership.person} đang có trong một đề xuất cho thôi "
                    f"({within(line.proposal.get_state_display())}). "
                    "Ghi quyết định ở trang đề xuất đó, hoặc rút đề xuất."
                )
            }
        )


def service_began_after(membership: Membership) -> date | None:
    """The day the person last left for good before this spell; papers older than it belong to an earlier leaving."""
    before = Membership.objects.filter(
        person=membership.person_id, team__commune=membership.team.commune_id, end_kind__in=LEAVING_ENDS,
        ended_on__lte=membership.started_on,
    )  # fmt: skip
    return before.order_by("-ended_on").values_list("ended_on", flat=True).first()


def papers_for(membership: Membership, end_kind: EndKind, papers=None):
    """The papers on record that this case may stand on, newest first: of this time of service, not declared void."""
    rows = LeavingPaper.objects.all() if papers is None else papers
    found = rows.about(membership).filter(kind=EXPECTED_PAPERS[end_kind]).order_by("-dated_on", "-pk")
    since = service_began_after(membership)
    return found.filter(dated_on__gte=since) if since else found


def check_line(line: ProposalLine, on: date) -> None:
    """Does the case have on that day what the law asks for it? `ValidationError` by field says what is lacking."""
    kind, membership = EndKind(line.end_kind), line.membership
    if kind == EndKind.BREACH_OF_DUTY:
        try:
            breach_check(membership, on)
        except ValidationError as refusal:
            raise ValidationError([f"{membership.person}: {said}" for said in refusal.messages]) from refusal
        return
    wanted = LeavingPaperKind(EXPECTED_PAPERS[kind])
    paper = line.paper
    if paper is None or not papers_for(membership, kind).filter(pk=paper.pk).exists():
        raise ValidationError(
            {
                "paper": (
                    f"{membership.person}: điểm {LEGAL_CASES[kind]} cần “{wanted.label}” còn hiệu lực ({ARTICLE}). "
                    "Thêm giấy tờ ở trang thành viên rồi chọn."
                )
            }
        )
    if kind == EndKind.PROSECUTED and not paper.symbol:
        raise ValidationError(
            {
                "paper": (
                    f"{membership.person}: ghi số, ký hiệu của quyết định ({ARTICLE}, điểm d). Bỏ dòng cũ ở "
                    "trang thành viên, thêm lại giấy tờ có số."
                )
            }
        )
    if paper.dated_on > on:
        raise ValidationError({"paper": f"{paper} sau ngày {format_date(on)}. Kiểm tra lại ngày."})


def check_serving(line: ProposalLine) -> None:
    """Refuse for somebody who has left, or gone on in another spell, since they were proposed."""
    spell = line.membership
    if spell.ended_on:
        raise ValidationError(
            f"{spell.person} không còn ở {spell.team} từ {format_date(spell.ended_on)} "
            f"({spell.get_end_kind_display().lower()}). Bỏ người đó khỏi đề xuất, hoặc rút đề xuất."
        )


def check_agreement(proposal: Proposal, on: date) -> None:
    """The police propose together with the head of the hamlet and of its Front committee, whatever the case (TT
    14/2024/TT-BCA, Điều 5, khoản 3, điểm a, b), also to dissolve a team (khoản 2, điểm b)."""
    if not (proposal.hamlet_head and proposal.front_head and proposal.agreed_on):
        raise ValidationError(
            "Báo cáo lập cùng Trưởng thôn (Tổ trưởng tổ dân phố) và Trưởng Ban công tác Mặt trận: ghi tên, ngày thống "
            f"nhất ở trang đề xuất trước khi trình ({rule_of(proposal.kind)})."
        )
    if proposal.agreed_on and proposal.agreed_on > on:
        raise ValidationError(
            f"Thống nhất với thôn, Mặt trận ngày {format_date(proposal.agreed_on)}, sau ngày trình {format_date(on)}. "
            "Kiểm tra lại hai ngày."
        )

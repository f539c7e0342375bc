"""Who may do what with people, teams and quotas (roles.md)."""

from datetime import date

from communes.models import Commune
from contracts.policy import ALLOWED, Answer, Denied, holds
from contracts.roles import REGISTRARS, REVIEWERS, Role, Scope, is_only_partner
from teams.choices import ProposalState, StartKind, TransferState
from teams.models import HamletPost, Membership, Person, Proposal, ReviewRound, Team, TransferRequest
from teams.paths import STEPS


def can_register(user, commune: Commune) -> Answer:
    """May the user write the registers of this commune?"""
    return holds(user, *REGISTRARS, commune=commune.code, province=commune.province_id)


def can_register_own(user) -> Answer:
    """May the user add to the registers of their own commune? Provinces look, communes write."""
    answer = holds(user, *REGISTRARS)
    if answer and user.commune is None:
        return Denied("Sổ của xã do Công an xã ghi. Nhắc xã đó bổ sung.")
    return answer and can_register(user, user.commune)


def can_edit_person(user, person: Person) -> Answer:
    """A person is written by their home commune."""
    return can_register(user, person.home_commune)


def can_reveal(user, person: Person) -> Answer:
    """Full sensitive fields: the registrars of the home commune, the reviewers of its province."""
    commune = person.home_commune
    return holds(user, *REGISTRARS, *REVIEWERS, commune=commune.code, province=commune.province_id)


def can_see_masked(user) -> Answer:
    """CCCD, health and record are not shown to partners, not even masked."""
    if is_only_partner(user):
        return Denied("Cơ quan phối hợp xem được Tổ, thôn và việc của mình, không xem nhân thân.")
    return holds(user, *Role)


def can_publish_leaders(user, commune: Commune) -> Answer:
    """The commune's registrars switch the public list of its team leaders on and off (seed 002.III.4.b3)."""
    return can_register(user, commune)


def can_take_full_roster(user, *, province: str, commune: str = "") -> Answer:
    """A roster with full CCCD, ethnic group and religion: who may reveal them one by one (roles.md)."""
    answer = holds(user, *REGISTRARS, *REVIEWERS, commune=commune, province=province)
    if answer and not commune and user.scope == Scope.COMMUNE:
        return Denied("Danh sách của cả tỉnh do Công an tỉnh lập. Chọn xã mình.")
    return answer


def can_edit_team(user, team: Team) -> Answer:
    """A team is written by its commune."""
    return can_register(user, team.commune)


#: Spells that the chairman begins by recognising somebody as Tổ trưởng, Tổ phó, Tổ viên (Luật 30/2023, Điều 16).
_RECOGNISED = (StartKind.RECRUITED, StartKind.POSITION_CHANGE)


def can_start_membership(user, team: Team, start_kind: StartKind) -> Answer:
    """The team's commune begins spells; a recruit's, and one in another position, are begun by the chairman's own
    decision as well, who recognises the member in it (Luật 30/2023, Điều 16)."""
    chairs = holds(user, Role.LEADER, commune=team.commune_id, province=team.commune.province_id)
    return chairs if chairs and start_kind in _RECOGNISED else can_edit_team(user, team)


def can_end_membership(user, membership: Membership) -> Answer:
    """An open spell is ended by the team's commune; an ended one stays as it is."""
    answer = can_edit_team(user, membership.team)
    if answer and membership.ended_on:
        return Denied(f"Người này đã thôi tham gia từ {membership.ended_on:%d/%m/%Y}.")
    return answer


def can_edit_post(user, post: HamletPost) -> Answer:
    """A post that is held is written by its hamlet's commune; one that ended stays as it is."""
    answer = can_register(user, post.hamlet.commune)
    if answer and post.ended_on:
        return Denied(f"Người này đã thôi chức danh từ {post.ended_on:%d/%m/%Y}.")
    return answer


def can_see_ground(user, post: HamletPost) -> Answer:
    """Why somebody had to go is for those who keep the register and those who review it."""
    commune = post.hamlet.commune
    return holds(user, *REGISTRARS, *REVIEWERS, commune=commune.code, province=commune.province_id)


def can_write_review(user, review: ReviewRound) -> Answer:
    """A review is written by its commune until it is closed; then nothing of it changes."""
    answer = can_register(user, review.commune)
    if answer and review.closed_on:
        return Denied(
            f"Đợt rà soát đã kết thúc ngày {review.closed_on:%d/%m/%Y}, kết quả giữ nguyên. Mở đợt mới để rà soát lại."
        )
    return answer


def can_set_commune_quota(user, commune: Commune) -> Answer:
    """The commune's line follows the province's decision: its reviewers and directors enter it."""
    return holds(user, *REVIEWERS, province=commune.province_id)


def can_set_team_quota(user, team: Team) -> Answer:
    """The teams' lines are the commune's."""
    return can_edit_team(user, team)


def can_record_leaving_decision(user, membership: Membership) -> Answer:
    """A leaving entered without its decision gets it from the team's commune, once."""
    answer = can_edit_team(user, membership.team)
    if answer and not membership.ended_on:
        return Denied("Người này đang tham gia. Ghi thôi tham gia cùng với quyết định.")
    if answer and membership.end_decision_id:
        return Denied("Đã ghi quyết định cho thôi. Văn bản sai thì thay thế ở mục Văn bản.")
    return answer


def can_read_leaving(user, membership: Membership) -> Answer:
    """Letters and certificates of a leaving: who keeps the register, who decides, who reviews."""
    commune = membership.team.commune
    return holds(
        user, *REGISTRARS, *REVIEWERS, Role.LEADER, commune=commune.code, province=commune.province_id
    )


def can_propose_dissolution(user, team: Team) -> Answer:
    """Công an xã proposes (TT 14/2024/TT-BCA, Điều 5, khoản 2)."""
    answer = can_edit_team(user, team)
    if answer and team.ended_on:
        return Denied(f"Tổ đã giải thể từ {team.ended_on:%d/%m/%Y}.")
    if answer and team.proposals.open().exists():
        return Denied("Tổ đang có một đề xuất giải thể. Mở đề xuất đó để trình, ghi quyết định hoặc rút.")
    return answer


def can_draft_dissolution(user, team: Team) -> Answer:
    """Công an xã draws the proposal up, once at a time (TT 14/2024/TT-BCA, Điều 5, khoản 2)."""
    answer = can_propose_dissolution(user, team)
    if answer and team.dissolution_proposed_on:
        return Denied(
            f"Đã ghi báo cáo đề xuất giải thể ngày {team.dissolution_proposed_on:%d/%m/%Y} trên giấy. Ghi quyết định ở "
            "“Giải thể Tổ”, hoặc xóa ngày báo cáo trước."
        )
    return answer


def can_dissolve(user, team: Team) -> Answer:
    """Only a team whose dissolution was proposed is dissolved (TT 14/2024/TT-BCA, Điều 5, khoản 2)."""
    answer = can_propose_dissolution(user, team)
    if answer and team.dissolution_proposed_on is None:
        return Denied(
            "Chưa ghi báo cáo đề xuất giải thể. Công an xã cùng Trưởng thôn, Trưởng Ban công tác Mặt trận báo cáo "
            "Chủ tịch UBND xã trước (TT 14/2024/TT-BCA, Điều 5, khoản 2)."
        )
    return answer


def can_propose_leaving(user, membership: Membership) -> Answer:
    """Công an xã proposes to let a serving member go, one proposal at a time (TT 14/2024/TT-BCA, Điều 5)."""
    answer = can_end_membership(user, membership)
    if answer and membership.proposal_lines.open().exists():
        return Denied("Người này đang có trong một đề xuất. Mở đề xuất đó để trình, ghi quyết định hoặc rút.")
    return answer


def can_edit_proposal(user, proposal: Proposal) -> Answer:
    """A proposal is written by its commune until it is put forward; what the chairman reads stays as it is."""
    answer = can_register(user, proposal.commune)
    if answer and proposal.state != ProposalState.DRAFT:
        return Denied(
            f"Đề xuất không còn là bản soạn ({proposal.get_state_display().lower()}). Rút rồi lập lại nếu cần sửa."
        )
    if answer and proposal.report is not None and proposal.report.is_valid:
        return Denied(f"{proposal.report} đã ký. Trình Chủ tịch UBND xã, hoặc rút đề xuất rồi lập lại.")
    return answer


def can_read_proposal(user, proposal: Proposal) -> Answer:
    """Grounds of a proposal: who keeps the register, who decides, who reviews."""
    commune = proposal.commune
    return holds(
        user, *REGISTRARS, *REVIEWERS, Role.LEADER, commune=commune.code, province=commune.province_id
    )


def can_draft_report(user, proposal: Proposal) -> Answer:
    """The report is drawn up once; afterwards it is edited in its own page until it is signed."""
    answer = can_edit_proposal(user, proposal)
    if answer and proposal.report_id:
        return Denied("Đã có bản thảo báo cáo. Mở bản thảo để xem; sửa đề xuất thì bản thảo được điền lại.")
    return answer


def can_draft_decision(user, proposal: Proposal) -> Answer:
    """The police draw the chairman's decision up once he has the proposal; then it is edited in its own page."""
    commune = proposal.commune
    answer = holds(user, *REGISTRARS, commune=commune.code, province=commune.province_id)
    if answer and proposal.state != ProposalState.SUBMITTED:
        state = proposal.get_state_display().lower()
        return Denied(
            f"Đề xuất này {state}. Chỉ soạn quyết định khi đề xuất đã trình, chưa có trả lời của Chủ tịch UBND xã."
        )
    if answer and proposal.drafted_id:
        return Denied("Đã có bản thảo quyết định. Mở bản thảo để xem, sửa.")
    return answer


def can_preview_decision(user, proposal: Proposal) -> Answer:
    """What the decision would say is read while the chairman has the proposal before him, by who reads its grounds."""
    answer = can_read_proposal(user, proposal)
    if answer and proposal.state != ProposalState.SUBMITTED:
        state = proposal.get_state_display().lower()
        return Denied(
            f"Đề xuất này {state} nên không có dự thảo quyết định. Mở đề xuất để xem văn bản đã có."
        )
    return answer


def can_step(user, proposal: Proposal, code: str) -> Answer:
    """May the proposal take this step now, and may this user make it (`teams.paths`)?"""
    answer = holds(
        user, *STEPS[code].roles, commune=proposal.commune_id, province=proposal.commune.province_id
    )
    return answer and step_is_due(proposal, code)


def step_is_due(proposal: Proposal, code: str) -> Answer:
    """Has the proposal come so far that this step may follow, whoever makes it?"""
    step = STEPS[code]
    if proposal.state not in step.before:
        now = proposal.get_state_display().lower()
        return Denied(
            f"“{step.label}” chưa tới lượt hoặc đã qua: đề xuất này {now} ({step.rule_for(proposal.kind)})."
        )
    if code == "sign" and not can_register(proposal.submitted_by, proposal.commune):
        return Denied(
            f"Người trình ({proposal.submitted_by.full_name}) không còn giữ vai trò ở Công an xã. Công an xã rút rồi "
            "trình lại, hoặc ghi quyết định ký giấy."
        )
    return ALLOWED


def can_set_quota_rule(user, province: str) -> Answer:
    """The province's criteria are entered by its reviewers and directors (Luật 30/2023, Điều 14, khoản 3)."""
    return holds(user, *REVIEWERS, province=province)


def keeps_transferred(user, request: TransferRequest) -> bool:
    """Whether the user stands on the side that keeps the person, and so may know who and where they are."""
    keeper = request.keeper
    if user.scope == Scope.COMMUNE:
        return keeper.code in user.commune_ids
    return user.scope == Scope.COUNTRY or user.province_id == keeper.province_id


def can_answer_transfer(user, request: TransferRequest, on: date) -> Answer:
    """The chief of the keeping commune; its province's director at once, a reviewer when the time is over."""
    keeper = request.keeper
    if not keeps_transferred(user, request):
        return Denied("Đơn vị đang quản lý hồ sơ trả lời đề nghị này. Chờ trả lời, hoặc rút đề nghị.")
    if request.state != TransferState.WAITING:
        return Denied(f"Đề nghị này không còn chờ trả lời: {request.state.label.lower()}.")
    answer = holds(
        user, Role.CHIEF, Role.DIRECTOR, Role.REVIEWER, commune=keeper.code, province=keeper.province_id
    )
    if answer and not user.role_codes & {Role.CHIEF, Role.DIRECTOR} and on <= request.due_on:
        return Denied(
            f"Trưởng Công an xã còn hạn trả lời đến {request.due_on:%d/%m/%Y}. Quá hạn thì cấp tỉnh trả lời."
        )
    return answer


def can_withdraw_transfer(user, request: TransferRequest) -> Answer:
    """The commune that asked, while nobody answered."""
    answer = can_register(user, request.commune)
    if answer and request.state != TransferState.WAITING:
        return Denied(f"Đề nghị này không còn chờ trả lời: {request.state.label.lower()}.")
    return answer

"""Who may write training, equipment, duty, allowances and injuries (roles.md: register rows are the commune's officers'
and chiefs'; Phòng Kinh tế checks the allowance sheet)."""

from datetime import date

from accounts.duties import sole_performer
from accounts.models import User
from communes.choices import AgencyKind
from communes.models import Commune
from contracts.policy import Answer, Denied, first_denied, holds
from contracts.roles import REGISTRARS, REVIEWERS, Role, is_only_partner
from readiness.choices import SheetState
from vietnam.dates import format_date
from vietnam.windows import window_for


def can_keep_duty(user, team) -> Answer:
    """Rosters and patrols of a team are kept by its commune."""
    province, commune = team.unit_codes()
    return holds(user, *REGISTRARS, commune=commune, province=province)


def can_keep_own_duty(user) -> Answer:
    """May the user keep rosters of their own commune at all? Provinces look, communes write."""
    answer = holds(user, *REGISTRARS)
    if answer and user.commune is None:
        return Denied("Sổ của xã do Công an xã ghi. Nhắc xã đó bổ sung.")
    return answer


def can_write_rates(user, province: str) -> Answer:
    """The levels follow the provincial council's resolution: reviewers and directors of the province enter them."""
    return holds(user, *REVIEWERS, province=province)


def of_economy(user) -> bool:
    """Whether the user is of Phòng Kinh tế, which pays."""
    return bool(Role.PARTNER in user.role_codes and user.agency and user.agency.kind == AgencyKind.ECONOMY)


def can_see_sheets(user) -> Answer:
    """Everybody of the unit but partners that do not pay."""
    if is_only_partner(user) and not of_economy(user):
        return Denied("Bảng chi chế độ do Công an xã lập, Phòng Kinh tế kiểm tra; cơ quan khác không xem.")
    return holds(user, *Role)


def can_draft_sheet(user, commune: Commune) -> Answer:
    """Officers and chiefs draft the sheet of their commune."""
    return holds(user, *REGISTRARS, commune=commune.code, province=commune.province_id)


def can_edit_sheet(user, sheet) -> Answer:
    """Only a draft changes; a locked sheet is corrected by a supplementary line in a later month's."""
    if sheet.state == SheetState.LOCKED:
        return Denied("Bảng đã khóa, không sửa được. Ghi dòng bổ sung vào bảng của tháng sau.")
    if sheet.state == SheetState.CHECKED:
        return Denied("Bảng đã kiểm tra. Trả lại bản thảo rồi sửa.")
    return can_draft_sheet(user, sheet.commune)


def _can_handle(user, sheet) -> Answer:
    unit = {"commune": sheet.commune_id, "province": sheet.commune.province_id}
    return holds(user, Role.PARTNER, **unit) if of_economy(user) else holds(user, *REGISTRARS, **unit)


def can_check_sheet(user, sheet, on: date) -> Answer:
    """Checked by Phòng Kinh tế, or by an officer or chief other than the drafter where there are two."""
    if sheet.state != SheetState.DRAFT:
        return Denied(f"Bảng đang là “{sheet.get_state_display().lower()}”, không còn chờ kiểm tra.")
    last_day = window_for("calendar_month", sheet.month).last_day
    if on <= last_day:
        return Denied(
            f"Tháng chưa hết. Kiểm tra từ ngày sau {format_date(last_day)}, khi đã ghi đủ công trực."
        )
    return first_denied(_can_handle(user, sheet), _is_another(user, sheet, on))


def _is_another(user, sheet, on: date) -> Answer:
    answer = sole_performer(sheet.drafted_by, user, REGISTRARS, on)
    if not (answer and answer.note):
        return answer
    payers = User.objects.holding(Role.PARTNER, on).filter(
        commune=sheet.commune_id, agency__kind=AgencyKind.ECONOMY
    )
    if payer := payers.order_by("sort_key").first():
        return Denied(f"Người lập không tự kiểm tra. Chuyển cho {payer.full_name}, {payer.agency}.")
    return answer


def can_return_sheet(user, sheet) -> Answer:
    """A checked sheet goes back to draft by whoever may check it."""
    if sheet.state != SheetState.CHECKED:
        return Denied("Chỉ trả lại được bảng đã kiểm tra và chưa khóa.")
    return _can_handle(user, sheet)


def can_lock_sheet(user, sheet) -> Answer:
    """The chief locks what was checked."""
    if sheet.state == SheetState.LOCKED:
        return Denied("Bảng đã khóa.")
    if sheet.state == SheetState.DRAFT:
        return Denied("Bảng chưa kiểm tra. Kiểm tra xong mới khóa.")
    return holds(user, Role.CHIEF, commune=sheet.commune_id, province=sheet.commune.province_id)


def can_write_injury(user, membership) -> Answer:
    """What happened to a member is recorded by the member's commune."""
    province, commune = membership.unit_codes()
    return holds(user, *REGISTRARS, commune=commune, province=province)


def can_read_injury_files(user, injury) -> Answer:
    """Papers from a hospital tell of somebody's health: who keeps the register, decides on the claim, reviews."""
    province, commune = injury.unit_codes()
    return holds(user, *REGISTRARS, *REVIEWERS, Role.LEADER, commune=commune, province=province)


def can_write_training(user, *, province: str, commune: str = "") -> Answer:
    """A commune's class by its registrars, a province's class by its reviewers."""
    if commune:
        return holds(user, *REGISTRARS, commune=commune, province=province)
    return holds(user, *REVIEWERS, province=province)


def can_record_attendance(user, learner) -> Answer:
    """Attendance of a member or of a holder of a post is recorded by their own commune, also at a class of the
    province."""
    province, commune = learner.unit_codes()
    return holds(user, *REGISTRARS, commune=commune, province=province)


def can_take_attendance(user) -> Answer:
    """May the user record attendance of members of their own commune at all?"""
    return holds(user, *REGISTRARS)


def can_print_cards(user, commune) -> Answer:
    """Cards are printed by the registrars of the members' commune."""
    return holds(user, *REGISTRARS, commune=commune.pk, province=commune.province_id)


def can_write_equipment(user, team) -> Answer:
    """Things given out are registered by the team's commune."""
    province, commune = team.unit_codes()
    return holds(user, *REGISTRARS, commune=commune, province=province)


def can_write_stock(user, commune) -> Answer:
    """A commune's store is kept by its registrars."""
    return holds(user, *REGISTRARS, commune=commune.code, province=commune.province_id)


def can_keep_own_store(user) -> Answer:
    """May the user keep the store of their own commune, and give things out for all its teams at once?"""
    answer = holds(user, *REGISTRARS)
    if answer and user.commune is None:
        return Denied("Kho và trang bị của xã do Công an xã ghi. Nhắc xã đó bổ sung.")
    return answer and can_write_stock(user, user.commune)

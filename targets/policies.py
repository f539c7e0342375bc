"""Who may do what with directives and figures (roles.md): a reviewer drafts, a director approves, an administrator
edits the catalogue, a commune's officer types its figures."""

from django.utils import timezone

from accounts.models import User
from contracts.policy import Allowed, Answer, Denied, holds
from contracts.roles import REGISTRARS, REVIEWERS, Role, Scope
from targets.choices import AdoptionState
from targets.models import Adoption

#: Said where nobody else of the unit could approve.
ALONE = "một người thực hiện"


def can_read(user) -> Answer:
    """May the user open the pages of targets? Everybody but a partner, who has tasks instead."""
    return holds(user, *(role for role in Role if role != Role.PARTNER))


def can_amend_catalogue(user) -> Answer:
    """May the user correct the catalogue that all provinces share?"""
    answer = holds(user, Role.ADMIN)
    if answer and user.scope != Scope.COUNTRY:
        return Denied(
            "Danh mục dùng chung cả nước do quản trị toàn quốc sửa. Gửi đề nghị cho quản trị toàn quốc."
        )
    return answer


def can_draft_adoption(user, province: str) -> Answer:
    """May the user propose that the province takes up, widens or ends a directive?"""
    return holds(user, *REVIEWERS, province=province)


def can_approve_adoption(user, adoption: Adoption) -> Answer:
    """May the user put this adoption in force? Not who alone drafted it, where another director could."""
    answer = holds(user, Role.DIRECTOR, province=adoption.province_id)
    if not answer or adoption.drafted_by_id != user.pk:
        return answer
    if _other_director(user, adoption.province_id):
        return Denied("Bạn đã lập dự thảo này, nên lãnh đạo khác của phòng duyệt. Chuyển cho người đó.")
    return Allowed(ALONE)


def _other_director(user, province: str) -> bool:
    directors = User.objects.visible_to(user).holding(Role.DIRECTOR, timezone.localdate())
    return directors.filter(province_id=province).exclude(pk=user.pk).exists()


def can_end_adoption(user, adoption: Adoption) -> Answer:
    """May the user end an adoption in force, or move a due day of it?"""
    answer = holds(user, Role.DIRECTOR, province=adoption.province_id)
    if answer and adoption.state != AdoptionState.APPROVED:
        return Denied("Bản áp dụng này còn là dự thảo. Duyệt hoặc bỏ dự thảo.")
    return answer


def can_withdraw_adoption(user, adoption: Adoption) -> Answer:
    """May the user throw this draft away?"""
    answer = can_draft_adoption(user, adoption.province_id)
    if answer and adoption.state != AdoptionState.DRAFT:
        return Denied("Bản áp dụng này đã được duyệt. Kết thúc áp dụng từ một ngày, không bỏ.")
    return answer


def can_type_figure(user, *, province: str, commune: str = "") -> Answer:
    """May the user type a figure of that commune, or of the province where no commune is named?"""
    if commune:
        return holds(user, *REGISTRARS, commune=commune, province=province)
    return holds(user, *REVIEWERS, province=province)

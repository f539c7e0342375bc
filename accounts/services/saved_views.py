"""Writes of saved views of lists. They are working tools of their owner, no register: the audit leaves them out."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import QueryDict
from django.utils import timezone

from accounts import policies
from accounts.models import SavedView
from contracts.policy import require
from pages.saved import LONGEST, kept_query, list_of


@transaction.atomic
def saved_view_create(*, actor, list_code: str, name: str, query: str, is_shared: bool = False) -> SavedView:
    """Keep what one looks at under a name: conditions, columns, order and size of that list, nothing else."""
    page = list_of(list_code)
    if page is None:
        raise ValidationError("Không có danh sách này. Mở lại danh sách rồi lưu.")
    kept = kept_query(page, QueryDict(query.lstrip("?")))
    if len(kept) > LONGEST:
        raise ValidationError("Cách xem này có quá nhiều điều kiện nên không lưu được. Bỏ bớt rồi lưu.")
    view = SavedView(user_id=actor.pk, list_code=list_code, query=kept)
    return _save(view, name, is_shared)


@transaction.atomic
def saved_view_update(*, actor, view: SavedView, name: str, is_shared: bool) -> SavedView:
    """Give it another name; share it within the unit, or keep it to oneself again."""
    require(policies.can_edit_saved_view(actor, view))
    return _save(view, name, is_shared)


@transaction.atomic
def saved_view_remove(*, actor, view: SavedView) -> SavedView:
    """Take it out of the menus; it can be brought back."""
    require(policies.can_remove_saved_view(actor, view))
    view.removed_at = timezone.now()
    view.save(update_fields=["removed_at"])
    return view


@transaction.atomic
def saved_view_restore(*, actor, view: SavedView) -> SavedView:
    """Bring it back into the menus."""
    require(policies.can_remove_saved_view(actor, view))
    view.removed_at = None
    return _save(view, view.name, view.is_shared)


def _save(view: SavedView, name: str, is_shared: bool) -> SavedView:
    view.name, view.is_shared = " ".join(name.split()), is_shared
    same = SavedView.objects.in_use().filter(user=view.user_id, list_code=view.list_code, name=view.name)
    if same.exclude(pk=view.pk).exists():
        raise ValidationError({"name": "Bạn đã có bộ lọc tên này ở danh sách này. Chọn tên khác."})
    view.full_clean(validate_unique=False, validate_constraints=False)
    view.save()
    return view

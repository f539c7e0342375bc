"""Pages of the audit: everything done in a unit; everything done to one object."""

from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from audit import policies
from audit.differences import explain
from audit.filters import EntryFilter
from audit.lists import AuditedList
from audit.models import Entry
from audit.tables import EntryTable
from contracts.opening import address_for
from contracts.policy import require
from pages.lists import Empty
from pages.views import Crumb

_PER_PAGE = 30


class UnitAudit(AuditedList):
    """Everything done in one's unit, newest first."""

    model = Entry
    table_class = EntryTable
    filterset_class = EntryFilter
    title = "Nhật ký"
    subtitle = "Ai đã thêm, sửa, xem hoặc xuất gì, lúc nào. Nhật ký chỉ ghi thêm, không sửa, không xóa được."
    noun = "mục"
    empty = Empty("Chưa có mục nhật ký nào.")

    def dispatch(self, request, *args, **kwargs):
        """Those who read the audit of a unit."""
        require(policies.can_read_unit(request.user))
        return super().dispatch(request, *args, **kwargs)

    def narrow(self, rows):
        """Newest first."""
        return rows.order_by("-pk")


@require_GET
def entry(request, pk: int):
    """One entry: what was before and what after."""
    found = get_object_or_404(Entry.objects.visible_to(request.user), pk=pk)
    require(policies.can_read_unit(request.user))
    [item] = explain([found], request.user, sensitive=policies.sees_sensitive(request.user))
    context = {
        "title": found.act_name, "subtitle": found.subject_name, "item": item,
        "crumbs": [Crumb("Nhật ký", reverse("audit:unit"))],
    }  # fmt: skip
    return render(request, "audit/entry.html", context)


@require_GET
def history(request, label: str, pk: str):
    """Everything done to one object that the user sees, as far as it was done in the user's unit."""
    subject = _subject(request.user, label, pk)
    require(policies.can_read_object(request.user))
    found = Paginator(Entry.objects.readable_about(subject, request.user), _PER_PAGE).get_page(
        request.GET.get("page")
    )
    sensitive = policies.sees_sensitive(request.user)
    url = address_for(request.user, subject)
    context = {
        "title": f"Lịch sử: {subject}", "found": found, "items": explain(found, request.user, sensitive=sensitive),
        "subtitle": str(subject._meta.verbose_name)[:1].upper() + str(subject._meta.verbose_name)[1:],
        "crumbs": [Crumb(str(subject), url)] if url else [],
    }  # fmt: skip
    return render(request, "audit/object.html", context)


def _subject(user, label: str, pk: str):
    """The object, through its own door; what is not there, not seen or no register is 404."""
    try:
        rows = apps.get_model(label)._default_manager.visible_to(user)
    except (LookupError, ValueError, AttributeError):  # no such table, or one without a door
        raise Http404 from None
    try:
        return get_object_or_404(rows, pk=pk)
    except (ValueError, ValidationError):
        raise Http404 from None

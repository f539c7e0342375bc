"""Pages of saved views: keep one, look after them, take one out and bring it back."""

from itertools import groupby

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.html import format_html
from django.views.decorators.http import require_GET

from accounts import policies
from accounts.forms import SavedViewForm, SavedViewNewForm
from accounts.models import SavedView
from accounts.services.saved_views import (
    saved_view_create,
    saved_view_remove,
    saved_view_restore,
    saved_view_update,
)
from pages.saved import list_of
from pages.views import ConfirmView, Crumb, ServiceFormView


def _crumbs() -> list[Crumb]:
    return [Crumb("Bộ lọc đã lưu", reverse("accounts:saved_views"))]


def _address(view: SavedView) -> str:
    return f"{reverse(view.list_code)}?{view.query}"


@require_GET
def saved_views(request):
    """All kept views by list: one's own and those shared in the unit."""
    rows = (
        SavedView.objects.visible_to(request.user).in_use().select_related("user__commune", "user__province")
    )
    known = [row for row in rows.order_by("list_code", "name", "pk") if list_of(row.list_code)]
    groups = [
        (_title(code), [(row, _address(row), *_answers(request.user, row)) for row in found])
        for code, found in groupby(known, key=lambda row: row.list_code)
    ]  # fmt: skip
    return render(request, "accounts/saved_views.html", {"title": "Bộ lọc đã lưu", "groups": groups})


def _title(code: str) -> str:
    page = list_of(code)
    return page.title or page.noun[:1].upper() + page.noun[1:]


def _answers(user, view: SavedView):
    return policies.can_edit_saved_view(user, view), policies.can_remove_saved_view(user, view)


class SavedViewNew(ServiceFormView):
    """Keep the view of a list; posted by the list itself."""

    form_class, title = SavedViewNewForm, "Lưu bộ lọc"

    def get_crumbs(self):
        return _crumbs()

    def get_initial(self):
        query = self.request.GET
        return {"list_code": query.get("list_code", ""), "query": query.get("query", "")}

    def perform(self, form):
        return saved_view_create(actor=self.request.user, **form.cleaned_data)

    def get_done_message(self, result):
        shared = " Người trong đơn vị cùng dùng được." if result.is_shared else ""
        return f"Đã lưu bộ lọc “{result.name}”.{shared}"

    def get_success_url(self, result=None):
        return _address(result)


class _OfView(ServiceFormView):
    """A page about one saved view."""

    def get_subject(self):
        """One's own, or one shared in the unit."""
        rows = SavedView.objects.visible_to(self.request.user).select_related(
            "user__commune", "user__province"
        )
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def get_crumbs(self):
        return _crumbs()

    def get_success_url(self, result=None):
        return reverse("accounts:saved_views")


class SavedViewEdit(_OfView):
    """Another name; shared or not."""

    form_class, done_message = SavedViewForm, "Đã lưu bộ lọc."

    def policy(self):
        return policies.can_edit_saved_view(self.request.user, self.subject)

    def get_title(self):
        return f"Đổi tên bộ lọc: {self.subject}"

    def initial_of(self, subject):
        return {"name": subject.name, "is_shared": subject.is_shared}

    def perform(self, form):
        return saved_view_update(actor=self.request.user, view=self.subject, **form.cleaned_data)


class SavedViewRemove(_OfView, ConfirmView):
    """Take it out of the menus."""

    submit_label = "Xóa bộ lọc"

    def policy(self):
        return policies.can_remove_saved_view(self.request.user, self.subject)

    def get_title(self):
        return f"Xóa bộ lọc: {self.subject}"

    def get_consequence(self):
        whose = " Cả đơn vị không còn thấy bộ lọc này." if self.subject.is_shared else ""
        return f"Danh sách và dữ liệu không đổi.{whose} Xóa xong vẫn hoàn tác được."

    def perform(self, form):
        return saved_view_remove(actor=self.request.user, view=self.subject)

    def get_done_message(self, result):
        url = reverse("accounts:saved_view_restore", args=[result.pk])
        return format_html('Đã xóa bộ lọc “{}”. <a href="{}">Hoàn tác</a>', result.name, url)


class SavedViewRestore(_OfView):
    """Bring one back that was taken out."""

    submit_label, done_message = "Hoàn tác", "Đã lấy lại bộ lọc."

    def policy(self):
        return policies.can_remove_saved_view(self.request.user, self.subject)

    def get_title(self):
        return f"Lấy lại bộ lọc: {self.subject}"

    def perform(self, form):
        return saved_view_restore(actor=self.request.user, view=self.subject)

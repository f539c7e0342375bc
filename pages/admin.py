"""Django admin on top of the same doors: scoped reads, writes through services or none."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import FieldDoesNotExist, PermissionDenied, ValidationError
from django.db import models
from django.http import HttpResponseRedirect
from unfold.admin import ModelAdmin

from contracts.roles import Role


def is_administrator(user) -> bool:
    """Whether the user may enter the admin: staff who hold the role today."""
    return user.is_active and user.is_staff and Role.ADMIN in user.role_codes


class ReadOnlyAdmin(ModelAdmin):
    """A model to look at: scoped by `visible_to`, foreign keys joined, nothing to add, change or delete."""

    list_per_page = 50
    show_full_result_count = False
    compressed_fields = True
    #: Further relations that `__str__` of a row or a shown method needs.
    joined: tuple[str, ...] = ()

    def get_queryset(self, request):
        """The rows of the administrator's unit, with the foreign keys that the list shows."""
        rows = self.model._default_manager.visible_to(request.user)
        if ordering := self.get_ordering(request):
            rows = rows.order_by(*ordering)
        shown = [name for name in self.list_display if isinstance(name, str) and self._is_foreign(name)]
        return rows.select_related(*shown, *self.joined)

    def _is_foreign(self, name: str) -> bool:
        try:
            field = self.model._meta.get_field(name)
        except FieldDoesNotExist:
            return False
        return isinstance(field, models.ForeignKey)

    def has_module_permission(self, request) -> bool:
        """Administrators only."""
        return is_administrator(request.user)

    def has_view_permission(self, request, obj=None) -> bool:
        """Administrators only; scope is the queryset's."""
        return is_administrator(request.user)

    def has_add_permission(self, request) -> bool:
        """Not here."""
        return False

    def has_change_permission(self, request, obj=None) -> bool:
        """Not here."""
        return False

    def has_delete_permission(self, request, obj=None) -> bool:
        """Never: what is no longer true is ended, not deleted."""
        return False


class ServiceAdmin(ReadOnlyAdmin):
    """A model written through services.

    `service_create(*, actor, **fields)` and `service_update(*, actor, <row>, **fields)` are called with the form's
    cleaned data; `service_row` names the row's argument. Refusals are shown as messages and nothing is saved.
    """

    service_create: Callable | None = None
    service_update: Callable | None = None
    service_row = ""

    def has_add_permission(self, request) -> bool:
        """Where there is a service for it."""
        return is_administrator(request.user) and self.service_create is not None

    def has_change_permission(self, request, obj=None) -> bool:
        """Where there is a service for it."""
        return is_administrator(request.user) and self.service_update is not None

    def service_arguments(self, form, obj, change: bool) -> dict:
        """The form's data as the service's arguments."""
        return dict(form.cleaned_data)

    def save_model(self, request, obj, form, change) -> None:
        """Call the service instead of saving; remember the refusal for the answer."""
        arguments = self.service_arguments(form, obj, change)
        try:
            if change:
                saved = type(self).service_update(
                    actor=request.user, **{self.service_row: self._fresh(request, obj)}, **arguments
                )
            else:
                saved = type(self).service_create(actor=request.user, **arguments)
        except (ValidationError, PermissionDenied) as error:
            request.service_refusal = error
            return
        obj.pk, obj._state.adding = saved.pk, False

    def _fresh(self, request, obj):
        """The row as it stands: the form has already written onto `obj`."""
        return self.get_queryset(request).get(pk=obj.pk)

    def save_related(self, request, form, formsets, change) -> None:
        """Services write related rows themselves."""

    def log_addition(self, request, obj, message) -> None:
        """The audit has it."""

    def log_change(self, request, obj, message) -> None:
        """The audit has it."""

    def response_add(self, request, obj, post_url_continue=None):
        """Success, or the refusal and the form again."""
        return self._refused(request) or super().response_add(request, obj, post_url_continue)

    def response_change(self, request, obj):
        """Success, or the refusal and the form again."""
        return self._refused(request) or super().response_change(request, obj)

    def _refused(self, request):
        error = getattr(request, "service_refusal", None)
        if error is None:
            return None
        lines = error.messages if isinstance(error, ValidationError) else [str(error)]
        for line in lines:
            messages.error(request, line)
        return HttpResponseRedirect(request.get_full_path())

"""Accounts in Django admin: users and roles through services, the rest to look at."""

from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils.html import format_html

from accounts.models import FormDraft, Notice, RoleGrant, SavedView, User
from accounts.services.roles import role_end, role_grant
from accounts.services.users import user_activate, user_create, user_deactivate, user_update
from contracts.roles import Role
from pages.admin import ReadOnlyAdmin, ServiceAdmin

#: Rights come from roles with dates, not from groups; lock-outs pass by themselves.
for _model in (Group, AccessAttempt, AccessFailureLog, AccessLog):
    if admin.site.is_registered(_model):
        admin.site.unregister(_model)

_FACTS = ("full_name", "title", "scope", "province", "commune", "agency", "email", "phone")


class UserAddForm(forms.ModelForm):
    """A new account with its first password and roles."""

    password = forms.CharField(
        label="Mật khẩu lần đầu",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    roles = forms.MultipleChoiceField(
        label="Vai trò từ hôm nay", choices=Role.choices, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = User
        fields = ("username", *_FACTS)

    def _post_clean(self):
        """Leave the model's own checks to the service, so that each is said once."""


class UserEditForm(forms.ModelForm):
    """An account and its unit."""

    class Meta:
        model = User
        fields = _FACTS

    def _post_clean(self):
        """Leave the model's own checks to the service, so that each is said once."""


def _each(request, rows, service, done: str) -> None:
    """Call a service for each chosen row; say what was refused."""
    count = 0
    for row in rows:
        try:
            service(row)
            count += 1
        except ValidationError as error:
            messages.error(request, f"{row}: {' '.join(error.messages)}")
        except PermissionDenied as error:
            messages.error(request, f"{row}: {error}")
    if count:
        messages.success(request, f"{done}: {count}.")


@admin.register(User)
class UserAdmin(ServiceAdmin):
    """Users of the administrator's unit and of those below."""

    list_display = ("full_name", "username", "scope", "commune", "province", "is_active", "last_login")
    list_filter = ("scope", "is_active")
    search_fields = ("search_key",)
    autocomplete_fields = ("province", "commune", "agency")
    actions = ("close", "open")
    readonly_fields = ("password_page",)
    service_create = staticmethod(user_create)
    service_update = staticmethod(user_update)
    service_row = "user"

    def get_form(self, request, obj=None, change=False, **kwargs):
        """The form of a new account, or of one that is there."""
        return super().get_form(
            request, obj, change=change, form=UserEditForm if obj else UserAddForm, **kwargs
        )

    def get_fields(self, request, obj=None):
        """What the forms ask."""
        return (*_FACTS, "password_page") if obj else ("username", *_FACTS, "roles", "password")

    def service_arguments(self, form, obj, change):
        """A change is made on the row as it stands."""
        return super().service_arguments(form, obj, change) | ({"version": None} if change else {})

    @admin.display(description="Mật khẩu")
    def password_page(self, obj):
        """Where it is set anew."""
        return format_html(
            '<a href="{}">Đặt lại mật khẩu</a>', reverse("accounts:password_set", args=[obj.pk])
        )

    @admin.action(description="Khóa tài khoản")
    def close(self, request, rows):
        """Close the chosen accounts."""
        _each(request, rows, lambda row: user_deactivate(actor=request.user, user=row), "Đã khóa tài khoản")

    @admin.action(description="Mở lại tài khoản")
    def open(self, request, rows):
        """Open the chosen accounts again."""
        _each(request, rows, lambda row: user_activate(actor=request.user, user=row), "Đã mở lại tài khoản")


@admin.register(RoleGrant)
class RoleGrantAdmin(ServiceAdmin):
    """Roles with dates: granted and ended, never edited."""

    list_display = ("user", "role", "started_on", "ended_on", "delegated_by", "basis")
    list_filter = ("role",)
    search_fields = ("user__search_key",)
    autocomplete_fields = ("user",)
    fields = ("user", "role", "started_on", "ended_on", "basis")
    actions = ("end",)
    service_create = staticmethod(role_grant)

    @admin.action(description="Kết thúc vai trò từ hôm nay")
    def end(self, request, rows):
        """End the chosen roles."""
        _each(request, rows, lambda row: role_end(actor=request.user, grant=row), "Đã kết thúc vai trò")


@admin.register(Notice)
class NoticeAdmin(ReadOnlyAdmin):
    """One's own news."""

    list_display = ("title", "kind", "created_at", "read_at")
    list_filter = ("kind",)


@admin.register(FormDraft)
class FormDraftAdmin(ReadOnlyAdmin):
    """Drafts of forms: one's own; what was typed is not shown."""

    list_display = ("address", "user", "saved_at")
    exclude = ("content",)


@admin.register(SavedView)
class SavedViewAdmin(ReadOnlyAdmin):
    """Saved filters: one's own, and those shared in the unit."""

    list_display = ("name", "list_code", "user", "is_shared")

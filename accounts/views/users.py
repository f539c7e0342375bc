"""Pages by which an administrator manages accounts; a chief looks at those of the own unit."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from accounts import forms, policies
from accounts.filters import UserFilter
from accounts.models import RoleGrant, User
from accounts.services import users as services
from accounts.services.roles import role_end, role_grant
from accounts.tables import UserTable
from audit.lists import AuditedList
from audit.policies import can_read_object
from contracts.policy import ALLOWED, require
from contracts.roles import Role
from pages.lists import Empty
from pages.views import Action, ConfirmView, Crumb, DetailPage, ServiceFormView


def _list_crumb() -> Crumb:
    return Crumb("Người dùng", reverse("accounts:user_list"))


class UserList(AuditedList):
    """Users of one's unit and of those below it."""

    model = User
    table_class = UserTable
    filterset_class = UserFilter
    title = "Người dùng"
    noun = "tài khoản"
    empty = Empty("Chưa có tài khoản nào.")

    def dispatch(self, request, *args, **kwargs):
        """Administrators and chiefs."""
        require(policies.can_list_users(request.user))
        return super().dispatch(request, *args, **kwargs)

    def narrow(self, rows):
        """With unit and roles, in two statements."""
        return rows.select_related("commune", "province", "agency").prefetch_related("grants")

    def get_actions(self):
        """Make an account, or ask for one."""
        user = self.request.user
        if Role.ADMIN in user.role_codes:
            return [Action("Tạo tài khoản", reverse("accounts:user_create"), look="primary")]
        return [Action("Đề nghị quản trị", reverse("accounts:propose"), look="primary")]


class _OfUser:
    """A page that acts on an account."""

    def get_subject(self):
        """The account, if the user may see it."""
        return get_object_or_404(User.objects.visible_to(self.request.user), pk=self.kwargs["pk"])

    def policy(self):
        """Its administrator."""
        return policies.can_manage_user(self.request.user, self.subject)

    def get_crumbs(self):
        """The list, the account."""
        return [_list_crumb(), Crumb(self.subject.full_name, self.subject.get_absolute_url())]

    def get_success_url(self, result=None):
        """The account's page."""
        return self.subject.get_absolute_url()


class UserPage(DetailPage):
    """One account: unit, state, roles with dates."""

    model = User
    template_name = "accounts/user_detail.html"
    context_object_name = "account"  # "user" is whoever looks

    def dispatch(self, request, *args, **kwargs):
        """Administrators and chiefs; an account of another unit is not there at all."""
        self.get_object()
        require(policies.can_list_users(request.user))
        return super().dispatch(request, *args, **kwargs)

    def get_crumbs(self):
        """The list."""
        return [_list_crumb()]

    def get_subtitle(self):
        """Title and unit."""
        return ", ".join(filter(None, [self.object.title, self.object.unit_label]))

    def get_actions(self):
        """What an administrator may do with it."""
        target, user = self.object, self.request.user
        actions = []
        if can_read_object(user):
            actions.append(
                Action("Lịch sử", reverse("audit:object", args=[User._meta.label_lower, target.pk]))
            )
        if policies.can_manage_user(user, target):
            toggle = (
                ("Khóa tài khoản", "user_deactivate") if target.is_active else ("Mở lại", "user_activate")
            )
            answer = policies.can_deactivate(user, target) if target.is_active else ALLOWED
            actions += [
                Action("Sửa", reverse("accounts:user_update", args=[target.pk])),
                Action("Đặt lại mật khẩu", reverse("accounts:password_set", args=[target.pk])),
                Action(toggle[0], reverse(f"accounts:{toggle[1]}", args=[target.pk]), answer),
            ]
        return actions

    def get_context_data(self, **kwargs):
        """Roles, newest first."""
        grants = self.object.grants.select_related("delegated_by").order_by("-started_on", "-pk")
        today = timezone.localdate()
        return super().get_context_data(**kwargs) | {
            "grants": [(grant, grant.ended_on is None or grant.ended_on > today) for grant in grants],
            "can_manage": bool(policies.can_manage_user(self.request.user, self.object)),
        }


class UserCreate(ServiceFormView):
    """Make an account."""

    form_class = forms.UserCreateForm
    title = "Tạo tài khoản"
    submit_label = "Tạo tài khoản"
    done_message = "Đã tạo tài khoản. Báo tên đăng nhập và mật khẩu lần đầu cho người dùng."

    def policy(self):
        """An administrator."""
        user = self.request.user
        return policies.can_manage_unit(user, user.scope, user.province_id or "", user.commune_id or "")

    def get_crumbs(self):
        """The list."""
        return [_list_crumb()]

    def get_form_kwargs(self):
        """The units to choose from."""
        return super().get_form_kwargs() | {"actor": self.request.user}

    def perform(self, form):
        """Make it."""
        return services.user_create(actor=self.request.user, **form.cleaned_data)


class UserUpdate(_OfUser, ServiceFormView):
    """Change an account or move it to another unit."""

    form_class = forms.UserForm
    title = "Sửa tài khoản"

    def get_form_kwargs(self):
        """The units to choose from."""
        return super().get_form_kwargs() | {"actor": self.request.user}

    def initial_of(self, subject):
        """What stands in the register."""
        names = ("full_name", "title", "scope", "email", "phone")
        return {name: getattr(subject, name) for name in names} | {
            "province": subject.province_id,
            "commune": subject.commune_id,
            "agency": subject.agency.kind if subject.agency else "",
        }

    def perform(self, form):
        """Change it."""
        return services.user_update(actor=self.request.user, user=self.subject, **form.cleaned_data)


class UserDeactivate(_OfUser, ConfirmView):
    """Close an account."""

    form_class = forms.ReasonForm
    title = "Khóa tài khoản"
    submit_label = "Khóa tài khoản"
    consequence = (
        "Người dùng bị đăng xuất ngay và không đăng nhập được nữa. Việc đã làm giữ nguyên tên người làm."
    )
    done_message = "Đã khóa tài khoản."

    def policy(self):
        """Its administrator; never oneself."""
        return policies.can_deactivate(self.request.user, self.subject)

    def perform(self, form):
        """Close it."""
        return services.user_deactivate(
            actor=self.request.user, user=self.subject, reason=form.cleaned_data["reason"]
        )


class UserActivate(_OfUser, ConfirmView):
    """Open a closed account again."""

    form_class = forms.ReasonForm
    title = "Mở lại tài khoản"
    submit_label = "Mở lại"
    submit_look = "primary"
    consequence = "Người dùng đăng nhập lại được bằng mật khẩu cũ, với các vai trò còn hiệu lực."
    done_message = "Đã mở lại tài khoản."

    def perform(self, form):
        """Open it."""
        return services.user_activate(
            actor=self.request.user, user=self.subject, reason=form.cleaned_data["reason"]
        )


class PasswordSet(_OfUser, ServiceFormView):
    """Give a user a new password."""

    form_class = forms.PasswordSetForm
    title = "Đặt lại mật khẩu"
    submit_label = "Đặt lại"
    consequence = "Người dùng phải đổi mật khẩu này khi đăng nhập."
    done_message = "Đã đặt lại mật khẩu. Báo mật khẩu mới cho người dùng."

    def perform(self, form):
        """Set it."""
        password = form.cleaned_data["password"]
        return services.password_set(actor=self.request.user, user=self.subject, password=password)


class GrantCreate(_OfUser, ServiceFormView):
    """Give a user a role."""

    form_class = forms.GrantForm
    title = "Giao vai trò"
    submit_label = "Giao vai trò"
    done_message = "Đã giao vai trò."

    def get_form_kwargs(self):
        """The roles that fit the user's unit; a new row has no version."""
        kwargs = super().get_form_kwargs()
        kwargs.pop("versioned", None)
        return kwargs | {"user": self.subject}

    def perform(self, form):
        """Grant it."""
        return role_grant(actor=self.request.user, user=self.subject, **form.cleaned_data)


class GrantEnd(ConfirmView):
    """End a role."""

    form_class = forms.GrantEndForm
    title = "Kết thúc vai trò"
    submit_label = "Kết thúc vai trò"
    consequence = "Các ủy quyền từ vai trò này cũng kết thúc. Lịch sử vai trò giữ nguyên."
    done_message = "Đã kết thúc vai trò."

    def get_subject(self):
        """The role."""
        rows = RoleGrant.objects.visible_to(self.request.user).select_related(
            "user__commune", "user__province"
        )
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def policy(self):
        """The administrator."""
        return policies.can_manage_user(self.request.user, self.subject.user) and policies.can_end_grant(
            self.request.user, self.subject
        )

    def get_subtitle(self):
        """Whose, which."""
        return str(self.subject)

    def get_crumbs(self):
        """The list, the account."""
        user = self.subject.user
        return [_list_crumb(), Crumb(user.full_name, user.get_absolute_url())]

    def get_initial(self):
        """From today."""
        return super().get_initial() | {"ended_on": timezone.localdate()}

    def perform(self, form):
        """End it."""
        return role_end(actor=self.request.user, grant=self.subject, **form.cleaned_data)

    def get_success_url(self, result=None):
        """The account's page."""
        return self.subject.user.get_absolute_url()

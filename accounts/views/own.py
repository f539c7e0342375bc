"""Pages of one's own account: login, password, profile, notices, delegation."""

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth import views as auth_views
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from accounts import forms, policies
from accounts.models import Notice, RoleGrant
from accounts.services.notices import notices_read
from accounts.services.roles import role_delegate, role_end
from accounts.services.users import password_change, user_propose
from contracts.policy import ALLOWED, Denied
from contracts.roles import Role
from pages.views import ConfirmView, Crumb, ServiceFormView

_NOTICES_PER_PAGE = 30


@method_decorator(login_not_required, name="dispatch")
class Login(auth_views.LoginView):
    """The way in. On a shared machine the session ends with the browser; everywhere when nothing is done."""

    form_class = forms.LoginForm
    template_name = "accounts/login.html"
    redirect_authenticated_user = True

    def form_valid(self, form):
        """Log in; keep the cookie only on one's own machine."""
        response = super().form_valid(form)
        self.request.session.set_expiry(None if form.cleaned_data["remember"] else 0)
        return response

    def form_invalid(self, form):
        """Show the form again as what it is: refused."""
        return self.render_to_response(self.get_context_data(form=form), status=422)


@login_not_required
@require_POST
def logout(request):
    """The way out; back on the login page."""
    return auth_views.LogoutView.as_view()(request)


class PasswordChange(ServiceFormView):
    """Change one's own password."""

    form_class = forms.PasswordChangeForm
    title = "Đổi mật khẩu"
    submit_label = "Đổi mật khẩu"
    done_message = "Đã đổi mật khẩu."

    def get_subtitle(self):
        """Why one is here."""
        if self.request.user.must_change_password:
            return "Mật khẩu do quản trị cấp phải được đổi trước khi làm việc."
        return ""

    def get_crumbs(self):
        """One's account."""
        if self.request.user.must_change_password:
            return []
        return [Crumb("Tài khoản của tôi", reverse("accounts:profile"))]

    def perform(self, form):
        """Change it; this session goes on, others end."""
        data = form.cleaned_data
        user = password_change(actor=self.request.user, old=data["old"], new=data["new"])
        update_session_auth_hash(self.request, user)
        return user

    def get_success_url(self, result=None):
        """One's account."""
        return reverse("accounts:profile")


@require_GET
def profile(request):
    """One's own account: unit, roles, delegations given and held."""
    user, today = request.user, timezone.localdate()
    given = user.delegations.select_related("user").order_by("-started_on", "-pk")
    context = {
        "title": "Tài khoản của tôi",
        "grants": user.grants.select_related("delegated_by").order_by("-started_on", "-pk"),
        "given": [(grant, grant.ended_on > today) for grant in given],
        "can_delegate": _can_delegate(user),
        "can_propose": policies.can_propose(user),
    }
    return render(request, "accounts/profile.html", context)


def _can_delegate(user):
    """Whether there is anything to hand on."""
    if user.role_codes - {Role.ADMIN}:
        return ALLOWED
    return Denied("Bạn không giữ vai trò nào ủy quyền được.")


class Delegate(ServiceFormView):
    """Hand a role to a colleague for a time."""

    form_class = forms.DelegateForm
    title = "Ủy quyền vai trò"
    submit_label = "Ủy quyền"
    consequence = (
        "Người được ủy quyền làm được mọi việc của vai trò này trong thời gian đó; nhật ký ghi tên người làm."
    )
    done_message = "Đã ủy quyền. Người nhận được báo."

    def policy(self):
        """Whoever holds a role."""
        return _can_delegate(self.request.user)

    def get_crumbs(self):
        """One's account."""
        return [Crumb("Tài khoản của tôi", reverse("accounts:profile"))]

    def get_form_kwargs(self):
        """One's roles and colleagues."""
        return super().get_form_kwargs() | {"actor": self.request.user}

    def perform(self, form):
        """Hand it over."""
        return role_delegate(actor=self.request.user, **form.cleaned_data)

    def get_success_url(self, result=None):
        """One's account."""
        return reverse("accounts:profile")


class DelegationEnd(ConfirmView):
    """Take a delegation back."""

    title = "Thu hồi ủy quyền"
    submit_label = "Thu hồi"
    consequence = "Người được ủy quyền mất vai trò này từ hôm nay."
    done_message = "Đã thu hồi ủy quyền."

    def get_subject(self):
        """A delegation one gave."""
        user = self.request.user
        return get_object_or_404(RoleGrant.objects.visible_to(user), delegated_by=user, pk=self.kwargs["pk"])

    def policy(self):
        """Who gave it."""
        return policies.can_end_grant(self.request.user, self.subject)

    def get_subtitle(self):
        """Which."""
        return str(self.subject)

    def get_crumbs(self):
        """One's account."""
        return [Crumb("Tài khoản của tôi", reverse("accounts:profile"))]

    def perform(self, form):
        """Take it back."""
        return role_end(actor=self.request.user, grant=self.subject)

    def get_success_url(self, result=None):
        """One's account."""
        return reverse("accounts:profile")


class Propose(ServiceFormView):
    """A chief asks the administrator for accounts of the own unit."""

    form_class = forms.ProposeForm
    title = "Đề nghị về tài khoản"
    submit_label = "Gửi đề nghị"
    consequence = (
        "Quản trị của tỉnh nhận được thông báo; khi làm xong, tài khoản hiện ở danh sách Người dùng."
    )
    done_message = "Đã gửi đề nghị đến quản trị."

    def policy(self):
        """A chief."""
        return policies.can_propose(self.request.user)

    def get_crumbs(self):
        """The list of users."""
        return [Crumb("Người dùng", reverse("accounts:user_list"))]

    def perform(self, form):
        """Tell them; they land on the unit's accounts."""
        url = f"{reverse('accounts:user_list')}?commune={self.request.user.commune_id}"
        return user_propose(actor=self.request.user, url=url, **form.cleaned_data)

    def get_success_url(self, result=None):
        """The list of users."""
        return reverse("accounts:user_list")


@require_GET
def notices(request):
    """One's news, newest first."""
    rows = Notice.objects.visible_to(request.user).order_by("-pk")
    found = Paginator(rows, _NOTICES_PER_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "accounts/notices.html",
        {"title": "Thông báo", "found": found, "unread": rows.unread().count()},
    )


@require_POST
def notices_mark(request):
    """Mark all news as read."""
    count = notices_read(actor=request.user)
    messages.success(request, f"Đã đánh dấu đã đọc {count} thông báo.")
    return redirect("accounts:notices")


@require_POST
def notice_open(request, pk: int):
    """Open what a notice is about: it counts as read."""
    notice = get_object_or_404(Notice.objects.visible_to(request.user), pk=pk)
    notices_read(actor=request.user, keys=[notice.pk])
    if notice.url and url_has_allowed_host_and_scheme(notice.url, allowed_hosts=None):
        return redirect(notice.url)
    return redirect("accounts:notices")

"""What holds on every page of a logged-in user: the idle time-out and the first change of password."""

from datetime import timedelta

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime

#: The session is written at most once a minute: pages that read do not write (SQLite has one writer).
RENEW_AFTER = timedelta(minutes=1)


class IdleTimeoutMiddleware:
    """Logs out who has done nothing for `IDLE_TIMEOUT_MINUTES`, and says so."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.user.is_authenticated and self._idle_too_long(request):
            logout(request)
            messages.info(request, "Phiên làm việc đã hết vì không thao tác. Đăng nhập lại để tiếp tục.")
            return redirect(f"{reverse('accounts:login')}?next={request.path}")
        return self.get_response(request)

    def _idle_too_long(self, request) -> bool:
        now = timezone.now()
        seen = parse_datetime(request.session.get("seen_at", "")) or now
        if now - seen > timedelta(minutes=settings.IDLE_TIMEOUT_MINUTES):
            return True
        if "seen_at" not in request.session or now - seen > RENEW_AFTER:
            request.session["seen_at"] = now.isoformat()
        return False


class PasswordChangeMiddleware:
    """Sends who was given a password by an administrator to change it before anything else."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.user.is_authenticated and request.user.must_change_password:
            allowed = {reverse("accounts:password"), reverse("accounts:logout")}
            if request.path not in allowed and not request.path.startswith(settings.STATIC_URL):
                return redirect("accounts:password")
        return self.get_response(request)

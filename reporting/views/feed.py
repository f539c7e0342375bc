"""The calendar feed: opened by phones, which do not log in."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from reporting.feed import calendar_of, owner_of


@login_not_required
@require_GET
@never_cache
def feed(request, token: str) -> HttpResponse:
    """The deadlines of whoever the secret belongs to."""
    user = owner_of(token)
    if user is None:
        raise Http404("Địa chỉ lịch này không còn dùng được. Lấy địa chỉ mới ở trang Việc của tôi.")
    return HttpResponse(calendar_of(user), content_type="text/calendar; charset=utf-8")

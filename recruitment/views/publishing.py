"""The public page of recruitment, which anybody may open, and the page where a campaign is put on it."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from pages.views import ConfirmView
from recruitment import policies
from recruitment.published import PublicPage, public_address, published_commune
from recruitment.services.publishing import campaign_publish
from recruitment.views.campaigns import CampaignAct


@login_not_required
@require_GET
@never_cache
def public_page(request, commune: str) -> HttpResponse:
    """Notices and results of a commune that publishes them. Open to all; search engines are asked to leave it alone."""
    unit = published_commune(commune)
    context = {"commune": unit, "title": "Tuyển chọn thành viên Tổ bảo vệ an ninh, trật tự"}
    if unit:
        page = PublicPage(unit, timezone.localdate())
        context |= {"notices": page.notices(), "results": page.results()}
    answer = render(request, "recruitment/public.html", context, status=200 if unit else 404)
    answer["X-Robots-Tag"] = "noindex, nofollow"
    return answer


class Publish(CampaignAct, ConfirmView):
    """Put a campaign on the public page, or take it off."""

    submit_look = "primary"

    def policy(self):
        return policies.can_publish(self.request.user, self.subject)

    def get_title(self):
        return "Thôi công khai đợt tuyển chọn" if self.subject.is_public else "Công khai đợt tuyển chọn"

    @property
    def submit_label(self) -> str:
        """What the button says."""
        return "Thôi công khai" if self.subject.is_public else "Công khai"

    def get_consequence(self):
        address = public_address(self.subject.commune_id)
        if self.subject.is_public:
            return f"Thông báo và kết quả của đợt này không còn ở {address}."
        return (
            f"Ai có địa chỉ {address} đều xem được, không cần đăng nhập: thông báo tuyển chọn; người được công nhận "
            "với họ tên, năm sinh, Tổ, chức danh, quyết định. Người không trúng tuyển, bị từ chối không nêu."
        )

    def perform(self, form):
        return campaign_publish(**self.common(form), is_public=not self.subject.is_public)

    def get_done_message(self, result):
        return "Đã công khai đợt tuyển chọn." if result.is_public else "Đã thôi công khai đợt tuyển chọn."

"""The public list of team leaders: the page anybody may open, and the page where a commune switches it on."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET
from django.views.generic import TemplateView

from contracts.policy import require
from documents.layout.check_codes import qr_data
from pages.views import Action, ConfirmView, Crumb, PageMixin
from teams import policies
from teams.choices import Position
from teams.models import LeaderListing, Membership
from teams.published import public_address, public_leaders
from teams.services.publishing import listing_close, listing_open


@login_not_required
@require_GET
@never_cache
def public_list(request, commune: str) -> HttpResponse:
    """The leaders of a commune that publishes them. Open to all; search engines are asked to leave it alone."""
    today = timezone.localdate()
    listing = LeaderListing.objects.open_to_all(commune, today).select_related("commune__province").first()
    context = {"listing": listing, "title": "Danh sách Tổ trưởng Tổ bảo vệ an ninh, trật tự", "today": today}
    if listing:
        context["leaders"] = public_leaders(listing.commune, today)
    answer = render(request, "teams/public_list.html", context, status=200 if listing else 404)
    answer["X-Robots-Tag"] = "noindex, nofollow"
    return answer


class Publishing(PageMixin, TemplateView):
    """Whether one's commune publishes its list, its address and code to print, and who agreed to the telephone."""

    template_name = "teams/publishing.html"
    title = "Danh sách công khai"

    def dispatch(self, request, *args, **kwargs):
        """Partners see teams and hamlets, not people."""
        if request.user.is_authenticated:
            require(policies.can_see_masked(request.user))
        return super().dispatch(request, *args, **kwargs)

    def get_subtitle(self):
        return (
            "Người dân tìm Tổ trưởng nơi mình ở: họ tên, chức danh, địa bàn; điện thoại khi người đó đồng ý."
        )

    def _listings(self):
        return (
            LeaderListing.objects.visible_to(self.request.user).open().filter(commune__ended_on__isnull=True)
        )

    def get_actions(self):
        commune = self.request.user.commune
        if commune is None:
            return []
        answer = policies.can_publish_leaders(self.request.user, commune)
        if self._listings().filter(commune=commune).exists():
            return [Action("Thôi công khai", reverse("teams:publishing_close"), answer)]
        return [Action("Công khai danh sách", reverse("teams:publishing_open"), answer, "primary")]

    def get_context_data(self, **kwargs):
        """One's own commune, or for the province all that publish theirs."""
        user, commune = self.request.user, self.request.user.commune
        context = super().get_context_data(**kwargs) | {"commune": commune}
        if commune is None:
            rows = self._listings().select_related("commune").order_by("commune__official_order")
            return context | {"listings": rows}
        today, address = timezone.localdate(), public_address(commune)
        leaders = Membership.objects.visible_to(user).in_force(today).filter(
            team__commune=commune, position=Position.LEADER
        )  # fmt: skip
        return context | {
            "listing": self._listings().filter(commune=commune).first(), "address": address, "qr": qr_data(address),
            "leaders": leaders.select_related("person", "team").order_by("team__sort_key"),
            "may_edit": policies.can_publish_leaders(user, commune),
        }  # fmt: skip


class _Switch(ConfirmView):
    """Base of switching one's own commune's list."""

    def policy(self):
        user = self.request.user
        if user.commune is None:
            return policies.can_register_own(user)
        return policies.can_publish_leaders(user, user.commune)

    def get_crumbs(self):
        return [Crumb("Danh sách công khai", reverse("teams:publishing"))]

    def get_success_url(self, result=None):
        return reverse("teams:publishing")


class PublishingOpen(_Switch):
    """Switch it on."""

    title, submit_label, submit_look = "Công khai danh sách Tổ trưởng", "Công khai", "primary"
    done_message = "Đã công khai. In mã QR dưới đây để niêm yết."
    consequence = (
        "Ai có địa chỉ đều xem được, không cần đăng nhập: họ tên, chức danh, địa bàn của Tổ trưởng. Điện thoại hiện "
        "khi người đó đã đồng ý. Máy tìm kiếm được yêu cầu không đưa trang vào kết quả."
    )

    def perform(self, form):
        return listing_open(actor=self.request.user, commune=self.request.user.commune)


class PublishingClose(_Switch):
    """Switch it off."""

    title, submit_label = "Thôi công khai danh sách Tổ trưởng", "Thôi công khai"
    done_message = "Đã thôi công khai. Địa chỉ và mã QR đã in không còn mở được danh sách."
    consequence = "Trang công khai đóng ngay. Chỉ số “Tổ đã công khai danh sách” của xã về 0 từ ngày mai."

    def perform(self, form):
        rows = LeaderListing.objects.visible_to(self.request.user).open().select_related("commune")
        listing = get_object_or_404(rows, commune=self.request.user.commune)
        return listing_close(actor=self.request.user, listing=listing)

"""What files hang on: campaigns, and applications with the papers handed in."""

from django.urls import reverse

from contracts.registry import OFFICE, SCANS, AttachmentKind, attachment_kinds
from recruitment import policies
from recruitment.choices import PaperKind
from recruitment.models import Application, Campaign


def _campaigns(user):
    return Campaign.objects.visible_to(user).select_related("commune")


def _applications(user):
    rows = Application.objects.visible_to(user).select_related("campaign__commune", "person")
    return rows.without_secrets()


attachment_kinds.add(
    AttachmentKind(
        "campaign", "Đợt tuyển chọn", "recruitment.Campaign", _campaigns, policies.can_read_campaign_files,
        policies.can_attach_to_campaign, url=lambda row: reverse("recruitment:campaign", args=[row.pk]),
        types=(*SCANS, *OFFICE), hint="Ví dụ: Ảnh niêm yết kế hoạch tại nhà văn hóa thôn.",
    ),
    AttachmentKind(
        "application", "Hồ sơ dự tuyển", "recruitment.Application", _applications, policies.can_read_files,
        policies.can_work_on, url=lambda row: reverse("recruitment:application", args=[row.pk]),
        hint="Chọn tên giấy tờ của thành phần hồ sơ hoặc tự gõ.", titles=tuple(PaperKind.labels),
    ),
)  # fmt: skip

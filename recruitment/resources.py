"""Applicants whom a hamlet introduces, or who apply on their own, brought in from workbooks: one row a person."""

from datetime import date

from communes.sheets import CommuneResource
from jobs.exchange.fields import SheetField
from jobs.exchange.resources import Option, sheet_resources
from jobs.exchange.widgets import NO, YES, ChoiceWidget, DayWidget, TextWidget, YesWidget
from recruitment import policies
from recruitment.choices import PaperKind, Source
from recruitment.models import Campaign
from recruitment.services.applications_import import CAMPAIGN, ApplicationChecker
from sheets.tables import cell_text, heading_key
from teams.resources.members import MemberResource
from vietnam.dates import format_date

_OF_PERSON = MemberResource.fields
_TICK = "Diện ưu tiên người nộp khai: ghi x hoặc Có; để trống là không đổi."


class PaperWidget(DayWidget):
    """A paper that is handed in: the day it was issued or signed, or a tick where that is not told."""

    def clean(self, value, row=None, **kwargs):
        """The day, or whether it is ticked."""
        key = heading_key(cell_text(value))
        if key in YES or key in NO:
            return key in YES
        try:
            return super().clean(value)
        except ValueError as wrong:
            raise ValueError(f"{wrong} Đã nộp mà không rõ ngày cấp thì ghi x.") from wrong


def _paper(kind: PaperKind, heading: str, example, *aliases: str) -> SheetField:
    """The column of one of the four papers (TT 14/2024, Điều 3)."""
    return SheetField(
        None, heading, aliases=aliases, widget=PaperWidget(), kind="date", width=16, example=example,
        hint=f"{kind.label}: ghi ngày cấp, ký; đã nộp mà không rõ ngày thì ghi x; chưa nộp để trống.",
    )  # fmt: skip


class ApplicationResource(CommuneResource):
    """Applicants of one campaign; the campaign is chosen with the file."""

    code, label, noun = "applications", "Hồ sơ dự tuyển", "hồ sơ"
    list_url = "recruitment:application_list"
    checker = ApplicationChecker
    policy = staticmethod(policies.can_import)
    secret_fields = MemberResource.secret_fields

    full_name = _OF_PERSON["full_name"]
    birth_date = _OF_PERSON["birth_date"]
    birth_male = _OF_PERSON["birth_male"]
    birth_female = _OF_PERSON["birth_female"]
    sex = _OF_PERSON["sex"]
    citizen_id = _OF_PERSON["citizen_id"]
    phone = _OF_PERSON["phone"]
    hamlet = _OF_PERSON["hamlet"]
    address = _OF_PERSON["address"]
    ethnic_group = _OF_PERSON["ethnic_group"]
    religion = _OF_PERSON["religion"]
    education = _OF_PERSON["education"]
    qualification = _OF_PERSON["qualification"]
    is_party_member = _OF_PERSON["is_party_member"]
    is_youth_union_member = _OF_PERSON["is_youth_union_member"]
    served_police = _OF_PERSON["served_police"]
    served_army = _OF_PERSON["served_army"]
    was_part_time_police = _OF_PERSON["was_part_time_police"]
    has_prestige = _OF_PERSON["has_prestige"]
    was_member = SheetField(
        "was_member", "Từng tham gia lực lượng bảo vệ ANTT", widget=YesWidget(), width=14, hint=_TICK,
        aliases=(
            "Từng tham gia lực lượng bảo vệ ANTT cơ sở", "Từng tham gia bảo vệ ANTT", "Từng tham gia Tổ bảo vệ ANTT",
            "Đã tham gia lực lượng bảo vệ ANTT", "Từng là thành viên Tổ", "Từng là thành viên Tổ bảo vệ ANTT",
        ),
    )  # fmt: skip
    lives_in_hamlet = SheetField(
        "lives_in_hamlet", "Sống và làm việc tại thôn", widget=YesWidget(), width=12, hint=_TICK,
        aliases=(
            "Thường xuyên sống và làm việc tại thôn", "Sống, làm việc tại thôn", "Thường xuyên sống tại thôn",
            "Thường xuyên ở thôn", "Thường xuyên sống và làm việc tại thôn, sẵn sàng mọi thời điểm",
        ),
    )  # fmt: skip
    residence_kind = _OF_PERSON["residence_kind"]
    residence_since = _OF_PERSON["residence_since"]
    line = SheetField(
        "line__team__name", "Dự tuyển vào Tổ", widget=TextWidget(100), width=22, example="Thanh Lương",
        hint="Để trống thì lấy Tổ phụ trách thôn.",
        aliases=("Dự tuyển vào", "Tổ dự tuyển", "Tổ", "Tổ bảo vệ", "Tổ bảo vệ ANTT", "Tên Tổ"),
    )  # fmt: skip
    source = SheetField(
        "source", "Hình thức", width=18, example="Thôn giới thiệu",
        hint="Thôn giới thiệu hoặc Tự nguyện; để trống là thôn giới thiệu.",
        aliases=("Nguồn", "Hình thức dự tuyển", "Hình thức giới thiệu", "Giới thiệu/tự nguyện"),
        widget=ChoiceWidget(
            Source,
            {
                Source.HAMLET: (
                    "Thôn", "Giới thiệu", "Được giới thiệu", "Thôn, tổ dân phố giới thiệu", "TDP giới thiệu",
                ),
                Source.OWN_WISH: ("Tự đăng ký", "Tự nguyện đăng ký", "Tự nguyện tham gia", "Cá nhân tự nguyện"),
            },
        ),
    )  # fmt: skip
    received_on = SheetField(
        "received_on", "Ngày nộp", widget=DayWidget(), required=True, kind="date", example=date(2025, 8, 25),
        hint="Ngày nộp hồ sơ, trong thời hạn nhận của đợt.",
        aliases=("Ngày nhận hồ sơ", "Ngày nộp hồ sơ", "Ngày nhận", "Nộp ngày"),
    )  # fmt: skip
    application = _paper(
        PaperKind.APPLICATION, "Đơn đề nghị", date(2025, 8, 20), "Đơn", "Đơn đề nghị tham gia", "Ngày làm đơn",
        "Đơn đề nghị (Mẫu 01)", "Đơn tự nguyện",
    )  # fmt: skip
    cv = _paper(
        PaperKind.CV, "Sơ yếu lý lịch", date(2025, 8, 20), "Lý lịch", "Bản khai sơ yếu lý lịch", "SYLL",
        "Bản khai lý lịch",
    )  # fmt: skip
    health_certificate = _paper(
        PaperKind.HEALTH_CERTIFICATE, "Giấy khám sức khỏe", date(2025, 8, 18), "Giấy chứng nhận sức khỏe", "GKSK",
        "Ngày khám sức khỏe", "Giấy sức khỏe", "Sức khỏe",
    )  # fmt: skip
    diploma = _paper(
        PaperKind.DIPLOMA, "Bằng tốt nghiệp", "x", "Bằng cấp", "Văn bằng", "Ngày cấp bằng",
        "Bằng tốt nghiệp, giấy hoàn thành chương trình",
    )  # fmt: skip

    def options_for(self, user, commune):
        """Into which of the commune's campaigns that take applications now."""
        campaigns = Campaign.objects.visible_to(user).receiving(commune)
        choices = tuple(
            (str(one.pk), f"{one}, nhận đến hết {format_date(one.closes_on)}") for one in campaigns
        )
        return (Option(CAMPAIGN, "Đợt tuyển chọn", choices, "Chỉ nêu các đợt đang nhận hồ sơ."),)


sheet_resources.add(ApplicationResource())

"""Who holds which post of the hamlets, in and out of workbooks: one row a person and post."""

from datetime import date

from communes.sheets import CommuneResource
from jobs.exchange.fields import SheetField
from jobs.exchange.resources import sheet_resources
from jobs.exchange.widgets import ChoiceWidget, DayWidget, TextWidget
from teams import policies
from teams.choices import PostEnd, PostGround, PostKind, PostStart
from teams.resources.members import MemberResource
from teams.services.posts_import import PostChecker

_OF_PERSON = MemberResource.fields
_TITLES = {
    PostKind.PARTY_SECRETARY: ("Bí thư", "BTCB", "Bí thư chi bộ thôn", "Bí thư chi bộ TDP", "Bí thư CB"),
    PostKind.HAMLET_HEAD: (
        "Trưởng thôn", "Tổ trưởng tổ dân phố", "Tổ trưởng TDP", "Tổ trưởng dân phố", "Trưởng bản", "Trưởng xóm",
        "Trưởng ấp", "Trưởng khu phố", "Trưởng khối phố", "Trưởng làng", "Trưởng buôn", "Trưởng khóm",
    ),
    PostKind.FRONT_HEAD: (
        "Trưởng ban CTMT", "Trưởng ban công tác MT", "Trưởng Ban công tác Mặt trận thôn", "Trưởng ban CT Mặt trận",
    ),
    PostKind.POLICE_AUXILIARY: ("Công an viên", "Bảo vệ dân phố"),
    PostKind.DEPUTY_SECRETARY: ("Phó Bí thư",),
    PostKind.DEPUTY_HEAD: ("Phó trưởng thôn", "Phó thôn", "Tổ phó tổ dân phố", "Tổ phó TDP", "Phó bản"),
    PostKind.WOMEN: ("Chi hội trưởng PN", "Chi hội trưởng Hội Phụ nữ", "Chi hội Phụ nữ"),
    PostKind.FARMERS: ("Chi hội trưởng ND", "Chi hội trưởng Hội Nông dân", "Chi hội Nông dân"),
    PostKind.VETERANS: ("Chi hội trưởng CCB", "Chi hội trưởng Hội Cựu chiến binh", "Chi hội Cựu chiến binh"),
    PostKind.YOUTH: ("Bí thư chi đoàn thanh niên", "Bí thư Đoàn"),
    PostKind.ELDERLY: ("Chi hội trưởng NCT", "Chi hội trưởng Hội Người cao tuổi", "Chi hội Người cao tuổi"),
    PostKind.HEALTH: ("Y tế thôn", "Nhân viên y tế", "Y tế thôn bản"),
    PostKind.MEDIATION: ("Tổ trưởng hòa giải",),
}  # fmt: skip


class TitleWidget(ChoiceWidget):
    """The post; a title that is none of the usual is kept in its own words."""

    def clean(self, value, row=None, **kwargs):
        """Code and own words."""
        try:
            code = super().clean(value)
        except ValueError:
            return PostKind.OTHER, TextWidget(100).clean(value)
        return (code, "") if code != PostKind.OTHER else (code, TextWidget(100).clean(value))


class PostResource(CommuneResource):
    """Posts of thôn, tổ dân phố; `Từ ngày` begins a spell, `Đến ngày` ends it."""

    code, label, noun = "posts", "Chức danh thôn", "lượt giữ chức danh"
    list_url = "teams:post_list"
    checker = PostChecker
    policy = staticmethod(policies.can_register)
    secret_fields = MemberResource.secret_fields

    full_name = _OF_PERSON["full_name"]
    birth_date = _OF_PERSON["birth_date"]
    birth_male = _OF_PERSON["birth_male"]
    birth_female = _OF_PERSON["birth_female"]
    sex = _OF_PERSON["sex"]
    citizen_id = _OF_PERSON["citizen_id"]
    phone = _OF_PERSON["phone"]
    address = _OF_PERSON["address"]
    ethnic_group = _OF_PERSON["ethnic_group"]
    education = _OF_PERSON["education"]
    is_party_member = _OF_PERSON["is_party_member"]
    hamlet = SheetField(
        "hamlet__name", "Thôn", required=True, example="Thanh Lương", widget=TextWidget(80),
        hint="Thôn, tổ dân phố nơi giữ chức danh.",
        aliases=(
            "Thôn, tổ dân phố", "Thôn/TDP", "Thôn, TDP", "Tổ dân phố", "Khu phố", "Bản", "Tên thôn", "Đơn vị thôn",
        ),
    )  # fmt: skip
    post = SheetField(
        "post", "Chức danh", required=True, width=24, example="Trưởng thôn", aliases=("Chức vụ", "Chức danh thôn"),
        widget=TitleWidget(PostKind, _TITLES),
    )  # fmt: skip
    started_on = SheetField(
        "started_on", "Từ ngày", widget=DayWidget(), kind="date", example=date(2025, 7, 1),
        aliases=("Giữ chức danh từ ngày", "Giữ từ ngày", "Ngày giữ chức danh", "Ngày bầu"),
    )  # fmt: skip
    start_kind = SheetField(
        "start_kind", "Hình thức", width=18, example="Bầu bằng phiếu", aliases=("Cách chọn", "Hình thức bầu", "Bầu/cử"),
        widget=ChoiceWidget(
            PostStart,
            {
                PostStart.BALLOT: ("Bỏ phiếu", "Bầu phiếu kín", "Phiếu kín"),
                PostStart.HANDS: ("Biểu quyết", "Giơ tay"),
                PostStart.APPOINTED: ("Cử", "Chỉ định", "Được cử", "Bổ nhiệm"), PostStart.TAKEN_OVER: ("Từ trước",),
            },
        ),
    )  # fmt: skip
    contracted_on = SheetField(
        "contracted_on", "Khoán kinh phí từ", widget=DayWidget(), kind="date", aliases=("Khoán từ", "Khoán từ ngày"),
    )  # fmt: skip
    ended_on = SheetField(
        "ended_on", "Đến ngày", widget=DayWidget(), kind="date", hint="Ngày đầu tiên không còn giữ chức danh.",
        aliases=("Thôi từ ngày", "Ngày thôi", "Thôi giữ từ ngày"),
    )  # fmt: skip
    end_kind = SheetField(
        "end_kind", "Lý do thôi", aliases=("Lý do",),
        widget=ChoiceWidget(
            PostEnd,
            {PostEnd.RESIGNED: ("Từ chức", "Xin thôi"), PostEnd.REPLACED: ("Thay thế",), PostEnd.DIED: ("Chết", "Mất")},
        ),
    )  # fmt: skip
    end_ground = SheetField(
        "end_ground", "Căn cứ thôi", widget=ChoiceWidget(PostGround), aliases=("Căn cứ",),
        hint="Bắt buộc khi miễn nhiệm, thay thế.",
    )  # fmt: skip


sheet_resources.add(PostResource())

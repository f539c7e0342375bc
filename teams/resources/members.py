"""The roster of a commune: people and their spells, one row a spell."""

import re
from datetime import date

from communes.models import Commune
from contracts.policy import Denied
from jobs.exchange.fields import SheetField
from jobs.exchange.resources import Option, SheetResource, sheet_resources
from jobs.exchange.widgets import (
    MASK,
    BirthWidget,
    CellWidget,
    ChoiceWidget,
    CitizenIdWidget,
    DayWidget,
    PersonNameWidget,
    PhoneWidget,
    TextWidget,
    YesWidget,
)
from sheets.tables import cell_text, heading_key
from teams import policies
from teams.choices import RECORDED_ENDS, Education, EndKind, Position, ResidenceKind, Sex, StartKind
from teams.services.roster.checking import RosterChecker
from vietnam.ethnic_groups import ETHNIC_GROUPS, ethnic_group

_CLASS = re.compile(r"(?:lớp|lop)?\s*([0-9]{1,2})\s*[/.]\s*(10|12)", re.IGNORECASE)
_EDUCATION_WORDS = {
    Education.PRIMARY: ("TH", "Cấp 1", "Cấp I"),
    Education.LOWER_SECONDARY: ("THCS", "Cấp 2", "Cấp II", "TN THCS"),
    Education.UPPER_SECONDARY: ("THPT", "PTTH", "Cấp 3", "Cấp III", "Phổ thông", "TN THPT", "Bổ túc THPT"),
    Education.INTERMEDIATE: ("TC", "TCCN", "Trung cấp chuyên nghiệp", "Trung học chuyên nghiệp"),
    Education.COLLEGE: ("CĐ",),
    Education.UNIVERSITY: ("ĐH", "Cử nhân", "Kỹ sư"),
    Education.POSTGRADUATE: ("Thạc sĩ", "Thạc sỹ", "Tiến sĩ", "Tiến sỹ", "Trên đại học"),
}
_EDUCATION_STARTS = (
    ("trungcap", Education.INTERMEDIATE), ("caodang", Education.COLLEGE), ("daihoc", Education.UNIVERSITY),
    ("cunhan", Education.UNIVERSITY), ("kysu", Education.UNIVERSITY), ("thacsi", Education.POSTGRADUATE),
    ("tiensi", Education.POSTGRADUATE),
)  # fmt: skip


def education_guess(text: str) -> str | None:
    """Years of school ("9/12", "7/10") and levels with a subject ("Trung cấp Luật")."""
    if found := _CLASS.fullmatch(text.strip()):
        return _education_of_class(int(found[1]), int(found[2]))
    key = heading_key(text)
    return next((level for start, level in _EDUCATION_STARTS if key.startswith(start)), None)


def _education_of_class(reached: int, of: int) -> str | None:
    """Finished primary after class 5 of 12 (4 of 10), lower secondary after 9 (7), upper after 12 (10)."""
    if reached > of:
        return None
    steps = (4, 7, 10) if of == 10 else (5, 9, 12)
    levels = (Education.NONE, Education.PRIMARY, Education.LOWER_SECONDARY, Education.UPPER_SECONDARY)
    return levels[sum(reached >= step for step in steps)]


class SexedBirthWidget(BirthWidget):
    """A cell of the pair Nam | Nữ: a birth date, a year, or a mere tick."""

    def clean(self, value, row=None, **kwargs):
        """The date or year; True for a tick."""
        return True if heading_key(cell_text(value)) == "x" else super().clean(value)


class EthnicWidget(CellWidget):
    """One of the 54 groups, however it is spelt."""

    def clean(self, value, row=None, **kwargs):
        """The code."""
        text = cell_text(value)
        if group := ethnic_group(text):
            return group.code
        raise ValueError(
            f"“{text}” không có trong danh mục 54 dân tộc. Ghi tên chính thức, ví dụ Kinh, Bru Vân Kiều."
        )

    def render(self, value, obj=None, **kwargs):
        """The official name."""
        return _ETHNIC_NAMES.get(value, "")


_ETHNIC_NAMES = {group.code: group.name for group in ETHNIC_GROUPS}


class MaskedField(SheetField):
    """A value that an export shows masked: its last digits, or only that there is one. Nothing is decrypted for it."""

    def export(self, instance, **kwargs):
        """The mask."""
        person, name = instance.person, self.attribute.removeprefix("person__")
        if name == "citizen_id":
            return f"{MASK * 4} {person.citizen_id_tail}" if person.citizen_id_tail else ""
        value = getattr(person, name)
        return f"{MASK * 4} {value[-3:]}" if name == "phone" and value else MASK * 4 if value else ""


class BirthField(SheetField):
    """A birth date, or the year where only that is known."""

    def export(self, instance, **kwargs):
        """A real date, or the year as text."""
        person = instance.person
        return (
            str(person.birth_date.year) if person.birth_is_year and person.birth_date else person.birth_date
        )


class RowCodeField(SheetField):
    """By what an edited export finds its row again, and knows whether somebody changed it meanwhile."""

    def export(self, instance, **kwargs):
        """Key and versions of spell and person."""
        return f"{instance.pk}.{instance.version}.{instance.person.version}"


class MemberResource(SheetResource):
    """Members of a commune's teams; `Ngày tham gia` begins a spell, `Ngày thôi tham gia` ends it."""

    code, label, noun = "members", "Thành viên Tổ bảo vệ", "người"
    list_url = "teams:membership_list"
    checker = RosterChecker
    secret_fields = frozenset({"citizen_id", "phone", "ethnic_group", "religion"})
    options = (
        Option(
            "start_kind",
            "Người mới trong tệp",
            (
                (StartKind.RECRUITED, "Tuyển mới, tính từ ngày tham gia"),
                (StartKind.TAKEN_OVER, "Đang tham gia từ trước, không tính là tuyển mới"),
            ),
            "Người tuyển mới được tính vào cột 15 của BM1.",
        ),
    )

    full_name = SheetField(
        "person__full_name", "Họ và tên", widget=PersonNameWidget(), required=True, width=26, example="Nguyễn Văn An",
        aliases=("Họ tên", "Họ, tên", "Họ và tên thành viên", "Họ tên thành viên", "Tên thành viên", "Tên"),
    )  # fmt: skip
    birth_date = BirthField(
        "person__birth_date", "Ngày sinh", widget=BirthWidget(), kind="date", example=date(1980, 2, 5),
        hint="Chỉ biết năm thì ghi năm.",
        aliases=("Ngày tháng năm sinh", "Ngày, tháng, năm sinh", "Ngày/tháng/năm sinh", "Năm sinh", "Sinh ngày"),
    )  # fmt: skip
    birth_male = SheetField(
        None, "Ngày sinh Nam", widget=SexedBirthWidget(), exported=False,
        aliases=("Nam", "Năm sinh Nam", "Ngày tháng năm sinh Nam", "Ngày, tháng, năm sinh Nam", "Giới tính Nam"),
    )  # fmt: skip
    birth_female = SheetField(
        None, "Ngày sinh Nữ", widget=SexedBirthWidget(), exported=False,
        aliases=("Nữ", "Năm sinh Nữ", "Ngày tháng năm sinh Nữ", "Ngày, tháng, năm sinh Nữ", "Giới tính Nữ"),
    )  # fmt: skip
    sex = SheetField(
        "person__sex", "Giới tính", aliases=("Giới", "Nam/Nữ", "Nam, nữ", "Phái"), width=10, example="Nam",
        widget=ChoiceWidget(Sex, {Sex.FEMALE: ("Nu",)}),
    )  # fmt: skip
    citizen_id = MaskedField(
        "person__citizen_id", "CCCD", widget=CitizenIdWidget(), width=15, example="031080000001", hint="12 số.",
        aliases=(
            "Số CCCD", "CMND", "CMND/CCCD", "CCCD/CMND", "Số CMND/CCCD", "Số CCCD/CMND", "Căn cước công dân",
            "Căn cước", "Số căn cước", "Số căn cước công dân", "Số định danh", "Số định danh cá nhân", "Số ĐDCN",
            "CC/CCCD",
        ),
    )  # fmt: skip
    phone = MaskedField(
        "person__phone", "Điện thoại", widget=PhoneWidget(), width=14, example="0912345678",
        aliases=("Số điện thoại", "SĐT", "ĐT", "Số ĐT", "Di động", "Điện thoại di động", "Số di động"),
    )  # fmt: skip
    address = SheetField(
        "person__address", "Địa chỉ", width=30, example="Xóm 2",
        aliases=(
            "Nơi ở", "Chỗ ở", "Nơi ở hiện nay", "Địa chỉ thường trú", "Hộ khẩu thường trú", "Nơi thường trú",
            "Địa chỉ / Thôn", "Nơi cư trú", "HKTT",
        ),
    )  # fmt: skip
    hamlet = SheetField(
        "person__hamlet__name", "Thôn", example="Thanh Lương",
        aliases=("Thôn, tổ dân phố", "Thôn/TDP", "Thôn, TDP", "Tổ dân phố", "Khu phố", "Xóm", "Bản", "Ấp", "TDP"),
    )  # fmt: skip
    ethnic_group = MaskedField(
        "person__ethnic_group", "Dân tộc", widget=EthnicWidget(), width=12, example="Kinh"
    )
    religion = MaskedField("person__religion", "Tôn giáo", widget=TextWidget(60), width=12, example="Không")
    education = SheetField(
        "person__education", "Trình độ", width=20, example="Trung học phổ thông",
        hint="Hoặc 9/12, 12/12, THCS, THPT, TC, CĐ, ĐH.",
        widget=ChoiceWidget(Education, _EDUCATION_WORDS, education_guess),
        aliases=("Trình độ học vấn", "Trình độ văn hóa", "Học vấn", "Văn hóa", "TĐHV", "TĐVH"),
    )  # fmt: skip
    qualification = SheetField(
        "person__qualification", "Trình độ chuyên môn", widget=TextWidget(120), aliases=("Chuyên môn",)
    )
    is_party_member = SheetField(
        "person__is_party_member", "Đảng viên", widget=YesWidget(), width=10, aliases=("Đảng",)
    )
    is_youth_union_member = SheetField(
        "person__is_youth_union_member", "Đoàn viên", widget=YesWidget(), width=10, aliases=("Đoàn",)
    )
    served_police = SheetField(
        "person__served_police", "Đã phục vụ CAND", widget=YesWidget(), width=10,
        aliases=(
            "Công an xuất ngũ", "CAND", "Từng phục vụ CAND", "Từng phục vụ trong CAND", "Phục vụ CAND",
            "Từng phục vụ trong Công an nhân dân", "Đã phục vụ trong Công an nhân dân", "Công an nghĩa vụ",
            "Nghĩa vụ công an", "Nghĩa vụ CAND", "Cựu công an",
        ),
    )  # fmt: skip
    served_army = SheetField(
        "person__served_army", "Đã phục vụ QĐND", widget=YesWidget(), width=10,
        aliases=(
            "Bộ đội xuất ngũ", "Bộ đội", "QĐND", "Từng phục vụ QĐND", "Từng phục vụ trong QĐND", "Phục vụ QĐND",
            "Từng phục vụ trong Quân đội nhân dân", "Đã phục vụ trong Quân đội nhân dân", "Quân nhân xuất ngũ",
            "Nghĩa vụ quân sự", "Cựu quân nhân",
        ),
    )  # fmt: skip
    was_part_time_police = SheetField(
        "person__was_part_time_police", "Nguyên Công an xã bán chuyên trách", widget=YesWidget(), width=12,
        aliases=(
            "Công an xã bán chuyên trách", "CAX bán chuyên trách", "Từng là Công an xã bán chuyên trách",
            "Công an xã bán chuyên trách đã kết thúc nhiệm vụ", "Nguyên CAX bán chuyên trách",
        ),
    )  # fmt: skip
    has_prestige = SheetField(
        "person__has_prestige", "Có uy tín trong cộng đồng", widget=YesWidget(), width=12,
        aliases=(
            "Có uy tín", "Uy tín", "Người có uy tín", "Am hiểu phong tục", "Am hiểu phong tục, có uy tín",
            "Am hiểu phong tục, tập quán", "Am hiểu phong tục, có uy tín trong cộng đồng",
        ),
    )  # fmt: skip
    residence_kind = SheetField(
        "person__residence_kind",
        "Hình thức cư trú",
        widget=ChoiceWidget(ResidenceKind),
        width=14,
        aliases=("Cư trú",),
    )
    residence_since = SheetField(
        "person__residence_since", "Cư trú từ", widget=DayWidget(), kind="date", aliases=("Cư trú từ ngày",)
    )
    position = SheetField(
        "position", "Chức danh", width=12, example="Tổ viên",
        aliases=("Chức vụ", "Chức danh trong Tổ", "Chức vụ trong Tổ"),
        widget=ChoiceWidget(
            Position,
            {
                Position.LEADER: ("TT", "Trưởng"), Position.DEPUTY: ("TP", "Phó", "Phó Tổ trưởng", "Tổ phó Tổ bảo vệ"),
                Position.MEMBER: ("TV", "Thành viên", "Đội viên"),
            },
        ),
    )  # fmt: skip
    team = SheetField(
        "team__name", "Tổ", required=True, example="Thanh Lương", hint="Tên Tổ bảo vệ ANTT của xã.",
        widget=TextWidget(100),
        aliases=("Tổ bảo vệ", "Tổ bảo vệ ANTT", "Tên Tổ", "Tổ BV ANTT", "Tổ BVANTT", "Thuộc Tổ", "Tên Tổ bảo vệ ANTT"),
    )  # fmt: skip
    started_on = SheetField(
        "started_on", "Ngày tham gia", widget=DayWidget(), kind="date", example=date(2025, 7, 1),
        aliases=("Tham gia từ", "Tham gia từ ngày", "Ngày vào", "Ngày vào Tổ", "Ngày công nhận", "Từ ngày"),
    )  # fmt: skip
    ended_on = SheetField(
        "ended_on", "Ngày thôi tham gia", widget=DayWidget(), kind="date", hint="Ngày đầu tiên không còn tham gia.",
        aliases=("Ngày thôi", "Thôi từ ngày", "Thôi tham gia từ", "Ngày nghỉ", "Đến ngày"),
    )  # fmt: skip
    end_kind = SheetField(
        "end_kind", "Lý do thôi", aliases=("Lý do", "Lý do thôi tham gia", "Lý do nghỉ"),
        widget=ChoiceWidget(
            [(kind.value, kind.label) for kind in RECORDED_ENDS],
            {
                EndKind.RESIGNED: ("Xin thôi", "Đơn xin thôi", "Tự nguyện", "Tự nguyện xin thôi", "Xin nghỉ"),
                EndKind.UNFIT_HEALTH: ("Sức khỏe", "Ốm", "Không đủ sức khỏe", "Sức khoẻ"),
                EndKind.BREACH_OF_DUTY: ("Không hoàn thành nhiệm vụ", "Vi phạm", "Miễn nhiệm"),
                EndKind.PROSECUTED: ("Bị khởi tố", "Khởi tố"),
                EndKind.DIED: ("Chết", "Mất", "Qua đời"),
                EndKind.DIED_ON_DUTY: ("Hy sinh",),
                EndKind.MOVED_AWAY: ("Chuyển đi", "Chuyển nơi ở", "Đi làm ăn xa"),
                EndKind.OTHER: ("Khác",),
            },
        ),
    )  # fmt: skip
    decision = SheetField(
        "start_decision__symbol", "Số quyết định", widget=TextWidget(60), width=16,
        hint="Quyết định đã có trong sổ văn bản.",
        aliases=("Quyết định", "Số QĐ", "QĐ công nhận", "Quyết định công nhận"),
    )  # fmt: skip
    note = SheetField("person__note", "Ghi chú", widget=TextWidget(1000), width=24)
    row_code = RowCodeField(None, "Mã dòng", hidden=True, hint="Để tìm lại đúng dòng khi nạp lại; đừng sửa.")

    def joined(self, rows):
        """With person, hamlet, team and decision."""
        return rows.select_related("person__hamlet", "team__commune", "start_decision")

    def can_import(self, user, commune):
        """Registrars of the commune; who does not see it may not."""
        unit = Commune.objects.visible_to(user).filter(pk=commune).first()
        return policies.can_register(user, unit) if unit else Denied("Không có xã này trong đơn vị của bạn.")


sheet_resources.add(MemberResource())

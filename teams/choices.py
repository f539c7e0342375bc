"""Codes and labels of people, teams and memberships."""

from django.db import models


class Sex(models.TextChoices):
    """Sex as identity papers give it."""

    MALE = "male", "Nam"
    FEMALE = "female", "Nữ"


class Education(models.TextChoices):
    """Level of schooling finished, lowest first; compare with `EDUCATION_ORDER`."""

    NONE = "none", "Chưa xong tiểu học"
    PRIMARY = "primary", "Tiểu học"
    LOWER_SECONDARY = "lower_secondary", "Trung học cơ sở"
    UPPER_SECONDARY = "upper_secondary", "Trung học phổ thông"
    INTERMEDIATE = "intermediate", "Trung cấp"
    COLLEGE = "college", "Cao đẳng"
    UNIVERSITY = "university", "Đại học"
    POSTGRADUATE = "postgraduate", "Sau đại học"


EDUCATION_ORDER = {level: rank for rank, level in enumerate(Education.values)}


class ResidenceKind(models.TextChoices):
    """How a person lives in the commune."""

    PERMANENT = "permanent", "Thường trú"
    TEMPORARY = "temporary", "Tạm trú"


class Position(models.TextChoices):
    """Positions in a team (Luật 30/2023, Điều 16)."""

    LEADER = "leader", "Tổ trưởng"
    DEPUTY = "deputy", "Tổ phó"
    MEMBER = "member", "Tổ viên"


class StartKind(models.TextChoices):
    """Why a spell began. Only `RECRUITED` counts as a recruit (BM1 column 15)."""

    RECRUITED = "recruited", "Tuyển mới"
    TRANSFERRED_IN = "transferred_in", "Chuyển đến từ xã khác"
    POSITION_CHANGE = "position_change", "Đổi chức danh"
    TEAM_CHANGE = "team_change", "Chuyển từ Tổ khác trong xã"
    TAKEN_OVER = "taken_over", "Đang tham gia từ trước"


class EndKind(models.TextChoices):
    """Why a spell ended: the four legal cases of leaving (Luật 30/2023, Điều 17, khoản 3), and others."""

    RESIGNED = "resigned", "Có đơn xin thôi"
    UNFIT_HEALTH = "unfit_health", "Không bảo đảm sức khỏe"
    BREACH_OF_DUTY = "breach_of_duty", "Không chấp hành, không hoàn thành nhiệm vụ"
    PROSECUTED = "prosecuted", "Bị khởi tố, áp dụng biện pháp ngăn chặn hoặc xử lý hành chính"
    DIED = "died", "Từ trần"
    DIED_ON_DUTY = "died_on_duty", "Hy sinh khi làm nhiệm vụ"
    MOVED_AWAY = "moved_away", "Chuyển nơi cư trú"
    TRANSFERRED_OUT = "transferred_out", "Chuyển sang xã khác"
    POSITION_CHANGE = "position_change", "Đổi chức danh"
    TEAM_CHANGE = "team_change", "Chuyển sang Tổ khác trong xã"
    TEAM_DISSOLVED = "team_dissolved", "Giải thể Tổ"
    OTHER = "other", "Lý do khác"


#: Ends that are no leaving: the person goes on in another spell.
CONTINUING_ENDS = frozenset({EndKind.TRANSFERRED_OUT, EndKind.POSITION_CHANGE, EndKind.TEAM_CHANGE})
#: Ends that count as leaving.
LEAVING_ENDS = frozenset(set(EndKind) - CONTINUING_ENDS)
#: The point of Điều 17, khoản 3 that each legal case stands in.
LEGAL_CASES = {
    EndKind.RESIGNED: "a",
    EndKind.UNFIT_HEALTH: "b",
    EndKind.BREACH_OF_DUTY: "c",
    EndKind.PROSECUTED: "d",
}
#: Kinds an officer may choose when recording that a member left.
RECORDED_ENDS = (
    EndKind.RESIGNED,
    EndKind.UNFIT_HEALTH,
    EndKind.BREACH_OF_DUTY,
    EndKind.PROSECUTED,
    EndKind.DIED,
    EndKind.DIED_ON_DUTY,
    EndKind.MOVED_AWAY,
    EndKind.OTHER,
)


class Strength(models.TextChoices):
    """A team's members against its quota."""

    SHORT = "short", "Thiếu"
    FULL = "full", "Đủ"
    SURPLUS = "surplus", "Thừa"
    NO_QUOTA = "no_quota", "Chưa có định mức"

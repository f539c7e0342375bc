"""Codes of directives, targets and figures, as the catalogue writes them."""

from django.db import models


class Level(models.TextChoices):
    """Whose directive it is."""

    PROVINCE = "province", "Cấp tỉnh"
    DISTRICT = "district", "Cấp huyện (đến 30/6/2025)"
    COMMUNE = "commune", "Cấp xã"


class AdoptionState(models.TextChoices):
    """A reviewer drafts, the director approves (roles.md)."""

    DRAFT = "draft", "Dự thảo"
    APPROVED = "approved", "Đã duyệt"


class ValueType(models.TextChoices):
    """What a figure's value is."""

    INT = "int", "Số nguyên"
    DECIMAL = "decimal", "Số thập phân"
    PERCENT = "percent", "Tỷ lệ %"
    MONEY = "money", "Số tiền"
    BOOL = "bool", "Có/không"
    CHOICE = "choice", "Mức"
    TEXT = "text", "Nội dung"


class SpaceRule(models.TextChoices):
    """How the figures of communes make the province's."""

    SUM = "sum", "Cộng"
    RATIO = "ratio", "Cộng tử số, cộng mẫu số rồi chia"
    AVG = "avg", "Bình quân"
    MAX = "max", "Lớn nhất"
    COUNT_TRUE = "count_true", "Đếm đơn vị có"
    DISTRIBUTION = "distribution", "Phân bố theo mức"
    CONCAT = "concat", "Ghép nội dung"
    NONE = "none", "Không tổng hợp"


class TimeRule(models.TextChoices):
    """How figures of several periods make one."""

    SUM = "sum", "Cộng"
    LAST = "last", "Lấy cuối kỳ"
    FIRST = "first", "Lấy đầu kỳ"
    MAX = "max", "Lớn nhất"
    RECOMPUTE = "recompute", "Tính lại"
    CONCAT = "concat", "Ghép nội dung"


class SourceMode(models.TextChoices):
    """Where a figure comes from."""

    COMPUTED = "computed", "Tính từ sổ"
    MANUAL = "manual", "Nhập tay"
    BOTH = "both", "Tính từ sổ hoặc nhập tay"


class TargetKind(models.TextChoices):
    """How a target looks at its figures."""

    RATIO = "ratio", "Tỷ lệ"
    COUNT = "count", "Số lượng"
    FLAG = "flag", "Có/không"
    SHARE_OF_UNITS = "share_of_units", "Tỷ lệ đơn vị đạt"
    YOY_CHANGE = "yoy_change", "So với năm trước"
    RATING_AT_LEAST = "rating_at_least", "Xếp loại từ mức trở lên"


class TargetScope(models.TextChoices):
    """Whose doing is judged."""

    PERSON = "person", "Người"
    HAMLET = "thôn", "Thôn, tổ dân phố"
    COMMUNE = "commune", "Xã, phường"
    WARD = "ward", "Phường"
    DISTRICT = "district", "Huyện (đến 30/6/2025)"
    PROVINCE = "province", "Tỉnh"


class Comparator(models.TextChoices):
    """How a value stands to its goal."""

    AT_LEAST = ">=", "từ"
    AT_MOST = "<=", "không quá"
    MORE = ">", "trên"
    LESS = "<", "dưới"
    EQUAL = "==", "đúng"
    REPORT_ONLY = "report_only", "chỉ báo cáo số liệu"


class Basis(models.TextChoices):
    """How the directive says it."""

    EXPLICIT = "explicit", "Văn bản nêu rõ"
    DERIVED = "derived", "Suy ra từ nhiệm vụ"
    INTERPRETATION = "interpretation", "Cách hiểu thứ hai"


class ThresholdSource(models.TextChoices):
    """Whether the number itself stands in the directive."""

    SEED = "seed", "Văn bản nêu số"
    IMPLIED = "implied", "Ngầm hiểu (mọi, phải, đủ)"
    NONE = "none", "Không có ngưỡng"


class Recurrence(models.TextChoices):
    """How often a duty comes back."""

    ONCE = "once", "Một lần"
    ONGOING = "ongoing", "Thường xuyên"
    EVENT = "event", "Khi phát sinh"
    YEARLY = "yearly", "Hằng năm"
    MONTHLY = "monthly", "Hằng tháng"
    QUARTERLY = "quarterly", "Hằng quý"
    PERIODIC = "periodic", "Định kỳ"
    SEASONAL = "seasonal", "Theo đợt cao điểm"


class FigureState(models.TextChoices):
    """Where a figure's value comes from."""

    COMPUTED = "computed", "Tính từ sổ"
    TYPED = "typed", "Nhập tay"
    DERIVED = "derived", "Tính từ số liệu khác"
    MISSING = "missing", "Chưa có"


class Verdict(models.TextChoices):
    """How a target stands."""

    MET = "met", "Đạt"
    AT_RISK = "at_risk", "Có nguy cơ"
    MISSED = "missed", "Không đạt"
    NOT_DUE = "not_due", "Chưa đến hạn"
    UNKNOWN = "unknown", "Chưa có số liệu"
    REPORTED = "reported", "Chỉ báo cáo"


#: The look of a verdict (`{% st %}`) and of its cell in the heat table.
VERDICT_TONES = {
    Verdict.MET: "ok", Verdict.AT_RISK: "warn", Verdict.MISSED: "bad", Verdict.NOT_DUE: "info",
    Verdict.UNKNOWN: "ask", Verdict.REPORTED: "idle",
}  # fmt: skip

"""Codes of training and equipment."""

from django.db import models


class ShiftKind(models.TextChoices):
    """Kinds of shift; the hours of the first two are law parameters (`duty.*`)."""

    DAY = "day", "Ban ngày"
    NIGHT = "night", "Ban đêm"
    OTHER = "other", "Giờ khác"


class Outcome(models.TextChoices):
    """Whether a member was there, recorded after the day."""

    PLANNED = "planned", "Đã phân công"
    DONE = "done", "Đã trực"
    MISSED = "missed", "Không trực"


class Way(models.TextChoices):
    """How a month's roster is begun."""

    ROTATED = "rotated", "Luân phiên từng người"
    COPIED = "copied", "Chép lịch tháng trước theo thứ trong tuần"
    EMPTY = "empty", "Để trống, tự xếp"


class RateKind(models.TextChoices):
    """What the provincial council sets a level for (Luật 30/2023, Điều 23)."""

    BASIC = "basic", "Hỗ trợ thường xuyên hằng tháng"
    DUTY = "duty", "Bồi dưỡng trực đêm, ngày nghỉ, việc nặng nhọc"
    AREA = "area", "Ngày công tăng thêm ở địa bàn đặc biệt"
    SOCIAL = "social", "Hỗ trợ đóng BHXH tự nguyện"
    HEALTH = "health", "Hỗ trợ đóng BHYT"


class RateMethod(models.TextChoices):
    """How a level is written in the resolution."""

    AMOUNT = "amount", "Số tiền (đồng)"
    COEFFICIENT = "coefficient", "Hệ số nhân lương cơ sở"
    PERCENT = "percent", "Phần trăm mức đóng"


class SheetState(models.TextChoices):
    """The life of a month's allowance sheet. Locked, it never changes: a later sheet carries the correction."""

    DRAFT = "draft", "Bản thảo"
    CHECKED = "checked", "Đã kiểm tra"
    LOCKED = "locked", "Đã khóa"


class CaseKind(models.TextChoices):
    """What happened to a member (Luật 30/2023, Điều 24)."""

    ACCIDENT = "accident", "Tai nạn"
    INJURY = "injury", "Bị thương"
    ILLNESS = "illness", "Ốm đau"
    DEATH = "death", "Chết, hy sinh"


#: Kinds that column 17 of BM1 counts.
HURT = frozenset({CaseKind.ACCIDENT, CaseKind.INJURY})


class Exclusion(models.TextChoices):
    """Why the decree gives nothing (NĐ 40/2024, Điều 5)."""

    NOT_ON_DUTY = "not_on_duty", "Không trong khi làm nhiệm vụ"
    SELF_HARM = "self_harm", "Tự hủy hoại sức khỏe"
    ALCOHOL = "alcohol", "Say rượu, bia"
    DRUGS = "drugs", "Sử dụng ma túy"


class ClaimState(models.TextChoices):
    """Where the claim for costs stands."""

    NONE = "none", "Chưa đề nghị"
    CLAIMED = "claimed", "Đã đề nghị"
    APPROVED = "approved", "Được duyệt chi"
    PAID = "paid", "Đã chi trả"
    REFUSED = "refused", "Không được chi"


class TrainingKind(models.TextChoices):
    """Forms of training (seed 002.III.2.2)."""

    SHORT_COURSE = "short_course", "Lớp tập huấn, bồi dưỡng ngắn hạn"
    DRILL = "drill", "Diễn tập xử lý tình huống"


class Organiser(models.TextChoices):
    """Who opens a class."""

    COMMUNE = "commune", "Công an xã"
    PROVINCE = "province", "Công an tỉnh"
    MINISTRY = "ministry", "Bộ Công an"


class TrainingState(models.TextChoices):
    """A class is planned ahead, then held or called off."""

    PLANNED = "planned", "Dự kiến"
    HELD = "held", "Đã mở"
    CANCELLED = "cancelled", "Đã hủy"


class Audience(models.TextChoices):
    """For whom a class is held. Members of teams and holders of hamlet posts are listed, others counted."""

    TEAMS = "teams", "Thành viên Tổ bảo vệ ANTT"
    HAMLET_POSTS = "hamlet_posts", "Người hoạt động không chuyên trách ở thôn, tổ dân phố"
    STEERING = "steering", "Ban chỉ đạo và cơ quan, đoàn thể"
    COMMUNE_POLICE = "commune_police", "Công an xã, bảo vệ cơ quan, doanh nghiệp"


class Result(models.TextChoices):
    """How a member did in a class."""

    PASSED = "passed", "Đạt"
    FAILED = "failed", "Chưa đạt"


class Topic(models.TextChoices):
    """What a class teaches: the law and six skills (seed 002.III.2.1)."""

    LAW = "law", "Pháp luật về ANTT"
    PATROL = "patrol", "Tuần tra, quan sát, phát hiện nghi vấn"
    COMMUNICATION = "communication", "Giao tiếp, ứng xử, vận động Nhân dân"
    FIRST_AID_FIRE = "first_aid_fire", "Sơ cứu, phòng cháy, chữa cháy"
    RECORDS_REPORTS = "records_reports", "Ghi biên bản, lập báo cáo"
    MEDIATION = "mediation", "Hòa giải mâu thuẫn nhỏ"
    TOOLS = "tools", "Sử dụng công cụ hỗ trợ"


class TaskGroup(models.TextChoices):
    """The six task groups of the force, which are also the six professional subjects of TT 14/2024, Điều 6.

    A class names skills of the plan (`Topic`), task groups of the law, or both. They overlap in substance but are
    counted apart, each against its own list: nothing says which skill stands for which group.
    """

    SITUATION = "task_situation", "Hỗ trợ nắm tình hình về ANTT (Điều 7)"
    MOVEMENT = "task_movement", "Hỗ trợ xây dựng phong trào toàn dân bảo vệ ANTQ (Điều 8)"
    FIRE = "task_fire", "Hỗ trợ phòng cháy, chữa cháy, cứu nạn, cứu hộ (Điều 9)"
    RESIDENCE = "task_residence", "Hỗ trợ quản lý hành chính về trật tự xã hội (Điều 10)"
    PERSUASION = "task_persuasion", "Hỗ trợ vận động, giáo dục người đã vi phạm pháp luật (Điều 11)"
    PATROL = "task_patrol", "Hỗ trợ tuần tra bảo đảm ANTT, ATGT; khi được điều động (Điều 12)"


class PostTopic(models.TextChoices):
    """What holders of hamlet posts are taught (seed 000.I.2.b3, and the skills of 000.II.3.b5)."""

    POLITICS = "post_politics", "Chính trị"
    LAWS = "post_laws", "Pháp luật"
    NEWS = "post_news", "Cập nhật thông tin"
    PRACTICE = "post_practice", "Kỹ năng công tác thực tiễn"
    SECURITY = "post_security", "Công tác bảo đảm ANTT"
    MOVEMENT = "post_movement", "Xây dựng phong trào toàn dân bảo vệ ANTQ"
    SITUATION = "post_situation", "Nắm tình hình Nhân dân"
    RECONCILE = "post_reconcile", "Hòa giải ở cơ sở"
    PROPAGANDA = "post_propaganda", "Tuyên truyền, vận động"
    REFORM = "post_reform", "Cảm hóa, giáo dục người lầm lỗi"


#: A class for holders of posts has the contents that the resolution names when it teaches all of these (T000-07).
POST_CONTENTS = (
    PostTopic.POLITICS, PostTopic.LAWS, PostTopic.NEWS, PostTopic.PRACTICE, PostTopic.SECURITY, PostTopic.MOVEMENT,
)  # fmt: skip
TOPIC_CHOICES = [
    ("Theo kế hoạch: pháp luật và 06 kỹ năng", Topic.choices),
    ("Theo Luật 30/2023/QH15: 06 nhóm nhiệm vụ", TaskGroup.choices),
    ("Bồi dưỡng người hoạt động không chuyên trách", PostTopic.choices),
]


class EquipmentKind(models.TextChoices):
    """What is given to teams and members (seed 002.III.3, 002.VI.1.b5; TT 14/2024, Điều 8; NĐ 40/2024, Điều 3, 4)."""

    FLASHLIGHT = "flashlight", "Đèn pin"
    BATON = "baton", "Gậy bảo vệ"
    RAINCOAT = "raincoat", "Áo mưa"
    LOGBOOK = "logbook", "Sổ sách ghi chép"
    NAME_BADGE = "name_badge", "Biển tên"
    CERTIFICATE = "certificate", "Giấy chứng nhận"
    RADIO = "radio", "Bộ đàm"
    CAMERA = "camera", "Camera"
    RUBBER_BATON = "rubber_baton", "Dùi cui cao su"
    METAL_BATON = "metal_baton", "Dùi cui kim loại"
    STAB_VEST = "stab_vest", "Áo giáp chống đâm"
    KNIFE_GLOVES = "knife_gloves", "Găng tay bắt dao"
    UNIFORM = "uniform", "Trang phục (bộ)"
    DESK = "desk", "Bàn làm việc"
    MEETING_TABLE = "meeting_table", "Bàn họp"
    CHAIR = "chair", "Ghế"
    CABINET = "cabinet", "Tủ"
    BED = "bed", "Giường"


#: Given to one member by name, with a number of their own.
PERSONAL_KINDS = frozenset({EquipmentKind.NAME_BADGE, EquipmentKind.CERTIFICATE})


class CardKind(models.TextChoices):
    """What is printed for a member; badge and certificate bear the number they were given out with."""

    MEMBER = "member_card", "Thẻ thành viên"
    BADGE = "name_badge", "Biển tên"
    CERTIFICATE = "certificate", "Giấy chứng nhận"


class Condition(models.TextChoices):
    """Condition of a thing when it was last looked at."""

    GOOD = "good", "Tốt"
    WORN = "worn", "Đã cũ"
    BROKEN = "broken", "Hỏng"
    LOST = "lost", "Mất"


#: Conditions in which a thing no longer counts.
UNUSABLE = frozenset({Condition.BROKEN, Condition.LOST})
#: Conditions in which a thing can no longer be used.
UNUSABLE = frozenset({Condition.BROKEN, Condition.LOST})


class StockMove(models.TextChoices):
    """How things come into a commune's store or leave it for good."""

    RECEIVED = "received", "Nhập kho"
    BROKEN = "broken", "Ghi giảm do hỏng"
    LOST = "lost", "Ghi giảm do mất"
    EXPIRED = "expired", "Ghi giảm do hết niên hạn"


class NormBasis(models.TextChoices):
    """Where a norm of equipment is laid down."""

    TOOLS = "tools", "Công cụ hỗ trợ theo luật"
    FURNITURE = "furniture", "Phương tiện, thiết bị theo luật"
    PLAN = "plan", "Theo kế hoạch"


class BulkTarget(models.TextChoices):
    """Who gets something when it is given to many at once."""

    MEMBERS = "members", "Mỗi thành viên"
    TEAMS = "teams", "Mỗi Tổ"

"""Codes of training and equipment."""

from django.db import models


class TrainingKind(models.TextChoices):
    """Forms of training (seed 002.III.2.2)."""

    SHORT_COURSE = "short_course", "Lớp tập huấn, bồi dưỡng ngắn hạn"
    DRILL = "drill", "Diễn tập xử lý tình huống"


class Organiser(models.TextChoices):
    """Who opens a class."""

    COMMUNE = "commune", "Công an xã"
    PROVINCE = "province", "Công an tỉnh"
    MINISTRY = "ministry", "Bộ Công an"


class Topic(models.TextChoices):
    """What a class teaches: the law and six skills (seed 002.III.2.1)."""

    LAW = "law", "Pháp luật về ANTT"
    PATROL = "patrol", "Tuần tra, quan sát, phát hiện nghi vấn"
    COMMUNICATION = "communication", "Giao tiếp, ứng xử, vận động Nhân dân"
    FIRST_AID_FIRE = "first_aid_fire", "Sơ cứu, phòng cháy, chữa cháy"
    RECORDS_REPORTS = "records_reports", "Ghi biên bản, lập báo cáo"
    MEDIATION = "mediation", "Hòa giải mâu thuẫn nhỏ"
    TOOLS = "tools", "Sử dụng công cụ hỗ trợ"


class EquipmentKind(models.TextChoices):
    """What is given to teams and members (seed 002.III.3, 002.VI.1.b5; TT 14/2024, Điều 8)."""

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


#: Given to one member by name, with a number of their own.
PERSONAL_KINDS = frozenset({EquipmentKind.NAME_BADGE, EquipmentKind.CERTIFICATE})


class Condition(models.TextChoices):
    """Condition of a thing when it was last looked at."""

    GOOD = "good", "Tốt"
    WORN = "worn", "Đã cũ"
    BROKEN = "broken", "Hỏng"
    LOST = "lost", "Mất"

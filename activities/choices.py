"""Codes of activities, assessments, commendations and discipline."""

from dataclasses import dataclass

from django.db import models


class ActivityGroup(models.TextChoices):
    """The four registers of activities; a kind of activity belongs to one of them."""

    MEETINGS = "meetings", "Sinh hoạt, hội nghị"
    PROPAGANDA = "propaganda", "Tuyên truyền"
    INSPECTIONS = "inspections", "Kiểm tra, giám sát"
    GOOD_DEEDS = "good_deeds", "Đăng ký việc tốt"


class ActivityKind(models.TextChoices):
    """What is registered, after the catalogue's indicators of the four registers."""

    # Meetings
    TEAM_MEETING = "team_meeting", "Sinh hoạt, giao ban tháng của Tổ"
    ASSOCIATION_MEETING = "association_meeting", "Họp đoàn thể có lồng ghép nội dung ANTT"
    HAMLET_CORE = "hamlet_core", "Họp cốt cán thôn"
    HAMLET_GENERAL = "hamlet_general", "Họp dân toàn thôn"
    SECURITY_GROUP = "security_group", "Họp Tổ an ninh xã hội"
    RESIDENTIAL_OTHER = "residential_other", "Họp, sinh hoạt khác ở khu dân cư"
    COMMUNE_CONFERENCE = "commune_conference", "Hội nghị cấp xã"
    COMMUNE_BRIEFING = "commune_briefing", "Giao ban tháng của xã với bí thư chi bộ, trưởng thôn"
    STEERING_BRIEFING = "steering_briefing", "Giao ban của Ban chỉ đạo ANTT"
    STEERING_REVIEW = "steering_review", "Sơ kết, tổng kết của Ban chỉ đạo 138"
    POSTS_CONFERENCE = "posts_conference", "Hội nghị tập trung người hoạt động không chuyên trách"
    POSTS_REVIEW = "posts_review", "Sơ kết, tổng kết về người hoạt động không chuyên trách"
    POLITICAL_EDUCATION = "political_education", "Giáo dục chính trị tư tưởng"
    CITIZEN_RECEPTION = "citizen_reception", "Tiếp công dân"
    DIALOGUE = "dialogue", "Đối thoại, tiếp xúc với dân"
    # Propaganda
    DIRECT_SESSION = "direct_session", "Tuyên truyền trực tiếp tại khu dân cư"
    BROADCAST = "broadcast", "Phát thanh trên loa xã, thôn"
    LEAFLET = "leaflet", "In tờ rơi"
    SLOGAN = "slogan", "In, kẻ khẩu hiệu"
    BANNER = "banner", "Làm băng rôn"
    PLEDGE_FORM = "pledge_form", "In tài liệu đăng ký việc tốt"
    OTHER_MATERIAL = "other_material", "In tài liệu khác"
    QUIZ_CONTEST = "quiz_contest", "Cuộc thi tìm hiểu"
    STAGE_CONTEST = "stage_contest", "Cuộc thi sân khấu hóa"
    MEDIA_ITEM = "media_item", "Tin, bài về ANTT"
    CRIME_METHODS = "crime_methods", "Thông tin phương thức, thủ đoạn tội phạm cho người không chuyên trách"
    JOINT_CAMPAIGN = "joint_campaign", "Ra quân cùng đoàn thể dịp lễ, Tết"
    # Inspections
    STEERING_INSPECTION = "steering_inspection", "Ban chỉ đạo kiểm tra, giám sát cơ sở"
    POSTS_INSPECTION = "posts_inspection", "Kiểm tra, giám sát người hoạt động không chuyên trách"
    LOOPHOLE_CHECK = "loophole_check", "Kiểm tra, khắc phục sơ hở quản lý"
    WARD_INSPECTION = "ward_inspection", "Kiểm tra, hướng dẫn Công an phường"
    TEAM_INSPECTION = "team_inspection", "Kiểm tra, hướng dẫn Tổ bảo vệ"
    DEED_SUPERVISION = "deed_supervision", "Giám sát thực hiện việc tốt"
    # Good deeds: who registered
    DEED_GROUP = "deed_group", "Tổ an ninh xã hội đăng ký"
    DEED_AGENCY = "deed_agency", "Cơ quan đăng ký"
    DEED_UNIT = "deed_unit", "Đơn vị đăng ký"
    DEED_ENTERPRISE = "deed_enterprise", "Doanh nghiệp đăng ký"
    DEED_SCHOOL = "deed_school", "Nhà trường đăng ký"
    DEED_INDIVIDUAL = "deed_individual", "Cá nhân đăng ký"
    DEED_HOUSEHOLD = "deed_household", "Hộ gia đình đăng ký"
    DEED_OFFENDER = "deed_offender", "Người vi phạm thuộc diện quản lý cam kết sửa chữa"
    DEED_VIOLATOR = "deed_violator", "Người có biểu hiện vi phạm khác cam kết"


@dataclass(frozen=True)
class KindRule:
    """What one kind of activity is registered with.

    `quantity` and `part` name the numbers that are asked beside it ("" = not asked), `subjects` the kinds of subject it
    may be about; with `needs_subject` it must be. `people` tells whether those present are counted.
    """

    group: ActivityGroup
    quantity: str = ""
    part: str = ""
    subjects: tuple[str, ...] = ()
    needs_subject: bool = False
    people: bool = True


_K = ActivityKind
_AREA = ("hamlet",)
_MEETING = KindRule(ActivityGroup.MEETINGS)
_RESIDENTIAL = KindRule(ActivityGroup.MEETINGS, subjects=_AREA)
_PRINTED = KindRule(ActivityGroup.PROPAGANDA, quantity="Số bản", people=False)
_CONTEST = KindRule(ActivityGroup.PROPAGANDA)
_INSPECTION = KindRule(ActivityGroup.INSPECTIONS, subjects=("team", "hamlet", "commune"), people=False)
_DEED = KindRule(ActivityGroup.GOOD_DEEDS, quantity="Số lượt đăng ký, cam kết", subjects=_AREA, people=False)

KIND_RULES: dict[str, KindRule] = {
    _K.TEAM_MEETING: KindRule(ActivityGroup.MEETINGS, subjects=("team",), needs_subject=True),
    _K.ASSOCIATION_MEETING: _RESIDENTIAL,
    _K.HAMLET_CORE: _RESIDENTIAL,
    _K.HAMLET_GENERAL: _RESIDENTIAL,
    _K.SECURITY_GROUP: _RESIDENTIAL,
    _K.RESIDENTIAL_OTHER: _RESIDENTIAL,
    _K.COMMUNE_CONFERENCE: _MEETING,
    _K.COMMUNE_BRIEFING: KindRule(
        ActivityGroup.MEETINGS, quantity="Số vấn đề phản ánh", part="Số vấn đề đã giải quyết"
    ),
    _K.STEERING_BRIEFING: _MEETING,
    _K.STEERING_REVIEW: _MEETING,
    _K.POSTS_CONFERENCE: _MEETING,
    _K.POSTS_REVIEW: _MEETING,
    _K.POLITICAL_EDUCATION: _MEETING,
    _K.CITIZEN_RECEPTION: _MEETING,
    _K.DIALOGUE: _RESIDENTIAL,
    _K.DIRECT_SESSION: KindRule(ActivityGroup.PROPAGANDA, subjects=_AREA),
    _K.BROADCAST: KindRule(
        ActivityGroup.PROPAGANDA, quantity="Số lượt phát", part="Tổng số phút", subjects=_AREA, people=False
    ),
    _K.LEAFLET: _PRINTED,
    _K.SLOGAN: _PRINTED,
    _K.BANNER: _PRINTED,
    _K.PLEDGE_FORM: _PRINTED,
    _K.OTHER_MATERIAL: _PRINTED,
    _K.QUIZ_CONTEST: _CONTEST,
    _K.STAGE_CONTEST: _CONTEST,
    _K.MEDIA_ITEM: KindRule(ActivityGroup.PROPAGANDA, quantity="Số tin, bài", people=False),
    _K.CRIME_METHODS: _CONTEST,
    _K.JOINT_CAMPAIGN: _CONTEST,
    _K.STEERING_INSPECTION: _INSPECTION,
    _K.POSTS_INSPECTION: _INSPECTION,
    _K.LOOPHOLE_CHECK: KindRule(
        ActivityGroup.INSPECTIONS, quantity="Số sơ hở đã phát hiện, khắc phục", subjects=_INSPECTION.subjects,
        people=False,
    ),
    _K.WARD_INSPECTION: _INSPECTION,
    _K.TEAM_INSPECTION: _INSPECTION,
    _K.DEED_SUPERVISION: KindRule(
        ActivityGroup.INSPECTIONS, quantity="Số lượt giám sát", subjects=_AREA, people=False
    ),
    _K.DEED_GROUP: _DEED,
    _K.DEED_AGENCY: _DEED,
    _K.DEED_UNIT: _DEED,
    _K.DEED_ENTERPRISE: _DEED,
    _K.DEED_SCHOOL: _DEED,
    _K.DEED_INDIVIDUAL: _DEED,
    _K.DEED_HOUSEHOLD: _DEED,
    _K.DEED_OFFENDER: _DEED,
    _K.DEED_VIOLATOR: _DEED,
}  # fmt: skip


def kinds_of(group: ActivityGroup) -> list[ActivityKind]:
    """The kinds of one register, in order."""
    return [kind for kind in ActivityKind if KIND_RULES[kind].group == group]


class AssessmentKind(models.TextChoices):
    """What somebody or something is assessed by, once a year."""

    ANNUAL_RATING = "annual_rating", "Xếp loại chất lượng hằng năm"
    SAFE_AREA = "safe_area", "An toàn về ANTT"
    CULTURAL = "cultural", "Danh hiệu văn hóa"
    NEW_RURAL = "new_rural", "Tiêu chí 19.2 nông thôn mới"


#: Titles of units, registered and recognised by year; the other kind is the yearly rating. The review of teams
#: (rà soát, kiện toàn) has sheets of its own: teams.models.ReviewRound.
TITLES = (AssessmentKind.SAFE_AREA, AssessmentKind.CULTURAL, AssessmentKind.NEW_RURAL)


class Result(models.TextChoices):
    """Results of all kinds; `RESULTS` says which belong to which kind."""

    EXCELLENT = "excellent", "Hoàn thành xuất sắc nhiệm vụ"
    GOOD = "good", "Hoàn thành tốt nhiệm vụ"
    COMPLETED = "completed", "Hoàn thành nhiệm vụ"
    FAILED = "failed", "Không hoàn thành nhiệm vụ"
    YES = "yes", "Đạt"
    NO = "no", "Chưa đạt"
    REGISTERED = "registered", "Đã đăng ký"
    CLASSIFIED = "classified", "Được phân loại đạt"
    RECOGNISED = "recognised", "Được công nhận"


_R = Result
_GRADES = (_R.EXCELLENT, _R.GOOD, _R.COMPLETED, _R.FAILED)
_ATTAINED = (_R.YES, _R.NO)
RESULTS: dict[str, tuple[Result, ...]] = {
    AssessmentKind.ANNUAL_RATING: _GRADES,
    AssessmentKind.SAFE_AREA: (_R.REGISTERED, _R.CLASSIFIED, _R.RECOGNISED, _R.NO),
    AssessmentKind.CULTURAL: (_R.RECOGNISED, _R.NO),
    AssessmentKind.NEW_RURAL: _ATTAINED,
}
#: Results beside which a ground of replacement or dismissal may stand: who did well is not to be replaced.
RESULTS_WITH_GROUND = (_R.COMPLETED, _R.FAILED)
RESULT_TONES = {
    _R.EXCELLENT: "ok", _R.GOOD: "ok", _R.COMPLETED: "ok", _R.YES: "ok", _R.RECOGNISED: "ok",
    _R.CLASSIFIED: "info", _R.REGISTERED: "info", _R.FAILED: "bad",
    _R.NO: "warn",
}  # fmt: skip


class CommendationForm(models.TextChoices):
    """Forms of commendation; BM1 counts the first two."""

    MERIT = "bang_khen", "Bằng khen"
    PRAISE = "giay_khen", "Giấy khen"
    LETTER = "thu_khen", "Thư khen"
    TITLE = "danh_hieu", "Danh hiệu thi đua"
    HONOUR = "bieu_duong", "Biểu dương"
    OTHER = "khac", "Hình thức khác"


class CommendationLevel(models.TextChoices):
    """Who gives a commendation."""

    COMMUNE = "commune", "Chủ tịch UBND xã"
    PROVINCE_POLICE = "province_police", "Giám đốc Công an tỉnh"
    PROVINCE = "province", "Chủ tịch UBND tỉnh"
    MINISTRY = "ministry", "Bộ trưởng Bộ Công an, bộ, ngành"
    STATE = "state", "Thủ tướng Chính phủ, Chủ tịch nước"
    ORGANISATION = "organisation", "Mặt trận, đoàn thể, tổ chức khác"


class Occasion(models.TextChoices):
    """Why a commendation is given."""

    YEARLY = "yearly", "Tổng kết năm"
    AT_ONCE = "at_once", "Đột xuất"
    THEME = "theme", "Theo chuyên đề, đợt thi đua"


class DisciplineForm(models.TextChoices):
    """Forms of discipline. Written reminders count towards leaving (Luật 30/2023, Điều 17, khoản 3, điểm c)."""

    REMINDER = "reminder", "Nhắc nhở bằng văn bản"
    CRITICISM = "criticism", "Phê bình"
    REPRIMAND = "reprimand", "Khiển trách"
    WARNING = "warning", "Cảnh cáo"
    OTHER = "other", "Hình thức khác"

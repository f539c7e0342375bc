"""Codes and labels of people, teams and memberships."""

from django.db import models


class Sex(models.TextChoices):
    """Sex as identity papers give it."""

    MALE = "male", "Nam"
    FEMALE = "female", "Nữ"


class CitizenIdDoubt(models.TextChoices):
    """What in a CCCD does not go with the record; several may hold at once, written one after the other."""

    FORM = "f", "không đủ 12 chữ số"
    YEAR = "y", "khác năm sinh đã ghi"
    SEX = "s", "khác giới tính đã ghi"


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


class PostKind(models.TextChoices):
    """Chức danh ở thôn, tổ dân phố. Which of them are the core posts is law: parameter `post.core`."""

    PARTY_SECRETARY = "party_secretary", "Bí thư chi bộ"
    HAMLET_HEAD = "hamlet_head", "Trưởng thôn, Tổ trưởng tổ dân phố"
    FRONT_HEAD = "front_head", "Trưởng ban công tác Mặt trận"
    POLICE_AUXILIARY = "police_auxiliary", "Công an viên, Bảo vệ dân phố"
    DEPUTY_SECRETARY = "deputy_secretary", "Phó Bí thư chi bộ"
    DEPUTY_HEAD = "deputy_head", "Phó trưởng thôn, Tổ phó tổ dân phố"
    WOMEN = "women", "Chi hội trưởng Phụ nữ"
    FARMERS = "farmers", "Chi hội trưởng Nông dân"
    VETERANS = "veterans", "Chi hội trưởng Cựu chiến binh"
    YOUTH = "youth", "Bí thư chi đoàn"
    ELDERLY = "elderly", "Chi hội trưởng Người cao tuổi"
    MILITIA = "militia", "Thôn đội trưởng"
    HEALTH = "health", "Nhân viên y tế thôn"
    MEDIATION = "mediation", "Tổ trưởng Tổ hòa giải"
    OTHER = "other", "Chức danh khác"


#: Posts of which a hamlet has one holder at a time.
SINGLE_POSTS = (PostKind.PARTY_SECRETARY, PostKind.HAMLET_HEAD, PostKind.FRONT_HEAD)


class PostStart(models.TextChoices):
    """How somebody came to a post (seed 000.II.3.b2: by ballot)."""

    BALLOT = "ballot", "Bầu bằng phiếu"
    HANDS = "hands", "Bầu bằng biểu quyết"
    APPOINTED = "appointed", "Được cử, chỉ định"
    TAKEN_OVER = "taken_over", "Đang giữ từ trước"


class PostEnd(models.TextChoices):
    """Why somebody no longer holds a post."""

    RESIGNED = "resigned", "Từ chức, xin thôi"
    DISMISSED = "dismissed", "Miễn nhiệm"
    REPLACED = "replaced", "Thay thế do không đáp ứng nhiệm vụ"
    TERM_ENDED = "term_ended", "Hết nhiệm kỳ"
    DIED = "died", "Từ trần"
    MOVED = "moved", "Chuyển nơi cư trú"
    OTHER = "other", "Lý do khác"


class PostGround(models.TextChoices):
    """Grounds of a replacement, a resignation or a dismissal (seed 000.II.2.b3)."""

    LOW_RESPONSIBILITY = "low_responsibility", "Thiếu trách nhiệm, chậm trễ, ách tắc"
    LOW_CAPACITY = "low_capacity", "Năng lực, trình độ hạn chế"
    HEALTH = "health", "Không đủ sức khỏe"
    OLD_AGE = "old_age", "Tuổi quá cao"
    NOT_EXEMPLARY = "not_exemplary", "Không gương mẫu"
    LOST_TRUST = "lost_trust", "Mất uy tín với nhân dân"
    DISUNITY = "disunity", "Gây mất đoàn kết"
    COMPLAINTS = "complaints", "Có đơn thư khiếu nại, tố cáo"
    FAMILY_OFFENCE = "family_offence", "Người thân vi phạm pháp luật"


#: Ends that may have a ground, and those that must.
ENDS_WITH_GROUND = (PostEnd.RESIGNED, PostEnd.DISMISSED, PostEnd.REPLACED)
ENDS_NEED_GROUND = (PostEnd.DISMISSED, PostEnd.REPLACED)


class PropagandaRole(models.TextChoices):
    """What a holder of a post does beside it for propaganda (seed 000.II.4.b3)."""

    REPORTER = "reporter", "Báo cáo viên"
    PROPAGANDIST = "propagandist", "Tuyên truyền viên"
    MEDIATOR = "mediator", "Hòa giải viên"


class Standard(models.TextChoices):
    """Standards of a member that a review may find lacking (Luật 30/2023, Điều 13)."""

    AGE = "age", "Tuổi"
    CHARACTER = "character", "Lý lịch, phẩm chất đạo đức"
    LEGAL = "legal", "Chấp hành pháp luật"
    EDUCATION = "education", "Trình độ"
    RESIDENCE = "residence", "Nơi cư trú"
    HEALTH = "health", "Sức khỏe"


class Gap(models.TextChoices):
    """What a member still lacks in knowledge, skill and attitude (seed 002.I.3)."""

    DUTIES = "duties", "Nắm nhiệm vụ, quyền hạn"
    PREVENTION = "prevention", "Kỹ năng phòng ngừa"
    DETECTION = "detection", "Kỹ năng phát hiện"
    HANDLING = "handling", "Kỹ năng xử lý"
    COORDINATION = "coordination", "Kỹ năng phối hợp giải quyết"
    ATTITUDE = "attitude", "Tinh thần, thái độ"


#: The four groups of basic skills of the plan of Quảng Trạch (mục I.3).
SKILL_GAPS = frozenset({Gap.PREVENTION, Gap.DETECTION, Gap.HANDLING, Gap.COORDINATION})


class Outcome(models.TextChoices):
    """What follows for a member from a review."""

    KEEP = "keep", "Giữ nguyên"
    TRAIN = "train", "Bồi dưỡng"
    REPLACE = "replace", "Thay thế"


class Rating(models.TextChoices):
    """How well a team works, as its review found."""

    GOOD = "good", "Tốt"
    FAIR = "fair", "Khá"
    AVERAGE = "average", "Trung bình"
    WEAK = "weak", "Yếu"


class Strength(models.TextChoices):
    """A team's members against its quota."""

    SHORT = "short", "Thiếu"
    FULL = "full", "Đủ"
    SURPLUS = "surplus", "Thừa"
    NO_QUOTA = "no_quota", "Chưa có định mức"


class ConsentWay(models.TextChoices):
    """How somebody agreed that their telephone number is made public."""

    WRITTEN = "written", "Bằng văn bản"
    ELECTRONIC = "electronic", "Tin nhắn, thư điện tử"
    SPOKEN = "spoken", "Bằng lời nói, có ghi nhận"


class DutyFault(models.TextChoices):
    """What Điều 17, khoản 3, điểm c of Luật 30/2023 reproaches a member with."""

    REFUSED = "refused", "Không chấp hành phân công, điều động, huy động"
    UNFINISHED = "unfinished", "Không hoàn thành nhiệm vụ"
    ABUSED = "abused", "Lợi dụng việc thực hiện nhiệm vụ"


class LeavingPaperKind(models.TextChoices):
    """Papers that a leaving stands on."""

    LETTER = "letter", "Đơn xin thôi tham gia"
    HEALTH = "health", "Giấy chứng nhận sức khỏe"
    PROSECUTION = "prosecution", "Quyết định khởi tố, ngăn chặn, xử lý hành chính"
    PROPOSAL = "proposal", "Báo cáo đề xuất cho thôi (Mẫu 07)"
    DEATH = "death", "Giấy chứng tử, trích lục khai tử"
    OTHER = "other", "Giấy tờ khác"


#: The paper that each legal case of leaving asks for (Luật 30/2023, Điều 17, khoản 3).
EXPECTED_PAPERS = {
    EndKind.RESIGNED: LeavingPaperKind.LETTER,
    EndKind.UNFIT_HEALTH: LeavingPaperKind.HEALTH,
    EndKind.PROSECUTED: LeavingPaperKind.PROSECUTION,
}


class ProposalKind(models.TextChoices):
    """What a proposal of the commune police (Mẫu 07) asks the chairman for."""

    LEAVING = "leaving", "Cho thôi tham gia Tổ"
    DISSOLUTION = "dissolution", "Giải thể Tổ"


class ProposalState(models.TextChoices):
    """How far a proposal has come."""

    DRAFT = "draft", "Đang soạn"
    SUBMITTED = "submitted", "Chờ Chủ tịch UBND xã"
    APPROVED = "approved", "Đã quyết định"
    REFUSED = "refused", "Chủ tịch từ chối"
    WITHDRAWN = "withdrawn", "Đã rút"


#: Proposals that still may lead to a decision: nobody stands in two of them.
OPEN_PROPOSALS = (ProposalState.DRAFT, ProposalState.SUBMITTED)
#: Proposals that the chairman has before him or has answered.
PUT_FORWARD = (ProposalState.SUBMITTED, ProposalState.APPROVED, ProposalState.REFUSED)


class TransferState(models.TextChoices):
    """Where a request to take somebody over stands."""

    WAITING = "waiting", "Chờ trả lời"
    ACCEPTED = "accepted", "Đã chấp nhận"
    REFUSED = "refused", "Từ chối"
    WITHDRAWN = "withdrawn", "Đã rút"


class RegulationTopic(models.TextChoices):
    """What a Quy chế hoạt động must settle (seed 002.III.1.b3)."""

    ASSIGNMENT = "assignment", "Phân công nhiệm vụ"
    CLUSTERS = "cluster_assignment", "Phụ trách từng cụm dân cư"
    DUTY = "duty", "Chế độ trực"
    PATROL = "patrol", "Tuần tra"
    REPORTING = "reporting", "Báo cáo"
    RECORDS = "records", "Ghi sổ sách"
    REWARD = "reward", "Khen thưởng"
    DISCIPLINE = "discipline", "Kỷ luật"


class QuotaBasis(models.TextChoices):
    """By what a province counts how many members a team should have (Luật 30/2023, Điều 14, khoản 3)."""

    HOUSEHOLDS = "households", "Số hộ"
    POPULATION = "population", "Số nhân khẩu"
    KIND = "kind", "Loại thôn, tổ dân phố"

"""Types of official papers (NĐ 30/2020, Điều 7 and Phụ lục III) and their life."""

from django.db import models


class DocumentType(models.TextChoices):
    """Paper types with the abbreviation that stands in the number; the code is the abbreviation in lower case.

    A certificate (Giấy chứng nhận), a list and a dispatch (công văn) have no abbreviation in NĐ 30.
    """

    RESOLUTION = "nq", "Nghị quyết"
    DECISION = "qd", "Quyết định"
    DIRECTIVE = "ct", "Chỉ thị"
    REGULATION = "qc", "Quy chế"
    NOTICE = "tb", "Thông báo"
    GUIDANCE = "hd", "Hướng dẫn"
    PROGRAMME = "ctr", "Chương trình"
    PLAN = "kh", "Kế hoạch"
    SCHEME = "da", "Đề án"
    REPORT = "bc", "Báo cáo"
    MINUTES = "bb", "Biên bản"
    SUBMISSION = "ttr", "Tờ trình"
    INVITATION = "gm", "Giấy mời"
    INTRODUCTION = "ggt", "Giấy giới thiệu"
    DISPATCH = "cv", "Công văn"
    LETTER = "don", "Đơn"
    HEALTH_CERTIFICATE = "gcnsk", "Giấy chứng nhận sức khỏe"
    LIST = "ds", "Danh sách"
    OTHER = "khac", "Giấy tờ khác"


#: What stands before the slash's agency part: Số: 05/QĐ-UBND.
ABBREVIATIONS = {
    DocumentType.RESOLUTION: "NQ",
    DocumentType.DECISION: "QĐ",
    DocumentType.DIRECTIVE: "CT",
    DocumentType.REGULATION: "QC",
    DocumentType.NOTICE: "TB",
    DocumentType.GUIDANCE: "HD",
    DocumentType.PROGRAMME: "CTr",
    DocumentType.PLAN: "KH",
    DocumentType.SCHEME: "ĐA",
    DocumentType.REPORT: "BC",
    DocumentType.MINUTES: "BB",
    DocumentType.SUBMISSION: "TTr",
    DocumentType.INVITATION: "GM",
    DocumentType.INTRODUCTION: "GGT",
    DocumentType.DISPATCH: "",
}

#: Signed here without a number: NĐ 30/2020 gives them no abbreviation (Phụ lục III), custom gives them no number.
WITHOUT_NUMBER = frozenset({DocumentType.LIST})
#: Made by others; the product only records them.
RECORDED_ONLY = frozenset({DocumentType.LETTER, DocumentType.HEALTH_CERTIFICATE, DocumentType.OTHER})
#: About one person's health or wishes: a partner agency does not open them (roles.md).
PERSONAL = frozenset({DocumentType.LETTER, DocumentType.HEALTH_CERTIFICATE})


class Origin(models.TextChoices):
    """How a paper came into the product."""

    ISSUED = "issued", "Phát hành trong hệ thống"
    RECORDED = "recorded", "Ghi nhận từ bản giấy"


class DocumentState(models.TextChoices):
    """The life of a paper. Once issued it never changes: a correction replaces it."""

    DRAFT = "draft", "Bản thảo"
    ISSUED = "issued", "Có hiệu lực"
    REPLACED = "replaced", "Đã được thay thế"
    RECALLED = "recalled", "Đã thu hồi"


#: How a state is shown: tone of the component `st`.
STATE_TONES = {
    DocumentState.DRAFT: "idle",
    DocumentState.ISSUED: "ok",
    DocumentState.REPLACED: "warn",
    DocumentState.RECALLED: "bad",
}

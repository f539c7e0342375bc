"""Types of official papers (NĐ 30/2020, Điều 7 and Phụ lục III) and their life."""

from collections.abc import Iterable

from django.db import models


class DocumentType(models.TextChoices):
    """The 29 types of the decree in its order (Điều 7), then papers of others; the code is the abbreviation in lower
    case without accents, in full where two would be the same.

    A dispatch (công văn), an open letter (thư công), a list and a certificate have no abbreviation in NĐ 30.
    """

    RESOLUTION = "nq", "Nghị quyết"
    DECISION = "qd", "Quyết định"
    DIRECTIVE = "ct", "Chỉ thị"
    REGULATION = "qc", "Quy chế"
    PROVISION = "qyd", "Quy định"
    COMMUNIQUE = "tc", "Thông cáo"
    NOTICE = "tb", "Thông báo"
    GUIDANCE = "hd", "Hướng dẫn"
    PROGRAMME = "ctr", "Chương trình"
    PLAN = "kh", "Kế hoạch"
    OPTION = "pa", "Phương án"
    SCHEME = "da", "Đề án"
    PROJECT = "duan", "Dự án"
    REPORT = "bc", "Báo cáo"
    MINUTES = "bb", "Biên bản"
    SUBMISSION = "ttr", "Tờ trình"
    CONTRACT = "hdong", "Hợp đồng"
    DISPATCH = "cv", "Công văn"
    URGENT_DISPATCH = "cd", "Công điện"
    MEMORANDUM = "bgn", "Bản ghi nhớ"
    AGREEMENT = "btt", "Bản thỏa thuận"
    AUTHORISATION = "guq", "Giấy ủy quyền"
    INVITATION = "gm", "Giấy mời"
    INTRODUCTION = "ggt", "Giấy giới thiệu"
    LEAVE_PERMIT = "gnp", "Giấy nghỉ phép"
    SENDING_SLIP = "pg", "Phiếu gửi"
    TRANSFER_SLIP = "pc", "Phiếu chuyển"
    NOTICE_SLIP = "pb", "Phiếu báo"
    OPEN_LETTER = "thucong", "Thư công"
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
    DocumentType.PROVISION: "QyĐ",
    DocumentType.COMMUNIQUE: "TC",
    DocumentType.NOTICE: "TB",
    DocumentType.GUIDANCE: "HD",
    DocumentType.PROGRAMME: "CTr",
    DocumentType.PLAN: "KH",
    DocumentType.OPTION: "PA",
    DocumentType.SCHEME: "ĐA",
    DocumentType.PROJECT: "DA",
    DocumentType.REPORT: "BC",
    DocumentType.MINUTES: "BB",
    DocumentType.SUBMISSION: "TTr",
    DocumentType.CONTRACT: "HĐ",
    DocumentType.DISPATCH: "",
    DocumentType.URGENT_DISPATCH: "CĐ",
    DocumentType.MEMORANDUM: "BGN",
    DocumentType.AGREEMENT: "BTT",
    DocumentType.AUTHORISATION: "GUQ",
    DocumentType.INVITATION: "GM",
    DocumentType.INTRODUCTION: "GGT",
    DocumentType.LEAVE_PERMIT: "GNP",
    DocumentType.SENDING_SLIP: "PG",
    DocumentType.TRANSFER_SLIP: "PC",
    DocumentType.NOTICE_SLIP: "PB",
}

#: Signed here without a number: NĐ 30/2020 gives them no abbreviation (Phụ lục III), custom gives them no number.
WITHOUT_NUMBER = frozenset({DocumentType.LIST, DocumentType.OPEN_LETTER})
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
    RESERVED = "reserved", "Đang giữ số"
    GIVEN_UP = "given_up", "Đã bỏ số"


#: Numbers without a paper: held for one that is still to be signed, or given up.
NUMBERS_ONLY = (DocumentState.RESERVED, DocumentState.GIVEN_UP)
#: How a state is shown: tone of the component `st`.
STATE_TONES = {
    DocumentState.DRAFT: "idle",
    DocumentState.ISSUED: "ok",
    DocumentState.REPLACED: "warn",
    DocumentState.RECALLED: "bad",
    DocumentState.RESERVED: "info",
    DocumentState.GIVEN_UP: "idle",
}


class WordingState(models.TextChoices):
    """How a version of a wording stands on a day; told from its days, never kept."""

    DRAFT = "draft", "Bản thảo"
    WAITING = "waiting", "Sắp áp dụng"
    IN_FORCE = "in_force", "Đang áp dụng"
    ENDED = "ended", "Thôi áp dụng"


WORDING_TONES = {
    WordingState.DRAFT: "pick",
    WordingState.WAITING: "info",
    WordingState.IN_FORCE: "ok",
    WordingState.ENDED: "idle",
}


class PostingPlace(models.TextChoices):
    """The kinds of place where a paper is posted for the public to read.

    TT 14/2024/TT-BCA, Điều 3 to 5 name the seats of HĐND, UBND and commune police, the houses of culture and the
    community points of thôn, tổ dân phố; the plan of xã Quảng Trạch (seed 002.VI.2) adds the commune's web page.
    """

    HEADQUARTERS = "headquarters", "Trụ sở HĐND, UBND"
    POLICE = "police", "Trụ sở Công an xã"
    CULTURE_HOUSE = "culture_house", "Nhà văn hóa"
    COMMUNITY_POINT = "community_point", "Điểm sinh hoạt cộng đồng"
    WEBSITE = "website", "Trang thông tin điện tử"


_CIRCULAR = "TT 14/2024/TT-BCA, Điều 3 đến Điều 5"
#: Where each kind of place is written.
PLACE_SOURCES = {
    PostingPlace.HEADQUARTERS: _CIRCULAR,
    PostingPlace.POLICE: _CIRCULAR,
    PostingPlace.CULTURE_HOUSE: _CIRCULAR,
    PostingPlace.COMMUNITY_POINT: _CIRCULAR,
    PostingPlace.WEBSITE: "Kế hoạch của UBND xã, mục VI.2",
}


def sources_of(places: Iterable[str]) -> list[str]:
    """Where the kinds of place are written, each source once."""
    return list(dict.fromkeys(PLACE_SOURCES[PostingPlace(place)] for place in places))


#: Kinds of place of which every hamlet has its own.
HAMLET_PLACES = frozenset({PostingPlace.CULTURE_HOUSE, PostingPlace.COMMUNITY_POINT})


class PostingState(models.TextChoices):
    """How far the posting at one place has come; told from its days, never kept."""

    WAITING = "waiting", "Chưa niêm yết"
    OVERDUE = "overdue", "Quá hạn"
    POSTED = "posted", "Đang niêm yết"
    TAKEN_DOWN = "taken_down", "Đã gỡ"
    LAPSED = "lapsed", "Không còn phải niêm yết"


POSTING_TONES = {
    PostingState.WAITING: "warn",
    PostingState.OVERDUE: "bad",
    PostingState.POSTED: "ok",
    PostingState.TAKEN_DOWN: "idle",
    PostingState.LAPSED: "idle",
}

"""Codes and labels of units."""

from django.db import models


class ProvinceKind(models.TextChoices):
    """Kinds of provincial units."""

    PROVINCE = "tinh", "Tỉnh"
    CITY = "thanh_pho", "Thành phố"


class CommuneKind(models.TextChoices):
    """Kinds of communal units since 01/7/2025, in the official order of lists (xã first, then phường)."""

    COMMUNE = "xa", "Xã"
    WARD = "phuong", "Phường"
    SPECIAL_ZONE = "dac_khu", "Đặc khu"


class HamletKind(models.TextChoices):
    """Names that localities carry; the law knows two groups (Luật 30/2023, Điều 2): see `HamletGroup`."""

    THON = "thon", "Thôn"
    LANG = "lang", "Làng"
    AP = "ap", "Ấp"
    BAN = "ban", "Bản"
    BUON = "buon", "Buôn"
    BON = "bon", "Bon"
    PHUM = "phum", "Phum"
    SOC = "soc", "Sóc"
    XOM = "xom", "Xóm"
    TO_DAN_PHO = "to_dan_pho", "Tổ dân phố"
    KHU_PHO = "khu_pho", "Khu phố"
    KHOI_PHO = "khoi_pho", "Khối phố"
    KHOM = "khom", "Khóm"
    TIEU_KHU = "tieu_khu", "Tiểu khu"


class HamletGroup(models.TextChoices):
    """The law's two groups of localities."""

    RURAL = "thon", "Thôn"
    URBAN = "to_dan_pho", "Tổ dân phố"


#: Kinds that count as tổ dân phố; all others count as thôn.
URBAN_KINDS = frozenset(
    {HamletKind.TO_DAN_PHO, HamletKind.KHU_PHO, HamletKind.KHOI_PHO, HamletKind.KHOM, HamletKind.TIEU_KHU}
)


class AreaKind(models.TextChoices):
    """Areas for which the law makes exceptions (Luật 30/2023, Điều 13)."""

    MOUNTAIN = "mien_nui", "Miền núi"
    BORDER = "bien_gioi", "Biên giới"
    ISLAND = "hai_dao", "Hải đảo"
    HARDSHIP = "dac_biet_kho_khan", "Có điều kiện kinh tế - xã hội đặc biệt khó khăn"
    MINORITY = "dan_toc_thieu_so", "Vùng đồng bào dân tộc thiểu số"


class AgencyKind(models.TextChoices):
    """Agencies that write, sign or are given duties."""

    COMMUNE_POLICE = "commune_police", "Công an xã"
    PEOPLES_COMMITTEE = "peoples_committee", "Ủy ban nhân dân xã"
    OFFICE = "office", "Văn phòng HĐND và UBND"
    ECONOMY = "economy", "Phòng Kinh tế"
    CULTURE = "culture", "Phòng Văn hóa - Xã hội"
    FRONT = "front", "Ủy ban MTTQ Việt Nam xã"
    HAMLETS = "hamlets", "Các thôn, tổ dân phố"
    PROVINCE_POLICE = "province_police", "Công an tỉnh"
    PROVINCE_OFFICE = "province_office", "Phòng nghiệp vụ Công an tỉnh"
    PROVINCE_COMMITTEE = "province_committee", "Ủy ban nhân dân tỉnh"


class SuccessionKind(models.TextChoices):
    """How units change."""

    MERGE = "merge", "Sáp nhập"
    SPLIT = "split", "Chia tách"
    RENAME = "rename", "Đổi tên"
    CHANGE_KIND = "change_kind", "Đổi loại đơn vị"

import pytest

from vietnam.legacy import convert, detect

TCVN3 = {
    "NguyÔn V¨n An": "Nguyễn Văn An",
    "TrÇn ThÞ H\u00ad¬ng": "Trần Thị Hương",
    "§Æng H÷u §øc": "Đặng Hữu Đức",
    "NGUYÔN V¡N §øC": "NGUYỄN VĂN ĐỨC",
    "Tæ tr\u00adëng": "Tổ trưởng",
}
VNI = {
    "Nguyeãn Vaên An": "Nguyễn Văn An",
    "Traàn Thò Höông": "Trần Thị Hương",
    "Ñaëng Höõu Ñöùc": "Đặng Hữu Đức",
    "Hoà Duy Khaùnh": "Hồ Duy Khánh",
    "Vuõ Ñình Tieán": "Vũ Đình Tiến",
    "THOÂN TOÂ XAÙ": "THÔN TÔ XÁ",
}


@pytest.mark.parametrize(("typed", "meant"), TCVN3.items())
def test_tcvn3_becomes_unicode(typed, meant):
    assert convert(typed, "tcvn3") == meant


@pytest.mark.parametrize(("typed", "meant"), VNI.items())
def test_vni_becomes_unicode(typed, meant):
    assert convert(typed, "vni") == meant


def test_a_sheet_says_which_old_font_it_was_typed_with():
    assert detect(TCVN3) == "tcvn3"
    assert detect(VNI) == "vni"


def test_unicode_rosters_are_left_alone():
    assert detect(["Nguyễn Văn An", "Hoàng Toán", "Đặng Hữu Đức"]) is None
    assert detect(["Hoàng Hoà", "Toán Khoá", "Lò Thò"]) is None
    assert detect(["Tổ 1", "25 °C", "§ 5"] * 5) is None
    assert detect(["An", "Binh", "1980"]) is None


def test_one_stray_name_does_not_make_a_roster_old():
    assert detect(["Nguyễn Văn An"] * 60 + ["NguyÔn V¨n An"]) is None


def test_a_sheet_that_mixes_both_is_named():
    assert detect([*TCVN3, "Nguyễn Văn An"]) == "mixed"

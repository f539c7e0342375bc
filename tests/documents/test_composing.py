"""A paper from wording and facts: what is filled, what is refused, and that every shipped wording can be filled."""

from dataclasses import replace
from datetime import date

import pytest

from contracts.registry import TemplateKind, template_kinds
from documents.composing import Filling, Wording, WordingError, check, compose, shipped
from documents.layout import Article, Bullets, Grounds, Heading, Signature, Table

KIND = TemplateKind(
    "test.decision", "Quyết định thử", "qd", "", None,
    words={"số người": "Số người", "căn cứ thêm": "Có thể trống"},
    tables={"danh sách": "Danh sách"}, lists={"nơi": "Các nơi"}, switches={"cấp phó": "Phó Chủ tịch ký"},
)  # fmt: skip
TABLE = Table(("Họ và tên",), (("Phan Văn Lộc",),), (100,), "l")
FACTS = Filling({"số người": "02", "căn cứ thêm": ""}, {"danh sách": TABLE}, {"nơi": ("Thôn Tô Xá",)})


def wording(*body, **more) -> Wording:
    """A wording with that body."""
    return Wording("Về việc thử {số người} người", body, signing=("CHỦ TỊCH",), **more)


def composed(text: Wording, agency, facts: Filling = FACTS):
    """The paper of that wording on 15/9/2025."""
    return compose(KIND, text, facts, agency=agency, on=date(2025, 9, 15))


def test_facts_stand_where_the_wording_names_them(committee):
    made = composed(
        wording(
            {"kind": "article", "text": "Công nhận {số người} người của {cơ quan}"}, recipients=["Như Điều 1"]
        ),
        committee,
    )
    assert made.title == "Về việc thử 02 người"
    assert Article(f"Công nhận 02 người của {committee.name}") in made.blocks
    assert made.recipients == ("Như Điều 1",)
    assert [type(block) for block in made.blocks][2] is Heading


def test_a_ground_without_a_fact_is_left_out(committee):
    made = composed(wording({"kind": "grounds", "items": ["Căn cứ Luật", "{căn cứ thêm}"]}), committee)
    assert Grounds(("Căn cứ Luật",)) in made.blocks


def test_tables_and_lists_come_whole_from_the_record(committee):
    made = composed(wording({"kind": "table", "of": "danh sách"}, {"kind": "list", "of": "nơi"}), committee)
    assert TABLE in made.blocks and Bullets(("Thôn Tô Xá.",)) in made.blocks


def test_a_list_from_the_record_is_punctuated_as_a_list(committee):
    facts = Filling(FACTS.words, {}, {"nơi": ("Thôn Tô Xá", "Thôn Thanh Lương;", "Thôn Pháp Kệ")})
    made = composed(wording({"kind": "list", "of": "nơi"}), committee, facts)
    assert Bullets(("Thôn Tô Xá;", "Thôn Thanh Lương;", "Thôn Pháp Kệ.")) in made.blocks


def test_a_switch_decides_whether_a_part_appears(committee):
    text = wording(
        {"kind": "article", "text": "Phó ký", "if": "cấp phó"},
        {"kind": "article", "text": "Trưởng ký", "unless": "cấp phó"},
    )
    off = composed(text, committee).blocks
    on = composed(text, committee, Filling(FACTS.words, switches=frozenset({"cấp phó"}))).blocks
    assert Article("Trưởng ký") in off and Article("Phó ký") not in off
    assert Article("Phó ký") in on and Article("Trưởng ký") not in on


def test_who_signs_replaces_the_lines_of_the_wording(committee):
    made = compose(
        KIND, wording(), FACTS, agency=committee, on=date(2025, 9, 15),
        signing=("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
    )  # fmt: skip
    foot = next(block for block in made.blocks if isinstance(block, Signature))
    assert foot.lines == ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")


def test_an_annex_follows_the_signature_and_names_who_decided(committee):
    made = composed(
        wording(
            {"kind": "article", "text": "x"},
            {"kind": "annex", "title": ["DANH SÁCH"]},
            {"kind": "table", "of": "danh sách"},
        ),
        committee,
    )
    kinds = [block.kind for block in made.blocks]
    assert kinds[-3:] == ["signature", "annex", "table"]
    assert made.blocks[-2].issuer == f"Chủ tịch {committee.name}"


def test_a_sheet_has_no_number_and_its_date_above_the_signature(committee):
    sheet = replace(KIND, type="khac")
    made = compose(sheet, wording(heading="BIÊN NHẬN"), FACTS, agency=committee, on=date(2025, 9, 15))
    assert "number_row" not in [block.kind for block in made.blocks]
    assert made.blocks[-1].place == committee.place


@pytest.mark.parametrize(
    ("block", "fault"),
    [
        ({"kind": "article", "text": "{họ tên vợ}"}, "“{họ tên vợ}” không có trong mẫu này"),
        ({"kind": "article", "text": "{số người"}, "dấu ngoặc nhọn chưa đóng"),
        ({"kind": "table", "of": "bảng lương"}, "Không có bảng “bảng lương”"),
        ({"kind": "list", "of": "thôn"}, "Không có danh sách “thôn”"),
        ({"kind": "signature", "lines": ["X"]}, "Không có loại đoạn “signature”"),
        ({"kind": "article", "text": "x", "if": "mưa"}, "Không có điều kiện “mưa”"),
        ({"kind": "section", "title": "x"}, "Đoạn “section” thiếu nội dung"),
    ],
)
def test_a_wording_that_cannot_be_filled_says_why(block, fault):
    with pytest.raises(WordingError, match=fault.replace("{", r"\{")):
        check(KIND, wording(block))


def test_all_faults_are_told_at_once():
    with pytest.raises(WordingError) as refused:
        check(KIND, wording({"kind": "article", "text": "{a}"}, {"kind": "table", "of": "b"}))
    assert len(refused.value.problems) == 2


@pytest.mark.parametrize("kind", list(template_kinds), ids=lambda kind: kind.code)
def test_every_shipped_wording_names_only_what_its_kind_offers(kind):
    check(kind, shipped(kind.file))

"""Versions of wordings: who writes them, from when they hold, for whom, and that faults keep them out of use."""

from dataclasses import replace
from datetime import date

import pytest
import time_machine
from django.core.exceptions import ValidationError

from contracts.policy import PolicyDenied
from contracts.records import StaleRecord
from contracts.registry import TemplateKind, template_kinds
from documents.choices import WordingState
from documents.composing import Filling, Wording, shipped
from documents.editing.differences import differences
from documents.editing.rows import item_of, mark, rows_of
from documents.models import PaperTemplate
from documents.services import (
    document_issue,
    paper_draft,
    wording_edit,
    wording_end,
    wording_of,
    wording_release,
    wording_start,
    wording_withdraw,
)
from tests.audited import one_entry_per_object
from tests.documents.conftest import TEMPLATE

pytestmark = pytest.mark.django_db
TODAY = date(2025, 9, 10)
FACTS = Filling({"số người": "02"})


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel("2025-09-10 09:00+07:00", tick=False):
        yield


def draft(actor, text: str = "Câu mới về {số người} người.", *, province=None, **changes) -> PaperTemplate:
    """A draft version whose only article says that."""
    row = wording_start(actor=actor, code=TEMPLATE, note="Theo góp ý", province=province)
    body = [{"kind": "article", "text": text}]
    wording = replace(row.wording, body=body, **changes)
    return wording_edit(actor=actor, template=row, version=row.version, wording=wording, note="Theo góp ý")


def release(actor, text: str = "Câu mới về {số người} người.", *, on=TODAY, province=None) -> PaperTemplate:
    """The same, in force from that day."""
    row = draft(actor, text, province=province)
    return wording_release(actor=actor, template=row, version=row.version, started_on=on)


def paper(world, agency, on=TODAY):
    """A decision drafted that day."""
    return paper_draft(actor=world.an, code=TEMPLATE, filling=FACTS, agency=agency, on=on)


def articles(document) -> list[str]:
    return [block["text"] for block in document.blocks if block["kind"] == "article"]


def test_without_a_version_the_shipped_wording_is_used(world, committee, template):
    document = paper(world, committee)
    assert articles(document) == ["Công nhận 02 người."]
    assert (document.template_code, document.template_version) == (TEMPLATE, 0)


def test_a_draft_begins_with_the_wording_in_force_and_changes_nothing_yet(world, committee, template):
    with one_entry_per_object():
        row = wording_start(actor=world.admin, code=TEMPLATE, note="Thêm căn cứ")
    assert differences(shipped(template.file), row.wording) == []
    assert (row.number, row.based_on, row.state_on(TODAY)) == (1, 0, WordingState.DRAFT)
    with one_entry_per_object():
        wording_edit(
            actor=world.admin, template=row, version=1, note="Thêm căn cứ",
            wording=replace(row.wording, title="Về việc khác"),
        )  # fmt: skip
    assert paper(world, committee).title == "Về việc thử 02 người"


def test_a_version_holds_from_its_day_and_the_one_before_ends_that_day(world, committee, template):
    first = release(world.admin, "Bản một")
    second = draft(world.admin, "Bản hai")
    with one_entry_per_object():
        wording_release(
            actor=world.admin, template=second, version=second.version, started_on=date(2025, 9, 20)
        )
    first.refresh_from_db()
    assert (first.started_on, first.ended_on) == (TODAY, date(2025, 9, 20))
    assert articles(paper(world, committee, TODAY)) == ["Bản một"]
    assert articles(paper(world, committee, date(2025, 9, 19))) == ["Bản một"]
    later = paper(world, committee, date(2025, 9, 20))
    assert (articles(later), later.template_version) == (["Bản hai"], 2)
    assert articles(paper(world, committee, date(2025, 9, 9))) == ["Công nhận 02 người."]


def test_of_two_versions_of_one_day_the_later_decision_holds(world, committee, template):
    first = release(world.admin, "Có lỗi chính tả")
    release(world.admin, "Đã sửa")
    first.refresh_from_db()
    assert first.state_on(TODAY) == WordingState.ENDED
    assert articles(paper(world, committee)) == ["Đã sửa"]


def test_a_provinces_wording_beats_the_countrys_in_that_province_alone(world, committee, template):
    release(world.quang, "Bản của tỉnh", province=world.province)
    release(world.admin, "Bản toàn quốc")
    assert articles(paper(world, committee)) == ["Bản của tỉnh"]
    other = wording_of(template, province=world.province_b.code, on=TODAY)
    assert other.body == [{"kind": "article", "text": "Bản toàn quốc"}]


def test_when_a_province_ends_its_own_the_countrys_holds_again(world, committee, template):
    release(world.admin, "Bản toàn quốc")
    own = release(world.quang, "Bản của tỉnh", province=world.province)
    with one_entry_per_object():
        wording_end(actor=world.quang, template=own, version=own.version, ended_on=TODAY, reason="Dùng chung")
    assert articles(paper(world, committee)) == ["Bản toàn quốc"]


def test_what_is_drafted_or_issued_keeps_its_wording(world, committee, template):
    document = paper(world, committee)
    issued = document_issue(
        actor=world.le, document=paper(world, committee), signed_on=TODAY, signer_name="Phạm Thị Lê",
        signer_title="Chủ tịch",
    )  # fmt: skip
    digest = issued.content_sha256
    release(world.admin, "Bản mới")
    for one in (document, issued):
        one.refresh_from_db()
        assert articles(one) == ["Công nhận 02 người."]
    assert issued.content_sha256 == digest
    assert articles(paper(world, committee)) == ["Bản mới"]


def test_the_wording_is_found_by_one_query(template, world, django_assert_num_queries):
    release(world.admin, "Bản một")
    with django_assert_num_queries(1):
        wording_of(template, province="44", on=TODAY)


def test_faults_may_be_kept_but_not_put_in_force_and_all_are_told_by_place(world, template):
    row = draft(world.admin, "Công nhận {số ngừơi} người", title="", recipients=["Như {x"])
    assert row.is_draft
    with pytest.raises(ValidationError) as refused:
        wording_release(actor=world.admin, template=row, version=row.version, started_on=TODAY)
    told = refused.value.message_dict
    assert set(told) == {"title", "body:0", "recipients"}
    assert "“{số ngừơi}” không có trong mẫu này" in told["body:0"][0]
    row.refresh_from_db()
    assert row.is_draft


def test_nothing_is_put_in_force_or_ended_in_the_past(world, template):
    row = draft(world.admin)
    with pytest.raises(ValidationError, match="trước hôm nay 10/09/2025"):
        wording_release(actor=world.admin, template=row, version=row.version, started_on=date(2025, 9, 9))
    wording_release(actor=world.admin, template=row, version=row.version, started_on=TODAY)
    with pytest.raises(ValidationError, match="trước hôm nay"):
        wording_end(
            actor=world.admin, template=row, version=row.version, ended_on=date(2025, 9, 9), reason="Nhầm"
        )


def test_one_draft_at_a_time_for_each_unit(world, template):
    wording_start(actor=world.admin, code=TEMPLATE, note="a")
    wording_start(actor=world.quang, code=TEMPLATE, note="b", province=world.province)
    with pytest.raises(ValidationError, match="Đã có bản thảo"):
        wording_start(actor=world.admin, code=TEMPLATE, note="c")


def test_a_draft_is_thrown_away_and_its_number_is_free_again(world, template):
    row = wording_start(actor=world.admin, code=TEMPLATE, note="a")
    with one_entry_per_object():
        wording_withdraw(actor=world.admin, template=row)
    assert not PaperTemplate.objects.exists()
    assert wording_start(actor=world.admin, code=TEMPLATE, note="b").number == 1


@pytest.mark.parametrize("name", ["an", "le", "phu", "duc", "quang", "hung"])
def test_the_countrys_wording_is_the_countrys_administrators(world, template, name):
    with pytest.raises(PolicyDenied):
        wording_start(actor=getattr(world, name), code=TEMPLATE, note="x")


@pytest.mark.parametrize("name", ["an", "phu", "duc", "hung"])
def test_a_provinces_wording_is_its_administrators(world, template, name):
    with pytest.raises(PolicyDenied):
        wording_start(actor=getattr(world, name), code=TEMPLATE, note="x", province=world.province)
    with pytest.raises(PolicyDenied, match="tỉnh khác"):
        wording_start(actor=world.quang, code=TEMPLATE, note="x", province=world.province_b)


def test_what_was_put_in_force_is_never_changed(world, template):
    row = release(world.admin)
    for act in (
        lambda: wording_edit(actor=world.admin, template=row, version=None, wording=row.wording, note="x"),
        lambda: wording_withdraw(actor=world.admin, template=row),
    ):
        with pytest.raises(PolicyDenied, match="đã cho áp dụng"):
            act()


def test_of_two_administrators_the_second_sees_that_the_first_was_quicker(world, template):
    row = draft(world.admin)
    mine, theirs = PaperTemplate.objects.get(pk=row.pk), PaperTemplate.objects.get(pk=row.pk)
    wording_edit(actor=world.admin, template=theirs, version=row.version, wording=row.wording, note="x")
    with pytest.raises(StaleRecord):
        wording_edit(actor=world.admin, template=mine, version=row.version, wording=row.wording, note="y")
    with pytest.raises(StaleRecord):
        wording_release(actor=world.admin, template=mine, version=row.version, started_on=TODAY)


def test_drafts_are_seen_within_their_unit_only(world, template):
    country = draft(world.admin)
    own = draft(world.quang, province=world.province)
    seen = PaperTemplate.objects.visible_to
    assert set(seen(world.admin)) == {country, own}
    assert set(seen(world.phu)) == {own}
    assert set(seen(world.hung)) == set()


def test_differences_are_told_in_words():
    old = Wording("Về việc một", [{"kind": "article", "text": "A"}, {"kind": "grounds", "items": ["X", "Y"]}])
    new = Wording(
        "Về việc hai", [{"kind": "article", "text": "A"}, {"kind": "article", "text": "B"},
                        {"kind": "grounds", "items": ["X"]}], recipients=["Lưu: VT"],
    )  # fmt: skip
    told = [(one.words, one.label, one.old, one.new) for one in differences(old, new)]
    assert told == [
        ("Sửa", "Trích yếu", "Về việc một", "Về việc hai"), ("Thêm", "Điều 2", "", "B"),
        ("Bỏ", "Căn cứ", "Y", ""), ("Thêm", "Nơi nhận", "", "Lưu: VT"),
    ]  # fmt: skip
    assert differences(new, new) == []


@pytest.mark.parametrize("kind", list(template_kinds), ids=lambda kind: kind.code)
def test_every_shipped_wording_comes_back_from_the_editor_as_it_was(kind: TemplateKind):
    body = shipped(kind.file).body
    stored = {mark(item): item for item in body}
    assert [item_of(row, stored) for row in rows_of(body, with_slots=True)] == list(body)

"""The shipped catalogue: loaded whole, again without harm, refused when it contradicts itself."""

import shutil
import time

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command

from audit.models import Entry
from contracts.policy import PolicyDenied
from contracts.registry import measures
from targets.models import ActionItem, Directive, Indicator, Target
from targets.services.catalogue import catalogue_load, directive_amend, target_amend
from targets.shipped import FOLDER, BadCatalogue, paragraphs, read_catalogue

#: Loading is what is tested here.
SHARES = False
pytestmark = pytest.mark.django_db


def _changed(tmp_path, name: str, old: str, new: str):
    folder = tmp_path / "catalogue"
    shutil.copytree(FOLDER, folder)
    text = (folder / name).read_text(encoding="utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")
    return folder


def test_everything_is_loaded_and_written_to_the_audit():
    call_command("load_catalogue", verbosity=0)
    counts = [model.objects.count() for model in (Directive, Indicator, Target, ActionItem)]
    found = read_catalogue()
    assert counts == [5, len(found.indicators), 124, 170]
    assert Entry.objects.filter(act="targets.catalogue.load").count() == sum(counts)
    plan = Directive.objects.get(code="QT-KH-TBV")
    assert (plan.issuing_body, plan.level, plan.targets.count()) == ("UBND xã Quảng Trạch", "commune", 23)


def test_loading_takes_less_than_three_seconds():
    start = time.monotonic()
    catalogue_load()
    assert time.monotonic() - start < 3


def test_loading_again_changes_nothing():
    catalogue_load()
    assert set(catalogue_load().values()) == {0}


def test_every_measure_has_an_indicator(catalogue):
    known = set(Indicator.objects.values_list("code", flat=True))
    assert sorted(measure.code for measure in measures if measure.code not in known) == []


def test_every_reference_of_a_target_has_its_words(catalogue):
    for target in Target.objects.all():
        assert target.seed_ref and all(ref in paragraphs() for ref in target.seed_ref), target.code


def test_a_new_edition_changes_what_nobody_touched_and_keeps_what_an_administrator_changed(
    world, tmp_path, catalogue
):
    target = Target.objects.get(code="T002-16")
    target_amend(actor=world.admin, target=target, statement="Đủ 8 nội dung", threshold=8)
    folder = _changed(tmp_path, "targets.yaml", "  threshold: 7\n", "  threshold: 6\n")
    text = (folder / "targets.yaml").read_text(encoding="utf-8")
    (folder / "targets.yaml").write_text(
        text.replace("unit_of_measure: nội dung", "unit_of_measure: chuyên đề")
    )
    assert catalogue_load(folder)["targets"] == 1
    target.refresh_from_db()
    assert (target.threshold, target.statement, target.unit_of_measure) == (8, "Đủ 8 nội dung", "chuyên đề")


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("targets.yaml", "code: T000-02", "code: T000-01", "Mã chỉ tiêu “T000-01” bị trùng."),
        (
            "targets.yaml",
            "numerator: teams_min_equipped",
            "numerator: teams_equiped",
            "không có chỉ số “teams_equiped”",
        ),
        ("targets.yaml", "kind: flag", "kind: flags", "“flags” không phải kind đã biết"),
        ("targets.yaml", "directive: BK-NQ-KCT", "directive: BK", "không có văn bản “BK”"),
        ("indicators.yaml", "    - admin_units", "    - units", "không có sổ “units”"),
        ("tasks.yaml", "  - K000-01\n", "  - K000-02\n", "K000-02: các nhiệm vụ chờ nhau theo vòng."),
        ("tasks.yaml", "  - 000.I.2.b1\n", "  - 000.I.9\n", "không có đoạn “000.I.9”"),
    ],
)
def test_files_that_contradict_each_other_load_nothing(tmp_path, name, old, new, said):
    with pytest.raises(BadCatalogue) as refused:
        catalogue_load(_changed(tmp_path, name, old, new))
    assert any(said in problem for problem in refused.value.problems), refused.value.problems
    assert not Directive.objects.exists()


def test_the_command_says_what_is_wrong(monkeypatch):
    def refuse():
        raise BadCatalogue(["T1: không có văn bản “X”."])

    monkeypatch.setattr("targets.management.commands.load_catalogue.catalogue_load", refuse)
    with pytest.raises(CommandError, match="không nạp gì. T1: không có văn bản"):
        call_command("load_catalogue")


def test_the_shipped_files_agree():
    found = read_catalogue()
    assert len(found.paragraphs) == 265
    assert len(found.registers) == 40


def test_only_the_countrys_administrator_amends_the_catalogue(world, catalogue):
    plan = Directive.objects.get(code="QT-KH-TBV")
    for actor in (world.quang, world.duc, world.an):
        with pytest.raises(PolicyDenied):
            directive_amend(actor=actor, directive=plan, title=plan.title, number="85/KH-UBND")
    directive_amend(
        actor=world.admin, directive=plan, title=plan.title, number="85/KH-UBND", notes=plan.notes
    )
    assert Entry.objects.get(act="targets.directive.amend").after == {"number": "85/KH-UBND"}


def test_a_threshold_keeps_its_kind(world, catalogue):
    target = Target.objects.get(code="T002-16")
    with pytest.raises(ValidationError):
        target_amend(actor=world.admin, target=target, statement=target.statement, threshold="bảy")

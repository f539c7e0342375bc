"""The month of a commune: opened, drafted, corrected, signed, returned, approved."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from accounts.models import Notice
from communes.choices import CommuneKind
from communes.models import Commune
from contracts.policy import PolicyDenied
from contracts.records import StaleRecord
from documents.choices import DocumentState
from reporting.choices import DutyState, ReportState
from reporting.models import Report, ReportDuty, ReportFigure, ReportSection
from reporting.services.drafting import figure_correct, report_open, report_refresh, report_save
from reporting.services.periods import periods_open
from reporting.services.submitting import report_approve, report_return, report_sign, reports_approve_many
from teams.choices import EndKind, StartKind
from tests.audited import one_entry_per_object
from tests.force import make_person, make_spell
from tests.reporting.months import DUE, FIRST, LAST, at, drafted, duty_of, fresh, signed

pytestmark = pytest.mark.django_db


def figure(report: Report, code: str) -> ReportFigure:
    return ReportFigure.objects.select_related(
        "indicator", "report__duty__regime__outline", "report__duty__period", "report__duty__commune"
    ).get(report=report, indicator__code=code)


def text(report: Report, number: str) -> str:
    return ReportSection.objects.get(report=report, section__number=number).text


# ── Periods ──────────────────────────────────────────────────────────────────
def test_a_period_opens_on_its_first_day_for_every_commune_at_work(world):
    with one_entry_per_object():
        assert periods_open(FIRST) == 3
    duty = duty_of(world.commune_a)
    assert (duty.period.first_day, duty.period.last_day, duty.due_on) == (FIRST, LAST, DUE)
    assert duty.state == DutyState.NOT_STARTED
    assert periods_open(FIRST) == 0


def test_days_without_beat_are_caught_up(world):
    periods_open(FIRST)
    assert periods_open(date(2025, 11, 20)) == 12
    codes = ReportDuty.objects.filter(commune=world.commune_a).values_list("period__code", flat=True)
    assert sorted(codes) == ["2025-08", "2025-09", "2025-10", "2025-11", "2025-12"]


def test_a_new_installation_also_opens_the_period_that_may_still_be_handed_in(world):
    periods_open(date(2025, 8, 18))
    codes = ReportDuty.objects.filter(commune=world.commune_a).values_list("period__code", flat=True)
    assert sorted(codes) == ["2025-08", "2025-09"]


def test_a_commune_that_ends_before_the_last_day_owes_no_report(world):
    periods_open(FIRST)
    world.commune_b.ended_on = date(2025, 8, 1)
    world.commune_b.save()
    periods_open(date(2025, 7, 20))
    assert not ReportDuty.objects.filter(commune=world.commune_b).exists()
    assert duty_of(world.commune_a)


# ── Drafting ─────────────────────────────────────────────────────────────────
def test_the_draft_copies_figures_and_composes_the_wording(world, force):
    make_spell(force.thanh_luong, make_person(world.commune_a, "Lê Thị Mới"), started_on=date(2025, 8, 1),
               start_kind=StartKind.RECRUITED)  # fmt: skip
    with at(LAST):
        periods_open(LAST)
        an = world.again(world.an)
        with one_entry_per_object():
            report = report_open(actor=an, duty=duty_of(world.commune_a))
    assert figure(report, "team_members_current").value == 6
    assert figure(report, "team_members_before").value == 5
    assert figure(report, "team_members_added").value == 1
    assert text(report, "I") == (
        "Đến hết kỳ báo cáo, toàn đơn vị có 02 Tổ bảo vệ an ninh, trật tự với 06 thành viên (tăng 01 so với kỳ trước); "
        "còn thiếu 0 người so với định mức (giảm 01 so với kỳ trước)."
    )
    assert "bổ sung 01 người" in text(report, "II")
    assert text(report, "V") == "Không có kiến nghị."


def test_a_report_cannot_be_opened_twice_or_before_its_period(world, force):
    drafted(world)
    with pytest.raises(PolicyDenied, match="đã mở"), at(LAST):
        report_open(actor=world.chien, duty=duty_of(world.commune_a))
    with pytest.raises(PolicyDenied, match="bắt đầu ngày 15/07/2025"):
        report_open(actor=world.binh, duty=duty_of(world.commune_b), today=date(2025, 7, 14))


def test_later_changes_of_registers_do_not_alter_the_copy_until_it_is_taken_again(world, force):
    report = drafted(world)
    spell = force.member("Phan Thanh Hà")
    spell.ended_on, spell.end_kind = date(2025, 8, 10), EndKind.RESIGNED
    spell.save()
    assert figure(report, "team_members_current").value == 5
    with at(date(2025, 8, 15)), one_entry_per_object():
        report_refresh(actor=world.again(world.an), report=fresh(report))
    assert figure(report, "team_members_current").value == 4
    assert "với 04 thành viên" in text(report, "I")


def test_wording_of_ones_own_stays_when_figures_are_taken_again(world, force):
    report = drafted(world)
    section = ReportSection.objects.get(report=report, section__number="V")
    with one_entry_per_object():
        report_save(
            actor=world.an,
            report=fresh(report),
            version=1,
            texts={section.section_id: "Đề nghị cấp dùi cui."},
        )
    report_refresh(actor=world.an, report=fresh(report), today=LAST)
    assert text(report, "V") == "Đề nghị cấp dùi cui."
    with pytest.raises(StaleRecord):
        report_save(actor=world.chien, report=fresh(report), version=1, texts={section.section_id: "Khác"})


def test_a_corrected_figure_needs_a_reason_and_changes_the_proposed_wording(world, force):
    report = drafted(world)
    row = figure(report, "team_training_classes")
    with pytest.raises(ValidationError, match="ghi lý do"):
        figure_correct(actor=world.an, figure=row, value=Decimal(2), reason=" ")
    with pytest.raises(ValidationError, match="số nguyên"):
        figure_correct(actor=world.an, figure=row, value=Decimal("1.5"), reason="Sổ giấy")
    row = figure(report, "team_training_classes")
    with one_entry_per_object():
        figure_correct(actor=world.an, figure=row, value=Decimal(2), reason="Hai lớp ghi ở sổ giấy")
    assert text(report, "III").startswith("Trong kỳ mở 02 lớp tập huấn")
    report_refresh(actor=world.an, report=fresh(report), today=LAST)
    row = figure(report, "team_training_classes")
    assert (row.value, row.computed) == (2, 0)


# ── Signing ──────────────────────────────────────────────────────────────────
def test_the_signature_gives_number_and_day_and_hands_the_report_in(world, force):
    report = signed(world)
    duty = duty_of(world.commune_a)
    assert report.document.symbol == "01/BC-CAX"
    assert report.document.signed_on == date(2025, 8, 15)
    assert report.document.content_sha256
    assert (duty.state, duty.is_late) == (DutyState.SIGNED, False)


def test_the_report_of_a_ward_goes_to_the_committee_of_the_ward(world, force):
    Commune.objects.filter(pk=world.commune_a.pk).update(kind=CommuneKind.WARD)
    assert signed(world).document.recipients == ["Phòng PV01 Công an tỉnh", "UBND phường", "Lưu: VT"]


def test_nobody_signs_before_the_period_is_over(world, force):
    report = drafted(world)
    with pytest.raises(PolicyDenied, match="chốt số liệu hết ngày 14/08/2025"), at(LAST):
        report_sign(actor=world.again(world.chien), report=fresh(report))


def test_figures_taken_before_the_close_stand_in_the_way(world, force):
    report = drafted(world)
    with pytest.raises(ValidationError, match="Lấy lại số liệu"), at(date(2025, 8, 15)):
        report_sign(actor=world.again(world.chien), report=fresh(report))


def test_an_empty_section_stands_in_the_way(world, force):
    report = drafted(world)
    section = ReportSection.objects.get(report=report, section__number="V")
    with at(date(2025, 8, 15)):
        report_refresh(actor=world.an, report=fresh(report))
        report_save(actor=world.an, report=fresh(report), version=None, texts={section.section_id: " "})
        with pytest.raises(ValidationError, match="Mục V chưa có lời văn"):
            report_sign(actor=world.again(world.chien), report=fresh(report))


def test_the_officer_does_not_sign_and_the_only_chief_may_sign_what_he_drafted(world, force):
    with at(date(2025, 8, 15)):
        periods_open(date(2025, 8, 15))
        report = report_open(actor=world.again(world.chien), duty=duty_of(world.commune_a))
        for row in ReportFigure.objects.filter(report=report, value=None).select_related("indicator"):
            row.report = fresh(report)
            figure_correct(actor=world.again(world.chien), figure=row, value=Decimal(0), reason="Sổ giấy")
        with pytest.raises(PolicyDenied, match="Trưởng, Phó Công an xã"):
            report_sign(actor=world.again(world.an), report=fresh(report))
        report = report_sign(actor=world.again(world.chien), report=fresh(report))
    assert report.sole_performer


def test_handed_in_after_the_due_day_is_late(world, force):
    signed(world, on=date(2025, 8, 20))
    assert duty_of(world.commune_a).is_late


# ── Review ───────────────────────────────────────────────────────────────────
def test_a_returned_report_becomes_a_new_draft_and_its_paper_is_replaced(
    world, force, django_capture_on_commit_callbacks
):
    first = signed(world)
    with at(date(2025, 8, 18)), django_capture_on_commit_callbacks(execute=True):
        draft = report_return(
            actor=world.again(world.phu), report=fresh(first), comment="Nêu tên lớp tập huấn, mục III."
        )
    duty = duty_of(world.commune_a)
    assert (duty.state, duty.returns, draft.number, draft.state) == (
        DutyState.RETURNED,
        1,
        2,
        ReportState.DRAFT,
    )
    assert text(draft, "I") == text(first, "I")
    assert "Nêu tên lớp" in Notice.objects.get(user=world.an).title
    with at(date(2025, 8, 20)):
        second = report_sign(actor=world.again(world.chien), report=fresh(draft))
    first.document.refresh_from_db()
    assert first.document.state == DocumentState.REPLACED
    assert (second.document.symbol, second.document.replaces) == ("02/BC-CAX", first.document)
    assert not duty_of(world.commune_a).is_late


def test_a_return_says_why(world, force):
    report = signed(world)
    with pytest.raises(ValidationError, match="Ghi góp ý"):
        report_return(actor=world.phu, report=fresh(report), comment="")


def test_many_are_approved_at_once_and_each_once(world, force):
    report = signed(world)
    with at(date(2025, 8, 18)), one_entry_per_object():
        assert reports_approve_many(actor=world.again(world.phu), reports=[fresh(report)]) == 1
    assert duty_of(world.commune_a).state == DutyState.APPROVED
    assert reports_approve_many(actor=world.again(world.duc), reports=[fresh(report)]) == 0
    with pytest.raises(PolicyDenied, match="đang chờ duyệt"):
        report_approve(actor=world.phu, report=fresh(report))


def test_another_province_neither_returns_nor_approves(world, force):
    report = signed(world)
    with pytest.raises(PolicyDenied):
        report_return(actor=world.hung, report=fresh(report), comment="x")
    with pytest.raises(PolicyDenied):
        reports_approve_many(actor=world.hung, reports=[fresh(report)])


def test_what_was_signed_keeps_its_figures(world, force):
    report = signed(world)
    spell = force.member("Phan Thanh Hà")
    spell.ended_on, spell.end_kind = date(2025, 8, 10), EndKind.RESIGNED
    spell.save()
    with pytest.raises(PolicyDenied, match="không sửa được"):
        report_refresh(actor=world.an, report=fresh(report))
    assert figure(report, "team_members_current").value == 5


def test_the_next_month_compares_with_what_was_reported(world, force):
    report = signed(world)
    ReportFigure.objects.filter(report=report, indicator__code="teams_current").update(value=7)
    with at(date(2025, 9, 10)):
        periods_open(date(2025, 9, 10))
        following = report_open(actor=world.again(world.an), duty=duty_of(world.commune_a, "2025-09"))
    assert figure(following, "teams_current").previous == 7
    assert figure(following, "teams_current").last_year is None

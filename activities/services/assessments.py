"""Writes of assessments."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from activities.about import Subject, codes_where
from activities.choices import RESULTS, RESULTS_WITH_GROUND, AssessmentKind, Result
from activities.models import Assessment
from activities.services.records import Paper, begin, change, check_past, check_subject, keep, recorded
from contracts.registry import subject_kinds


@transaction.atomic
def assessment_create(
    *, actor, subject: Subject, kind: AssessmentKind, year: int, result: Result, decided_on: date, ground: str = "",
    note: str = "", paper: Paper = None,
) -> Assessment:  # fmt: skip
    """Register the result of one kind for one subject in one year, and the ground on which the person must be replaced
    or dismissed; a second result of the same year in the same capacity is refused."""
    assessment = Assessment(
        kind=kind, year=year, result=result, ground=ground, decided_on=decided_on, note=note.strip()
    )
    begin(actor, assessment, subject)
    _check(actor, assessment)
    assessment.paper = recorded(actor, assessment, paper)
    keep(actor, "activities.assessment.create", assessment)
    return assessment


@transaction.atomic
def assessment_update(
    *, actor, assessment: Assessment, version: int, result: Result, decided_on: date, ground: str = "",
    note: str = "", paper: Paper = None,
) -> Assessment:  # fmt: skip
    """Correct a result, or carry it on: registered, classified, recognised are steps of one year's row."""
    facts = {"result": result, "ground": ground, "decided_on": decided_on, "note": note.strip()}
    before = change(actor, assessment, version, facts)
    _check(actor, assessment)
    assessment.paper = recorded(actor, assessment, paper)
    keep(actor, "activities.assessment.update", assessment, before=before)
    return assessment


def _check(actor, assessment: Assessment) -> None:
    check_past("decided_on", assessment.decided_on)
    if assessment.year > assessment.decided_on.year:
        raise ValidationError(
            {
                "year": f"Ngày đánh giá thuộc năm {assessment.decided_on.year}, trước năm {assessment.year}. Sửa một."
            }
        )
    if assessment.result not in RESULTS[assessment.kind]:
        raise ValidationError({"result": "Kết quả này không thuộc loại đánh giá đã chọn. Chọn lại."})
    check_subject(actor, assessment, assessment.decided_on, among=codes_where(assessed_by=assessment.kind))
    _check_ground(assessment)


def _check_ground(assessment: Assessment) -> None:
    """A ground of the subject's own kind, beside a result that is no praise (seed 000.II.2.b3)."""
    if not assessment.ground:
        return
    if not assessment.grounds:
        whom = "; ".join(kind.label for kind in subject_kinds if kind.grounds)
        raise ValidationError(
            {"ground": f"Căn cứ phải thay thế, miễn nhiệm chỉ ghi cho: {whom}. Để trống mục này."}
        )
    if assessment.ground not in assessment.grounds:
        raise ValidationError(
            {"ground": "Căn cứ này không có trong danh mục. Chọn lại một căn cứ trong danh sách."}
        )
    if assessment.result not in RESULTS_WITH_GROUND:
        allowed = " hoặc ".join(f"“{result.label}”" for result in RESULTS_WITH_GROUND)
        raise ValidationError(
            {
                "ground": f"Căn cứ phải thay thế, miễn nhiệm chỉ ghi khi kết quả là {allowed}. "
                "Để trống mục này, hoặc chọn lại kết quả."
            }
        )

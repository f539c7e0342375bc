"""What assessments, commendations and discipline are counted for (catalogue: registers evaluations, recognitions,
commendations; BM1, columns 21 to 24). Of people they count times, not heads: one row a time."""

from datetime import date

from django.db.models import Count, Q

from activities.choices import AssessmentKind, CommendationForm, DisciplineForm, Result
from activities.models import Assessment, Commendation, Discipline
from activities.policies import can_see_people
from activities.querysets import collective_codes
from contracts.registry import Measure, Register, Span, measures, registers

registers.add(
    Register("evaluations", "Đánh giá, xếp loại", Assessment, "commune_id", list_url="activities:evaluations"),
    Register("recognitions", "Danh hiệu theo năm", Assessment, "commune_id", list_url="activities:recognitions"),
    Register("commendations", "Khen thưởng", Commendation, "commune_id", list_url="activities:commendations"),
    Register(
        "disciplines", "Kỷ luật, nhắc nhở", Discipline, "commune_id", list_url="activities:disciplines",
        may_open=can_see_people,
    ),
)  # fmt: skip

_STANDING = Q(cancelled_at__isnull=True)
_TEAM, _MEMBER = Q(subject_kind="team") & _STANDING, Q(subject_kind="member") & _STANDING
_HOLDER = Q(subject_kind="post_holder") & _STANDING
#: Forms by which somebody is set right, no discipline yet (seed 000.II.3.b1).
_CORRECTION = Q(form__in=(DisciplineForm.REMINDER, DisciplineForm.CRITICISM))


def _collective(span: Span) -> Q:
    return Q(subject_kind__in=collective_codes()) & _STANDING


def _individual(span: Span) -> Q:
    return ~Q(subject_kind__in=collective_codes()) & _STANDING


def _of_year(span: Span) -> Q:
    """Results of the last day's year as known on that day; at the year's end all of it, also what came later."""
    year = span.last_day.year
    known = Q(year=year) & _STANDING
    return known if span.last_day == date(year, 12, 31) else known & Q(decided_on__lte=span.last_day)


def _assessed(kind: AssessmentKind, subject: str, *results: Result):
    """Rows of one kind and subject; of the steps registered, classified, recognised each includes those after it."""

    def where(span: Span) -> Q:
        return _of_year(span) & Q(kind=kind, subject_kind=subject, result__in=results or Result.values)

    return where


_holders_rated = _assessed(AssessmentKind.ANNUAL_RATING, "post_holder")


def _holders_to_replace(span: Span) -> Q:
    """Rated on a ground of replacement or dismissal (seed 000.II.2.b3)."""
    return _holders_rated(span) & ~Q(ground="")


_AREAS = {"safe_residential": "hamlet", "safe_commune": "commune"}
measures.add(
    # BM1: issued within the period to teams and members
    Measure("bm1_21", "commendations", Count("pk"), dated="issued_on", where=_TEAM & Q(form=CommendationForm.MERIT)),
    Measure("bm1_22", "commendations", Count("pk"), dated="issued_on", where=_MEMBER & Q(form=CommendationForm.MERIT)),
    Measure("bm1_23", "commendations", Count("pk"), dated="issued_on", where=_TEAM & Q(form=CommendationForm.PRAISE)),
    Measure(
        "bm1_24", "commendations", Count("pk"), dated="issued_on", where=_MEMBER & Q(form=CommendationForm.PRAISE)
    ),
    Measure("commended_collectives", "commendations", Count("pk"), dated="issued_on", where=_collective),
    Measure("commended_individuals", "commendations", Count("pk"), dated="issued_on", where=_individual),
    Measure("team_members_commended", "commendations", Count("pk"), dated="issued_on", where=_MEMBER),
    Measure("team_members_disciplined", "disciplines", Count("pk"), dated="decided_on", where=_MEMBER),
    # Holders of hamlet posts (người hoạt động không chuyên trách, seed 000)
    Measure("kct_evaluated", "evaluations", Count("pk"), where=_holders_rated),
    Measure("kct_flagged_for_replacement", "evaluations", Count("pk"), where=_holders_to_replace),
    Measure("kct_commended", "commendations", Count("pk"), dated="issued_on", where=_HOLDER),
    Measure("kct_corrected", "disciplines", Count("pk"), dated="decided_on", where=_HOLDER & _CORRECTION),
    Measure("kct_disciplined", "disciplines", Count("pk"), dated="decided_on", where=_HOLDER & ~_CORRECTION),
    # Titles of hamlets and communes
    *(
        measure
        for code, subject in _AREAS.items()
        for measure in (
            Measure(
                f"{code}_registered", "recognitions", Count("pk"), where=_assessed(AssessmentKind.SAFE_AREA, subject)
            ),
            Measure(
                f"{code}_classified", "recognitions", Count("pk"),
                where=_assessed(AssessmentKind.SAFE_AREA, subject, Result.CLASSIFIED, Result.RECOGNISED),
            ),
            Measure(
                f"{code}_recognised", "recognitions", Count("pk"),
                where=_assessed(AssessmentKind.SAFE_AREA, subject, Result.RECOGNISED),
            ),
        )
    ),
    Measure(
        "cultural_hamlet_recognised", "recognitions", Count("pk"),
        where=_assessed(AssessmentKind.CULTURAL, "hamlet", Result.RECOGNISED),
    ),
    Measure(
        "cultural_commune_recognised", "recognitions", Count("pk"),
        where=_assessed(AssessmentKind.CULTURAL, "commune", Result.RECOGNISED),
    ),
    Measure(
        "ntm_19_2_achieved", "recognitions", Count("pk"),
        where=_assessed(AssessmentKind.NEW_RURAL, "commune", Result.YES),
    ),
)  # fmt: skip

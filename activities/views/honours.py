"""Pages of assessments, commendations and discipline."""

from django.urls import reverse

from activities import policies
from activities.about import PARAMETER, codes_where
from activities.choices import RESULT_TONES, TITLES, AssessmentKind
from activities.filters.records import DisciplineFilter, EvaluationFilter, HonourFilter, RecognitionFilter
from activities.forms.honours import AssessmentForm, HonourForm, MeasureForm
from activities.models import Assessment, Commendation, Discipline
from activities.services.assessments import assessment_create, assessment_update
from activities.services.honours import (
    commendation_create,
    commendation_update,
    discipline_create,
    discipline_update,
)
from activities.tables.records import AssessmentTable, CommendationTable, DisciplineTable
from activities.views.records import (
    KindChoice,
    RecordCancel,
    RecordEdit,
    RecordList,
    RecordNew,
    RecordPage,
    asked_kind,
)
from contracts.policy import require
from pages.templatetags.pages import ngay
from pages.views import Crumb

NEIGHBOURS = (
    ("commendations", "Khen thưởng"),
    ("evaluations", "Đánh giá, xếp loại"),
    ("recognitions", "Danh hiệu"),
    ("disciplines", "Kỷ luật, nhắc nhở"),
)


class HonourList(RecordList):
    """One of the registers of honours; partners are not led to discipline."""

    neighbours = NEIGHBOURS

    @property
    def register(self) -> str:
        """The register's code is its address name."""
        return self.here

    def get_tabs(self):
        tabs = super().get_tabs()
        return tabs if policies.can_see_people(self.request.user) else tabs[:-1]


# ── Commendations ────────────────────────────────────────────────────────────
class CommendationList(HonourList):
    """Commendations."""

    model, table_class, filterset_class = Commendation, CommendationTable, HonourFilter
    here, title, noun, day_field = "commendations", "Khen thưởng", "lượt", "issued_on"
    add_label = "Ghi khen thưởng"
    empty_text = (
        "Chưa ghi khen thưởng nào. Ghi tập thể, cá nhân được tặng Bằng khen, Giấy khen theo quyết định."
    )

    def add_url(self):
        return reverse("activities:commendation_new")


class CommendationPage(RecordPage):
    """One commendation."""

    model = Commendation
    home, home_label, url = "activities:commendations", "Khen thưởng", "activities:commendation"

    def get_facts(self):
        row = self.object
        return [
            ("Hình thức", row.get_form_display()),
            ("Cấp tặng", row.get_level_display()),
            ("Dịp", row.get_occasion_display()),
            ("Ngày tặng", ngay(row.issued_on)),
            ("Thành tích", row.reason),
        ]


class CommendationNew(RecordNew):
    """Register a commendation."""

    table, form_class, title, day_field = Commendation, HonourForm, "Ghi khen thưởng", "issued_on"
    home, home_label = "activities:commendations", "Khen thưởng"
    done_message = "Đã ghi khen thưởng."

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"among": codes_where()}

    def perform(self, form):
        return commendation_create(actor=self.request.user, paper=form.paper_data, **form.facts())


class CommendationEdit(RecordEdit):
    """Correct a commendation."""

    table, form_class = Commendation, HonourForm
    home, home_label = "activities:commendations", "Khen thưởng"
    fields = ("form", "level", "occasion", "reason", "issued_on", "note")

    def perform(self, form):
        return commendation_update(
            actor=self.request.user, commendation=self.subject, paper=form.paper_data, **form.facts()
        )


class CommendationCancel(RecordCancel):
    """Cancel a commendation."""

    table = Commendation
    home, home_label = "activities:commendations", "Khen thưởng"


# ── Assessments ──────────────────────────────────────────────────────────────
class EvaluationList(HonourList):
    """Reviews and ratings."""

    model, table_class, filterset_class = Assessment, AssessmentTable, EvaluationFilter
    here, title, noun, day_field = "evaluations", "Đánh giá, xếp loại", "kết quả", "decided_on"
    add_label = "Ghi đánh giá"
    empty_text = "Chưa ghi đánh giá nào. Ghi kết quả xếp loại hằng năm của từng Tổ, từng người."

    def withheld_columns(self):
        """Grounds of replacement are not for everybody."""
        return set() if policies.can_see_ground(self.request.user) else {"ground"}

    def narrow(self, rows):
        return super().narrow(rows).exclude(kind__in=[kind.value for kind in TITLES])

    def add_url(self):
        return reverse("activities:assessment_choose")


class RecognitionList(EvaluationList):
    """Titles of units."""

    filterset_class = RecognitionFilter
    here, title, noun = "recognitions", "Danh hiệu theo năm", "danh hiệu"
    empty_text = "Chưa ghi danh hiệu nào. Ghi thôn, xã đăng ký, được công nhận danh hiệu trong năm."

    def withheld_columns(self):
        """Titles are of units."""
        return {"ground"}

    def narrow(self, rows):
        return RecordList.narrow(self, rows).filter(kind__in=[kind.value for kind in TITLES])


class AssessmentKinds(KindChoice):
    """Which kind of result is to be registered."""

    title, subtitle = "Ghi đánh giá, danh hiệu", "Chọn loại; mỗi đối tượng mỗi năm một kết quả của mỗi loại."
    new_url = "activities:assessment_new"
    home, home_label = "activities:evaluations", "Đánh giá, xếp loại"

    def get_groups(self):
        return [
            ("Đánh giá, xếp loại", [kind for kind in AssessmentKind if kind not in TITLES]),
            ("Danh hiệu", list(TITLES)),
        ]


def _home(kind: str) -> Crumb:
    name = "recognitions" if kind in TITLES else "evaluations"
    return Crumb(dict(NEIGHBOURS)[name], reverse(f"activities:{name}"))


class AssessmentPage(RecordPage):
    """One result."""

    model, url = Assessment, "activities:assessment"

    def get_crumbs(self):
        return [_home(self.object.kind)]

    def get_facts(self):
        row = self.object
        return [
            ("Loại", row.get_kind_display()),
            ("Năm", row.year),
            *self._ground(),
            ("Ngày đánh giá, công nhận", ngay(row.decided_on)),
        ]

    def _ground(self) -> list[tuple[str, str]]:
        """Of subjects that may have one; who may not see it reads why, whether there is one or not."""
        row, may = self.object, policies.can_see_ground(self.request.user, self.object)
        label = "Căn cứ phải thay thế, miễn nhiệm"
        return [(label, row.ground_label if may else may.reason)] if row.grounds else []

    def get_context_data(self, **kwargs):
        row = self.object
        return super().get_context_data(**kwargs) | {
            "tone": RESULT_TONES[row.result], "word": row.get_result_display()
        }  # fmt: skip


class AssessmentNew(RecordNew):
    """Register a result."""

    table, form_class, day_field, done_message = Assessment, AssessmentForm, "decided_on", "Đã ghi kết quả."

    def get_kind(self) -> AssessmentKind:
        """The kind that is registered."""
        return asked_kind(AssessmentKind, self.kwargs["kind"])

    def get_title(self):
        return f"Ghi: {self.get_kind().label}"

    def get_crumbs(self):
        return [_home(self.get_kind())]

    def get_initial(self):
        initial = super().get_initial()
        return initial | {"year": initial["decided_on"].year}

    def get_form_kwargs(self):
        kind, about = self.get_kind(), self.request.GET.get(PARAMETER, "").partition(":")[0]
        return super().get_form_kwargs() | {
            "kind": kind, "among": codes_where(assessed_by=kind), "about": about
        }  # fmt: skip

    def perform(self, form):
        return assessment_create(
            actor=self.request.user, kind=self.get_kind(), paper=form.paper_data, **form.facts()
        )


class AssessmentEdit(RecordEdit):
    """Correct a result, or carry it on."""

    table, form_class = Assessment, AssessmentForm
    fields = ("result", "ground", "decided_on", "note")

    def get_crumbs(self):
        return [_home(self.subject.kind), Crumb(str(self.subject), self.subject.get_absolute_url())]

    def get_form_kwargs(self):
        row = self.subject
        return super().get_form_kwargs() | {"kind": AssessmentKind(row.kind), "about": row.subject_kind}

    def perform(self, form):
        return assessment_update(
            actor=self.request.user, assessment=self.subject, paper=form.paper_data, **form.facts()
        )


class AssessmentCancel(RecordCancel):
    """Cancel a result."""

    table = Assessment

    def get_crumbs(self):
        return [_home(self.subject.kind), Crumb(str(self.subject), self.subject.get_absolute_url())]


# ── Discipline ───────────────────────────────────────────────────────────────
class DisciplineList(HonourList):
    """Discipline of who serves; not for partners."""

    model, table_class, filterset_class = Discipline, DisciplineTable, DisciplineFilter
    here, title, noun, day_field = "disciplines", "Kỷ luật, nhắc nhở", "lượt", "decided_on"
    add_label = "Ghi kỷ luật, nhắc nhở"
    empty_text = "Chưa ghi kỷ luật, nhắc nhở nào."

    def dispatch(self, request, *args, **kwargs):
        """Partners see teams and hamlets, not people."""
        require(policies.can_see_people(request.user))
        return super().dispatch(request, *args, **kwargs)

    def may_add(self):
        return policies.can_discipline(self.request.user)

    def add_url(self):
        return reverse("activities:discipline_new")


class DisciplinePage(RecordPage):
    """One measure."""

    model = Discipline
    home, home_label, url = "activities:disciplines", "Kỷ luật, nhắc nhở", "activities:discipline"

    def get_facts(self):
        row = self.object
        return [
            ("Hình thức", row.get_form_display()),
            ("Ngày quyết định", ngay(row.decided_on)),
            ("Đến trước ngày", ngay(row.valid_until)),
            ("Lý do", row.reason),
        ]


class DisciplineNew(RecordNew):
    """Register a measure against somebody who serves."""

    table, form_class, title, day_field = Discipline, MeasureForm, "Ghi kỷ luật, nhắc nhở", "decided_on"
    home, home_label = "activities:disciplines", "Kỷ luật, nhắc nhở"
    done_message = "Đã ghi."

    def policy(self):
        return policies.can_discipline(self.request.user)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"among": codes_where(collective=False)}

    def perform(self, form):
        return discipline_create(actor=self.request.user, paper=form.paper_data, **form.facts())


class DisciplineEdit(RecordEdit):
    """Correct a measure."""

    table, form_class = Discipline, MeasureForm
    home, home_label = "activities:disciplines", "Kỷ luật, nhắc nhở"
    fields = ("form", "reason", "decided_on", "valid_until", "note")

    def perform(self, form):
        return discipline_update(
            actor=self.request.user, discipline=self.subject, paper=form.paper_data, **form.facts()
        )


class DisciplineCancel(RecordCancel):
    """Cancel a measure."""

    table = Discipline
    home, home_label = "activities:disciplines", "Kỷ luật, nhắc nhở"

"""Wordings: the list of templates, one template with its versions, and what an administrator does with a version."""

from dataclasses import dataclass
from datetime import date

from django.apps import apps
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from communes.models import Province
from contracts.policy import Denied, require
from contracts.registry import TemplateKind, template_kinds
from contracts.roles import Scope
from documents import policies, services
from documents.choices import WORDING_TONES, DocumentType, WordingState
from documents.composing import COMMON_WORDS, Wording, faults, shipped
from documents.editing.differences import Difference, differences
from documents.editing.forms import WordingForm
from documents.editing.rows import rows_of
from documents.editing.specimens import specimen_paper
from documents.forms_wordings import WordingEndForm, WordingReleaseForm, WordingStartForm
from documents.layout.html import render_preview
from documents.models import PaperTemplate
from documents.views.editors import EditorView
from pages.views import Action, ConfirmView, Crumb, ServiceFormView

SHIPPED = "Bản kèm theo hệ thống"


@dataclass(frozen=True)
class TemplateLine:
    """A template as the list shows it; `row` None: the shipped wording is in force. `elsewhere` provinces have wordings
    of their own, for who sees them all."""

    kind: TemplateKind
    url: str
    app: str
    type: str
    row: PaperTemplate | None
    drafts: int
    elsewhere: int


@dataclass(frozen=True)
class VersionLine:
    """A version as its template's page shows it."""

    row: PaperTemplate
    tone: str
    state: str
    changes: list[Difference]
    based_on: str


def list_crumb() -> Crumb:
    """The list of templates."""
    return Crumb("Mẫu văn bản", reverse("documents:templates"))


def _template_crumb(code: str) -> Crumb:
    label = template_kinds.get(code).label if code in template_kinds else code
    return Crumb(label, reverse("documents:template", args=[code]))


def _rows(user):
    return PaperTemplate.objects.visible_to(user).select_related("province", "created_by", "released_by")


@require_GET
def templates(request):
    """Every paper that the product draws up, and which wording it uses today."""
    user, today = request.user, timezone.localdate()
    require(policies.can_read_wordings(user))
    rows, own = list(_rows(user)), user.province_id or ""
    context = {
        "title": "Mẫu văn bản",
        "subtitle": "Lời văn của các văn bản mà hệ thống tự soạn từ hồ sơ. Khung theo NĐ 30/2020 không đổi được.",
        "lines": [_line(kind, rows, own, today) for kind in template_kinds],
    }
    return render(request, "documents/template_list.html", context)


def _line(kind: TemplateKind, rows: list[PaperTemplate], province: str, on: date) -> TemplateLine:
    mine = [row for row in rows if row.code == kind.code]
    return TemplateLine(
        kind, reverse("documents:template", args=[kind.code]), str(apps.get_app_config(_app(kind)).verbose_name),
        str(DocumentType(kind.type).label), _in_force(mine, province, on), sum(row.is_draft for row in mine),
        len({row.province_id for row in mine if row.state_on(on) == WordingState.IN_FORCE} - {None, province}),
    )  # fmt: skip


def _app(kind: TemplateKind) -> str:
    label = kind.code.partition(".")[0]
    return label if apps.is_installed(label) else "documents"


def _in_force(rows: list[PaperTemplate], province: str, on: date) -> PaperTemplate | None:
    """The version that a paper of the user's unit would use: `PaperTemplateQuerySet.applying` finds the same."""
    holding = [
        row for row in rows
        if row.started_on and row.started_on <= on and (row.ended_on is None or row.ended_on > on)
        and row.province_id in (None, province or None)
    ]  # fmt: skip
    return min(holding, key=lambda row: (row.province_id is None, -row.number), default=None)


def _kind_or_404(code: str) -> TemplateKind:
    if code not in template_kinds:
        raise Http404("Không có mẫu này.")
    return template_kinds.get(code)


@require_GET
def template(request, code: str):
    """One template: the wording in force, its versions, the names its texts may use."""
    kind, user, today = _kind_or_404(code), request.user, timezone.localdate()
    require(policies.can_read_wordings(user))
    rows = list(_rows(user).filter(code=code))
    row = _in_force(rows, user.province_id or "", today)
    wording = row.wording if row else shipped(kind.file)
    answer = policies.can_word(user, user.province_id or "")
    context = {
        "title": kind.label, "subtitle": kind.source, "crumbs": [list_crumb()], "row": row, "kind": kind,
        "shipped": SHIPPED, "preview": render_preview(specimen_paper(kind, wording, today)),
        "versions": [_version(one, rows, today) for one in rows], "words": words_of(kind),
        "actions": [Action("Lập bản mới", reverse("documents:wording_start", args=[code]), answer, "primary")],
    }  # fmt: skip
    return render(request, "documents/template_detail.html", context)


def _version(row: PaperTemplate, rows: list[PaperTemplate], on: date) -> VersionLine:
    state = row.state_on(on)
    old, named = _before(row, rows)
    return VersionLine(row, WORDING_TONES[state], str(state.label), differences(old, row.wording), named)


def _before(row: PaperTemplate, rows: list[PaperTemplate]) -> tuple[Wording, str]:
    """The version that this one was written from, and its name."""
    found = next((one for one in rows if one.number == row.based_on), None)
    return (found.wording, f"bản {found.number}") if found else (shipped(row.kind.file), SHIPPED.lower())


def words_of(kind: TemplateKind) -> list[tuple[str, str]]:
    """Every name that the wording may use in braces, with what it stands for; the template's own first."""
    return [(f"{{{name}}}", meaning) for name, meaning in {**kind.words, **COMMON_WORDS}.items()]


class _OnTemplate(ServiceFormView):
    """A page that belongs to one version."""

    def get_subject(self):
        """The version; of a template that the product still has."""
        row = get_object_or_404(_rows(self.request.user), pk=self.kwargs["pk"])
        _kind_or_404(row.code)
        return row

    def get_subtitle(self):
        """Which."""
        return str(self.subject)

    def get_crumbs(self):
        """The list, the template, the version."""
        row = self.subject
        return [list_crumb(), _template_crumb(row.code), Crumb(f"Bản {row.number}", row.get_absolute_url())]


@require_GET
def wording(request, pk: int):
    """One version: as a paper, how it differs from the one before, what stands against using it."""
    row = get_object_or_404(_rows(request.user), pk=pk)
    require(policies.can_read_wordings(request.user))
    kind, today = _kind_or_404(row.code), timezone.localdate()
    told = _told(kind, row) if row.is_draft else []
    rows = list(_rows(request.user).filter(code=row.code, number__in=(row.number, row.based_on)))
    context = {
        "title": f"{kind.label}: bản {row.number}", "subtitle": row.note, "row": row,
        "version": _version(row, rows, today), "crumbs": [list_crumb(), _template_crumb(row.code)],
        "faults": told, "actions": _actions(request.user, row, len(told)),
        "preview": render_preview(specimen_paper(kind, row.wording, today)),
    }  # fmt: skip
    return render(request, "documents/wording.html", context)


def _told(kind: TemplateKind, row: PaperTemplate) -> list[str]:
    return [problem for found in faults(kind, row.wording).values() for problem in found]


def _actions(user, row: PaperTemplate, faults: int) -> list[Action]:
    """What may be done with the version now; one with faults is not put in force."""
    if row.is_draft:
        answer = policies.can_edit_wording(user, row)
        ready = (
            Denied(f"Còn {faults} chỗ phải sửa, xem bên dưới. Chọn “Sửa”.") if answer and faults else answer
        )
        return [
            Action("Bỏ bản thảo", reverse("documents:wording_withdraw", args=[row.pk]), answer),
            Action("Sửa", reverse("documents:wording_edit", args=[row.pk]), answer),
            Action("Cho áp dụng", reverse("documents:wording_release", args=[row.pk]), ready, "primary"),
        ]
    answer = policies.can_end_wording(user, row)
    return [Action("Thôi áp dụng", reverse("documents:wording_end", args=[row.pk]), answer)] if answer else []


class WordingStart(ServiceFormView):
    """Begin a new version."""

    form_class, submit_label = WordingStartForm, "Lập bản thảo"
    done_message = "Đã lập bản thảo từ lời văn đang áp dụng. Sửa rồi cho áp dụng."
    consequence = "Bản thảo chưa dùng cho văn bản nào cho tới khi bạn cho áp dụng."

    def get_title(self):
        """Of what."""
        return f"Lập bản mới: {_kind_or_404(self.kwargs['code']).label}"

    def policy(self):
        """Administrators; the country's for the country."""
        _kind_or_404(self.kwargs["code"])
        user = self.request.user
        return policies.can_word(user, user.province_id or "")

    def get_crumbs(self):
        """The list, the template."""
        return [list_crumb(), _template_crumb(self.kwargs["code"])]

    def get_form_kwargs(self):
        """For which units the user may."""
        user = self.request.user
        provinces = Province.objects.visible_to(user)
        is_country = user.scope == Scope.COUNTRY
        return super().get_form_kwargs() | {
            "provinces": provinces if is_country else provinces.filter(pk=user.province_id), "is_country": is_country,
        }  # fmt: skip

    def perform(self, form):
        """Begin it."""
        return services.wording_start(actor=self.request.user, code=self.kwargs["code"], **form.cleaned_data)

    def get_success_url(self, result=None):
        """The editor."""
        return reverse("documents:wording_edit", args=[result.pk])


class WordingEdit(_OnTemplate, EditorView):
    """The editor of a draft version."""

    form_class, title, submit_label = WordingForm, "Sửa mẫu văn bản", "Lưu bản thảo"
    done_message = "Đã lưu bản thảo."
    consequence = "Mới lưu là bản thảo. Văn bản chỉ dùng lời văn này sau khi bạn cho áp dụng."

    def policy(self):
        """The unit's administrator."""
        return policies.can_edit_wording(self.request.user, self.subject)

    def form_parts(self):
        """The template's names."""
        return {"kind": self.subject.kind, "items": self.subject.body}

    def stored_rows(self):
        """The version's blocks."""
        return rows_of(self.subject.body, with_slots=True)

    def initial_of(self, subject):
        """The version's other parts."""
        return {name: getattr(subject, name) for name in WordingForm.base_fields}

    def said_now(self, subject):
        """What the draft says by now."""
        return subject.wording

    def said_typed(self, form):
        """What is typed."""
        return form.wording()

    def paper(self, form):
        """With sample facts."""
        return specimen_paper(self.subject.kind, form.wording(), timezone.localdate())

    def perform(self, form):
        """Save it, right or wrong."""
        return services.wording_edit(
            actor=self.request.user, template=self.subject, version=form.cleaned_data["version"],
            wording=form.wording(), note=form.cleaned_data["note"],
        )  # fmt: skip

    def get_context_data(self, **kwargs):
        """The names to be used, and what still hinders putting it in force."""
        context = super().get_context_data(**kwargs)
        form = context["form"]
        if not form.is_bound:
            form.tell(faults(self.subject.kind, form.wording()))
        return context | {"words": words_of(self.subject.kind)}


class WordingRelease(_OnTemplate, ConfirmView):
    """Put a draft in force."""

    form_class, title, submit_label = WordingReleaseForm, "Cho áp dụng mẫu văn bản", "Cho áp dụng"
    submit_look = "primary"
    done_message = "Đã cho áp dụng."
    consequence = (
        "Văn bản lập từ ngày đó dùng lời văn này; bản đang áp dụng thôi áp dụng cùng ngày. Văn bản và bản thảo đã lập "
        "không đổi. Bản đã cho áp dụng không sửa được nữa: muốn đổi thì lập bản mới."
    )

    def policy(self):
        """The unit's administrator."""
        return policies.can_edit_wording(self.request.user, self.subject)

    def initial_of(self, subject):
        """From today."""
        return {"started_on": timezone.localdate()}

    def perform(self, form):
        """Put it in force."""
        return services.wording_release(
            actor=self.request.user, template=self.subject, version=form.cleaned_data["version"],
            started_on=form.cleaned_data["started_on"],
        )  # fmt: skip


class WordingEnd(_OnTemplate, ConfirmView):
    """Stop using a version."""

    form_class, title, submit_label = WordingEndForm, "Thôi áp dụng mẫu văn bản", "Thôi áp dụng"
    done_message = "Đã ghi thôi áp dụng."
    consequence = (
        "Từ ngày đó tỉnh dùng lại lời văn toàn quốc; bản toàn quốc thôi áp dụng thì dùng lại bản kèm theo "
        "hệ thống."
    )

    def policy(self):
        """The unit's administrator."""
        return policies.can_end_wording(self.request.user, self.subject)

    def initial_of(self, subject):
        """From today."""
        return {"ended_on": timezone.localdate()}

    def perform(self, form):
        """End it."""
        return services.wording_end(actor=self.request.user, template=self.subject, **form.cleaned_data)


class WordingWithdraw(_OnTemplate, ConfirmView):
    """Throw a draft away."""

    title, submit_label = "Bỏ bản thảo của mẫu", "Bỏ bản thảo"
    done_message = "Đã bỏ bản thảo."
    consequence = "Lời văn trong bản thảo này mất đi; nhật ký còn giữ. Mẫu đang áp dụng không đổi."

    def policy(self):
        """The unit's administrator."""
        return policies.can_edit_wording(self.request.user, self.subject)

    def perform(self, form):
        """Throw it away."""
        services.wording_withdraw(actor=self.request.user, template=self.subject)

    def get_success_url(self, result=None):
        """The template."""
        return _template_crumb(self.subject.code).url

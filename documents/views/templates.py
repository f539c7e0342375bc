"""Pages that show wordings: the list of templates, one template with its versions, one version."""

from dataclasses import dataclass
from datetime import date

from django.apps import apps
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from contracts.policy import Denied, require
from contracts.registry import TemplateKind, template_kinds
from documents import policies
from documents.choices import WORDING_TONES, DocumentType, WordingState
from documents.composing import COMMON_WORDS, Wording, faults, shipped
from documents.editing.differences import Difference, differences
from documents.editing.specimens import specimen_paper
from documents.layout.html import render_preview
from documents.models import PaperTemplate
from pages.views import Action, Crumb

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


def template_crumb(code: str) -> Crumb:
    """One template."""
    label = template_kinds.get(code).label if code in template_kinds else code
    return Crumb(label, reverse("documents:template", args=[code]))


def versions_for(user):
    """The versions that the user may see, with all that their pages show."""
    return PaperTemplate.objects.visible_to(user).select_related("province", "created_by", "released_by")


@require_GET
def templates(request):
    """Every paper that the product draws up, and which wording it uses today."""
    user, today = request.user, timezone.localdate()
    require(policies.can_read_wordings(user))
    rows, own = list(versions_for(user)), user.province_id or ""
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


def kind_or_404(code: str) -> TemplateKind:
    """The template of that code; 404 for one that the product has no longer."""
    if code not in template_kinds:
        raise Http404("Không có mẫu này.")
    return template_kinds.get(code)


@require_GET
def template(request, code: str):
    """One template: the wording in force, its versions, the names its texts may use."""
    kind, user, today = kind_or_404(code), request.user, timezone.localdate()
    require(policies.can_read_wordings(user))
    rows = list(versions_for(user).filter(code=code))
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


@require_GET
def wording(request, pk: int):
    """One version: as a paper, how it differs from the one before, what stands against using it."""
    row = get_object_or_404(versions_for(request.user), pk=pk)
    require(policies.can_read_wordings(request.user))
    kind, today = kind_or_404(row.code), timezone.localdate()
    told = _told(kind, row) if row.is_draft else []
    rows = list(versions_for(request.user).filter(code=row.code, number__in=(row.number, row.based_on)))
    context = {
        "title": f"{kind.label}: bản {row.number}", "subtitle": row.note, "row": row,
        "version": _version(row, rows, today), "crumbs": [list_crumb(), template_crumb(row.code)],
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

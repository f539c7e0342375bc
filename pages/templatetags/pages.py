"""Template tags of the components; builtin in every template. One component for one thing."""

from collections import Counter
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import forms, template
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from contracts.policy import Answer
from pages.forms import MESSAGES
from vietnam.calendar import Clock
from vietnam.dates import format_date
from vietnam.numbers import format_number, percent

register = template.Library()

#: Sign of each state tone: a state is always a word, a sign and a colour together.
STATE_ICONS = {
    "ok": "ok",
    "warn": "warn",
    "bad": "bad",
    "info": "clock",
    "idle": "dash",
    "ask": "ask",
    "pick": "pick",
}
#: Tones that share the look of another.
STATE_LOOKS = {"ask": "warn", "pick": "warn"}
NOTHING = "–"


@register.simple_tag
def icon(name: str) -> SafeString:
    """An icon of the sprite, hidden from readers: the word is always there."""
    return format_html(
        '<svg class="i" aria-hidden="true"><use href="{}#i-{}"/></svg>', static("antt/icons.svg"), name
    )


@register.simple_tag
def st(tone: str, word: str, bare: bool = False, sign: str = "") -> SafeString:
    """A state label: tone ok, warn, bad, info, idle, ask (needs checking) or pick (needs a decision)."""
    look = STATE_LOOKS.get(tone, tone)
    classes = "st" + (f" st-{look}" if look != "idle" else "") + (" st-bare" if bare else "")
    return format_html('<span class="{}">{}{}</span>', classes, icon(sign or STATE_ICONS[tone]), word)


@register.simple_tag
def fig(value: Any, url: str = "", suffix: str = "") -> SafeString:
    """A number; with an address the figure opens to its records."""
    text = f"{so(value)}{suffix}"
    return format_html('<a class="fig" href="{}">{}</a>', url, text) if url else format_html("{}", text)


@register.simple_tag
def clock(value: Clock) -> SafeString:
    """The clock of working days: squares (used ones filled) for short limits, and the sentence."""
    squares = mark_safe("")
    if value.squares:
        boxes = format_html_join(
            "", '<rect x="{}" y="1" width="10" height="10"{}/>',
            ((1 + 12.5 * n, mark_safe(' class="on"') if used else "") for n, used in enumerate(value.squares)),
        )  # fmt: skip
        width = 12.5 * len(value.squares)
        squares = format_html('<svg viewBox="0 0 {} 12" aria-hidden="true">{}</svg>', width, boxes)
    return format_html('<span class="clock {}">{}{}</span>', value.tone, squares, value.text)


@register.simple_tag
def seats(members: int, quota: int | None) -> SafeString:
    """Seats of a team: full = present, dashed = missing, ring = surplus; and the words."""
    if quota is None:
        return format_html(
            '<span class="seats"><span class="nb">{} người, chưa có định mức</span></span>', members
        )
    total = max(members, quota)
    kinds = ["off" if n >= members else "plus" if n >= quota else "" for n in range(total)]
    circles = format_html_join(
        "", '<circle cx="{}" cy="6" r="4.6"{}/>',
        ((6 + 14 * n, format_html(' class="{}"', kind) if kind else "") for n, kind in enumerate(kinds)),
    )  # fmt: skip
    gap = (
        f", thiếu {quota - members}"
        if members < quota
        else f", thừa {members - quota}"
        if members > quota
        else ""
    )
    drawing = ""
    if total <= 12:
        drawing = format_html(
            '<svg viewBox="0 0 {0} 12" width="{0}" height="12" aria-hidden="true">{1}</svg>',
            14 * total,
            circles,
        )
    return format_html(
        '<span class="seats">{}<span class="nb">{}/{}{}</span></span>', drawing, members, quota, gap
    )


@register.simple_tag
def act(answer: Answer, label: str, url: str, look: str = "plain", name: str = "") -> SafeString:
    """A button that opens a page; refused by policy it is disabled and stands beside its reason."""
    if answer:
        return format_html('<a class="btn btn-{}" href="{}">{}</a>', look, url, label)
    slug = f"why-{abs(hash((label, name))) % 10**8}"
    return format_html(
        '<span><button class="btn btn-{}" type="button" disabled aria-describedby="{}">{}</button>'
        '<span class="why" id="{}">{}</span></span>',
        look, slug, label, slug, answer.reason,
    )  # fmt: skip


@register.filter
def so(value: Any) -> str:
    """A number as offices write it: 1.234,5; "–" for nothing."""
    if value is None or value == "":
        return NOTHING
    if isinstance(value, bool):
        return "Có" if value else "Không"
    return format_number(value) if isinstance(value, int | float | Decimal) else str(value)


@register.filter
def pct(value: Any) -> str:
    """A ratio as 81,6 %; "–" for nothing."""
    return NOTHING if value is None else percent(value)


@register.filter
def ngay(value: date | None) -> str:
    """A day as dd/mm/yyyy; "–" for nothing."""
    if isinstance(value, datetime):
        value = timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    return format_date(value) if value else NOTHING


@register.filter
def gio(value: datetime | None) -> str:
    """A moment as 09:41 dd/mm/yyyy, local time; "–" for nothing."""
    if value is None:
        return NOTHING
    return f"{timezone.localtime(value):%H:%M %d/%m/%Y}"


@register.filter
def mask(tail: str) -> str:
    """A masked number that shows its tail: •••• 3127; "–" for nothing."""
    return f"•••• {tail}" if tail else NOTHING


@register.filter
def hoac(value: Any, other: str = NOTHING) -> Any:
    """The value, or what stands for nothing."""
    return other if value in (None, "", [], ()) else value


@register.inclusion_tag("components/field.html")
def field(bound: forms.BoundField, label: str = "") -> dict:
    """A form field: label, hint, error, control, in that order."""
    return _control(bound, label)


@register.inclusion_tag("components/cell.html")
def cell(bound: forms.BoundField, column: str, heading: str) -> dict:
    """A form field in a table, labelled by its column and its row; what is wrong stands under the row's heading."""
    return _control(bound, column) | {"heading": heading}


def _control(bound: forms.BoundField, label: str) -> dict:
    """What the templates of a field need, its control dressed."""
    widget = bound.field.widget
    is_check = isinstance(widget, forms.CheckboxInput)
    is_group = isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple)
    described = [f"{bound.auto_id}_hint"] if bound.help_text else []
    described += [f"{bound.auto_id}_error"] if bound.errors else []
    if is_group:
        widget.attrs = {**widget.attrs, "class": "form-check-input"}
    else:
        attrs = {"class": _control_class(widget, is_check)}
        if described:
            attrs["aria-describedby"] = " ".join(described)
        widget.attrs = {**widget.attrs, **attrs}
    return {"field": bound, "label": label or bound.label, "is_check": is_check, "is_group": is_group}


def _control_class(widget: forms.Widget, is_check: bool) -> str:
    if is_check:
        return "form-check-input"
    known = widget.attrs.get("class", "")
    base = "form-select" if isinstance(widget, forms.Select) else "form-control"
    return known if base in known.split() else f"{base} {known}".strip()


@register.inclusion_tag("components/errsum.html")
def errsum(form: forms.BaseForm) -> dict:
    """All errors of a form on top, each with a link to its field; one of a row says of whom, words that may be of any
    field, or stand there twice, say of what."""
    found = [
        (name, str(text), error.code in MESSAGES)
        for name, errors in form.errors.as_data().items() for error in errors for text in error.messages
    ]  # fmt: skip
    often = Counter(text for _, text, _ in found)
    rows = {
        one.name: row.heading
        for part in getattr(form, "parts", ())
        for row in part.rows
        for one in row.all_fields
    }
    lines = []
    for name, text, of_any in found:
        bound = form[name] if name in form.fields else None
        about = rows.get(name) or (str(bound.label) if bound and (of_any or often[text] > 1) else "")
        lines.append(
            {
                "text": text if about.casefold() in text.casefold() else f"{about}: {text}",
                "target": (bound.id_for_label or bound.auto_id) if bound else "",
            }
        )
    return {"lines": lines}


@register.simple_tag
def attribute(row: Any, name: str) -> Any:
    """An attribute whose name is data."""
    return getattr(row, name, "")

"""The pages everything is made of: a detail, an act that calls one service, a confirmation."""

from dataclasses import dataclass
from datetime import time
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.views.generic import DetailView, FormView

from contracts.policy import ALLOWED, Answer, require
from contracts.records import StaleRecord
from pages.drafts import DraftMixin
from pages.forms import VietForm
from pages.templatetags.pages import ngay, so


@dataclass(frozen=True)
class Crumb:
    """A step of the path above a page's title."""

    label: str
    url: str


@dataclass(frozen=True)
class Action:
    """A button of a page: where it leads, whether it may be pressed, how it looks."""

    label: str
    url: str
    answer: Answer = ALLOWED
    look: str = "plain"


@dataclass(frozen=True)
class Carry:
    """A second button of a form, told by its name: it brings what was typed along to another form, or without an
    address to this page, which does something else with it."""

    label: str
    url: str
    name: str
    look: str = "plain"


class ScopedMixin:
    """Fetches its object through the only door; another unit's object is a 404."""

    model: type[models.Model]
    select: tuple[str, ...] = ()

    def get_queryset(self):
        """The model's rows that the user may see, with `select` joined."""
        return self.model._default_manager.visible_to(self.request.user).select_related(*self.select)


class PageMixin:
    """Title, path and buttons of a page."""

    title = ""
    subtitle = ""

    def get_title(self) -> str:
        """The page's only h1."""
        return self.title

    def get_subtitle(self) -> str:
        """One sentence under the title."""
        return self.subtitle

    def get_crumbs(self) -> list[Crumb]:
        """The path above the title."""
        return []

    def get_actions(self) -> list[Action]:
        """The page's buttons; at most one is primary."""
        return []

    def get_context_data(self, **kwargs):
        """Add the head of the page."""
        return super().get_context_data(**kwargs) | {
            "title": self.get_title(), "subtitle": self.get_subtitle(),
            "crumbs": self.get_crumbs(), "actions": self.get_actions(),
        }  # fmt: skip


class DetailPage(PageMixin, ScopedMixin, DetailView):
    """One object: its state and next action, its facts, its timeline."""

    def get_title(self) -> str:
        """The object's own name."""
        return str(self.object)


@dataclass(frozen=True)
class Stale:
    """A field that differs between what was typed and what stands in the register by now."""

    label: str
    typed: str
    current: str


class ServiceFormView(PageMixin, DraftMixin, FormView):
    """A short page that does one thing: GET shows the form, POST calls one service by `perform(form)`.

    `subject` is the object acted on, fetched scoped by `get_subject`. `policy()` answers whether the page may be
    used at all. Refusals of the service land beside their fields (422), a stale save shows both versions (409).
    """

    template_name = "components/form_page.html"
    form_class = VietForm
    submit_label = "Lưu"
    submit_look = "primary"
    consequence = ""
    done_message = "Đã lưu."

    def get_subject(self) -> Any:
        """The object acted on, fetched through `visible_to`; None where a new one is made."""
        return None

    @cached_property
    def subject(self) -> Any:
        """`get_subject()`, once a request."""
        return self.get_subject()

    def policy(self) -> Answer:
        """May this user do this to the subject?"""
        return ALLOWED

    def perform(self, form) -> Any:
        """Call the one service; what it gives is passed to `get_success_url`."""
        raise TypeError(f"{type(self).__name__} does not say what it performs")

    def get_success_url(self, result: Any = None) -> str:
        """Where to go when it is done: the result's own page."""
        return (result if result is not None else self.subject).get_absolute_url()

    def get_done_message(self, result: Any) -> str:
        """What is said when it is done."""
        return self.done_message

    def get_consequence(self) -> str:
        """What will follow from pressing the button."""
        return self.consequence

    def get_cancel_url(self) -> str:
        """Where "Bỏ qua" leads."""
        crumbs = self.get_crumbs()
        return crumbs[-1].url if crumbs else "/"

    def initial_of(self, subject: Any) -> dict:
        """The form's values that stand in the register."""
        return {}

    def get_initial(self) -> dict:
        """The subject's values and its version."""
        initial = super().get_initial() | self.initial_of(self.subject)
        if isinstance(getattr(self.subject, "version", None), int):
            initial["version"] = self.subject.version
        return initial

    def get_form_kwargs(self) -> dict:
        """Tell the form whether its subject has versions."""
        kwargs = super().get_form_kwargs()
        if isinstance(getattr(self.subject, "version", None), int):
            kwargs["versioned"] = True
        return kwargs

    def dispatch(self, request, *args, **kwargs):
        """Fetch, then check: another unit's object is a 404 before any rule about it is told."""
        if request.method in ("GET", "POST", "HEAD"):
            self.subject  # noqa: B018 (fetched here, kept by cached_property)
            require(self.policy())
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form) -> HttpResponse:
        """Do it; put refusals where they belong."""
        try:
            result = self.perform(form)
        except StaleRecord as stale:
            return self.form_stale(form, stale)
        except ValidationError as error:
            form.add_refusal(error)
            return self.form_invalid(form)
        self.drop_draft()
        messages.success(self.request, self.get_done_message(result))
        return redirect(self.get_success_url(result))

    def form_invalid(self, form) -> HttpResponse:
        """Show the form again with everything that was typed."""
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def form_stale(self, form, stale: StaleRecord) -> HttpResponse:
        """Show what was typed beside what stands now; the next save is made against the present version."""
        current = self.initial_of(stale.current) if stale.current is not None else {}
        differences = [
            Stale(str(form[name].label), _text(form.cleaned_data.get(name)), _text(value))
            for name, value in current.items()
            if name in form.fields and _text(form.cleaned_data.get(name)) != _text(value)
        ]
        form.add_error(None, stale)
        if stale.current is not None:
            form.data = form.data.copy()
            form.data[form.add_prefix("version")] = stale.current.version
        return self.render_to_response(self.get_context_data(form=form, stale=differences), status=409)

    def get_context_data(self, **kwargs):
        """Add what the form page shows."""
        context = super().get_context_data(**kwargs)
        return context | self.draft_context(context["form"]) | {
            "subject": self.subject, "submit_label": self.submit_label, "submit_look": self.submit_look,
            "consequence": self.get_consequence(), "cancel_url": self.get_cancel_url(),
        }  # fmt: skip


class ConfirmView(ServiceFormView):
    """A step that cannot simply be taken back: it says what follows and asks."""

    template_name = "components/form_page.html"
    submit_look = "danger"
    keeps_draft = False


def _text(value: Any) -> str:
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if hasattr(value, "strftime"):
        return ngay(value)
    if isinstance(value, list | tuple | set) or hasattr(value, "all"):
        return ", ".join(sorted(str(part) for part in (value.all() if hasattr(value, "all") else value)))
    return so(value) if value not in (None, "") else ""

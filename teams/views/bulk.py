"""One field of many members: choose it, see old and new for each, confirm; undo stays open."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.views.generic import TemplateView

from communes.models import Hamlet
from contracts.policy import require
from pages.views import Crumb, PageMixin
from teams import policies
from teams.forms.bulk import BulkFieldForm, BulkValueForm
from teams.models import Membership, Person
from teams.services.bulk import MOST_PEOPLE, BulkLine, bulk_lines, people_bulk_update

#: Steps of the page, by the hidden field `buoc` of the form that was sent.
FIELD, VALUE, WRITE = "muc", "gia-tri", "ghi"


class BulkEdit(PageMixin, TemplateView):
    """Comes with `chon` (spells) from the list of members; each step is a POST that carries the former along.

    Nothing is written before the last step. Chosen spells are kept with their person's version as the preview showed
    it, so that somebody else's change in between is seen.
    """

    template_name = "teams/bulk.html"
    title = "Sửa hàng loạt"

    def dispatch(self, request, *args, **kwargs):
        """Who keeps the registers of the own commune."""
        if request.user.is_authenticated:
            require(policies.can_register_own(request.user))
        return super().dispatch(request, *args, **kwargs)

    def get_crumbs(self):
        return [Crumb("Thành viên", reverse("teams:membership_list"))]

    def get_subtitle(self):
        return f"{len(self.people)} người đã chọn." if self.people else ""

    @property
    def data(self):
        """What was sent, by either method."""
        return self.request.POST if self.request.method == "POST" else self.request.GET

    @cached_property
    def versions(self) -> dict[int, int]:
        """Persons and versions of the preview; empty before it."""
        pairs = (part.split(":") for part in self.data.get("ban", "").split(",") if part.count(":") == 1)
        return {int(key): int(version) for key, version in pairs if key.isdigit() and version.isdigit()}

    @cached_property
    def people(self) -> list[Person]:
        """The chosen people, each once, in the list's order."""
        user, rows = self.request.user, Person.objects.visible_to(self.request.user)
        if self.versions:
            rows = rows.filter(pk__in=self.versions)
        else:
            chosen = [key for key in self.data.getlist("chon") if key.isdigit()]
            spells = Membership.objects.visible_to(user).filter(pk__in=chosen)
            rows = rows.filter(pk__in=spells.values("person"))
        secrets = ("bank_account", "health_note", "legal_record", "citizen_id")
        rows = rows.select_related("home_commune", "hamlet").defer(*secrets).order_by("sort_key", "pk")
        return list(rows[: MOST_PEOPLE + 1])

    @property
    def field(self) -> str:
        """The chosen field, once it is one of those that may be changed."""
        form = BulkFieldForm({"muc": self.data.get("muc", "")})
        return form.cleaned_data["muc"] if form.is_valid() else ""

    def value_form(self, data=None) -> BulkValueForm:
        """The control of the chosen field."""
        hamlets = Hamlet.objects.visible_to(self.request.user).open().select_related("commune")
        return BulkValueForm(data, field=self.field, hamlets=hamlets)

    def post(self, request, *args, **kwargs):
        """The next step."""
        step = request.POST.get("buoc", "")
        if not self.people or len(self.people) > MOST_PEOPLE or step not in (FIELD, VALUE, WRITE):
            return self.show()
        if not self.field:
            return self.show(form=BulkFieldForm(request.POST), status=422)
        if step == FIELD:
            return self.show(form=self.value_form())
        form = self.value_form(request.POST)
        if not form.is_valid():
            return self.show(form=form, status=422)
        return self.preview(form) if step == VALUE else self.write(form)

    def preview(self, form, status: int = 200):
        """Old and new of each; nothing is written."""
        lines = bulk_lines(
            self.request.user, self.people, self.field, form.cleaned_data["value"], self.versions
        )
        return self.show(form=form, lines=lines, status=status)

    def write(self, form):
        """All at once; whoever was changed since the preview is shown and left for the user to leave out."""
        value = form.cleaned_data["value"]
        people = [person for person in self.people if person.pk in self.versions]
        try:
            log = people_bulk_update(
                actor=self.request.user, people=Person.objects.visible_to(self.request.user)
                .filter(pk__in=[person.pk for person in people]).select_related("home_commune", "hamlet"),
                field=self.field, value=value, versions=self.versions,
            )  # fmt: skip
        except ValidationError as error:
            form.add_error(None, error.messages)
            return self.preview(form, status=409)
        done = 'Đã sửa {}. <a href="{}">Hoàn tác</a>'
        messages.success(self.request, format_html(done, _lower(log.title), log.get_absolute_url()))
        return redirect("teams:membership_list")

    def show(self, *, form=None, lines: list[BulkLine] | None = None, status: int = 200):
        """The page of the step."""
        context = self.get_context_data(form=form or BulkFieldForm(), lines=lines)
        return self.render_to_response(context, status=status)

    def get_context_data(self, **kwargs):
        """The step, what it carries along, and what stands in the way."""
        lines: list[BulkLine] = kwargs.get("lines") or []
        changed = [line for line in lines if line.is_changed]
        form = kwargs.get("form") or BulkFieldForm()
        chosen = [line.person for line in changed] if kwargs.get("lines") is not None else self.people
        return super().get_context_data(**kwargs) | {
            "form": form, "step": self._step(form, kwargs.get("lines")), "field": self.field,
            "people": self.people, "most": MOST_PEOPLE, "too_many": len(self.people) > MOST_PEOPLE,
            "carried": ",".join(f"{person.pk}:{person.version}" for person in chosen),
            "changed": changed, "refused": [line for line in lines if line.refusal],
            "same": [line for line in lines if not line.refusal and not line.is_changed],
            "list_url": reverse("teams:membership_list"),
        }  # fmt: skip

    @staticmethod
    def _step(form, lines) -> str:
        if lines is not None:
            return WRITE
        return FIELD if isinstance(form, BulkFieldForm) else VALUE


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]

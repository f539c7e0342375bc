"""The page on which the blocks of a paper are edited; every button works without scripts."""

from documents.composing import Wording
from documents.editing.differences import differences
from documents.editing.forms import BlocksForm
from documents.layout.html import render_preview
from documents.models import Document
from pages.drafts import USE
from pages.views import ServiceFormView, Stale


class EditorView(ServiceFormView):
    """A form of blocks beside the paper it makes.

    A button named `do` moves, adds or takes out a row, or shows the paper anew: nothing is saved by it.
    """

    template_name = "documents/editor.html"
    form_class = BlocksForm

    def form_parts(self) -> dict:
        """What the form needs besides what is typed."""
        raise TypeError(f"{type(self).__name__} does not say what it edits")

    def stored_rows(self) -> list:
        """The rows as they are kept."""
        raise TypeError(f"{type(self).__name__} does not say what it edits")

    def paper(self, form: BlocksForm) -> Document:
        """The paper that the form makes, nowhere kept."""
        raise TypeError(f"{type(self).__name__} does not show what it makes")

    def said_now(self, subject) -> Wording:
        """What the stored version says."""
        raise TypeError(f"{type(self).__name__} does not say what is kept")

    def said_typed(self, form: BlocksForm) -> Wording:
        """What is typed."""
        raise TypeError(f"{type(self).__name__} does not say what is typed")

    def get_form_kwargs(self):
        """The stored blocks, and their rows."""
        return super().get_form_kwargs() | self.form_parts() | {"rows": self.stored_rows()}

    def get_form(self, form_class=None):
        """As stored, or as typed before where that was asked for."""
        if self.draft and USE in self.request.GET:
            return self.form_class.again(self.draft.data, versioned=True, **self.form_parts())
        return super().get_form(form_class)

    def post(self, request, *args, **kwargs):
        """One of the rows' buttons, or saving."""
        act = request.POST.get("do", "")
        if not act:
            return super().post(request, *args, **kwargs)
        form = self.form_class.again(request.POST, act, versioned=True, **self.form_parts())
        return self.render_to_response(self.get_context_data(form=form))

    def form_stale(self, form, stale):
        """Line by line what differs between what was typed and what is kept by now."""
        found = differences(self.said_now(stale.current), self.said_typed(form))
        form.add_error(None, stale)
        form.data = form.data.copy()
        form.data["version"] = stale.current.version
        lines = [Stale(f"{one.words}: {one.label}", one.new, one.old) for one in found]
        return self.render_to_response(self.get_context_data(form=form, stale=lines), status=409)

    def get_context_data(self, **kwargs):
        """The paper beside the form."""
        context = super().get_context_data(**kwargs)
        return context | {
            "preview": render_preview(self.paper(context["form"])),
            "address": self.draft_address,
        }

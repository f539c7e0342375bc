"""What an administrator does with a version of a wording: begun, edited, put in force, ended, thrown away."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from communes.models import Province
from contracts.roles import Scope
from documents import policies, services
from documents.composing import faults
from documents.editing.forms import WordingForm
from documents.editing.rows import rows_of
from documents.editing.specimens import specimen_paper
from documents.forms_wordings import WordingEndForm, WordingReleaseForm, WordingStartForm
from documents.views.editors import EditorView
from documents.views.templates import kind_or_404, list_crumb, template_crumb, versions_for, words_of
from pages.views import ConfirmView, Crumb, ServiceFormView


class _OnTemplate(ServiceFormView):
    """A page that belongs to one version."""

    def get_subject(self):
        """The version; of a template that the product still has."""
        row = get_object_or_404(versions_for(self.request.user), pk=self.kwargs["pk"])
        kind_or_404(row.code)
        return row

    def get_subtitle(self):
        """Which."""
        return str(self.subject)

    def get_crumbs(self):
        """The list, the template, the version."""
        row = self.subject
        return [list_crumb(), template_crumb(row.code), Crumb(f"Bản {row.number}", row.get_absolute_url())]


class WordingStart(ServiceFormView):
    """Begin a new version."""

    form_class, submit_label = WordingStartForm, "Lập bản thảo"
    done_message = "Đã lập bản thảo từ lời văn đang áp dụng. Sửa rồi cho áp dụng."
    consequence = "Bản thảo chưa dùng cho văn bản nào cho tới khi bạn cho áp dụng."

    def get_title(self):
        """Of what."""
        return f"Lập bản mới: {kind_or_404(self.kwargs['code']).label}"

    def policy(self):
        """Administrators; the country's for the country."""
        kind_or_404(self.kwargs["code"])
        user = self.request.user
        return policies.can_word(user, user.province_id or "")

    def get_crumbs(self):
        """The list, the template."""
        return [list_crumb(), template_crumb(self.kwargs["code"])]

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
        return template_crumb(self.subject.code).url

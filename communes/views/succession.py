"""Pages by which administrators record that units change."""

from django.shortcuts import get_object_or_404

from communes import forms, policies
from communes.choices import SuccessionKind
from communes.models import Commune, Province
from communes.services.plans import NewUnit, Take
from communes.services.succession import succession_apply
from communes.views.communes import list_crumb
from pages.views import ConfirmView, Crumb

_FOLLOWS = (
    "Đơn vị cũ kết thúc, đơn vị mới bắt đầu từ ngày có hiệu lực; thôn, Tổ và các sổ đi theo, lịch sử giữ nguyên. "
    "Sau đó chuyển tài khoản người dùng sang đơn vị mới."
)


class _SuccessionPage(ConfirmView):
    submit_look = "primary"
    consequence = _FOLLOWS
    done_message = "Đã ghi thay đổi đơn vị hành chính."

    def get_success_url(self, result=None):
        """The first new unit's page."""
        return result.lines.select_related("new").order_by("pk").first().new.get_absolute_url()

    def apply(self, kind: str, units, form, **extra):
        """Call the service with what all forms share."""
        data = form.cleaned_data
        return succession_apply(
            actor=self.request.user, kind=kind, units=tuple(units), effective_on=data["effective_on"],
            legal_basis=data["legal_basis"], **extra,
        )  # fmt: skip


class SuccessionMerge(_SuccessionPage):
    """Several communes of a province become one."""

    form_class = forms.MergeForm
    title = "Sáp nhập đơn vị"
    submit_label = "Sáp nhập"

    def get_subject(self):
        """The province."""
        return get_object_or_404(Province.objects.visible_to(self.request.user), pk=self.kwargs["province"])

    def policy(self):
        """The administrator of the province or of the country."""
        return policies.can_change_units(self.request.user, [self.subject.pk])

    def get_subtitle(self):
        """Which province."""
        return self.subject.name

    def get_crumbs(self):
        """The list."""
        return [list_crumb()]

    def get_form_kwargs(self):
        """The communes to choose from."""
        rows = Commune.objects.visible_to(self.request.user).open().of_province(self.subject.pk)
        return super().get_form_kwargs() | {"communes": rows, "actor": self.request.user}

    def perform(self, form):
        """Merge them."""
        data = form.cleaned_data
        unit = NewUnit(data["code"], data["name"], data["kind"], self.subject, tuple(map(Take, data["olds"])))
        return self.apply(SuccessionKind.MERGE, [unit], form, hamlet_names=form.hamlet_names)


class _OfCommune(_SuccessionPage):
    def get_subject(self):
        """The commune that changes."""
        rows = Commune.objects.visible_to(self.request.user).select_related("province")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def policy(self):
        """The administrator of its province or of the country."""
        return policies.can_change_units(self.request.user, [self.subject.province_id])

    def get_crumbs(self):
        """The commune."""
        return [list_crumb(), Crumb(self.subject.name, self.subject.get_absolute_url())]

    def initial_of(self, subject):
        """The unit as it is."""
        return {"code": subject.pk, "name": subject.name, "kind": subject.kind, "other_kind": subject.kind}


class SuccessionRename(_OfCommune):
    """A commune changes its name or kind."""

    form_class = forms.RenameForm
    title = "Đổi tên, đổi loại đơn vị"
    submit_label = "Ghi thay đổi"

    def perform(self, form):
        """Record it; a new kind makes it a change of kind."""
        data, commune = form.cleaned_data, self.subject
        kind = SuccessionKind.RENAME if data["kind"] == commune.kind else SuccessionKind.CHANGE_KIND
        unit = NewUnit(data["code"], data["name"], data["kind"], commune.province, (Take(commune),))
        return self.apply(kind, [unit], form)


class SuccessionSplit(_OfCommune):
    """A commune becomes two."""

    form_class = forms.SplitForm
    title = "Chia tách đơn vị"
    submit_label = "Chia tách"

    def get_form_kwargs(self):
        """The commune's hamlets to choose from."""
        return super().get_form_kwargs() | {"commune": self.subject}

    def perform(self, form):
        """Split it."""
        data, commune = form.cleaned_data, self.subject
        part = Take(commune, tuple(data["hamlets"]))
        units = [
            NewUnit(data["code"], data["name"], data["kind"], commune.province, (Take(commune),)),
            NewUnit(data["other_code"], data["other_name"], data["other_kind"], commune.province, (part,)),
        ]
        return self.apply(SuccessionKind.SPLIT, units, form)

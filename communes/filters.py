"""Conditions of the lists of units."""

import django_filters as filters

from communes.choices import URBAN_KINDS, CommuneKind, HamletGroup, HamletKind
from communes.models import Commune, Hamlet, Province
from contracts.records import in_force
from pages.asof import AsOfFilter, asked_day

#: Which rows a list of dated units shows; the first is taken where none is asked for.
STANDING = (("", "Đang tồn tại"), ("het", "Không còn"), ("tat-ca", "Tất cả"))


def _communes(request):
    return Commune.objects.visible_to(request.user).order_by("province_id", "official_order")


def _provinces(request):
    return Province.objects.filter(communes__in=Commune.objects.visible_to(request.user)).distinct()


class _StandingFilter(AsOfFilter):
    standing = filters.ChoiceFilter(
        label="Tình trạng", choices=STANDING[1:], empty_label=STANDING[0][1], method="of_standing"
    )

    def of_standing(self, rows, name, value):
        """`qs` does it: the choice that is not made counts as well."""
        return rows

    @property
    def qs(self):
        """Without a choice only what exists: today, or on the day asked for."""
        wanted = self.form.cleaned_data.get("standing") if self.is_bound and self.form.is_valid() else ""
        if wanted == "tat-ca":
            return super().qs
        if wanted != "het" and (day := asked_day(self.data)):
            return super().qs.filter(in_force(day))
        return super().qs.filter(ended_on__isnull=wanted != "het")


class HamletFilter(_StandingFilter):
    """Conditions of the list of hamlets."""

    search_hint = "Tên thôn, xã (kể cả tên cũ)"

    commune = filters.ModelChoiceFilter(label="Xã, phường", queryset=_communes)
    group = filters.ChoiceFilter(label="Nhóm theo luật", choices=HamletGroup.choices, method="of_group")
    kind = filters.ChoiceFilter(label="Loại", choices=HamletKind.choices)

    class Meta:
        model = Hamlet
        fields: list[str] = []

    def search(self, rows, name, text):
        """By the hamlet's name, or its commune's, present or former."""
        return rows.called(text)

    def of_group(self, rows, name, value):
        """Thôn or tổ dân phố, as the law groups localities."""
        urban = {"kind__in": URBAN_KINDS}
        return rows.filter(**urban) if value == HamletGroup.URBAN else rows.exclude(**urban)


class CommuneFilter(_StandingFilter):
    """Conditions of the list of communes; the search looks through former names as well."""

    search_hint = "Tên hiện nay hoặc tên cũ (không cần dấu)"

    province = filters.ModelChoiceFilter(label="Tỉnh, thành phố", queryset=_provinces)
    kind = filters.ChoiceFilter(label="Loại", choices=CommuneKind.choices)

    class Meta:
        model = Commune
        fields: list[str] = []

    def search(self, rows, name, text):
        """By present or former name."""
        return rows.named(text)

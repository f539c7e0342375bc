"""Forms of units."""

from django import forms

from communes.choices import AreaKind, CommuneKind
from communes.models import Agency, Cluster, Commune, Hamlet
from pages.fields import VietDateField
from pages.forms import VietForm, VietModelForm

_END_HINT = "Ngày đầu tiên không còn, ví dụ 01/07/2026."


class HamletForm(VietModelForm):
    """A new hamlet."""

    class Meta(VietModelForm.Meta):
        model = Hamlet
        fields = ["name", "kind", "started_on", "note"]
        help_texts = {
            "name": "Không ghi loại: “Thanh Lương”, không ghi “Thôn Thanh Lương”.",
            "kind": "Luật 30/2023, Điều 2: thôn và các tên gọi tương đương; tổ dân phố và các tên gọi tương đương.",
            "started_on": "Ngày lập, hoặc 01/07/2025 nếu có từ khi lập xã.",
        }


class HamletEditForm(VietModelForm):
    """A hamlet's name, kind and note."""

    class Meta(HamletForm.Meta):
        fields = ["name", "kind", "note"]


class EndForm(VietForm):
    """The day something ends."""

    ended_on = VietDateField(label="Không còn từ ngày", help_text=_END_HINT)


class HamletEndForm(EndForm):
    """The end of a hamlet, with its reason."""

    reason = forms.CharField(
        label="Lý do, văn bản quy định",
        max_length=250,
        help_text="Ví dụ: Nghị quyết số 12/NQ-HĐND ngày 20/6/2026 về sáp nhập thôn.",
    )


class HamletYearForm(VietForm):
    """Households and population of a year."""

    year = forms.IntegerField(label="Năm", help_text="Số liệu tính đến cuối năm.")
    households = forms.IntegerField(label="Số hộ", min_value=0, required=False)
    population = forms.IntegerField(label="Số nhân khẩu", min_value=0, required=False)


class ClusterForm(VietModelForm):
    """A new cụm dân cư."""

    class Meta(VietModelForm.Meta):
        model = Cluster
        fields = ["name", "households", "started_on"]
        help_texts = {
            "name": "Ví dụ: Cụm 1.",
            "started_on": "Ngày bắt đầu phân công địa bàn.",
        }


class AreaForm(VietForm):
    """A legal area of the commune, or of one hamlet of it."""

    kind = forms.ChoiceField(label="Địa bàn", choices=AreaKind.choices)
    hamlet = forms.ModelChoiceField(
        Hamlet.objects.none(), label="Riêng thôn", required=False, empty_label="Cả xã, phường",
        help_text="Chọn thôn khi văn bản chỉ công nhận thôn đó.",
    )  # fmt: skip
    basis = forms.CharField(
        label="Văn bản quy định", max_length=200, help_text="Ví dụ: Quyết định 861/QĐ-TTg ngày 04/6/2021."
    )
    started_on = VietDateField(label="Từ ngày")

    def __init__(self, *args, commune: Commune, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["hamlet"].queryset = commune.hamlets.open()


class AgencyForm(VietModelForm):
    """How an agency is named on paper."""

    class Meta(VietModelForm.Meta):
        model = Agency
        fields = ["name", "parent_name", "symbol", "place", "is_active"]
        help_texts = {
            "name": "Viết như trong câu; văn bản tự viết hoa (Nghị định 30/2020, Phụ lục I).",
            "parent_name": "Dòng trên cùng bên trái của văn bản. UBND và Ủy ban MTTQ để trống.",
            "symbol": "Ví dụ: UBND, CAX, PV01.",
            "place": "Địa danh ghi trước ngày tháng.",
        }


class _SuccessionForm(VietForm):
    """What every change of units states."""

    effective_on = VietDateField(label="Có hiệu lực từ ngày")
    legal_basis = forms.CharField(
        label="Căn cứ", max_length=250, help_text="Ví dụ: Nghị quyết số 1680/NQ-UBTVQH15 ngày 16/6/2025."
    )


def _code(label: str = "Mã đơn vị mới") -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=5,
        help_text="Mã chính thức, 5 chữ số. Giữ mã của một đơn vị cũ nếu văn bản giữ.",
    )


def _name(label: str = "Tên đơn vị mới") -> forms.CharField:
    return forms.CharField(label=label, max_length=80, help_text="Kèm loại: Xã Quảng Trạch.")


class MergeForm(_SuccessionForm):
    """Two or more whole communes become one. Hamlets of one name get a field for their new name."""

    olds = forms.ModelMultipleChoiceField(
        Commune.objects.none(), label="Các đơn vị cũ", widget=forms.CheckboxSelectMultiple
    )
    code = _code()
    name = _name()
    kind = forms.ChoiceField(label="Loại", choices=CommuneKind.choices)

    def __init__(self, *args, communes, actor, **kwargs):
        super().__init__(*args, **kwargs)
        self.actor = actor
        self.fields["olds"].queryset = communes
        for hamlet in self._namesakes():
            self.fields[f"hamlet_{hamlet.pk}"] = forms.CharField(
                label=f"Tên mới của {hamlet} ({hamlet.commune})", max_length=80, initial=hamlet.name
            )

    def _namesakes(self) -> list[Hamlet]:
        chosen = self.data.getlist("olds") if self.is_bound and hasattr(self.data, "getlist") else []
        communes = self.fields["olds"].queryset.filter(pk__in=chosen)
        rows = Hamlet.objects.visible_to(self.actor).open().filter(commune__in=communes)
        rows = list(rows.select_related("commune").order_by("search_key", "commune"))
        keys = [row.search_key for row in rows]
        return [row for row in rows if keys.count(row.search_key) > 1]

    @property
    def hamlet_names(self) -> dict[int, str]:
        """New names by the hamlet's key."""
        return {
            int(name.removeprefix("hamlet_")): value
            for name, value in self.cleaned_data.items()
            if name.startswith("hamlet_")
        }


class RenameForm(_SuccessionForm):
    """A commune changes its name or kind."""

    code = _code("Mã đơn vị sau khi đổi")
    name = _name("Tên sau khi đổi")
    kind = forms.ChoiceField(label="Loại sau khi đổi", choices=CommuneKind.choices)


class SplitForm(_SuccessionForm):
    """A commune becomes two: the second gets the chosen hamlets, the first the rest and the files."""

    code = _code("Mã đơn vị thứ nhất")
    name = _name("Tên đơn vị thứ nhất (nhận phần còn lại và hồ sơ)")
    kind = forms.ChoiceField(label="Loại đơn vị thứ nhất", choices=CommuneKind.choices)
    other_code = _code("Mã đơn vị thứ hai")
    other_name = _name("Tên đơn vị thứ hai")
    other_kind = forms.ChoiceField(label="Loại đơn vị thứ hai", choices=CommuneKind.choices)
    hamlets = forms.ModelMultipleChoiceField(
        Hamlet.objects.none(), label="Các thôn về đơn vị thứ hai", widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, commune: Commune, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["hamlets"].queryset = commune.hamlets.open()

"""What officers type about applications."""

from collections.abc import Iterable
from typing import Any

from django import forms

from pages.fields import VietDateField
from pages.forms import Part, RowsMixin, VietForm
from recruitment.choices import PaperKind, Source
from recruitment.eligibility import LEGAL_FACTS
from recruitment.models import Application, ApplicationPaper, CampaignLine
from teams.forms.members import PersonForm


class PaperRowsMixin(RowsMixin):
    """The papers of an application: handed in or not, day, issuer, what is wrong."""

    rows_title = of_whom = "Giấy tờ"
    columns = ("Đã nộp", "Ngày cấp, ký", "Nơi cấp", "Chưa hợp lệ vì")

    def ask_papers(self, present: dict[str, ApplicationPaper] | None = None) -> None:
        """A row for each kind of paper; those already there cannot be taken away, only found faulty."""
        self.present = present or {}
        for kind in PaperKind:
            paper = self.present.get(kind.value)
            self.fields[f"{kind}_in"] = forms.BooleanField(
                label="Đã nộp", required=False, initial=paper is not None, disabled=paper is not None
            )
            self.fields[f"{kind}_issued_on"] = VietDateField(
                label="Ngày cấp, ký", required=False, initial=paper and paper.issued_on
            )
            self.fields[f"{kind}_issuer"] = forms.CharField(
                label="Nơi cấp", required=False, max_length=150, initial=paper and paper.issuer
            )
            self.fields[f"{kind}_problem"] = forms.CharField(
                label="Chưa hợp lệ vì", required=False, max_length=200, initial=paper and paper.problem
            )

    def row_names(self):
        return [
            (str(kind.label), "", [f"{kind}_{part}" for part in ("in", "issued_on", "issuer", "problem")])
            for kind in PaperKind
        ]

    def clean(self):
        """Whoever writes something about a paper means that it was handed in."""
        cleaned = super().clean() or self.cleaned_data
        for kind in PaperKind:
            parts = ("issued_on", "issuer", "problem")
            if not cleaned.get(f"{kind}_in") and any(cleaned.get(f"{kind}_{part}") for part in parts):
                self.add_error(
                    f"{kind}_in", f"Đã ghi về {kind.label.lower()}: đánh dấu “Đã nộp”, hoặc xóa trống dòng."
                )
        return cleaned

    def papers(self) -> dict[str, dict[str, Any]]:
        """What was handed in, by kind."""
        parts = ("issued_on", "issuer", "problem")
        return {
            kind.value: {part: self.cleaned_data[f"{kind}_{part}"] for part in parts}
            for kind in PaperKind
            if self.cleaned_data[f"{kind}_in"]
        }


class ApplicationForm(PaperRowsMixin, PersonForm):
    """An applicant with the papers handed in, and all six priority criteria as declared; one that is only written
    down as late has no papers (`takes_papers`)."""

    DECLARED = ("was_member", "lives_in_hamlet")

    #: Parts of the form below the papers, which are what is looked at first.
    ABOUT = (
        ("Người nộp", ("full_name", "birth_date", "sex", "citizen_id", "phone", "ethnic_group", "religion")),
        ("Cư trú", ("hamlet", "address", "residence_kind", "residence_since")),
        ("Trình độ, đoàn thể", ("education", "qualification", "is_party_member", "is_youth_union_member")),
        (
            "Diện ưu tiên, ghi chú",
            ("served_police", "served_army", "was_part_time_police", "has_prestige", *DECLARED, "note"),
        ),
    )

    line = forms.ModelChoiceField(label="Dự tuyển vào", queryset=CampaignLine.objects.none())
    source = forms.ChoiceField(label="Nguồn", choices=Source.choices, widget=forms.RadioSelect)
    received_on = VietDateField(label="Ngày nhận hồ sơ", help_text="Ngày người dự tuyển đến nộp.")

    def __init__(self, *args, lines, takes_papers: bool = True, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["line"].queryset = lines
        self.fields["citizen_id"].help_text = (
            "12 số. Ai từng dự tuyển, từng tham gia Tổ ở xã thì được nhận theo người đã có trong sổ: gõ số rồi bấm "
            "“Lấy dữ kiện đã có” ở cuối trang để khỏi gõ lại."
        )
        for name in self.DECLARED:
            label = str(Application._meta.get_field(name).verbose_name)
            self.fields[name] = forms.BooleanField(
                label=label[0].upper() + label[1:], required=False,
                help_text="Diện ưu tiên theo lời khai; Công an xã thẩm định sau.",
            )  # fmt: skip
        if takes_papers:
            self.ask_papers()
        self.takes_papers = takes_papers

    @property
    def parts(self) -> list[Part]:
        """The application, its papers, the applicant."""
        found = [Part("Hồ sơ", fields=self.bound(["received_on", "line", "source"]))]
        if self.takes_papers:
            note = "Thiếu hoặc chưa hợp lệ thì báo ngay người nộp (TT 14/2024, Điều 3)."
            found.append(self.rows_part(self.rows_of(self.row_names()), note))
        return found + [Part(title, fields=self.bound(names)) for title, names in self.ABOUT]

    def declared(self) -> dict[str, bool]:
        """The priority criteria that are facts of the application."""
        return {name: self.cleaned_data[name] for name in self.DECLARED}


class SupplementForm(PaperRowsMixin, VietForm):
    """Papers handed in later, or found faulty."""

    def __init__(self, *args, present, **kwargs):
        super().__init__(*args, **kwargs)
        self.ask_papers(present)


_YES = [("", "Chưa thẩm định"), ("yes", "Bảo đảm"), ("no", "Không bảo đảm")]
_KNOWN = [("", "Chưa thẩm định"), ("no", "Không"), ("yes", "Có")]
#: What a choice of an appraisal stands for.
_ANSWERS = {"yes": True, "no": False}


class AppraiseForm(RowsMixin, VietForm):
    """What the commune police verified."""

    COLUMN = ("Kết luận",)
    JUDGED = ("is_background_clear", "is_family_compliant", "lives_in_commune", "is_facility_lawful")
    PRIORITY = ("lives_in_hamlet", "was_member")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in self.JUDGED:
            label = str(Application._meta.get_field(name).verbose_name)
            self.fields[name] = forms.ChoiceField(
                label=label[0].upper() + label[1:], choices=_YES, required=False
            )
        for fact, (_, words) in LEGAL_FACTS.items():
            label = words[0].upper() + words[1:]
            self.fields[fact] = forms.ChoiceField(label=label, choices=_KNOWN, required=False)
        for name in self.PRIORITY:
            label = str(Application._meta.get_field(name).verbose_name)
            self.fields[name] = forms.BooleanField(label=label[0].upper() + label[1:], required=False)

    @property
    def parts(self) -> list[Part]:
        """Standards, record, priority."""
        later = "Mục chưa xác minh xong thì để “Chưa thẩm định”, ghi tiếp sau."
        record = "Luật 30/2023/QH15, Điều 13, khoản 2. Lưu mã hóa; chỉ cán bộ Công an xã mở được trang này."
        return [
            self._judged("Tiêu chuẩn", later, self.JUDGED),
            self._judged("Án tích, xử lý hành chính", record, LEGAL_FACTS),
            Part("Diện ưu tiên", "Luật 30/2023/QH15, Điều 15.", self.bound(self.PRIORITY)),
        ]

    def _judged(self, title: str, note: str, names: Iterable[str]) -> Part:
        rows = self.rows_of([(str(self.fields[name].label), "", [name]) for name in names])
        return Part(title, note, rows=rows, columns=self.COLUMN, of_whom="Mục thẩm định")

    @classmethod
    def initial_of(cls, application: Application) -> dict[str, Any]:
        """What the register knows by now."""
        words = {True: "yes", False: "no", None: ""}
        known = application.legal_facts
        return (
            {name: words[getattr(application, name)] for name in cls.JUDGED}
            | {fact: words[known.get(fact)] for fact in LEGAL_FACTS}
            | {name: getattr(application, name) for name in cls.PRIORITY}
        )

    def facts(self) -> dict[str, Any]:
        """The arguments of the service; what is not known yet is left open."""
        data = self.cleaned_data
        return {
            "legal_facts": {fact: _ANSWERS[data[fact]] for fact in LEGAL_FACTS if data[fact]},
            **{name: _ANSWERS.get(data[name]) for name in self.JUDGED},
            **{name: data[name] for name in self.PRIORITY},
        }


class ReasonForm(VietForm):
    """Why an application is given or taken back."""

    reason = forms.CharField(label="Lý do", max_length=250)


class AgeRefusalForm(ReasonForm):
    """When, and why, the chairman did not let somebody over the limit of age apply."""

    refused_on = VietDateField(
        label="Ngày Chủ tịch UBND xã không cho phép",
        help_text="Ngày của văn bản trả lời, hoặc ngày nói miệng",
    )

    field_order = ["refused_on", "reason"]

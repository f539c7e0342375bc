"""Forms of posts of hamlets."""

from django import forms

from documents.choices import DocumentType
from pages.fields import VietDateField
from teams.choices import PostEnd, PostGround, PostKind, PostStart, PropagandaRole
from teams.forms.members import OptionalPaper, PersonForm
from teams.services.posts import Paper

_PAPER_TYPES = [
    (DocumentType.MINUTES, "Biên bản bầu của thôn, tổ dân phố"),
    (DocumentType.DECISION, "Quyết định của UBND xã"),
]
_PAPER = ("paper_type", *OptionalPaper.PAPER, "scan")


class PostPaper(OptionalPaper):
    """The minutes of an election or a decision; it may follow later."""

    paper_type = forms.ChoiceField(label="Văn bản", choices=_PAPER_TYPES, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["symbol"].label = "Số, ký hiệu văn bản"
        self.fields[
            "symbol"
        ].help_text = "Ví dụ: 01/BB-TL, 05/QĐ-UBND. Chưa có thì để trống cả văn bản, bổ sung sau."
        self.fields["title"].help_text = "Ví dụ: Bầu Trưởng thôn Thanh Lương."

    @property
    def paper(self) -> Paper | None:
        """The paper as the service wants it."""
        data = self.paper_data
        kind = self.cleaned_data.get("paper_type") or DocumentType.MINUTES
        return Paper(DocumentType(kind), data) if data else None


class PostForm(PersonForm, PostPaper):
    """Somebody takes a post: chosen from the commune's people, or registered in the same step."""

    post_hamlet = forms.ModelChoiceField(label="Thôn, tổ dân phố", queryset=None)
    post = forms.ChoiceField(label="Chức danh", choices=PostKind.choices)
    other_title = forms.CharField(
        label="Tên chức danh khác", max_length=100, required=False,
        help_text="Chỉ ghi khi chọn “Chức danh khác”, ví dụ Cộng tác viên dân số",
    )  # fmt: skip
    started_on = VietDateField(label="Giữ chức danh từ ngày", help_text="Ví dụ 05/02/2026")
    start_kind = forms.ChoiceField(label="Cách chọn", choices=PostStart.choices, widget=forms.RadioSelect)
    contracted_on = VietDateField(
        label="Khoán kinh phí từ ngày", required=False,
        help_text="Với chức danh ngoài khung; không khoán thì để trống",
    )  # fmt: skip
    person = forms.ModelChoiceField(
        label="Người đã có hồ sơ trong xã", queryset=None, required=False,
        help_text="Chọn ở đây thì bỏ trống phần nhân thân bên dưới",
    )  # fmt: skip

    FIRST = (
        "post_hamlet",
        "post",
        "other_title",
        "started_on",
        "start_kind",
        "contracted_on",
        *_PAPER,
        "person",
    )

    def __init__(self, *args, hamlets, people, **kwargs):
        super().__init__(*args, hamlets=hamlets, **kwargs)
        self.fields["post_hamlet"].queryset = hamlets
        self.fields["person"].queryset = people
        self.fields["full_name"].required = False
        self.fields["full_name"].help_text = "Người chưa có hồ sơ trong xã"
        self.fields["hamlet"].label = "Nơi cư trú: thôn, tổ dân phố"
        self.order_fields(self.FIRST)

    def clean(self):
        """One person: chosen or written."""
        cleaned = super().clean() or self.cleaned_data
        if bool(cleaned.get("person")) == bool(cleaned.get("full_name")):
            self.add_error(
                "full_name" if cleaned.get("person") else "person",
                "Chọn người đã có hồ sơ, hoặc ghi họ tên người mới: đúng một trong hai.",
            )
        return cleaned


class PostFactsForm(PostPaper):
    """What may be corrected or added while the post is held."""

    start_kind = forms.ChoiceField(label="Cách chọn", choices=PostStart.choices, widget=forms.RadioSelect)
    contracted_on = VietDateField(
        label="Khoán kinh phí từ ngày", required=False, help_text="Không khoán thì để trống"
    )
    propaganda_role = forms.ChoiceField(
        label="Kiêm cộng tác viên tuyên truyền",
        choices=[("", "Không"), *PropagandaRole.choices],
        required=False,
    )
    propaganda_since = VietDateField(label="Làm cộng tác viên từ ngày", required=False)

    field_order = ("start_kind", "contracted_on", "propaganda_role", "propaganda_since", *_PAPER)


class PostEndForm(PostPaper):
    """Why and from when somebody no longer holds the post."""

    end_kind = forms.ChoiceField(label="Lý do thôi", choices=PostEnd.choices, widget=forms.RadioSelect)
    end_ground = forms.ChoiceField(
        label="Căn cứ", choices=[("", "Không"), *PostGround.choices], required=False,
        help_text="Bắt buộc khi miễn nhiệm, thay thế. Chỉ Công an xã và cấp tỉnh xem được.",
    )  # fmt: skip
    ended_on = VietDateField(label="Thôi từ ngày", help_text="Ngày đầu tiên không còn giữ, ví dụ 05/02/2026")
    note = forms.CharField(
        label="Ghi chú", required=False, max_length=250, help_text="Không ghi tên người có đơn hay người thân"
    )

    field_order = ("end_kind", "end_ground", "ended_on", *_PAPER, "note")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["paper_type"].choices = _PAPER_TYPES[::-1]

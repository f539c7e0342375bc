"""Columns of the lists of posts: who holds what, which hamlet lacks whom, commune by commune."""

from django.urls import reverse
from django.utils.html import format_html

from communes.models import Commune, Hamlet
from pages.tables import (
    DROPS,
    INLINE,
    Column,
    DayColumn,
    FigureColumn,
    NameColumn,
    RegisterTable,
)
from pages.templatetags.pages import st
from teams.choices import PostKind
from teams.models import HamletPost


class PostTable(RegisterTable):
    """One row a spell in a post."""

    person = NameColumn(
        lambda row: reverse("teams:post", args=[row.pk]),
        verbose_name="Họ và tên", accessor="person__full_name", order_by=("person__sort_key",),
    )  # fmt: skip
    post = Column(verbose_name="Chức danh", accessor="title", order_by=("post",), room=INLINE)
    hamlet = Column(verbose_name="Thôn, tổ dân phố", order_by=("hamlet__sort_key",), room=INLINE)
    commune = Column(
        verbose_name="Xã, phường", accessor="hamlet__commune", order_by=("hamlet__commune__official_order",),
        room=INLINE,
    )  # fmt: skip
    birth = Column(
        verbose_name="Năm sinh",
        accessor="person__birth_date__year",
        order_by=("person__birth_date",),
        room=DROPS,
    )
    sex = Column(
        verbose_name="Giới tính", accessor="person__get_sex_display", orderable=False, room=DROPS, hidden=True
    )
    party = Column(
        verbose_name="Đảng viên", accessor="person__is_party_member", orderable=False, room=DROPS, hidden=True
    )
    education = Column(
        verbose_name="Trình độ", accessor="person__get_education_display", order_by=("person__education",),
        room=DROPS, hidden=True,
    )  # fmt: skip
    start_kind = Column(
        verbose_name="Cách chọn", accessor="get_start_kind_display", order_by=("start_kind",), room=DROPS
    )
    started_on = DayColumn(verbose_name="Từ ngày", room=INLINE)
    contracted_on = DayColumn(verbose_name="Khoán kinh phí từ", room=DROPS)
    ended_on = DayColumn(verbose_name="Thôi từ", room=DROPS, hidden=True)
    end_kind = Column(
        verbose_name="Lý do thôi",
        accessor="get_end_kind_display",
        order_by=("end_kind",),
        room=DROPS,
        hidden=True,
    )
    others = Column(verbose_name="Kiêm nhiệm", accessor="other_posts", room=DROPS, orderable=False)

    class Meta(RegisterTable.Meta):
        model = HamletPost
        fields = ()

    def render_party(self, value):
        """Yes or nothing."""
        return "Có" if value else ""

    def value_party(self, value):
        """Yes or nothing, in Excel too."""
        return "Có" if value else ""

    def render_others(self, value):
        """How many posts besides this one."""
        return f"thêm {value} chức danh" if value else ""

    def value_others(self, value):
        """How many posts besides this one."""
        return value or None


class HolderColumn(Column):
    """Who holds a core post of the hamlet, or that nobody does."""

    def __init__(self, post: PostKind, *args, **kwargs):
        super().__init__(
            *args, verbose_name=post.label, accessor=f"holder_{post}", empty_values=(), orderable=False,
            **kwargs,
        )  # fmt: skip
        self.post = post

    def render(self, value, record):
        if not value:
            return st("bad", "Trống", bare=True)
        return format_html('<a href="{}">{}</a>', reverse("teams:post", args=[self._key(record)]), value)

    def value(self, value, **kwargs):
        return value or "Trống"

    def _key(self, record) -> int:
        return getattr(record, f"post_{self.post}")


class BoardTable(RegisterTable):
    """Hamlets and the holders of their core posts; the columns of the posts come from the law."""

    name = NameColumn(
        lambda row: f"{reverse('teams:post_list')}?thon={row.pk}",
        verbose_name="Thôn, tổ dân phố", accessor="full_name", order_by=("sort_key",),
    )  # fmt: skip
    commune = Column(verbose_name="Xã, phường", order_by=("commune__official_order",), room=INLINE)
    lacking = Column(verbose_name="Tình trạng", empty_values=(), orderable=False)
    not_contracted = FigureColumn(
        lambda row: f"{reverse('teams:post_list')}?thon={row.pk}&khoan=chua",
        verbose_name="Chức danh khác chưa khoán", accessor="unpaid", room=INLINE,
    )  # fmt: skip

    class Meta(RegisterTable.Meta):
        model = Hamlet
        fields = ()
        sequence = ("name", "commune", "...", "lacking", "not_contracted")

    def __init__(self, *args, posts=(), **kwargs):
        self.posts = list(posts)
        columns = [(f"post_{post}", HolderColumn(post)) for post in self.posts]
        super().__init__(*args, extra_columns=columns, **kwargs)

    def _vacant(self, record) -> list[str]:
        return [str(post.label) for post in self.posts if not getattr(record, f"holder_{post}")]

    def render_lacking(self, record):
        """Vacant posts in words."""
        vacant = self._vacant(record)
        if not vacant:
            return st("ok", "Đủ khung")
        return format_html("{} {}", st("bad", f"Thiếu {len(vacant)}"), ", ".join(vacant))

    def value_lacking(self, record):
        """Vacant posts in words."""
        vacant = self._vacant(record)
        return f"Thiếu {', '.join(vacant)}" if vacant else "Đủ khung"


def _board(row, condition: str) -> str:
    return f"{reverse('teams:post_board')}?xa={row.pk}&tinh_trang={condition}"


class CommunePostTable(RegisterTable):
    """Communes: how many hamlets have their core posts filled."""

    name = NameColumn(
        lambda row: f"{reverse('teams:post_board')}?xa={row.pk}",
        verbose_name="Xã, phường", order_by=("official_order",),
    )  # fmt: skip
    hamlets = FigureColumn(
        lambda row: f"{reverse('teams:post_board')}?xa={row.pk}", verbose_name="Thôn, tổ dân phố",
        accessor="hamlet_count", room=INLINE,
    )  # fmt: skip
    complete = FigureColumn(lambda row: _board(row, "du"), verbose_name="Đủ khung", room=INLINE)
    lacking = FigureColumn(lambda row: _board(row, "thieu"), verbose_name="Còn thiếu", room=INLINE)
    unpaid = FigureColumn(
        lambda row: _board(row, "chua-khoan"), verbose_name="Còn chức danh chưa khoán", room=INLINE
    )
    holders = FigureColumn(
        lambda row: f"{reverse('teams:post_list')}?xa={row.pk}",
        verbose_name="Lượt giữ chức danh",
        accessor="holder_count",
        room=DROPS,
    )

    class Meta(RegisterTable.Meta):
        model = Commune
        fields = ()

"""Lists of posts: who holds what, which hamlet lacks whom, commune by commune."""

from django.db.models import Count, F, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property

from audit.lists import AuditedList
from communes.models import Commune, Hamlet
from contracts.policy import require
from contracts.roles import Scope
from law.values import MissingRule
from pages.lists import Empty, Tab
from pages.measured import MeasuredListMixin
from pages.templatetags.pages import ngay
from pages.views import Action
from teams import policies
from teams.choices import PostKind
from teams.core_posts import complete_hamlets, core_posts, core_rows, lump_sum_hamlets, or_nothing
from teams.filters.posts import BoardFilter, CommunePostFilter, PostFilter
from teams.models import HamletPost
from teams.tables.posts import BoardTable, CommunePostTable, PostTable
from teams.views.lists import UnitListMixin


class PeopleOnly:
    """Partners see teams and hamlets, not people."""

    def dispatch(self, request, *args, **kwargs):
        """Refuse partners before anything is read."""
        require(policies.can_see_masked(request.user))
        return super().dispatch(request, *args, **kwargs)


def _page_tabs(user, here: str) -> list[Tab]:
    pages = [("post_board", "Theo thôn"), ("post_list", "Người giữ chức danh")]
    if user.scope != Scope.COMMUNE:
        pages.append(("post_communes", "Theo xã, phường"))
    return [Tab(label, reverse(f"teams:{name}"), None, name == here) for name, label in pages]


def _new_action(user) -> list[Action]:
    if user.commune is None:
        return []
    answer = policies.can_register(user, user.commune)
    return [
        Action("Nhập từ Excel", reverse("jobs:import_new", args=["posts"]), answer),
        Action("Ghi người giữ chức danh", reverse("teams:post_new"), answer, "primary"),
    ]


def _count(rows, path: str) -> Coalesce:
    counted = (
        rows.filter(**{path: OuterRef("pk")}).order_by().values(path).annotate(n=Count("pk")).values("n")
    )
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


class PostList(PeopleOnly, UnitListMixin, MeasuredListMixin, AuditedList):
    """Who holds which post, as of today or any other day."""

    model, table_class, filterset_class = HamletPost, PostTable, PostFilter
    register = "kct_workers"
    title, noun = "Chức danh thôn, tổ dân phố", "lượt giữ chức danh"

    def narrow(self, rows):
        """With what the columns need; no secret is decrypted for a list."""
        secrets = [
            f"person__{name}" for name in ("citizen_id", "bank_account", "health_note", "legal_record")
        ]
        if not {"trang_thai", "so_lieu", "tai_ngay"} & set(self.request.GET):
            rows = rows.in_force(timezone.localdate())
        mine = HamletPost.objects.in_force(self._day()).filter(person=OuterRef("person")).order_by()
        others = mine.exclude(pk=OuterRef("pk")).values("person").annotate(n=Count("pk")).values("n")
        return (
            rows.select_related("person", "hamlet__commune").defer(*secrets)
            .annotate(other_posts=Coalesce(Subquery(others, output_field=IntegerField()), 0))
            .order_by("hamlet__commune__official_order", "hamlet__sort_key", "started_on", "pk")
        )  # fmt: skip

    def _day(self):
        return PostFilter(self.request.GET, queryset=HamletPost.objects.none(), request=self.request).day

    def get_subtitle(self):
        return f"Tính đến ngày {ngay(self._day())}, {self.unit()}."

    def get_tabs(self):
        query = self.request.GET.urlencode()
        ready = [
            ("Kiêm nhiệm", "kiem=true"), ("Chưa khoán", "khoan=chua"), ("Bầu chưa có biên bản", "van_ban=true"),
            ("Đã thôi", "trang_thai=thoi"),
        ]  # fmt: skip
        here = "" if query in {part for _, part in ready} else "post_list"
        tabs = [Tab(label, f"?{part}", None, query == part) for label, part in ready]
        return [*_page_tabs(self.request.user, here), *tabs]

    def get_actions(self):
        return _new_action(self.request.user)

    def get_empty(self):
        actions = self.get_actions()
        return Empty(
            "Chưa ghi ai giữ chức danh thôn. Ghi từng người theo biên bản bầu, quyết định.",
            actions[-1] if actions else None,
        )


class PostBoard(PeopleOnly, UnitListMixin, MeasuredListMixin, AuditedList):
    """Hamlets and the holders of their core posts: who lacks whom."""

    model, table_class, filterset_class = Hamlet, BoardTable, BoardFilter
    register = "hamlets"
    title, noun = "Chức danh theo thôn, tổ dân phố", "thôn, tổ dân phố"

    @cached_property
    def posts(self) -> list[PostKind]:
        """The core posts of the user's province today; none where the law has no row."""
        try:
            return core_posts(timezone.localdate(), self.request.user.province_id or "")
        except MissingRule:
            return []

    def get_table_kwargs(self):
        return super().get_table_kwargs() | {"posts": self.posts}

    def narrow(self, rows):
        """With the holder of each core post and the other posts not yet paid as a lump sum."""
        today = timezone.localdate()
        held = HamletPost.objects.visible_to(self.request.user).in_force(today)
        found = {}
        for post in self.posts:
            holder = held.filter(hamlet=OuterRef("pk"), post=post).order_by("started_on", "pk")
            found[f"holder_{post}"] = Subquery(holder.values("person__full_name")[:1])
            found[f"post_{post}"] = Subquery(holder.values("pk")[:1])
        unpaid = held.not_contracted(today).exclude(or_nothing(core_rows, today))
        return (
            rows.in_force(today).select_related("commune").annotate(**found, unpaid=_count(unpaid, "hamlet"))
            .order_by("commune__official_order", "sort_key", "pk")
        )  # fmt: skip

    def get_subtitle(self):
        if not self.posts:
            return "Chưa có khung chức danh trong Tham số pháp luật. Quản trị viên bổ sung “post.core”."
        names = "; ".join(str(post.label) for post in self.posts)
        return f"Khung chức danh: {names}. Tính đến ngày {ngay(timezone.localdate())}, {self.unit()}."

    def get_tabs(self):
        query = self.request.GET.urlencode()
        ready = [("Thiếu chức danh", "tinh_trang=thieu"), ("Chưa khoán", "tinh_trang=chua-khoan")]
        here = "" if query in {part for _, part in ready} else "post_board"
        tabs = [Tab(label, f"?{part}", None, query == part) for label, part in ready]
        return [*_page_tabs(self.request.user, here), *tabs]

    def get_actions(self):
        return _new_action(self.request.user)

    def get_empty(self):
        return Empty("Chưa có thôn, tổ dân phố nào. Thêm thôn trước, rồi ghi người giữ chức danh.")


class PostCommunes(PeopleOnly, AuditedList):
    """Communes: how many hamlets have their core posts filled, how many still have posts without a lump sum."""

    model, table_class, filterset_class = Commune, CommunePostTable, CommunePostFilter
    title, noun = "Chức danh thôn theo xã, phường", "đơn vị"
    empty = Empty("Chưa có đơn vị nào.")

    def narrow(self, rows):
        """With the counts of hamlets, those lacking most first."""
        today = timezone.localdate()
        user = self.request.user
        hamlets = Hamlet.objects.visible_to(user).in_force(today)
        rows = rows.in_force(today).annotate(
            hamlet_count=_count(hamlets, "commune"),
            holder_count=_count(HamletPost.objects.visible_to(user).in_force(today), "hamlet__commune"),
        )
        return (
            rows.annotate(
                complete=_count(hamlets.filter(or_nothing(complete_hamlets, today)), "commune"),
                unpaid=_count(hamlets.exclude(or_nothing(lump_sum_hamlets, today)), "commune"),
            )
            .annotate(lacking=F("hamlet_count") - F("complete"))
            .order_by("-lacking", "official_order", "pk")
        )

    def get_subtitle(self):
        return f"Tính đến ngày {ngay(timezone.localdate())}. Đơn vị còn thiếu nhiều đứng trước."

    def get_tabs(self):
        return _page_tabs(self.request.user, "post_communes")

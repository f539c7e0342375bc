"""Pages of communes' stores, and of what teams lack."""

from collections import defaultdict

from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from audit.lists import AuditedList
from communes.models import Commune
from contracts.roles import Scope
from law.wording import say
from pages.filters import without
from pages.lists import Empty, Tab
from pages.templatetags.pages import ngay, so
from pages.views import Action, ConfirmView, Crumb, DetailPage, ServiceFormView
from readiness import policies
from readiness.choices import EquipmentKind
from readiness.filters.stock import NeedFilter, StockFilter
from readiness.forms.stock import ReceiveForm, WriteOffForm
from readiness.models import StockEntry
from readiness.services.stock import stock_receive, stock_remove, stock_write_off
from readiness.shortage import Books, Line, commune_lines, kind_lines, team_lines
from readiness.stock import Balance, balances
from readiness.tables.stock import CommuneNeedTable, KindNeedTable, StockTable, TeamNeedTable
from teams.models import Team
from teams.views.lists import UnitListMixin


def _crumbs() -> list[Crumb]:
    return [Crumb("Kho trang bị", reverse("readiness:stock_list"))]


class StockList(UnitListMixin, AuditedList):
    """The store on a day, and the book of what came in and was written off."""

    model, table_class, filterset_class = StockEntry, StockTable, StockFilter
    template_name = "readiness/stock.html"
    title, noun = "Kho trang bị", "phiếu"

    def narrow(self, rows):
        """Newest first."""
        return rows.select_related("commune", "paper").order_by("-happened_on", "-pk")

    def get_subtitle(self):
        return (
            f"Sổ nhập, ghi giảm và số còn trong kho, {self.unit()}. Loại chưa ghi nhập kho thì không tính kho và cấp "
            "không giới hạn."
        )

    def get_actions(self):
        answer = policies.can_keep_own_store(self.request.user)
        return [
            Action("Ghi giảm", reverse("readiness:stock_write_off"), answer),
            Action("Nhập kho", reverse("readiness:stock_receive"), answer, "primary"),
        ]

    def get_empty(self):
        return Empty(
            "Chưa ghi nhập kho lần nào. Đếm số còn trong kho rồi ghi một phiếu “tồn kho khi mở sổ” cho mỗi loại.",
            self.get_actions()[-1],
        )

    def get_context_data(self, **kwargs):
        """What lies in the store on the day asked for."""
        day, chosen = self.filterset.day, self.filterset.given("don_vi")
        communes = Commune.objects.visible_to(self.request.user)
        if chosen:
            communes = communes.filter(pk=chosen.pk)
        elif self.request.user.scope == Scope.COMMUNE:
            communes = communes.filter(pk=self.request.user.commune_id)
        shelves: dict[str, Balance] = defaultdict(Balance)
        for (_, kind), balance in balances(communes.values("pk"), day).items():
            shelves[kind] += balance
        store = [(kind.label, shelves[kind]) for kind in EquipmentKind if kind in shelves]
        return super().get_context_data(**kwargs) | {"store": store, "day": day}


class StockEntryPage(DetailPage):
    """One receipt, or one thing written off."""

    model, select = StockEntry, ("commune", "paper")
    template_name = "readiness/stock_entry.html"

    def get_crumbs(self):
        return _crumbs()

    def get_actions(self):
        answer = policies.can_write_stock(self.request.user, self.object.commune)
        return [Action("Bỏ phiếu ghi sai", reverse("readiness:stock_remove", args=[self.object.pk]), answer)]

    def get_context_data(self, **kwargs):
        entry = self.object
        total = entry.unit_price * entry.quantity if entry.unit_price is not None else None
        facts = [
            ("Đơn vị", entry.commune),
            ("Ngày", ngay(entry.happened_on)),
            ("Số lượng", so(entry.quantity)),
            ("Nhận từ", entry.source),
            ("Đơn giá (đồng)", so(entry.unit_price)),
            ("Thành tiền (đồng)", so(total)),
            ("Năm sản xuất", entry.made_in),
            ("Phiếu, biên bản", entry.paper),
            ("Ghi chú", entry.note),
        ]
        return super().get_context_data(**kwargs) | {"facts": facts}


class StockReceive(ServiceFormView):
    """Things come into the store."""

    form_class, title, submit_label = ReceiveForm, "Nhập kho trang bị", "Nhập kho"
    done_message = "Đã ghi nhập kho."
    consequence = "Từ phiếu nhập đầu tiên của một loại, loại đó chỉ cấp được trong số còn trong kho."

    def policy(self):
        return policies.can_keep_own_store(self.request.user)

    def get_crumbs(self):
        return _crumbs()

    def get_initial(self):
        return {"received_on": timezone.localdate()}

    def perform(self, form):
        return stock_receive(actor=self.request.user, commune=self.request.user.commune, **form.facts)

    def get_success_url(self, result=None):
        return reverse("readiness:stock_list")


class StockWriteOff(StockReceive):
    """Things leave the store for good."""

    form_class, title, submit_label = WriteOffForm, "Ghi giảm kho trang bị", "Ghi giảm"
    done_message = "Đã ghi giảm."
    consequence = "Chỉ ghi thứ đang ở trong kho. Thứ Tổ đang giữ mà hỏng, mất thì ghi ở trang của lần cấp đó."

    def get_initial(self):
        return {"happened_on": timezone.localdate()}

    def perform(self, form):
        return stock_write_off(actor=self.request.user, commune=self.request.user.commune, **form.facts)


class StockRemove(ConfirmView):
    """Take a wrong entry out of the book."""

    submit_label, done_message = "Bỏ phiếu", "Đã bỏ phiếu ghi sai. Nhật ký còn giữ nội dung cũ."
    consequence = "Phiếu không còn trong sổ và số trong kho tính lại. Nhật ký giữ nội dung và người bỏ."

    def get_subject(self):
        rows = StockEntry.objects.visible_to(self.request.user).select_related("commune")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def policy(self):
        return policies.can_write_stock(self.request.user, self.subject.commune)

    def get_title(self):
        return f"Bỏ phiếu: {self.subject}"

    def get_crumbs(self):
        return [
            *_crumbs(),
            Crumb(str(self.subject), reverse("readiness:stock_entry", args=[self.subject.pk])),
        ]

    def perform(self, form):
        return stock_remove(actor=self.request.user, entry=self.subject)

    def get_success_url(self, result=None):
        return reverse("readiness:stock_list")


class NeedList(UnitListMixin, AuditedList):
    """What teams lack against the norms on a day: by kind, by commune, by team."""

    model, filterset_class, template_name = Team, NeedFilter, "readiness/needs.html"
    table_class = KindNeedTable
    title, noun = "Nhu cầu trang bị", "dòng"
    tables = {"to": TeamNeedTable, "xa": CommuneNeedTable}
    refusal = ""

    def setup(self, request, *args, **kwargs):
        """The columns follow from how the lines are summed up."""
        super().setup(request, *args, **kwargs)
        self.table_class = self.tables.get(request.GET.get("gop", ""), KindNeedTable)

    def get_table_data(self):
        """The lines of the teams that the filter leaves."""
        self.books = Books(self.filterset.day)
        try:
            return self._lines()
        except ValidationError as error:  # the law says shares, but not how to round them
            self.refusal = " ".join(error.messages)
            return []

    def _lines(self) -> list[Line]:
        given, day = self.filterset.given, self.filterset.day
        lines = team_lines(self.object_list, day, self.books, given("loai") or "")
        if given("gop") != "to":
            lines = commune_lines(lines, day)
        if not given("gop"):
            lines = kind_lines(lines)
        return [line for line in lines if line.missing] if given("con_thieu") else lines

    def get_subtitle(self):
        return (
            f"Tính đến ngày {ngay(self.filterset.day)}, {self.unit()}. Số thành viên là quân số đang tham gia; "
            "trang bị hỏng, mất, hết hạn hoặc người đã thôi còn giữ thì không tính. Thừa ở Tổ này không bù cho Tổ khác."
        )

    def get_tabs(self):
        chosen = self.request.GET.get("gop", "")
        tabs = [("Tổng hợp nhu cầu", ""), ("Theo Tổ", "to")]
        if self.request.user.scope != Scope.COMMUNE:
            tabs.insert(1, ("Theo xã", "xa"))
        rest = without(self.request.GET, "gop", "sort")
        return [
            Tab(label, f"{rest}&gop={code}" if code else rest, None, chosen == code) for label, code in tabs
        ]

    def get_empty(self):
        if self.refusal:
            return Empty(self.refusal)
        return Empty("Không có dòng nào: chưa có Tổ, hoặc chưa có định mức nào có hiệu lực ngày này.")

    def get_context_data(self, **kwargs):
        """The norms it is reckoned by, and what the sources leave open."""
        context = super().get_context_data(**kwargs)
        book = None if self.refusal else self.books.of(self.request.user.province_id or "")
        norms = [
            (EquipmentKind(n.kind).label, n.rule.label, say(n.rule.code, n.rule.value), n.rule.citation,
             n.rule.certainty)
            for n in (book.norms if book else [])
        ]  # fmt: skip
        return context | {"norms": norms, "gaps": book.open_questions() if book else []}

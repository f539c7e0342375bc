"""The register of papers and the number books."""

from django.db.models import Count, F, Max
from django.urls import reverse
from django.utils import timezone

from audit.lists import AuditedList
from communes.models import Agency
from documents import policies
from documents.choices import DocumentState
from documents.filters import BookFilter, DocumentFilter
from documents.forms import BookContinueForm
from documents.models import Document, NumberBook
from documents.services import book_continue
from documents.tables import BookTable, DocumentTable
from pages.lists import Empty, Tab
from pages.views import Action, Crumb, ServiceFormView


def list_crumb() -> Crumb:
    """The register of papers."""
    return Crumb("Văn bản", reverse("documents:list"))


def books_crumb() -> Crumb:
    """The number books."""
    return Crumb("Sổ cấp số", reverse("documents:books"))


def agencies_prepared_by(user):
    """The agencies whose papers the user may draft, record and number."""
    rows = Agency.objects.visible_to(user).filter(is_active=True)
    if user.commune_id:
        return rows.filter(commune_id__in=user.commune_ids)
    return rows.filter(commune=None)


class DocumentList(AuditedList):
    """Papers one sees: drafts on top, then by day."""

    model = Document
    table_class = DocumentTable
    filterset_class = DocumentFilter
    title = "Văn bản"
    noun = "văn bản"
    empty = Empty(
        "Chưa có văn bản nào. Văn bản vào đây khi được ban hành trong hệ thống hoặc ghi nhận từ bản giấy."
    )

    def narrow(self, rows):
        """With what the columns show, without the content."""
        newest = F("signed_on").desc(nulls_first=True)
        return rows.select_related("agency", "commune").defer("blocks").order_by(newest, "-id")

    def get_tabs(self):
        """Drafts that wait: one's own, the unit's."""
        mine, drafts = self.request.GET.get("mine"), self.request.GET.get("state") == DocumentState.DRAFT
        return [
            Tab("Tất cả", "?", None, not drafts),
            Tab("Bản thảo của đơn vị", "?state=draft", None, drafts and not mine),
            Tab("Bản thảo của tôi", "?state=draft&mine=true", None, bool(drafts and mine)),
        ]

    def get_actions(self):
        """Record a paper."""
        answer = policies.can_record_somewhere(self.request.user)
        action = Action("Ghi nhận văn bản giấy", reverse("documents:record"), answer, "primary")
        return [Action("Sổ đăng ký văn bản đi", reverse("documents:outgoing")), *([action] if answer else [])]


class BookList(AuditedList):
    """Number books one sees."""

    model = NumberBook
    table_class = BookTable
    filterset_class = BookFilter
    title = "Sổ cấp số văn bản"
    subtitle = (
        "Mỗi cơ quan, loại văn bản và năm một sổ; số liên tục từ 01/01 đến 31/12 (NĐ 30/2020, Điều 15)."
    )
    noun = "sổ"
    empty = Empty("Chưa có sổ nào. Sổ tự mở khi cấp số cho văn bản đầu tiên của năm.")

    def narrow(self, rows):
        """With how many papers each holds and the last day."""
        counted = rows.annotate(issued=Count("documents"), last_day=Max("documents__signed_on"))
        return counted.select_related("agency").order_by("-year", "agency_id", "type", "series")

    def get_crumbs(self):
        """The register."""
        return [list_crumb()]

    def get_actions(self):
        """Go on from a paper book."""
        answer = policies.can_record_somewhere(self.request.user)
        return [Action("Nối số theo sổ giấy", reverse("documents:book_continue"), answer)] if answer else []


class BookContinue(ServiceFormView):
    """Tell the last number of a paper book, so that the product goes on from it."""

    form_class = BookContinueForm
    title = "Nối số theo sổ giấy"
    submit_label = "Nối số"
    done_message = "Đã nối số. Văn bản tiếp theo lấy số sau số này."

    def policy(self):
        """Who prepares papers."""
        return policies.can_record_somewhere(self.request.user)

    def get_crumbs(self):
        """The books."""
        return [list_crumb(), books_crumb()]

    def get_form_kwargs(self):
        """The user's agencies."""
        return super().get_form_kwargs() | {"agencies": agencies_prepared_by(self.request.user)}

    def initial_of(self, subject):
        """This year."""
        return {"year": timezone.localdate().year}

    def perform(self, form):
        """Set the book."""
        return book_continue(actor=self.request.user, **form.cleaned_data)

    def get_success_url(self, result=None):
        """The books."""
        return reverse("documents:books")

"""Where papers are posted: the register, the section on a paper's page, and one page an act."""

from dataclasses import dataclass

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from audit.lists import AuditedList
from communes.models import Hamlet
from contracts.roles import Scope
from documents import policies, services
from documents.choices import POSTING_TONES, PostingPlace, PostingState, sources_of
from documents.filters import PostingFilter
from documents.forms import PhotoForm, PlaceForm, PostForm, RemovePostingForm, TakeDownForm
from documents.models import Document, Posting
from documents.tables import PostingTable
from documents.views.registers import list_crumb
from jobs.serving import file_response
from pages.lists import Empty, Tab
from pages.measured import MeasuredListMixin
from pages.views import Action, ConfirmView, Crumb, ServiceFormView

#: Acts on a posting in the order of their buttons: address, words, who may.
_ACTS = (
    ("posting_record", "Ghi niêm yết", policies.can_post),
    ("posting_photo_attach", "Gắn ảnh", policies.can_attach_photo),
    ("posting_take_down", "Ghi gỡ", policies.can_take_down),
    ("posting_remove", "Bỏ", policies.can_remove_posting),
)


@dataclass(frozen=True)
class PostingLine:
    """One place as the paper's page lists it: those acts alone that this user may do now."""

    posting: Posting
    tone: str
    actions: list[Action]


def posting_lines(document: Document, user) -> list[PostingLine]:
    """The paper's places, in one query."""
    return [
        PostingLine(
            posting,
            POSTING_TONES[posting.state],
            [
                Action(label, reverse(f"documents:{name}", args=[posting.pk]))
                for name, label, may in _ACTS
                if may(user, posting)
            ],
        )
        for posting in document.postings.all()
    ]


def posting_context(document: Document, user) -> dict:
    """What the section "Niêm yết" of the paper's page shows."""
    lines = posting_lines(document, user)
    hanging = [line.posting for line in lines if line.posting.state == PostingState.POSTED]
    return {
        "postings": lines,
        "to_take_down": [] if document.is_valid else hanging,
        "posting_sources": "; ".join(sources_of(line.posting.place for line in lines)),
        "may_plan_postings": policies.can_plan_postings(user, document),
        "add_posting_url": reverse("documents:posting_add", args=[document.pk]),
    }


class PostingList(MeasuredListMixin, AuditedList):
    """Places where papers are or must be posted, the latest limit first."""

    model, table_class, filterset_class = Posting, PostingTable, PostingFilter
    register = "disclosures"
    title, noun = "Niêm yết", "nơi"
    subtitle = "Văn bản phải niêm yết ở đâu, đã niêm yết từ ngày nào, ai niêm yết (TT 14/2024, Điều 3)."
    empty = Empty(
        "Chưa có nơi niêm yết nào. Mở một văn bản rồi chọn “Thêm nơi niêm yết”; kế hoạch tuyển chọn có sẵn các nơi "
        "khi được phê duyệt."
    )

    def narrow(self, rows):
        """With the paper and its commune, without content."""
        joined = rows.select_related("document__commune", "hamlet").defer("document__blocks")
        return joined.order_by("-due_on", "-id")

    def get_crumbs(self):
        """The register of papers."""
        return [list_crumb()]

    def get_tabs(self):
        """By how far they are."""
        chosen = self.request.GET.get("tinh_trang", "")
        states = (PostingState.WAITING, PostingState.OVERDUE, PostingState.POSTED, PostingState.TAKEN_DOWN)
        return [Tab("Tất cả", "?", None, not chosen)] + [
            Tab(str(state.label), f"?tinh_trang={state}", None, chosen == state) for state in states
        ]

    def withheld_columns(self):
        """The commune, for those who see one alone."""
        return {"commune"} if self.request.user.scope == Scope.COMMUNE else set()


class PostingAdd(ServiceFormView):
    """One more place where the paper must be posted."""

    form_class, title, submit_label = PlaceForm, "Thêm nơi niêm yết", "Thêm nơi"
    done_message = "Đã thêm nơi niêm yết."
    consequence = "Nơi chưa niêm yết đến hết hạn thì báo quá hạn ở Việc của tôi và được nhắc."

    def get_subject(self):
        """The paper."""
        rows = Document.objects.visible_to(self.request.user).select_related("agency", "commune")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def policy(self):
        """Who records the commune's papers."""
        return policies.can_plan_postings(self.request.user, self.subject)

    def get_subtitle(self):
        """Which paper."""
        return f"{self.subject}: {self.subject.title}"

    def get_crumbs(self):
        """The paper."""
        return [list_crumb(), Crumb(str(self.subject), self.subject.get_absolute_url())]

    def get_form_kwargs(self):
        """The hamlets of the paper's commune."""
        hamlets = Hamlet.objects.visible_to(self.request.user).open().filter(commune=self.subject.commune)
        kwargs = super().get_form_kwargs() | {"hamlets": hamlets}
        kwargs.pop("versioned", None)  # a place more changes nothing of the paper
        return kwargs

    def initial_of(self, subject):
        """Due at once."""
        return {"due_on": timezone.localdate()}

    def perform(self, form):
        """Plan it."""
        data = form.cleaned_data
        place = services.Place(PostingPlace(data["place"]), data["place_name"], data["hamlet"])
        return services.posting_add(
            actor=self.request.user, document=self.subject, place=place, due_on=data["due_on"]
        )


class _OnPosting(ServiceFormView):
    """An act on one place."""

    def get_subject(self):
        """The place with its paper."""
        rows = Posting.objects.visible_to(self.request.user)
        joined = rows.select_related("document__agency", "document__commune", "hamlet", "photo")
        return get_object_or_404(joined, pk=self.kwargs["pk"])

    def get_subtitle(self):
        """Where, and which paper."""
        return f"{self.subject}. {self.subject.document}: {self.subject.document.title}"

    def get_crumbs(self):
        """The paper."""
        document = self.subject.document
        return [list_crumb(), Crumb(str(document), document.get_absolute_url())]


class PostingRecord(_OnPosting):
    """The paper was put up."""

    form_class, title, submit_label = PostForm, "Ghi niêm yết", "Ghi niêm yết"
    done_message = "Đã ghi niêm yết."

    def policy(self):
        """Who posts at places of that kind."""
        return policies.can_post(self.request.user, self.subject)

    def initial_of(self, subject):
        """Today, by whoever writes it down."""
        return {"posted_on": timezone.localdate(), "posted_by": self.request.user.full_name}

    def perform(self, form):
        """Record it."""
        return services.posting_record(actor=self.request.user, posting=self.subject, **form.cleaned_data)


class PostingPhoto(_OnPosting):
    """The photo that follows."""

    form_class, title, submit_label = PhotoForm, "Gắn ảnh niêm yết", "Gắn ảnh"
    done_message = "Đã gắn ảnh niêm yết."

    def policy(self):
        """Who posts at places of that kind."""
        return policies.can_attach_photo(self.request.user, self.subject)

    def perform(self, form):
        """Attach it."""
        return services.posting_photo_attach(
            actor=self.request.user, posting=self.subject, **form.cleaned_data
        )


class PostingTakeDown(_OnPosting):
    """The paper came down."""

    form_class, title, submit_label = TakeDownForm, "Ghi gỡ niêm yết", "Ghi gỡ"
    done_message = "Đã ghi gỡ niêm yết."

    def policy(self):
        """Who posts at places of that kind."""
        return policies.can_take_down(self.request.user, self.subject)

    def initial_of(self, subject):
        """Today."""
        return {"taken_down_on": timezone.localdate()}

    def perform(self, form):
        """Record it."""
        return services.posting_take_down(actor=self.request.user, posting=self.subject, **form.cleaned_data)


class PostingRemove(_OnPosting, ConfirmView):
    """A place that was written down by mistake."""

    form_class, title, submit_label = RemovePostingForm, "Bỏ nơi niêm yết", "Bỏ nơi này"
    done_message = "Đã bỏ nơi niêm yết."
    consequence = (
        "Chỉ bỏ nơi ghi nhầm hoặc thôn không có; văn bản đã treo thì ghi gỡ. Ngày, người niêm yết và ảnh của nơi này "
        "không còn trên trang văn bản; lịch sử giữ lại những gì đã ghi và lý do."
    )

    def policy(self):
        """The registrars."""
        return policies.can_remove_posting(self.request.user, self.subject)

    def perform(self, form):
        """Strike it out."""
        reason = form.cleaned_data["reason"]
        return services.posting_remove(actor=self.request.user, posting=self.subject, reason=reason)


@require_GET
@never_cache
def posting_photo(request, pk: int):
    """The photo, decrypted on its way out."""
    rows = Posting.objects.visible_to(request.user).select_related("document", "photo")
    posting = get_object_or_404(rows, pk=pk)
    if posting.photo is None:
        raise Http404("Nơi niêm yết này chưa có ảnh.")
    content = services.photo_download(actor=request.user, posting=posting)
    return file_response(posting.photo, content, download=True)

"""The register of outgoing papers, and what is written into it by hand: numbers held, given up, papers sent."""

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property

from audit.lists import AuditedList
from communes.choices import AgencyKind
from communes.models import Agency
from contracts.policy import holds
from documents import policies, services
from documents.choices import Origin
from documents.filters import OutgoingFilter
from documents.forms import DeliveryForm, GiveUpForm, ReserveForm
from documents.models import Document
from documents.tables import OutgoingTable
from documents.views.papers import OnDocument
from documents.views.registers import agencies_prepared_by, books_crumb, list_crumb
from pages.lists import Empty
from pages.views import Action, ConfirmView, Crumb, ServiceFormView


def outgoing_crumb() -> Crumb:
    """The register."""
    return Crumb("Sổ đăng ký văn bản đi", reverse("documents:outgoing"))


class OutgoingList(AuditedList):
    """The register of one agency and year, in the order of days; without conditions the own agency's of this year."""

    model, table_class, filterset_class = Document, OutgoingTable, OutgoingFilter
    noun = "văn bản"
    signature = "NGƯỜI GIỮ SỔ"
    empty = Empty(
        "Sổ chưa có văn bản nào. Văn bản vào sổ khi được ban hành, ghi nhận từ bản giấy hoặc giữ số trước."
    )

    @cached_property
    def agency(self) -> Agency | None:
        """Whose register: as asked, else the user's own agency, else any."""
        asked = self.request.GET.get("agency", "")
        if asked.isdigit():
            return Agency.objects.visible_to(self.request.user).filter(pk=asked).first()
        return self._own()

    def _own(self) -> Agency | None:
        """The agency for which the user signs, else the police of the unit."""
        user = self.request.user
        signs = [kind for kind, role in policies.SIGNING_ROLES.items() if holds(user, role)]
        wanted = [*signs, AgencyKind.COMMUNE_POLICE, AgencyKind.PROVINCE_POLICE]
        rows = agencies_prepared_by(user).filter(kind__in=wanted).order_by("pk")
        return min(rows, key=lambda agency: wanted.index(AgencyKind(agency.kind)), default=None)

    @property
    def year(self) -> int:
        """Which year: as asked, else this one."""
        asked = self.request.GET.get("year", "")
        return int(asked) if asked.isdigit() and len(asked) == 4 else timezone.localdate().year

    def narrow(self, rows):
        """Numbered papers of that agency and year, with what column Ghi chú names."""
        rows = rows.outgoing().signed_in(self.year)
        if self.agency is not None:
            rows = rows.filter(agency=self.agency)
        joined = rows.select_related("replaces", "replaced_by")
        return joined.defer("blocks", "replaces__blocks", "replaced_by__blocks").order_by(
            "signed_on", "type", "number", "id"
        )

    def get_title(self):
        """With the year."""
        return f"Sổ đăng ký văn bản đi năm {self.year}"

    def get_subtitle(self):
        """Whose."""
        whose = self.agency.name if self.agency else "Các cơ quan"
        return f"{whose}; mười cột theo NĐ 30/2020, Phụ lục IV."

    def get_crumbs(self):
        """The papers."""
        return [list_crumb()]

    def get_actions(self):
        """The number books; hold a number."""
        answer = policies.can_record_somewhere(self.request.user)
        held = [Action("Giữ số", reverse("documents:reserve"), answer)] if answer else []
        return [Action("Sổ cấp số", reverse("documents:books")), *held]


class NumberReserve(ServiceFormView):
    """Hold the next number for a paper that is still to be signed."""

    form_class = ReserveForm
    title = "Giữ số văn bản"
    submit_label = "Giữ số"
    consequence = (
        "Số lấy ra khỏi sổ ngay và sổ đăng ký ghi “Giữ số”. Khi văn bản giấy đã ký, ghi văn bản vào số này; không dùng "
        "nữa thì bỏ số kèm lý do. Số đã bỏ không dùng lại (NĐ 30/2020, Điều 15)."
    )

    def policy(self):
        """Who keeps books."""
        return policies.can_record_somewhere(self.request.user)

    def get_crumbs(self):
        """The register."""
        return [list_crumb(), outgoing_crumb(), books_crumb()]

    def get_form_kwargs(self):
        """The user's agencies."""
        return super().get_form_kwargs() | {"agencies": agencies_prepared_by(self.request.user)}

    def initial_of(self, subject):
        """Today."""
        return {"on": timezone.localdate()}

    def perform(self, form):
        """Hold it."""
        return services.number_reserve(actor=self.request.user, **form.cleaned_data)

    def get_done_message(self, result):
        """Which number."""
        return f"Đã giữ số {result.symbol}."


class NumberGiveUp(OnDocument, ConfirmView):
    """Give up a held number."""

    form_class = GiveUpForm
    title = "Bỏ số đã giữ"
    submit_label = "Bỏ số"
    done_message = "Đã bỏ số. Sổ đăng ký ghi lý do ở cột Ghi chú."
    consequence = "Số này không dùng lại cho văn bản khác; sổ đăng ký giữ dòng của số với lý do bỏ."

    def policy(self):
        """Who keeps the agency's books."""
        return policies.can_give_up(self.request.user, self.subject)

    def perform(self, form):
        """Give it up."""
        reason = form.cleaned_data["reason"]
        return services.number_give_up(actor=self.request.user, document=self.subject, reason=reason)


class DeliveryRecord(OnDocument):
    """Write down how a paper was sent."""

    form_class = DeliveryForm
    title = "Ghi chuyển giao"
    submit_label = "Lưu"
    done_message = "Đã ghi vào sổ đăng ký văn bản đi."

    def policy(self):
        """Who keeps the agency's books."""
        return policies.can_deliver(self.request.user, self.subject)

    def get_form_kwargs(self):
        """Whether Nơi nhận is still to be written down."""
        return super().get_form_kwargs() | {"recorded": self.subject.origin == Origin.RECORDED}

    def initial_of(self, subject):
        """What the register says; today where it was not sent yet."""
        return {
            "keeper": subject.keeper, "copies": subject.copies, "received_by": subject.received_by,
            "sent_on": subject.sent_on or timezone.localdate(),
            "recipients": "\n".join(subject.recipients),
        }  # fmt: skip

    def perform(self, form):
        """Write it."""
        return services.delivery_record(actor=self.request.user, document=self.subject, **form.cleaned_data)

"""From one commune to another, with the consent of both."""

from django.conf import settings
from django.db import models
from django.urls import reverse

from communes.models import Commune
from contracts.encryption import EncryptedTextField, digest
from contracts.records import Versioned
from teams.choices import TransferState
from teams.models.memberships import Membership
from teams.models.people import Person
from teams.models.teams import Team
from teams.querysets import TransferAnswerQuerySet, TransferQuerySet
from vietnam.names import fold


class TransferRequest(Versioned):
    """A commune asks to take over somebody whose CCCD it typed, without being told who keeps the person.

    It belongs to the asking commune, which knows of it only what it typed itself. The other side reaches it through
    `person`, whose home is looked up anew each time: a merger or an earlier transfer moves the request along. Neither
    the audit of the asking commune nor its pages name `person` before the answer.
    """

    commune = models.ForeignKey(
        Commune, models.PROTECT, related_name="transfer_requests", verbose_name="xã đề nghị"
    )
    team = models.ForeignKey(
        Team, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="Tổ tiếp nhận"
    )
    person = models.ForeignKey(Person, models.PROTECT, related_name="transfers", verbose_name="người")
    full_name = models.CharField("họ và tên đã ghi", max_length=100)
    citizen_id = EncryptedTextField("số định danh đã ghi")
    citizen_id_digest = models.CharField(max_length=64, editable=False, default="")
    citizen_id_tail = models.CharField(max_length=4, editable=False, default="")
    wanted_on = models.DateField("tiếp nhận từ ngày")
    reason = models.CharField("lý do", max_length=250)
    requested_on = models.DateField("ngày đề nghị")
    due_on = models.DateField("hạn trả lời")
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="người đề nghị"
    )
    withdrawn_on = models.DateField("rút ngày", null=True, blank=True)
    search_key = models.CharField(max_length=120, editable=False, default="")

    objects = TransferQuerySet.as_manager()

    #: Who the person is, and so where they are kept, is not told to the asking side's audit.
    audit_ignored = frozenset({"person_id", "citizen_id_digest"})

    class Meta:
        verbose_name = "đề nghị tiếp nhận"
        verbose_name_plural = "đề nghị tiếp nhận"
        ordering = ["-requested_on", "-id"]
        indexes = [
            models.Index(fields=["commune", "-requested_on"], name="transfer_commune"),
            models.Index(fields=["withdrawn_on", "due_on"], name="transfer_due"),
        ]

    def __str__(self) -> str:
        return f"Đề nghị tiếp nhận {self.full_name}"

    def save(self, *args, **kwargs):
        """Fill the keys, then save."""
        self.fill_keys()
        super().save(*args, **kwargs)

    def fill_keys(self) -> None:
        """Derive digest, tail and search key; also called before bulk writes."""
        self.citizen_id_digest, self.citizen_id_tail = digest(self.citizen_id), self.citizen_id[-4:]
        self.search_key = fold(self.full_name)

    def get_absolute_url(self) -> str:
        """Its page; each side sees its own part there."""
        return reverse("teams:transfer", args=[self.pk])

    @property
    def state(self) -> TransferState:
        """Where it stands; read it with `answer` joined."""
        if self.withdrawn_on:
            return TransferState.WITHDRAWN
        answer = getattr(self, "answer", None)
        if answer is None:
            return TransferState.WAITING
        return TransferState.ACCEPTED if answer.is_accepted else TransferState.REFUSED

    @property
    def keeper(self) -> Commune:
        """The commune that keeps the person, or kept them when it answered. Not for the eyes of the asking side."""
        answer = getattr(self, "answer", None)
        return answer.from_commune if answer else self.person.home_commune

    def unit_codes(self) -> tuple[str, str]:
        """Province and commune for the audit: the asking side's."""
        return self.commune.province_id, self.commune_id


class TransferAnswer(models.Model):
    """The answer, a row of its own: its audit belongs to the side that gave it and does not betray it to the other."""

    request = models.OneToOneField(
        TransferRequest, models.PROTECT, related_name="answer", verbose_name="đề nghị"
    )
    from_commune = models.ForeignKey(
        Commune, models.PROTECT, related_name="+", verbose_name="xã quản lý hồ sơ"
    )
    is_accepted = models.BooleanField("chấp nhận")
    by_province = models.BooleanField("cấp tỉnh trả lời", default=False)
    reason = models.CharField("lý do từ chối", max_length=250, blank=True)
    answered_on = models.DateField("ngày trả lời")
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="người trả lời"
    )
    ended = models.ForeignKey(
        Membership,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="lần tham gia đã kết thúc",
    )
    started = models.ForeignKey(
        Membership, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="lần tham gia mới"
    )

    objects = TransferAnswerQuerySet.as_manager()

    class Meta:
        verbose_name = "trả lời đề nghị tiếp nhận"
        verbose_name_plural = "trả lời đề nghị tiếp nhận"
        ordering = ["-answered_on", "-id"]

    def __str__(self) -> str:
        return f"{'Chấp nhận' if self.is_accepted else 'Từ chối'}: {self.request}"

    def unit_codes(self) -> tuple[str, str]:
        """Province and commune for the audit: the side that answered."""
        return self.from_commune.province_id, self.from_commune_id

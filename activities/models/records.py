"""What the rows of all registers of this app share: whose they are, what they are about, that they are cancelled."""

from django.contrib.contenttypes.models import ContentType
from django.db import models

from communes.models import Commune, Province
from contracts.records import Versioned
from contracts.registry import subject_kinds
from documents.models import Document
from vietnam.names import fold


class AboutSubject(models.Model):
    """A row about a team, a person, a unit. `subject_kind` is the code of a `contracts.registry.SubjectKind`: the
    capacity in which it is named; `subject_name` is what it was called when the row was written."""

    subject_kind = models.CharField("loại đối tượng", max_length=20)
    subject_type = models.ForeignKey(ContentType, models.PROTECT, related_name="+", verbose_name="bảng")
    subject_id = models.CharField("mã đối tượng", max_length=20)
    subject_name = models.CharField("đối tượng", max_length=150)
    search_key = models.CharField(max_length=200, editable=False, default="")

    class Meta:
        abstract = True

    @staticmethod
    def key_of(text: str) -> str:
        """The text without accents and case, as long as the column is."""
        return fold(text)[:200]

    def fill_keys(self) -> None:
        """Derive the search key; also called before bulk writes."""
        self.search_key = self.key_of(self.subject_name)

    def save(self, *args, **kwargs):
        """Fill the key, then save."""
        self.fill_keys()
        super().save(*args, **kwargs)

    @property
    def subject_label(self) -> str:
        """In what capacity the subject is named."""
        return subject_kinds.get(self.subject_kind).label if self.subject_kind in subject_kinds else ""


class Record(Versioned, AboutSubject):
    """A row of one commune, or of the province itself; wrong ones are cancelled with a reason, never deleted."""

    province = models.ForeignKey(Province, models.PROTECT, related_name="+", verbose_name="tỉnh")
    commune = models.ForeignKey(
        Commune, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="xã, phường"
    )
    note = models.CharField("ghi chú", max_length=250, blank=True)
    paper = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="văn bản"
    )
    cancelled_at = models.DateTimeField("hủy lúc", null=True, blank=True, editable=False)
    cancel_reason = models.CharField("lý do hủy", max_length=250, blank=True, editable=False)

    class Meta:
        abstract = True

    @property
    def is_cancelled(self) -> bool:
        """Cancelled rows stay to be seen, and are counted nowhere."""
        return self.cancelled_at is not None

    def unit_codes(self) -> tuple[str, str]:
        """Province and commune for the audit."""
        return self.province_id, self.commune_id or ""

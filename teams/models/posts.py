"""Who holds which post of a hamlet."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from communes.models import Hamlet
from contracts.records import Dated, Versioned, ends_after_start
from documents.models import Document
from teams.choices import SINGLE_POSTS, PostEnd, PostGround, PostKind, PostStart, PropagandaRole
from teams.models.people import Person
from teams.querysets import HamletPostQuerySet


class HamletPost(Versioned, Dated):
    """One spell of one person in one post of one hamlet (người hoạt động không chuyên trách, seed 000).

    One person may hold several posts at once, and be a member of a team beside them. `contracted_on` is the day from
    which the post is paid as a lump sum (khoán kinh phí), `propaganda_since` the day the role beside it began. Why
    somebody had to go is not for every reader of the audit.
    """

    audit_hidden = frozenset({"end_ground"})

    person = models.ForeignKey(Person, models.PROTECT, related_name="posts", verbose_name="người")
    hamlet = models.ForeignKey(Hamlet, models.PROTECT, related_name="posts", verbose_name="thôn, tổ dân phố")
    post = models.CharField("chức danh", max_length=20, choices=PostKind.choices)
    other_title = models.CharField("tên chức danh khác", max_length=100, blank=True)
    start_kind = models.CharField("vì", max_length=12, choices=PostStart.choices)
    start_paper = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="started_posts",
        verbose_name="quyết định, biên bản bầu",
    )  # fmt: skip
    contracted_on = models.DateField("khoán kinh phí từ", null=True, blank=True)
    propaganda_role = models.CharField(
        "kiêm cộng tác viên tuyên truyền", max_length=12, choices=PropagandaRole.choices, blank=True
    )
    propaganda_since = models.DateField("làm cộng tác viên từ", null=True, blank=True)
    end_kind = models.CharField("thôi vì", max_length=12, choices=PostEnd.choices, blank=True)
    end_ground = models.CharField("căn cứ", max_length=20, choices=PostGround.choices, blank=True)
    end_paper = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="ended_posts",
        verbose_name="quyết định cho thôi",
    )  # fmt: skip
    end_note = models.CharField("ghi chú khi thôi", max_length=250, blank=True)

    objects = HamletPostQuerySet.as_manager()

    class Meta:
        verbose_name = "chức danh thôn"
        verbose_name_plural = "chức danh thôn"
        ordering = ["hamlet__sort_key", "post", "started_on"]
        indexes = [
            models.Index(fields=["hamlet", "started_on", "ended_on"], name="hamlet_post_hamlet"),
            models.Index(fields=["person", "started_on"], name="hamlet_post_person"),
        ]
        constraints = [
            ends_after_start("hamlet_post_span"),
            models.UniqueConstraint(
                fields=["hamlet", "post"],
                condition=Q(ended_on__isnull=True, post__in=SINGLE_POSTS),
                name="hamlet_post_one_holder",
                violation_error_message="Thôn đang có người giữ chức danh này. Ghi thôi cho người đó trước.",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, end_kind="")
                | (Q(ended_on__isnull=False) & ~Q(end_kind="")),
                name="hamlet_post_end_has_kind",
                violation_error_message="Ngày thôi và lý do thôi phải đi cùng nhau.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.title} {self.hamlet}"

    @property
    def title(self) -> str:
        """The post's name; its own words where it is none of the usual."""
        return self.other_title or self.get_post_display()

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("teams:post", args=[self.pk])

    def unit_codes(self) -> tuple[str, str]:
        """Province and commune for the audit."""
        return self.hamlet.unit_codes()

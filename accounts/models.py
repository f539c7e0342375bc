"""Users and their unit, roles with dates, notices, saved views, drafts of forms."""

from datetime import date, timedelta
from functools import cached_property

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from accounts.choices import NoticeKind
from accounts.querysets import (
    FormDraftQuerySet,
    GrantQuerySet,
    NoticeQuerySet,
    SavedViewQuerySet,
    UserQuerySet,
)
from communes.models import Agency, Commune, Province
from contracts.encryption import EncryptedTextField
from contracts.records import Dated, Versioned, ends_after_start
from contracts.roles import Role, Scope
from vietnam.names import fold, sort_key


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):  # type: ignore[misc]
    """Users with their unit loaded: every page needs it."""

    def get_queryset(self):
        return super().get_queryset().select_related("commune", "province", "agency")

    def create_superuser(self, username: str, password: str | None = None, **extra):
        """The first administrator, of country scope; the command line's `createsuperuser`."""
        extra = {
            "full_name": username,
            "scope": Scope.COUNTRY,
            "is_staff": True,
            "is_superuser": True,
            **extra,
        }
        user = self.model(username=username, **extra)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(Versioned, AbstractBaseUser, PermissionsMixin):
    """A person with a login: of a commune, a province or the country. Team members have none."""

    username = models.CharField(
        "tên đăng nhập", max_length=60, unique=True, validators=[UnicodeUsernameValidator()],
        error_messages={"unique": "Tên đăng nhập này đã có. Chọn tên khác."},
    )  # fmt: skip
    full_name = models.CharField("họ và tên", max_length=100)
    title = models.CharField("chức vụ", max_length=100, blank=True)
    email = models.EmailField("thư điện tử", blank=True)
    phone = models.CharField("điện thoại", max_length=15, blank=True)
    scope = models.CharField("phạm vi", max_length=10, choices=Scope.choices, default=Scope.COMMUNE)
    province = models.ForeignKey(
        Province, models.PROTECT, null=True, blank=True, related_name="users", verbose_name="tỉnh"
    )
    commune = models.ForeignKey(
        Commune, models.PROTECT, null=True, blank=True, related_name="users", verbose_name="xã, phường"
    )
    agency = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="users", verbose_name="cơ quan"
    )
    is_active = models.BooleanField("đang dùng", default=True)
    is_staff = models.BooleanField("vào được trang quản trị", default=False)
    must_change_password = models.BooleanField("phải đổi mật khẩu", default=False)
    created_at = models.DateTimeField("tạo lúc", auto_now_add=True)
    search_key = models.CharField(max_length=140, editable=False, default="")
    sort_key = models.CharField(max_length=200, editable=False, default="")

    objects = UserManager()

    #: Columns of which the audit keeps only that they changed, and those it leaves out.
    audit_hidden = frozenset({"password"})
    audit_ignored = frozenset({"last_login"})

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: list[str] = []

    class Meta:
        verbose_name = "người dùng"
        verbose_name_plural = "người dùng"
        ordering = ["sort_key"]
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(scope=Scope.COMMUNE, commune__isnull=False, province__isnull=False)
                    | Q(scope=Scope.PROVINCE, commune__isnull=True, province__isnull=False)
                    | Q(scope=Scope.COUNTRY, commune__isnull=True, province__isnull=True)
                ),
                name="user_unit_fits_scope",
                violation_error_message="Phạm vi xã cần xã và tỉnh; phạm vi tỉnh cần tỉnh; toàn quốc không gắn đơn vị.",
            )
        ]

    def __str__(self) -> str:
        return self.full_name

    def get_absolute_url(self) -> str:
        """Its page, for administrators."""
        return reverse("accounts:user_detail", args=[self.pk])

    def fill_keys(self) -> None:
        """Derive search and sort keys; also called before bulk writes."""
        self.search_key, self.sort_key = fold(f"{self.full_name} {self.username}"), sort_key(self.full_name)

    def save(self, *args, **kwargs):
        """Fill the keys, then save."""
        self.fill_keys()
        super().save(*args, **kwargs)

    @cached_property
    def role_codes(self) -> frozenset[str]:
        """The roles in force today; one query, kept for the life of this object (one request)."""
        today = timezone.localdate()
        return frozenset(grant.role for grant in self.grants.all() if grant.is_in_force(today))

    @property
    def commune_ids(self) -> tuple[str, ...]:
        """Codes of the communes the user sees: their own and those merged into it."""
        return tuple(self.commune.covers) if self.commune else ()

    @property
    def unit_label(self) -> str:
        """What the frame shows as the unit one stands in."""
        if self.agency:
            return self.agency.name
        return str(self.commune or self.province or "Toàn quốc")

    def unit_codes(self) -> tuple[str, str]:
        """Province and commune for the audit."""
        return self.province_id or "", self.commune_id or ""


class RoleGrant(Dated):
    """A role of a user, with dates. A delegation is a grant that names who handed the role over."""

    user = models.ForeignKey(User, models.CASCADE, related_name="grants", verbose_name="người dùng")
    role = models.CharField("vai trò", max_length=10, choices=Role.choices)
    delegated_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="delegations", verbose_name="ủy quyền từ"
    )
    basis = models.CharField("căn cứ", max_length=200, blank=True)

    objects = GrantQuerySet.as_manager()

    class Meta:
        verbose_name = "vai trò của người dùng"
        verbose_name_plural = "vai trò của người dùng"
        ordering = ["user_id", "started_on"]
        constraints = [
            ends_after_start("grant_dates"),
            models.UniqueConstraint(
                fields=["user", "role"],
                condition=Q(ended_on__isnull=True, delegated_by__isnull=True),
                name="grant_once_open",
                violation_error_message="Người dùng đang giữ vai trò này.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()}"

    @property
    def last_day(self) -> date | None:
        """The last day on which the role is held; None while it is open."""
        return self.ended_on and self.ended_on - timedelta(days=1)

    def unit_codes(self) -> tuple[str, str]:
        """Province and commune for the audit."""
        return self.user.unit_codes()


class Notice(models.Model):
    """News for one user: a report returned, a job done, a transfer asked."""

    user = models.ForeignKey(User, models.CASCADE, related_name="notices", verbose_name="người nhận")
    kind = models.CharField("loại", max_length=12, choices=NoticeKind.choices)
    title = models.CharField("nội dung", max_length=200)
    url = models.CharField("mở trang", max_length=200, blank=True)
    created_at = models.DateTimeField("lúc", auto_now_add=True)
    read_at = models.DateTimeField("đã đọc lúc", null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = "thông báo"
        verbose_name_plural = "thông báo"
        ordering = ["-id"]
        indexes = [models.Index(fields=["user", "read_at"], name="notice_unread")]

    def __str__(self) -> str:
        return self.title


class SavedView(models.Model):
    """A named view of a list (conditions, columns, order, size), private or shared within the unit.

    `list_code` is the name of the list's address. One that was removed can be brought back.
    """

    user = models.ForeignKey(User, models.CASCADE, related_name="saved_views", verbose_name="người lưu")
    list_code = models.CharField("danh sách", max_length=60)
    name = models.CharField("tên", max_length=80)
    query = models.CharField("điều kiện", max_length=1000, blank=True)
    is_shared = models.BooleanField("dùng chung trong đơn vị", default=False)
    removed_at = models.DateTimeField("đã xóa lúc", null=True, blank=True, editable=False)

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        verbose_name = "bộ lọc đã lưu"
        verbose_name_plural = "bộ lọc đã lưu"
        ordering = ["list_code", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "list_code", "name"],
                condition=Q(removed_at__isnull=True),
                name="saved_view_name",
                violation_error_message="Bạn đã có bộ lọc tên này. Chọn tên khác.",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def unit_codes(self) -> tuple[str, str]:
        """Province and commune for the audit."""
        return self.user.unit_codes()


class FormDraft(models.Model):
    """What somebody is typing into the form at an address, encrypted; for themselves alone, thrown away on saving."""

    user = models.ForeignKey(User, models.CASCADE, related_name="drafts", verbose_name="người nhập")
    address = models.CharField("trang", max_length=300)
    content = EncryptedTextField("nội dung", editable=False, default="")
    saved_at = models.DateTimeField("lưu lúc", db_index=True)

    objects = FormDraftQuerySet.as_manager()

    class Meta:
        verbose_name = "bản nháp"
        verbose_name_plural = "bản nháp"
        ordering = ["-saved_at"]
        constraints = [models.UniqueConstraint(fields=["user", "address"], name="form_draft_once")]

    def __str__(self) -> str:
        return self.address

    def unit_codes(self) -> tuple[str, str]:
        """Province and commune for the audit."""
        return self.user.unit_codes()

"""People who serve."""

from datetime import date

from django.db import models
from django.db.models import Q

from communes.models import Commune, Hamlet
from contracts.encryption import EncryptedTextField, digest
from contracts.records import Versioned
from jobs.models import StoredFile
from teams.choices import CitizenIdDoubt, ConsentWay, Education, ResidenceKind, Sex
from teams.querysets import (
    PersonQuerySet,
)
from vietnam.dates import full_years
from vietnam.ethnic_groups import ETHNIC_GROUPS
from vietnam.ids import citizen_id_facts
from vietnam.names import fold, sort_key

KINH = "01"


def citizen_id_doubt(citizen_id: str, birth_year: int | None, sex: str) -> str:
    """Codes of what does not go together, in a fixed order; "" where all does or nothing is known."""
    if not citizen_id:
        return ""
    if (facts := citizen_id_facts(citizen_id)) is None:
        return CitizenIdDoubt.FORM
    year, sex_of_id = facts
    wrong_year = CitizenIdDoubt.YEAR if birth_year not in (None, year) else ""
    wrong_sex = CitizenIdDoubt.SEX if sex not in ("", sex_of_id) else ""
    return f"{wrong_year}{wrong_sex}"


class Person(Versioned):
    """One human, one row in the whole country.

    `home_commune` reads and writes everything: the commune of the open membership, post or application, else of
    the last. A birth known by its year alone is stored on the day the law parameter `person.birthday_of_year`
    names, with `birth_is_year` set. CCCD is encrypted; its keyed digest is unique, its last four digits are shown.
    `citizen_id_doubt` says what in it does not go with the record (codes of `CitizenIdDoubt`), so that a list of such
    people decrypts nothing; it is found anew with every save.
    """

    audit_ignored = frozenset({"citizen_id_doubt"})

    home_commune = models.ForeignKey(
        Commune, models.PROTECT, related_name="people", verbose_name="xã, phường"
    )
    full_name = models.CharField("họ và tên", max_length=100)
    birth_date = models.DateField("ngày sinh", null=True, blank=True)
    birth_is_year = models.BooleanField("chỉ biết năm sinh", default=False)
    sex = models.CharField("giới tính", max_length=6, choices=Sex.choices, blank=True)
    citizen_id = EncryptedTextField("số định danh, CCCD", blank=True, default="")
    citizen_id_digest = models.CharField(max_length=64, editable=False, default="", blank=True)
    citizen_id_tail = models.CharField(max_length=4, editable=False, default="", blank=True)
    citizen_id_doubt = models.CharField(max_length=8, editable=False, default="", blank=True)
    nationality = models.CharField("quốc tịch", max_length=2, default="VN")
    ethnic_group = models.CharField(
        "dân tộc", max_length=2, blank=True, choices=[(group.code, group.name) for group in ETHNIC_GROUPS]
    )
    religion = models.CharField("tôn giáo", max_length=60, blank=True)
    education = models.CharField("trình độ học vấn", max_length=16, choices=Education.choices, blank=True)
    qualification = models.CharField("trình độ chuyên môn", max_length=120, blank=True)
    is_party_member = models.BooleanField("đảng viên", default=False)
    is_youth_union_member = models.BooleanField("đoàn viên", default=False)
    served_police = models.BooleanField("đã phục vụ trong Công an nhân dân", default=False)
    served_army = models.BooleanField("đã phục vụ trong Quân đội nhân dân", default=False)
    was_part_time_police = models.BooleanField("nguyên Công an xã bán chuyên trách", default=False)
    has_prestige = models.BooleanField("có uy tín trong cộng đồng", default=False)
    phone = models.CharField("điện thoại", max_length=15, blank=True)
    phone_public_since = models.DateField("đồng ý công khai điện thoại từ", null=True, blank=True)
    phone_consent_way = models.CharField("cách đồng ý", max_length=10, choices=ConsentWay.choices, blank=True)
    phone_private_since = models.DateField("rút lại đồng ý từ", null=True, blank=True)
    photo = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="ảnh"
    )
    address = models.CharField("nơi ở", max_length=200, blank=True)
    hamlet = models.ForeignKey(
        Hamlet,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="residents",
        verbose_name="thôn, tổ dân phố",
    )
    residence_kind = models.CharField(
        "hình thức cư trú", max_length=10, choices=ResidenceKind.choices, blank=True
    )
    residence_since = models.DateField("cư trú từ", null=True, blank=True)
    bank_account = EncryptedTextField("tài khoản ngân hàng", blank=True, default="")
    health_note = EncryptedTextField("sức khỏe", blank=True, default="")
    legal_record = EncryptedTextField("án tích, xử lý hành chính", blank=True, default="")
    note = models.TextField("ghi chú", blank=True)
    search_key = models.CharField(max_length=120, editable=False, default="")
    sort_key = models.CharField(max_length=250, editable=False, default="")

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = "người"
        verbose_name_plural = "người"
        ordering = ["sort_key"]
        indexes = [
            models.Index(fields=["home_commune", "sort_key"], name="person_commune"),
            models.Index(fields=["sort_key"], name="person_sort"),
            models.Index(fields=["birth_date"], name="person_birth"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["citizen_id_digest"],
                condition=~Q(citizen_id_digest=""),
                name="person_citizen_id_once",
                violation_error_message="Số định danh này đã có trong hệ thống. Gửi đề nghị tiếp nhận?",
            )
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def born(self) -> str:
        """The day of birth as it is written; the year alone where no more is known, "" where nothing is."""
        if self.birth_date is None:
            return ""
        return str(self.birth_date.year) if self.birth_is_year else f"{self.birth_date:%d/%m/%Y}"

    def fill_keys(self) -> None:
        """Derive digest, tail, doubt, search and sort keys; also called before bulk writes."""
        self.citizen_id_doubt = citizen_id_doubt(
            self.citizen_id, self.birth_date.year if self.birth_date else None, self.sex
        )
        self.citizen_id_digest = digest(self.citizen_id)
        self.citizen_id_tail = self.citizen_id[-4:]
        self.search_key, self.sort_key = fold(self.full_name), sort_key(self.full_name)

    def save(self, *args, **kwargs):
        """Fill the keys, then save."""
        self.fill_keys()
        super().save(*args, **kwargs)

    def age_on(self, day: date) -> int | None:
        """Age in full years on that day; None when the birth date is unknown."""
        return full_years(self.birth_date, day) if self.birth_date else None

    def phone_is_public(self, on: date) -> bool:
        """Whether the number may be shown to everybody on that day."""
        agreed, revoked = self.phone_public_since, self.phone_private_since
        return bool(self.phone and agreed and agreed <= on and (revoked is None or revoked > on))

    @property
    def is_ethnic_minority(self) -> bool:
        """Of an ethnic group other than Kinh; False while unknown."""
        return bool(self.ethnic_group) and self.ethnic_group != KINH

    def unit_codes(self) -> tuple[str, str]:
        """Province and commune for the audit."""
        return self.home_commune.province_id, self.home_commune_id

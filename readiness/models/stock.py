"""What a commune's store received and what was written off from it."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q

from communes.models import Commune
from documents.models import Document
from readiness.choices import EquipmentKind, StockMove
from readiness.querysets import StockQuerySet


class StockEntry(models.Model):
    """Things of one kind that came into a commune's store on a day, or left it for good.

    What is given out and handed back is no entry of its own: it is read from `EquipmentIssue` (`readiness.stock`).
    """

    commune = models.ForeignKey(Commune, models.PROTECT, related_name="stock", verbose_name="xã, phường")
    kind = models.CharField("loại trang bị", max_length=14, choices=EquipmentKind.choices)
    move = models.CharField("nhập, giảm", max_length=8, choices=StockMove.choices)
    happened_on = models.DateField("ngày")
    quantity = models.PositiveIntegerField("số lượng", validators=[MinValueValidator(1, "Ít nhất là 1.")])
    source = models.CharField("nhận từ", max_length=150, blank=True)
    unit_price = models.DecimalField(
        "đơn giá (đồng)", max_digits=12, decimal_places=0, null=True, blank=True,
        validators=[MinValueValidator(0, "Đơn giá không âm.")],
    )  # fmt: skip
    made_in = models.PositiveSmallIntegerField("năm sản xuất", null=True, blank=True)
    paper = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="phiếu, biên bản"
    )
    note = models.CharField("ghi chú", max_length=250, blank=True)

    objects = StockQuerySet.as_manager()

    class Meta:
        verbose_name = "nhập, giảm kho trang bị"
        verbose_name_plural = "nhập, giảm kho trang bị"
        ordering = ["-happened_on", "-id"]
        indexes = [models.Index(fields=["commune", "kind", "happened_on"], name="stock_commune_kind")]
        constraints = [
            models.CheckConstraint(
                condition=Q(quantity__gte=1),
                name="stock_quantity",
                violation_error_message="Số lượng ít nhất là 1.",
            ),
            models.CheckConstraint(
                condition=~Q(move=StockMove.RECEIVED) | ~Q(source=""),
                name="stock_received_from",
                violation_error_message="Ghi nhận từ đâu: cấp trên, UBND xã mua, ủng hộ, tồn kho khi mở sổ.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_move_display()}: {self.quantity} {self.get_kind_display().lower()}"

    def unit_codes(self) -> tuple[str, str]:
        """Province and commune for the audit."""
        return self.commune.province_id, self.commune_id

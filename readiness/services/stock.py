"""Writes of communes' stores."""

from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from audit.services import audit
from audit.snapshots import snapshot
from communes.models import Commune
from communes.services.communes import commune_touch
from contracts.policy import require
from readiness import policies
from readiness.choices import EquipmentKind, StockMove
from readiness.models import StockEntry
from readiness.services.papers import Paper, minutes_of
from readiness.stock import Low, lowest
from vietnam.dates import format_date


@transaction.atomic
def stock_receive(
    *, actor, commune: Commune, kind: EquipmentKind, quantity: int, received_on: date, source: str,
    unit_price: Decimal | None = None, made_in: int | None = None, note: str = "", paper: Paper = None,
) -> StockEntry:  # fmt: skip
    """Things come into the store: from above, bought, given, or counted when the book was opened.

    From the first receipt of a kind on, no more of it is given out than lies in the store. A receipt entered late is
    refused where the issues since would then exceed it: those must have come from somewhere else.
    """
    require(policies.can_write_stock(actor, commune))
    stock_lock(commune)
    entry = StockEntry(
        commune=commune, kind=kind, move=StockMove.RECEIVED, happened_on=received_on, quantity=quantity,
        source=source.strip(), unit_price=unit_price, made_in=made_in, note=note.strip(),
    )  # fmt: skip
    _check(entry, "received_on")
    if made_in and made_in > received_on.year:
        raise ValidationError({"made_in": "Năm sản xuất sau năm nhập kho. Kiểm tra lại."})
    entry.paper = minutes_of(actor, commune, paper)
    entry.save()
    low = lowest(commune.pk, kind)
    if low and low.left < 0:
        raise ValidationError(
            {"quantity": f"Tính từ phiếu này, đến ngày {format_date(low.on)} đã cấp hơn số nhập {-low.left} "
                         f"{entry.get_kind_display().lower()}. Ghi đủ số đã nhập vào một phiếu, hoặc ghi số còn trong "
                         "kho từ sau lần cấp đó."}
        )  # fmt: skip
    audit(actor, "readiness.stock.receive", entry)
    commune_touch({commune.pk})
    return entry


@transaction.atomic
def stock_write_off(
    *, actor, commune: Commune, kind: EquipmentKind, quantity: int, happened_on: date, move: StockMove,
    note: str = "", paper: Paper = None,
) -> StockEntry:  # fmt: skip
    """Things in the store are broken, lost or past their lifetime: they leave it for good."""
    require(policies.can_write_stock(actor, commune))
    stock_lock(commune)
    if move == StockMove.RECEIVED:
        raise ValidationError({"move": "Chọn lý do ghi giảm: hỏng, mất hoặc hết niên hạn."})
    entry = StockEntry(
        commune=commune, kind=kind, move=move, happened_on=happened_on, quantity=quantity, note=note.strip()
    )
    _check(entry, "happened_on")
    entry.paper = minutes_of(actor, commune, paper)
    entry.save()
    stock_check(commune, kind, quantity, happened_on, "ghi giảm")
    audit(actor, "readiness.stock.write_off", entry)
    commune_touch({commune.pk})
    return entry


@transaction.atomic
def stock_remove(*, actor, entry: StockEntry) -> None:
    """Take a wrong entry out of the book: a correction, kept in the audit."""
    commune = entry.commune
    require(policies.can_write_stock(actor, commune))
    stock_lock(commune)
    audit(actor, "readiness.stock.remove", entry, before=snapshot(entry), after={})
    StockEntry.objects.filter(pk=entry.pk).delete()
    low = lowest(commune.pk, entry.kind)
    if low and low.left < 0:
        raise ValidationError(
            f"Chưa bỏ được: không có phiếu này thì ngày {format_date(low.on)} kho thiếu {-low.left} "
            f"{entry.get_kind_display().lower()}. Ghi phiếu đúng trước, rồi bỏ phiếu sai."
        )
    commune_touch({commune.pk})


def stock_lock(commune: Commune) -> None:
    """One hand in the store at a time (no effect needed on SQLite, which lets one writer in at a time)."""
    Commune.objects.select_for_update().filter(pk=commune.pk).first()


def stock_check(commune: Commune, kind: str, quantity: int, on: date, act: str) -> None:
    """After something was taken out: refuse where the store would lie below zero on any day.

    A kind of which no receipt is recorded is not reckoned, and anything may be given out.
    """
    low: Low | None = lowest(commune.pk, kind)
    if low is None or low.left >= 0:
        return
    label = str(EquipmentKind(kind).label).lower()
    later = f" (tính cả lần xuất ngày {format_date(low.on)})" if low.on > on else ""
    raise ValidationError(
        {"quantity": f"Kho còn {max(quantity + low.left, 0)} {label} ngày {format_date(on)}{later}, không đủ {act} "
                     f"{quantity}. Ghi nhập kho trước, hoặc giảm số lượng."}
    )  # fmt: skip


def _check(entry: StockEntry, day: str) -> None:
    if entry.happened_on > timezone.localdate():
        raise ValidationError({day: "Ngày này chưa đến. Ghi khi đã nhập hoặc đã giảm."})
    entry.full_clean(exclude=["paper"])

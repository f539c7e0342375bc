"""Certificates of members as their rosters name them (Giấy chứng nhận, Luật 30/2023; TT 14/2024)."""

from collections.abc import Collection

from jobs.services.bulk_writing import BulkWriter
from readiness.choices import EquipmentKind
from readiness.models import EquipmentIssue
from teams.models import Membership

_CERTIFICATES = EquipmentIssue.objects.filter(kind=EquipmentKind.CERTIFICATE)


def certificate_numbers(spells: Collection[int]) -> dict[int, str]:
    """The number of the certificate given last for each of these spells."""
    rows = _CERTIFICATES.filter(membership__in=spells).order_by("started_on", "pk")
    return dict(rows.values_list("membership_id", "serial"))


def certificates_write(writer: BulkWriter, values: list[tuple[Membership, str]]) -> None:
    """Keep the numbers: on the certificate that is there, else on a new one from the day of joining.

    The roster does not say when a certificate was given; of who has left it is held until the day of leaving.
    """
    present = {
        row.membership_id: row for row in _CERTIFICATES.filter(membership__in=[s.pk for s, _n in values])
    }
    writer.change(
        "readiness.equipment.number",
        [(present[spell.pk], {"serial": number}) for spell, number in values if spell.pk in present],
    )
    writer.add(
        "readiness.equipment.issue",
        [
            EquipmentIssue(
                team_id=spell.team_id, membership=spell, kind=EquipmentKind.CERTIFICATE, serial=number,
                started_on=spell.started_on, ended_on=spell.ended_on,
            )
            for spell, number in values if spell.pk not in present
        ],
    )  # fmt: skip

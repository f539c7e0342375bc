"""Values of a roster that floors above keep (`jobs.exchange.guests`): what differs, and their writing."""

from jobs.choices import Verdict
from jobs.exchange.findings import Record
from jobs.exchange.guests import guests_of
from jobs.services.bulk_writing import BulkWriter


class Guests:
    """Judges and writes the columns of others; one object a pass over a file."""

    def __init__(self) -> None:
        self.columns = guests_of("members")
        self._seen: dict[tuple[str, str], int] = {}

    def judge(self, records: list[Record]) -> None:
        """Note what is new or differs, after the rows themselves were judged."""
        for column in self.columns:
            rows = [record for record in records if record.plan is not None and record.get(column.code)]
            held = column.held({row.plan.spell.pk for row in rows if row.plan.spell}) if rows else {}
            for record in rows:
                self._judge(record, column.code, held)

    def _judge(self, record: Record, code: str, held: dict[int, str]) -> None:
        value, spell = record.get(code), record.plan.spell
        first = self._seen.setdefault((code, value), record.number)
        if first != record.number:
            record.error(
                code, f"Trùng với dòng {first} trong tệp. Mỗi số chỉ của một người; sửa một trong hai."
            )
            record.judge(Verdict.ERROR)
            return
        known = held.get(spell.pk, "") if spell else ""
        if known == value:
            return
        record.plan.guests[code] = value
        if spell is not None:
            record.change(code, known, value)
            record.judge(Verdict.CHANGED)

    def write(self, writer: BulkWriter, plans: list) -> None:
        """Write them, once the spells they belong to are there."""
        for column in self.columns:
            values = [(plan.spell, plan.guests[column.code]) for plan in plans if column.code in plan.guests]
            if values:
                column.write(writer, values)

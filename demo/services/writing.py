"""How rows of the demo are written: each table in one go, one audit entry a row, all with the demo's batch."""

from typing import ClassVar

from audit.services import Change, audit_many

#: The batch that all audit entries of the demo carry.
BATCH = "demo"


def write_all(*written: tuple[list, str]) -> None:
    """Write these rows, given as pairs of rows of one table and the act that made them, in the order given."""
    for rows, act in written:
        for row in rows:
            if hasattr(row, "fill_keys"):
                row.fill_keys()
        if rows:
            type(rows[0]).objects.bulk_create(rows, batch_size=1000)
            audit_many(None, act, [Change(row) for row in rows], batch=BATCH)


class Written:
    """Base of rows that are made first and written together. `ACTS`: attribute → the act that made its rows."""

    ACTS: ClassVar[dict[str, str]]

    def write(self) -> None:
        """Write all rows in the order of `ACTS`."""
        write_all(*((getattr(self, name), act) for name, act in self.ACTS.items()))

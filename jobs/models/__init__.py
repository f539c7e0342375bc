"""Background work, the files it takes and makes, imports, and the signs of life of worker and beat."""

from jobs.models.imports import HeadingMemory, ImportBatch
from jobs.models.work import Heartbeat, Job, Owned, StoredFile, UndoLog

__all__ = ["HeadingMemory", "Heartbeat", "ImportBatch", "Job", "Owned", "StoredFile", "UndoLog"]

"""Finds whether a piece of work left exactly one audit entry for every object it wrote.

It compares all tables before and after, so that bulk writes are seen as well; whatever the code says it did.
"""

from collections import Counter
from contextlib import contextmanager

from django.apps import apps

from audit.models import Entry

#: Not registers: news, sessions, the machinery of jobs, the framework's own tables.
IGNORED = {"audit.entry", "accounts.notice", "accounts.savedview"}
HOUSE = ("communes", "law", "accounts", "documents", "activities", "teams", "readiness", "recruitment", "targets",
         "reporting")  # fmt: skip
#: Derived from other fields, or counters: changing them alone is no write of the object.
DERIVED = {"data_version", "official_order", "search_key", "sort_key", "version", "last_login", "created_at"}


def _rows(ignored: set[str]) -> dict[tuple[str, str], tuple]:
    found = {}
    for model in apps.get_models():
        label = model._meta.label_lower
        if model._meta.app_label not in HOUSE or label in ignored or not model._meta.managed:
            continue
        names = [f.attname for f in model._meta.concrete_fields if f.name not in DERIVED]
        for values in model._base_manager.values_list("pk", *names):
            found[label, str(values[0])] = values[1:]
    return found


@contextmanager
def one_entry_per_object(*, ignore: tuple[str, ...] = ()):
    """Fail unless the work inside wrote exactly one entry for each object added, changed or removed."""
    ignored = IGNORED | set(ignore)
    before, last = _rows(ignored), Entry.objects.order_by("-id").values_list("id", flat=True).first() or 0
    yield
    after = _rows(ignored)
    written = {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}
    told = Entry.objects.filter(id__gt=last).exclude(subject_type__startswith="jobs.")
    entries = Counter(told.values_list("subject_type", "subject_id"))
    assert written, "nothing was written"
    assert entries == Counter(written)

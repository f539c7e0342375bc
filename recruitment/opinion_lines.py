"""What was said of each applicant, as pages of decisions tell it: how many agree and how many do not, and who."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from audit.models import Entry
from recruitment.models import Application, Opinion
from vietnam.dates import format_date

#: How many applicants a page of a decision names; those somebody objects to come first, the others are a list away.
NAMED = 50
_OBJECTIONS = Count("opinions", filter=Q(opinions__agrees=False))


@dataclass(frozen=True)
class OpinionLine:
    """One applicant with the opinions that were given."""

    application: Application
    opinions: tuple[Opinion, ...]

    @property
    def objections(self) -> int:
        """How many do not agree."""
        return sum(not one.agrees for one in self.opinions)

    @property
    def told(self) -> str:
        """How many agree, and how many do not."""
        return counts(self.opinions)

    @property
    def tone(self) -> str:
        """Of its label."""
        return tone(self.opinions)

    @property
    def sources(self) -> list[str]:
        """Who said what, in words."""
        return [said(one) for one in self.opinions]


def opinion_lines(applications: QuerySet[Application]) -> list[OpinionLine]:
    """The first applicants of these with their opinions, objections first; two queries."""
    first = applications.annotate(objections=_OBJECTIONS).order_by("-objections", "person__sort_key", "pk")
    rows = first.prefetch_related("opinions")[:NAMED]
    return [OpinionLine(one, tuple(one.opinions.all())) for one in rows]


def counts(opinions: Iterable[Opinion]) -> str:
    """ "2 đồng ý, 1 không đồng ý"; without any: that there are none."""
    agree = [one.agrees for one in opinions]
    parts = ((agree.count(True), "đồng ý"), (agree.count(False), "không đồng ý"))
    return ", ".join(f"{number} {words}" for number, words in parts if number) or "Chưa có ý kiến"


def tone(opinions: Iterable[Opinion]) -> str:
    """Somebody objects, everybody agrees, or nobody was heard."""
    agree = [one.agrees for one in opinions]
    return "idle" if not agree else "ok" if all(agree) else "warn"


def said(opinion: Opinion) -> str:
    """Whose opinion, which, when and in which words."""
    words = f": {opinion.words}" if opinion.words else ""
    return f"{opinion}{words} ({format_date(opinion.given_on)})"


def withdrawn(application: Application) -> list[Opinion]:
    """Opinions on an applicant that were withdrawn, by key alone: their rows are gone, their entries say of whom they
    were. What may be read of them is asked of the entries' own door."""
    gone = Entry.objects.filter(subject_type=Opinion._meta.label_lower, act="recruitment.opinion.withdraw")
    keys = gone.filter(before__application_id=application.pk).values_list("subject_id", flat=True)
    return [Opinion(pk=int(key)) for key in keys]

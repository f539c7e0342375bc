"""What posts of hamlets are counted for (catalogue: register kct_workers).

A figure of people counts one row a person, the first of theirs that fits: so it opens as many rows as it says.
"""

from datetime import date

from django.db.models import Count, Exists, OuterRef, Q

from contracts.records import in_force
from contracts.registry import Measure, Register, Span, measures, registers
from teams.choices import Education, PostEnd, PostStart, Sex
from teams.core_posts import complete_hamlets, lump_sum_hamlets
from teams.models import HamletPost
from teams.policies import can_see_masked

registers.add(
    Register(
        "kct_workers", "Chức danh thôn", HamletPost, "hamlet__commune_id", "started_on", "ended_on",
        list_url="teams:post_list", may_open=can_see_masked, paths={"hamlet": "hamlet__name"},
    )
)  # fmt: skip

#: Schooling that the seed prefers (000.II.3.b3).
TRAINED = (Education.INTERMEDIATE, Education.COLLEGE, Education.UNIVERSITY, Education.POSTGRADUATE)


def one_row_a_person(fits: Q) -> Q:
    """Of a person's rows that fit, the first alone."""
    return fits & ~Q(
        Exists(HamletPost.objects.filter(fits, person_id=OuterRef("person_id"), pk__lt=OuterRef("pk")))
    )


def people(fits: Q | None = None):
    """Who holds a post that fits on the last day: one row each."""

    def where(span: Span) -> Q:
        on = in_force(span.last_day)
        return one_row_a_person(on if fits is None else on & fits)

    return where


def _several(span: Span) -> Q:
    """Who holds two posts or more on the last day."""
    another = HamletPost.objects.in_force(span.last_day).filter(person_id=OuterRef("person_id"))
    return people()(span) & Q(Exists(another.exclude(pk=OuterRef("pk"))))


def _propaganda(span: Span) -> Q:
    return one_row_a_person(in_force(span.last_day) & Q(propaganda_since__lte=span.last_day))


def _contracted(span: Span) -> Q:
    return Q(contracted_on__lte=span.last_day)


def _left(*kinds: PostEnd):
    """Who left a post for these reasons within the days: one row each."""

    def where(span: Span) -> Q:
        return one_row_a_person(Q(ended_on__range=(span.first_day, span.last_day), end_kind__in=kinds))

    return where


def on_last_day(condition):
    """A condition of one day, asked of the last."""

    def where(span: Span) -> Q:
        day: date = span.last_day
        return condition(day)

    return where


_prefers = (
    Q(person__has_prestige=True) | Q(person__is_party_member=True) | Q(person__education__in=TRAINED)
    | Q(person__served_army=True) | Q(person__served_police=True)
)  # fmt: skip
_elected = Q(start_kind=PostStart.BALLOT, start_paper__isnull=False)

measures.add(
    # People, one row each
    Measure("kct_total", "kct_workers", Count("pk"), at="close", where=people()),
    Measure("kct_concurrent_posts", "kct_workers", Count("pk"), at="close", where=_several),
    Measure("kct_priority_profile", "kct_workers", Count("pk"), at="close", where=people(_prefers)),
    Measure("kct_propaganda_collaborators", "kct_workers", Count("pk"), at="close", where=_propaganda),
    Measure("kct_women", "kct_workers", Count("pk"), at="close", where=people(Q(person__sex=Sex.FEMALE))),
    Measure(
        "kct_party_members", "kct_workers", Count("pk"), at="close", where=people(Q(person__is_party_member=True))
    ),
    Measure(
        "kct_trained_degree", "kct_workers", Count("pk"), at="close",
        where=people(Q(person__education__in=TRAINED)),
    ),
    Measure(
        "kct_served", "kct_workers", Count("pk"), at="close",
        where=people(Q(person__served_army=True) | Q(person__served_police=True)),
    ),
    Measure("kct_prestige", "kct_workers", Count("pk"), at="close", where=people(Q(person__has_prestige=True))),
    Measure("kct_replaced", "kct_workers", Count("pk"), dated="ended_on", where=_left(PostEnd.REPLACED)),
    Measure(
        "kct_resigned_dismissed", "kct_workers", Count("pk"), dated="ended_on",
        where=_left(PostEnd.RESIGNED, PostEnd.DISMISSED),
    ),
    # Posts
    Measure("kct_posts_held", "kct_workers", Count("pk"), at="close"),
    Measure("kct_posts_contracted", "kct_workers", Count("pk"), at="close", where=_contracted),
    Measure("kct_elected_by_vote", "kct_workers", Count("pk"), dated="started_on", where=_elected),
    # Hamlets
    Measure(
        "hamlets_core_posts_complete", "hamlets", Count("pk"), at="close", where=on_last_day(complete_hamlets)
    ),
    Measure(
        "hamlets_extra_posts_contracted", "hamlets", Count("pk"), at="close", where=on_last_day(lump_sum_hamlets)
    ),
)  # fmt: skip

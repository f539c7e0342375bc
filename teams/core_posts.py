"""The core posts of a hamlet (khung 03 chức danh): what the law names, where a province's row beats the country's."""

from collections.abc import Callable, Sequence
from datetime import date

from django.db.models import Exists, OuterRef, Q

from law.values import MissingRule, value, values_by_province
from teams.choices import PostKind
from teams.models import HamletPost

CODE = "post.core"


def core_posts(on: date, province: str = "") -> list[PostKind]:
    """The core posts on that day. `MissingRule` if the law has no row for that day."""
    return [PostKind(code) for code in value(CODE, on=on, province=province)]


def by_province(on: date, province_path: str, build) -> Q:
    """A condition that differs by province: `build(posts)` for each set of core posts that holds somewhere."""
    country, own = values_by_province(CODE, on=on)
    found = build(country)
    if own:
        found &= ~Q(**{f"{province_path}__in": sorted(own)})
    for province, posts in own.items():
        found |= Q(**{province_path: province}) & build(posts)
    return found


def complete_hamlets(on: date) -> Q:
    """Hamlets all of whose core posts are held on that day; one person may hold several."""
    return by_province(on, "commune__province_id", lambda posts: _all_held(posts, on))


def lump_sum_hamlets(on: date) -> Q:
    """Hamlets none of whose other posts is held without a lump sum on that day; those without other posts too."""

    def build(posts: Sequence[str]) -> Q:
        rest = HamletPost.objects.in_force(on).not_contracted(on).exclude(post__in=posts)
        return ~Q(Exists(rest.filter(hamlet=OuterRef("pk"))))

    return by_province(on, "commune__province_id", build)


def core_rows(on: date) -> Q:
    """Rows of posts that are core posts on that day."""
    return by_province(on, "hamlet__commune__province_id", lambda posts: Q(post__in=list(posts)))


def or_nothing(condition: Callable[[date], Q], on: date) -> Q:
    """The condition, for pages; without the law nothing fits it, and the page says that the law is missing."""
    try:
        return condition(on)
    except MissingRule:
        return Q(pk__in=[])


def _all_held(posts: Sequence[str], on: date) -> Q:
    held = Q()
    for post in posts:
        held &= Q(Exists(HamletPost.objects.in_force(on).filter(hamlet=OuterRef("pk"), post=post)))
    return held

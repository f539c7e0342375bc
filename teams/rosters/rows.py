"""Who stands in a roster, and what may be said of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce

from communes.choices import AgencyKind, CommuneKind
from communes.models import Agency, Commune, Province
from contracts.roles import Scope
from teams.choices import Sex, StartKind
from teams.models import Membership, Person, Team

#: Shown instead of what is there but hidden.
HIDDEN = "••••"
#: Starts that begin a service; all others go on from a spell before.
_BEGINNINGS = (StartKind.RECRUITED, StartKind.TAKEN_OVER)
_SECRETS = ("bank_account", "health_note", "legal_record")


@dataclass(frozen=True)
class RosterOf:
    """Whose roster it is: a team, a commune or a province; and as of which day."""

    province: Province
    on: date
    commune: Commune | None = None
    team: Team | None = None

    @property
    def name(self) -> str:
        """Its members' unit in words."""
        return f"{self.team}, {self.commune}" if self.team else str(self.commune or self.province)

    @property
    def is_small(self) -> bool:
        """Whether it fits on a page to be looked at."""
        return self.commune is not None

    def codes(self) -> tuple[str, str]:
        """Province and commune ("" for the whole province)."""
        return self.province.pk, self.commune.pk if self.commune else ""


@dataclass(frozen=True)
class RosterRow:
    """One member. The birth date stands in the column of the sex, as offices keep it."""

    place: int
    name: str
    born_male: str
    born_female: str
    citizen_id: str
    home: str
    ethnic_group: str
    religion: str
    education: str
    party: str
    position: str
    team: str
    joined_on: date
    decision: str


def roster_rows(user, of: RosterOf, *, full: bool) -> Iterator[RosterRow]:
    """The members in service on the day, one query. Without `full`, CCCD, ethnic group and religion stay hidden and are
    not decrypted; who by now belongs to another unit is named with their service only."""
    rows = (
        Membership.objects.visible_to(user).in_force(of.on)
        .filter(team__commune__province=of.province)
        .select_related("person__hamlet", "person__home_commune", "team__commune", "start_decision")
        .defer(*(f"person__{name}" for name in (_SECRETS if full else ("citizen_id", *_SECRETS))))
        .annotate(joined_on=Coalesce(Subquery(_beginning()), "started_on"))
        .order_by("team__commune__official_order", "team__sort_key", "position", "person__sort_key", "pk")
    )  # fmt: skip
    if of.team:
        rows = rows.filter(team=of.team)
    elif of.commune:
        rows = rows.filter(team__commune=of.commune)
    for place, row in enumerate(rows.iterator(chunk_size=500), start=1):
        yield _row(place, row, of, full=full, known=_at_home(user, row.person))


def _beginning():
    """The first day of the service that the spell goes on."""
    first = Membership.objects.filter(
        person=OuterRef("person"), started_on__lte=OuterRef("started_on"), start_kind__in=_BEGINNINGS
    )
    return first.order_by("-started_on").values("started_on")[:1]


def _at_home(user, person: Person) -> bool:
    if user.scope == Scope.COMMUNE:
        return person.home_commune_id in user.commune_ids
    return user.scope == Scope.COUNTRY or person.home_commune.province_id == user.province_id


def _row(place: int, row: Membership, of: RosterOf, *, full: bool, known: bool) -> RosterRow:
    person = row.person
    service = {
        "place": place, "name": person.full_name, "position": row.get_position_display(),
        "team": str(row.team) if of.commune else f"{row.team}, {row.team.commune}", "joined_on": row.joined_on,
        "decision": row.start_decision.symbol if row.start_decision else "",
    }  # fmt: skip
    if not known:
        nothing = dict.fromkeys(
            (
                "born_male",
                "born_female",
                "citizen_id",
                "home",
                "ethnic_group",
                "religion",
                "education",
                "party",
            ),
            "",
        )
        return RosterRow(**service, **nothing)
    born, tail = person.born, person.citizen_id_tail
    return RosterRow(
        **service, born_male=born if person.sex == Sex.MALE else "",
        born_female=born if person.sex == Sex.FEMALE else "",
        citizen_id=_secret(tail, lambda: person.citizen_id, f"{HIDDEN} {tail}", full),
        home=", ".join(part for part in (person.address, str(person.hamlet or "")) if part),
        ethnic_group=_secret(person.ethnic_group, person.get_ethnic_group_display, HIDDEN, full),
        religion=_secret(person.religion, lambda: person.religion, HIDDEN, full),
        education=person.get_education_display(), party="x" if person.is_party_member else "",
    )  # fmt: skip


def _secret(known: str, value, mask: str, full: bool) -> str:
    if not known:
        return ""
    return value() if full else mask


def letterhead(of: RosterOf) -> Agency:
    """The police of the commune or of the province: who writes the roster."""
    kind = AgencyKind.COMMUNE_POLICE if of.commune else AgencyKind.PROVINCE_POLICE
    return Agency.objects.get(province=of.province, commune=of.commune, kind=kind)


def signing(of: RosterOf) -> str:
    """Who signs, in capitals."""
    if of.commune is None:
        return "THỦ TRƯỞNG ĐƠN VỊ"
    return f"TRƯỞNG CÔNG AN {CommuneKind(of.commune.kind).label.upper()}"

"""Query words of people, teams and memberships."""

from datetime import date

from django.db.models import Count, Exists, F, IntegerField, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from contracts.records import DatedQuerySet, in_force
from contracts.roles import Scope
from contracts.scoping import ScopedQuerySet
from teams.choices import LEAVING_ENDS, OPEN_PROPOSALS, ProposalState, StartKind
from vietnam.names import fold

#: How many teams of a name a search for members looks into; a commune has some dozens.
MOST_TEAMS = 500


class PersonQuerySet(ScopedQuerySet):
    """People: read and written by their home commune; their province sees them."""

    commune_path, province_path = "home_commune_id", "home_commune__province_id"

    def phone_public(self, on: date):
        """People who agreed by that day that their number is public, and had not taken it back."""
        agreed = self.filter(phone_public_since__lte=on).exclude(phone="")
        return agreed.filter(Q(phone_private_since=None) | Q(phone_private_since__gt=on))

    def named(self, text: str):
        """People whose name contains the text, accents and case aside."""
        return self.filter(search_key__contains=fold(text))

    def without_secrets(self):
        """For choices and lists: nothing is decrypted."""
        return self.defer("citizen_id", "bank_account", "health_note", "legal_record")


class TeamQuerySet(DatedQuerySet, ScopedQuerySet):
    """Teams."""

    def with_strength(self, on: date):
        """Each team with `members` in service, `quota` (null where none is set) and `missing` on that day."""
        from_membership = self.model._meta.get_field("memberships").related_model
        from_quota = self.model._meta.get_field("quotas").related_model
        serving = (
            from_membership.objects.in_force(on)
            .filter(team=OuterRef("pk")).order_by().values("team").annotate(n=Count("pk")).values("n")
        )  # fmt: skip
        quota = from_quota.objects.in_force(on).filter(team=OuterRef("pk")).values("members")[:1]
        return self.annotate(
            members=Coalesce(Subquery(serving, output_field=IntegerField()), 0),
            quota=Subquery(quota, output_field=IntegerField()),
        ).annotate(missing=F("quota") - F("members"))

    def called(self, text: str):
        """Teams whose name has every word typed, or whose hamlet or commune, now or once, is or was called so."""
        own, field = Q(), self.model._meta.get_field
        for word in fold(text).split():
            own &= Q(search_key__contains=word)
        link = field("hamlet_links").related_model
        hamlets = link._meta.get_field("hamlet").related_model.objects.called(text)
        communes = field("commune").related_model.objects.named(text).values("pk")
        once = field("placements").related_model.objects.filter(commune__in=communes)
        covering = link.objects.open().filter(hamlet__in=hamlets.values("pk"))
        return self.filter(
            own | Q(commune__in=communes) | Q(pk__in=once.values("team")) | Q(pk__in=covering.values("team"))
        )

    def short(self):
        """Teams with fewer members than their quota; after `with_strength`."""
        return self.filter(missing__gt=0)


class OfTeamQuerySet(DatedQuerySet, ScopedQuerySet):
    """Dated rows of a team."""

    commune_path, province_path = "team__commune_id", "team__commune__province_id"


class MembershipQuerySet(OfTeamQuerySet):
    """Spells of people in teams."""

    def serving(self, on: date):
        """In service on that day."""
        return self.in_force(on)

    def without_secrets(self):
        """With the person as far as lists show one: nothing is decrypted."""
        secrets = ("citizen_id", "bank_account", "health_note", "legal_record")
        return self.defer(*(f"person__{name}" for name in secrets))

    def recruited_within(self, first_day: date, last_day: date):
        """Recruits: spells of kind recruited that began within the days, both included."""
        return self.filter(start_kind=StartKind.RECRUITED, started_on__range=(first_day, last_day))

    def left_within(self, first_day: date, last_day: date):
        """Leavers: spells of a leaving kind whose first day out of service lies within the days."""
        return self.filter(end_kind__in=LEAVING_ENDS, ended_on__range=(first_day, last_day))

    def open_to_all(self, pk: int):
        """One spell, for whoever holds the keyed code of its card; the page tells position, unit and nothing else."""
        return self.filter(pk=pk)

    def named(self, text: str):
        """Spells of people whose name contains the text, accents and case aside."""
        return self.filter(person__search_key__contains=fold(text))

    def called(self, text: str, user):
        """Spells of people whose name has every word typed; with two words or more also those in teams so called.

        A single word is a name far more often than a place: "hoa" is to find the people called Hòa, not all of a
        commune. The teams are asked for first, in one small query: mostly there are none, and the condition on the
        large table stays one that an index answers.
        """
        words, field = fold(text).split(), self.model._meta.get_field
        named, joined = Q(), Q()
        for word in words:
            named &= Q(search_key__contains=word)
            joined &= Q(person__search_key__contains=word)
        if len(words) < 2:
            return self.filter(joined)
        teams = field("team").related_model.objects.visible_to(user).called(text)
        keys = list(teams.order_by().values_list("pk", flat=True)[:MOST_TEAMS])
        if not keys:
            return self.filter(joined)
        # People found by themselves: joined, and beside teams, every spell's person would be looked at one by one.
        people = field("person").related_model.objects.filter(named)
        return self.filter(Q(person__in=people.values("pk")) | Q(team__in=keys))


class ListingQuerySet(DatedQuerySet, ScopedQuerySet):
    """Public lists of team leaders."""

    def open_to_all(self, commune: str, on: date):
        """The list that commune publishes on that day, for anybody. Switched off it is gone at once; a unit that is
        no more publishes nothing."""
        return self.open().filter(commune=commune, commune__ended_on__isnull=True, started_on__lte=on)


class HamletPostQuerySet(DatedQuerySet, ScopedQuerySet):
    """Posts of hamlets."""

    commune_path, province_path = "hamlet__commune_id", "hamlet__commune__province_id"

    def named(self, text: str):
        """Posts of people whose name has every word typed, accents and case aside."""
        rows = self
        for word in fold(text).split():
            rows = rows.filter(person__search_key__contains=word)
        return rows

    def held_by(self, person):
        """What that person holds and held, the newest first."""
        return self.filter(person=person).order_by(F("ended_on").desc(nulls_first=True), "-started_on", "pk")

    def contracted(self, on: date):
        """Paid as a lump sum on that day."""
        return self.filter(contracted_on__lte=on)

    def not_contracted(self, on: date):
        """Not yet paid as a lump sum on that day."""
        return self.exclude(contracted_on__lte=on)


class ReviewRoundQuerySet(ScopedQuerySet):
    """Reviews of a commune's teams."""

    def running(self):
        """Not yet closed."""
        return self.filter(closed_on__isnull=True)


class OfRoundQuerySet(ScopedQuerySet):
    """Rows of a review."""

    commune_path, province_path = "round__commune_id", "round__commune__province_id"


class MemberReviewQuerySet(ScopedQuerySet):
    """Sheets of members."""

    commune_path, province_path = "sheet__round__commune_id", "sheet__round__commune__province_id"


class QuotaQuerySet(DatedQuerySet, ScopedQuerySet):
    """Quota lines."""

    def of_communes(self):
        """The province's lines for whole communes."""
        return self.filter(team__isnull=True)

    def of_teams(self):
        """The communes' lines for single teams."""
        return self.filter(team__isnull=False)


class ClusterAssignmentQuerySet(DatedQuerySet, ScopedQuerySet):
    """Who looks after which cluster."""

    commune_path, province_path = "membership__team__commune_id", "membership__team__commune__province_id"

    def serving(self, on: date):
        """Assignments in force on that day whose member is still in service."""
        return self.filter(in_force(on) & in_force(on, "membership__"))


class OfMembershipQuerySet(ScopedQuerySet):
    """Rows of a member: seen by the commune whose team the spell is in, whoever keeps the person now."""

    commune_path, province_path = "membership__team__commune_id", "membership__team__commune__province_id"

    def standing(self):
        """Those that nobody declared to be written by mistake."""
        return self.filter(void_reason="")

    def about(self, membership):
        """What the same commune wrote about the same person, in this spell or another."""
        return self.standing().filter(
            membership__person_id=membership.person_id,
            membership__team__commune_id=membership.team.commune_id,
        )


class ProposalQuerySet(ScopedQuerySet):
    """Proposals to let members go or to dissolve a team."""

    def open(self):
        """Drafted or put before the chairman, not yet answered."""
        return self.filter(state__in=OPEN_PROPOSALS)

    def waiting(self):
        """Put before the chairman, not yet answered."""
        return self.filter(state=ProposalState.SUBMITTED)

    def named(self, text: str):
        """Those about people or a team whose name has every word typed, accents and case aside."""
        lines = self.model._meta.get_field("lines").related_model.objects.filter(proposal=OuterRef("pk"))
        of_team = Q()
        for word in fold(text).split():
            lines = lines.filter(membership__person__search_key__contains=word)
            of_team &= Q(team__search_key__contains=word)
        return self.filter(Exists(lines) | (of_team & Q(team__isnull=False)))


class ProposalLineQuerySet(ScopedQuerySet):
    """People of proposals."""

    commune_path, province_path = "proposal__commune_id", "proposal__commune__province_id"

    def open(self):
        """Of proposals that may still lead to a decision."""
        return self.filter(proposal__state__in=OPEN_PROPOSALS)


class TransferQuerySet(ScopedQuerySet):
    """Requests to take somebody over. Two units see one row, each its own part of it (`teams.views.transfers`)."""

    def visible_to(self, user):
        """The commune that asks, and the one that keeps the person, or kept them when it answered."""
        if not (user.is_authenticated and user.is_active):
            return self.none()
        if user.scope == Scope.COUNTRY:
            return self.all()
        if user.scope == Scope.PROVINCE:
            rest, value = "province", user.province_id
        else:
            rest, value = "in", user.commune_ids
        return self.filter(
            Q(**{f"commune__{rest}": value})
            | Q(answer=None, **{f"person__home_commune__{rest}": value})
            | Q(**{f"answer__from_commune__{rest}": value})
        )

    def waiting(self):
        """Neither answered nor withdrawn."""
        return self.filter(answer=None, withdrawn_on=None)

    def kept_by(self, communes):
        """Those about people whose home is one of these communes."""
        return self.filter(person__home_commune__in=communes)


class TransferAnswerQuerySet(ScopedQuerySet):
    """Answers belong to the unit that gave them."""

    commune_path, province_path = "from_commune_id", "from_commune__province_id"


class RegulationQuerySet(DatedQuerySet, ScopedQuerySet):
    """Quy chế hoạt động of communes and teams."""

    def of_whole_communes(self):
        """For all teams of a commune."""
        return self.filter(team=None)


class RegulationPartQuerySet(ScopedQuerySet):
    """What a regulation settles."""

    commune_path, province_path = "regulation__commune_id", "regulation__commune__province_id"


class OfProvinceQuerySet(ScopedQuerySet):
    """What a province lays down: its communes read it too."""

    province_path = "province_id"

    def visible_to(self, user):
        """Whoever stands in the province."""
        if user.is_authenticated and user.is_active and user.scope == Scope.COMMUNE:
            return self.filter(**{self.province_path: user.province_id})
        return super().visible_to(user)


class QuotaRuleQuerySet(DatedQuerySet, OfProvinceQuerySet):
    """Rules by which a province counts members of teams."""


class QuotaBandQuerySet(OfProvinceQuerySet):
    """Lines of the rules."""

    province_path = "rule__province_id"

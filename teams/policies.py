"""Who may do what with people, teams and quotas (roles.md)."""

from communes.models import Commune
from contracts.policy import Answer, Denied, holds
from contracts.roles import REGISTRARS, REVIEWERS, Role
from teams.choices import StartKind
from teams.models import Membership, Person, Team


def can_register(user, commune: Commune) -> Answer:
    """May the user write the registers of this commune?"""
    return holds(user, *REGISTRARS, commune=commune.code, province=commune.province_id)


def can_register_own(user) -> Answer:
    """May the user add to the registers of their own commune? Provinces look, communes write."""
    answer = holds(user, *REGISTRARS)
    if answer and user.commune is None:
        return Denied("Sổ của xã do Công an xã ghi. Nhắc xã đó bổ sung.")
    return answer and can_register(user, user.commune)


def can_edit_person(user, person: Person) -> Answer:
    """A person is written by their home commune."""
    return can_register(user, person.home_commune)


def can_reveal(user, person: Person) -> Answer:
    """Full sensitive fields: the registrars of the home commune, the reviewers of its province."""
    commune = person.home_commune
    return holds(user, *REGISTRARS, *REVIEWERS, commune=commune.code, province=commune.province_id)


def can_see_masked(user) -> Answer:
    """CCCD, health and record are not shown to partners, not even masked."""
    if user.role_codes <= {Role.PARTNER}:
        return Denied("Cơ quan phối hợp xem được Tổ, thôn và việc của mình, không xem nhân thân.")
    return holds(user, *Role)


def can_edit_team(user, team: Team) -> Answer:
    """A team is written by its commune."""
    return can_register(user, team.commune)


def can_start_membership(user, team: Team, start_kind: StartKind) -> Answer:
    """The team's commune begins spells; a recruit's is begun by the chairman's own decision as well, who recognises
    the member (Luật 30/2023, Điều 16)."""
    chairs = holds(user, Role.LEADER, commune=team.commune_id, province=team.commune.province_id)
    return chairs if chairs and start_kind == StartKind.RECRUITED else can_edit_team(user, team)


def can_end_membership(user, membership: Membership) -> Answer:
    """An open spell is ended by the team's commune; an ended one stays as it is."""
    answer = can_edit_team(user, membership.team)
    if answer and membership.ended_on:
        return Denied(f"Người này đã thôi tham gia từ {membership.ended_on:%d/%m/%Y}.")
    return answer


def can_set_commune_quota(user, commune: Commune) -> Answer:
    """The commune's line follows the province's decision: its reviewers and directors enter it."""
    return holds(user, *REVIEWERS, province=commune.province_id)


def can_set_team_quota(user, team: Team) -> Answer:
    """The teams' lines are the commune's."""
    return can_edit_team(user, team)

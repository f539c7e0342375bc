"""What befalls members of the demo: a request to take somebody over, refusals of duty, a letter, rules to work by."""

from datetime import date, timedelta

from accounts.models import User
from communes.models import Commune, Province
from demo.services.force import QUANG_TRACH, SAMPLE
from teams.choices import (
    ConsentWay,
    DutyFault,
    LeavingPaperKind,
    Position,
    QuotaBasis,
    RegulationTopic,
)
from teams.models import Membership, Person, Team
from teams.services.contact import phone_consent_set
from teams.services.leaving import leaving_paper_add, refusal_record, reminder_record
from teams.services.quota_rules import quota_rule_set
from teams.services.regulations import regulation_set
from teams.services.transfers import transfer_ask

#: Days of the story of a member of Quảng Trạch who stays away.
REFUSED, REMINDED = (date(2026, 3, 14), date(2026, 5, 2)), (date(2026, 3, 20), date(2026, 5, 8))
REGULATED = date(2025, 9, 20)


def live_out(province: Province, neighbour: str, today: date) -> None:
    """Write the stories of Quảng Trạch and its neighbour, by the officers who have logins there."""
    officers = {user.commune_id: user for user in User.objects.holding("officer", today)}
    officer, other = officers[QUANG_TRACH], officers[neighbour]
    _criteria(province, User.objects.holding("reviewer", today).get(province=province))
    _regulate(officer, list(RegulationTopic))
    _regulate(other, [topic for topic in RegulationTopic if topic not in ("reward", "discipline")])
    members = _serving(QUANG_TRACH)
    _stays_away(officer, members[0], today)
    leaving_paper_add(
        actor=officer, membership=members[1], kind=LeavingPaperKind.LETTER, dated_on=today - timedelta(days=2),
        issuer="Người làm đơn",
    )  # fmt: skip
    _ask(other, members[2].person, today)
    for member in _serving(neighbour)[:1]:
        _ask(officer, member.person, today)
    _agree(officer, today)


def _serving(commune: str) -> list[Membership]:
    """Tổ viên in service whose CCCD is known."""
    rows = Membership.objects.open().filter(team__commune=commune, position=Position.MEMBER)
    known = rows.exclude(person__citizen_id_digest="").filter(started_on__lt=REFUSED[0])
    return list(known.select_related("person", "team__commune").order_by("pk")[:5])


def _criteria(province: Province, reviewer: User) -> None:
    quota_rule_set(
        actor=reviewer, province=province, basis=QuotaBasis.HOUSEHOLDS, started_on=date(2025, 7, 1),
        legal_basis=f"Tiêu chí số lượng thành viên Tổ bảo vệ an ninh, trật tự ({SAMPLE})",
        bands=[{"at_least": 0, "members": 3}, {"at_least": 350, "members": 4}],
    )  # fmt: skip


def _regulate(officer: User, topics: list[RegulationTopic]) -> None:
    regulation_set(
        actor=officer, commune=officer.commune, started_on=REGULATED, topics=topics,
        paper={
            "symbol": "61/QĐ-UBND", "signed_on": REGULATED, "signer_name": "Người ký minh họa",
            "signer_title": "Chủ tịch UBND",
            "title": f"Ban hành Quy chế hoạt động của Tổ bảo vệ an ninh, trật tự ({SAMPLE})",
        },
    )  # fmt: skip


def _stays_away(officer: User, member: Membership, today: date) -> None:
    """Twice refused, twice reminded in writing, and nothing since: not yet enough to be let go."""
    for number, (refused, reminded) in enumerate(zip(REFUSED, REMINDED, strict=True), 1):
        if reminded > today:
            return
        refusal_record(
            actor=officer, membership=member, fault=DutyFault.REFUSED, happened_on=refused,
            asked="Tuần tra đêm theo lịch của Tổ", reason="Bận việc gia đình, không báo trước",
        )  # fmt: skip
        reminder_record(
            actor=officer, membership=member, about="Bỏ ca tuần tra không có lý do chính đáng",
            paper={
                "symbol": f"{number:02d}/TB-CAX", "signed_on": reminded, "signer_name": "Người ký minh họa",
                "signer_title": "Trưởng Công an xã", "title": f"Về việc nhắc nhở thành viên Tổ bảo vệ ({SAMPLE})",
            },
        )  # fmt: skip


def _ask(officer: User, person: Person, today: date) -> None:
    team = Team.objects.filter(commune=officer.commune_id).in_force(today).order_by("sort_key").first()
    transfer_ask(
        actor=officer, commune=Commune.objects.get(pk=officer.commune_id), citizen_id=person.citizen_id,
        full_name=person.full_name, wanted_on=today + timedelta(days=14), team=team,
        reason="Chuyển đến thường trú trên địa bàn xã",
    )  # fmt: skip


def _agree(officer: User, today: date) -> None:
    """The leaders of Quảng Trạch agree that their numbers are public, as its plan asks for a public list."""
    leaders = Person.objects.filter(
        memberships__team__commune=QUANG_TRACH, memberships__position=Position.LEADER, memberships__ended_on=None
    ).exclude(phone="")  # fmt: skip
    for person in leaders.select_related("home_commune"):
        phone_consent_set(
            actor=officer, person=person, version=None, since=min(REGULATED, today), way=ConsentWay.WRITTEN
        )

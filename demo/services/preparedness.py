"""Training and equipment of the demo, written in bulk."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import ClassVar

from communes.models import Commune
from demo.invent import Inventor
from demo.services.force import FOUNDED_ON, QUANG_TRACH
from demo.services.writing import Written
from readiness.choices import EquipmentKind, Organiser, Result, Topic, TrainingKind
from readiness.models import Attendance, EquipmentIssue, Training, TrainingTopic
from teams.models import Membership, Team

MINIMUM = (EquipmentKind.FLASHLIGHT, EquipmentKind.BATON, EquipmentKind.RAINCOAT, EquipmentKind.LOGBOOK)
GIVEN_ON = date(2025, 9, 15)


@dataclass
class Preparedness(Written):
    """All rows before they are written."""

    ACTS: ClassVar[dict[str, str]] = {
        "trainings": "readiness.training.create", "topics": "readiness.topic.add",
        "attendance": "readiness.attendance.add", "equipment": "readiness.equipment.issue",
    }  # fmt: skip

    trainings: list[Training] = field(default_factory=list)
    topics: list[TrainingTopic] = field(default_factory=list)
    attendance: list[Attendance] = field(default_factory=list)
    equipment: list[EquipmentIssue] = field(default_factory=list)


def prepare(
    communes: list[Commune], teams: dict[str, list[Team]], spells: dict[str, list[Membership]],
    inventor: Inventor, today: date,
) -> Preparedness:  # fmt: skip
    """One or two classes a commune each year, a drill in some; equipment for most teams and members.

    Quảng Trạch has its drill and its classes but leaves one topic out and two teams without raincoats, so that its
    targets show met and missed side by side.
    """
    made = Preparedness()
    for commune in communes:
        model = commune.code == QUANG_TRACH
        members = spells[commune.code]
        for number, held_on in enumerate(_days(inventor, today)):
            topics = [t for t in Topic if t != Topic.MEDIATION] if model else _topics(inventor)
            _hold(made, commune, TrainingKind.SHORT_COURSE, held_on, topics, members, inventor, number)
        if model or inventor.chance(0.6):
            _hold(
                made,
                commune,
                TrainingKind.DRILL,
                _recent(inventor, today),
                [Topic.PATROL],
                members,
                inventor,
                9,
            )
        _equip(made, teams[commune.code], members, inventor, lacking=2 if model else None)
    return made


def _days(inventor: Inventor, today: date) -> list[date]:
    return [inventor.day(date(2025, 9, 1), date(2025, 12, 15)), _recent(inventor, today)]


def _recent(inventor: Inventor, today: date) -> date:
    first = max(date(today.year, 1, 5), FOUNDED_ON)
    return inventor.day(first, today - timedelta(days=1)) if first < today else today


def _topics(inventor: Inventor) -> list[str]:
    return inventor.random.sample(list(Topic), inventor.random.randint(3, 7))


def _hold(made, commune, kind, held_on, topics, members, inventor, number) -> None:
    drill = kind == TrainingKind.DRILL
    training = Training(
        province_id=commune.province_id, commune=commune, kind=kind, held_on=held_on,
        title="Diễn tập xử lý tình huống" if drill else f"Tập huấn nghiệp vụ năm {held_on.year}",
        organiser=Organiser.COMMUNE if drill or number else Organiser.PROVINCE,
        days=Decimal("1") if drill else Decimal(inventor.random.randint(1, 3)),
        uses_ministry_material=not drill, place=f"Nhà văn hóa {commune.short_name}",
    )  # fmt: skip
    made.trainings.append(training)
    made.topics += [TrainingTopic(training=training, topic=topic) for topic in topics]
    present = [spell for spell in members if spell.is_in_force(held_on) and inventor.chance(0.7)]
    for place, spell in enumerate(present, 1):
        passed = {} if drill else {
            "result": Result.PASSED, "is_certified": True, "certificate_number": f"{place:02d}/CN-CAX",
            "certified_on": held_on,
        }  # fmt: skip
        made.attendance.append(Attendance(training=training, membership=spell, **passed))


def _equip(made, teams, members, inventor: Inventor, *, lacking: int | None) -> None:
    for place, team in enumerate(teams):
        short = place < lacking if lacking is not None else inventor.chance(0.25)
        for kind in MINIMUM:
            if not (short and kind == EquipmentKind.RAINCOAT):
                made.equipment.append(EquipmentIssue(team=team, kind=kind, quantity=3, started_on=GIVEN_ON))
    serving = [spell for spell in members if spell.ended_on is None and spell.started_on <= GIVEN_ON]
    for number, spell in enumerate(serving):
        if inventor.chance(0.9):
            made.equipment += [
                EquipmentIssue(
                    team=spell.team,
                    membership=spell,
                    kind=kind,
                    started_on=GIVEN_ON,
                    serial=f"{number + 1:03d}",
                )
                for kind in (EquipmentKind.NAME_BADGE, EquipmentKind.CERTIFICATE)
            ]

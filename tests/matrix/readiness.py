"""Who may open the pages of training and equipment."""

from datetime import date, time

from readiness.cards.codes import CardCode
from readiness.choices import CardKind
from readiness.models import (
    AllowanceLine,
    AllowanceRate,
    AllowanceSheet,
    Attendance,
    DutyRoster,
    DutyShift,
    EquipmentIssue,
    Injury,
    Patrol,
    PostAttendance,
    StockEntry,
    Training,
)
from teams.models import HamletPost, Membership, Person
from tests.matrix.rules import CHIEFS, EVERYBODY, OFFICERS, PARTNERS, REGISTRARS, REVIEWERS, Rule
from tests.matrix.teams import _spell, _team

_OWN = frozenset({"officer", "chief"})


def _training(world):
    training, _ = Training.objects.get_or_create(
        province=world.province, commune=world.commune_a, kind="drill", title="Diễn tập", organiser="commune",
        held_on=date(2026, 3, 1),
    )  # fmt: skip
    return {"pk": training.pk}


def _issue(world):
    issue, _ = EquipmentIssue.objects.get_or_create(
        team_id=_team(world)["pk"], kind="radio", started_on=date(2026, 3, 1)
    )
    return {"pk": issue.pk}


def _card(world):
    return {"code": str(CardCode(CardKind.MEMBER, _spell(world)["pk"]))}


def _roster(world):
    roster, _ = DutyRoster.objects.get_or_create(team_id=_team(world)["pk"], month=date(2026, 3, 1))
    return {"pk": roster.pk}


def _shift(world):
    shift, _ = DutyShift.objects.get_or_create(
        roster_id=_roster(world)["pk"],
        day=date(2026, 3, 2),
        kind="night",
        starts_at=time(22),
        ends_at=time(6),
    )
    return {"pk": shift.pk}


def _patrol(world):
    patrol, _ = Patrol.objects.get_or_create(
        team_id=_team(world)["pk"],
        patrolled_on=date(2026, 3, 2),
        starts_at=time(19),
        ends_at=time(21),
        route="Thôn",
    )
    return {"pk": patrol.pk}


def _rate(world):
    rate, _ = AllowanceRate.objects.get_or_create(
        province=world.province, kind="area", method="amount", value=30_000, started_on=date(2025, 7, 1)
    )
    return {"pk": rate.pk}


def _sheet(state: str):
    def make(world):
        sheet, _ = AllowanceSheet.objects.get_or_create(
            commune=world.commune_a,
            month=date(2026, 3, 1),
            defaults={"state": state, "drafted_by": world.binh},
        )
        return {"pk": sheet.pk}

    return make


def _line(world, corrects: bool = False):
    spell = Membership.objects.get(pk=_spell(world)["pk"])
    sheet = AllowanceSheet.objects.get(pk=_sheet("draft")(world)["pk"])
    line, _ = AllowanceLine.objects.get_or_create(
        sheet=sheet, membership=spell, corrects=sheet if corrects else None, full_name="Hoàng Văn Dũng",
        position="leader", team_name="Tổ Thanh Lương",
    )  # fmt: skip
    return {"pk": line.pk}


def _injury(world):
    injury, _ = Injury.objects.get_or_create(
        membership_id=_spell(world)["pk"], happened_on=date(2026, 3, 2), kind="injury", task="task_patrol"
    )
    return {"pk": injury.pk}


_PEOPLE = EVERYBODY - {"partner"}
_PAYERS = frozenset({"officer", "chief", "partner"})
_OF_PROVINCE = frozenset({"reviewer", "director"})


def _planned(world):
    training, _ = Training.objects.get_or_create(
        province=world.province, commune=world.commune_a, kind="drill", title="Sắp diễn tập", organiser="commune",
        held_on=date(2026, 12, 1), state="planned",
    )  # fmt: skip
    return {"pk": training.pk}


def _attendance(world):
    spell = Membership.objects.get(pk=_spell(world)["pk"])
    row, _ = Attendance.objects.get_or_create(training_id=_training(world)["pk"], membership=spell)
    return {"pk": row.pk}


def _post_attendance(world):
    person, _ = Person.objects.get_or_create(home_commune=world.commune_a, full_name="Bùi Thị Thôn")
    post, _ = HamletPost.objects.get_or_create(
        person=person,
        hamlet=world.thanh_luong,
        post="women",
        start_kind="taken_over",
        started_on=date(2025, 7, 1),
    )
    row, _ = PostAttendance.objects.get_or_create(training_id=_training(world)["pk"], post=post)
    return {"pk": row.pk}


def _entry(world):
    entry, _ = StockEntry.objects.get_or_create(
        commune=world.commune_a,
        kind="radio",
        move="received",
        happened_on=date(2026, 2, 1),
        quantity=2,
        source="Tỉnh",
    )
    return {"pk": entry.pk}


RULES = {
    "readiness:roster_list": Rule(EVERYBODY),
    "readiness:roster_new": Rule(REGISTRARS, post=True),
    "readiness:duty_list": Rule(EVERYBODY),
    "readiness:roster": Rule(EVERYBODY, kwargs=_roster, scoped=True),
    "readiness:roster_fill": Rule(_OWN, kwargs=_roster, scoped=True, post=True),
    "readiness:roster_record": Rule(_OWN, kwargs=_roster, scoped=True, post=True),
    "readiness:shift_new": Rule(_OWN, kwargs=_roster, scoped=True, post=True),
    "readiness:shift_note": Rule(_OWN, kwargs=_shift, scoped=True, post=True),
    "readiness:shift_remove": Rule(_OWN, kwargs=_shift, scoped=True, post=True),
    "readiness:patrol_list": Rule(EVERYBODY),
    "readiness:patrol_pick": Rule(REGISTRARS),
    "readiness:patrol": Rule(EVERYBODY, kwargs=_patrol, scoped=True),
    "readiness:patrol_edit": Rule(_OWN, kwargs=_patrol, scoped=True, post=True),
    "readiness:patrol_new": Rule(
        _OWN, kwargs=lambda world: {"team": _team(world)["pk"]}, scoped=True, post=True
    ),
    "readiness:rate_list": Rule(EVERYBODY),
    "readiness:rate_new": Rule(REVIEWERS, post=True),
    "readiness:rate": Rule(EVERYBODY, kwargs=_rate, scoped=True, home="province"),
    "readiness:rate_end": Rule(_OF_PROVINCE, kwargs=_rate, scoped=True, home="province", post=True),
    "readiness:sheet_list": Rule(EVERYBODY),
    "readiness:sheet_new": Rule(REGISTRARS, post=True),
    "readiness:sheet": Rule(EVERYBODY, kwargs=_sheet("draft"), scoped=True),
    "readiness:sheet_export": Rule(EVERYBODY, kwargs=_sheet("draft"), scoped=True),
    "readiness:sheet_recompute": Rule(_OWN, kwargs=_sheet("draft"), scoped=True, post=True),
    "readiness:sheet_insure": Rule(_OWN, kwargs=_sheet("draft"), scoped=True, post=True),
    "readiness:supplement_new": Rule(_OWN, kwargs=_sheet("draft"), scoped=True, post=True),
    "readiness:sheet_check": Rule(_PAYERS, kwargs=_sheet("draft"), scoped=True, post=True),
    "readiness:sheet_return": Rule(_PAYERS, kwargs=_sheet("checked"), scoped=True, post=True),
    "readiness:sheet_lock": Rule(frozenset({"chief"}), kwargs=_sheet("checked"), scoped=True, post=True),
    "readiness:line_adjust": Rule(_OWN, kwargs=_line, scoped=True, post=True),
    "readiness:supplement_remove": Rule(
        _OWN, kwargs=lambda world: _line(world, corrects=True), scoped=True, post=True
    ),
    "readiness:injury_list": Rule(_PEOPLE),
    "readiness:injury_new": Rule(REGISTRARS, post=True),
    "readiness:injury": Rule(_PEOPLE, kwargs=_injury, scoped=True),
    "readiness:injury_edit": Rule(_OWN, kwargs=_injury, scoped=True, post=True),
    "readiness:injury_claim": Rule(_OWN, kwargs=_injury, scoped=True, post=True),
    "readiness:training_list": Rule(EVERYBODY),
    "readiness:training_new": Rule(REGISTRARS | REVIEWERS, post=True),
    "readiness:topic_list": Rule(EVERYBODY),
    "readiness:attendance_list": Rule(EVERYBODY),
    "readiness:training": Rule(EVERYBODY, kwargs=_training, scoped=True),
    "readiness:training_edit": Rule(_OWN, kwargs=_training, scoped=True, post=True),
    "readiness:training_attend": Rule(OFFICERS | CHIEFS, kwargs=_training, scoped=True, post=True),
    "readiness:cards": Rule(REGISTRARS, post=True),
    "readiness:card_check": Rule(EVERYBODY, kwargs=_card, public=True),
    "readiness:equipment_list": Rule(EVERYBODY),
    "readiness:equipment": Rule(EVERYBODY, kwargs=_issue, scoped=True),
    "readiness:equipment_return": Rule(_OWN, kwargs=_issue, scoped=True, post=True),
    "readiness:equipment_inspect": Rule(_OWN, kwargs=_issue, scoped=True, post=True),
    "readiness:equipment_new": Rule(
        _OWN, kwargs=lambda world: {"team": _team(world)["pk"]}, scoped=True, post=True
    ),
    "readiness:learner_list": Rule(EVERYBODY - PARTNERS),
    "readiness:training_post_attend": Rule(OFFICERS | CHIEFS, kwargs=_training, scoped=True, post=True),
    "readiness:post_attendance_remove": Rule(_OWN, kwargs=_post_attendance, scoped=True, post=True),
    "readiness:training_hold": Rule(_OWN, kwargs=_planned, scoped=True, post=True),
    "readiness:training_cancel": Rule(_OWN, kwargs=_planned, scoped=True, post=True),
    "readiness:training_attach": Rule(_OWN, kwargs=_training, scoped=True, post=True),
    "readiness:training_result": Rule(OFFICERS | CHIEFS, kwargs=_training, scoped=True, post=True),
    "readiness:attendance_remove": Rule(_OWN, kwargs=_attendance, scoped=True, post=True),
    "readiness:equipment_issue_many": Rule(REGISTRARS, post=True),
    "readiness:equipment_return_many": Rule(REGISTRARS, post=True),
    "readiness:need_list": Rule(EVERYBODY),
    "readiness:stock_list": Rule(EVERYBODY),
    "readiness:stock_receive": Rule(REGISTRARS, post=True),
    "readiness:stock_write_off": Rule(REGISTRARS, post=True),
    "readiness:stock_entry": Rule(EVERYBODY, kwargs=_entry, scoped=True),
    "readiness:stock_remove": Rule(_OWN, kwargs=_entry, scoped=True, post=True),
}

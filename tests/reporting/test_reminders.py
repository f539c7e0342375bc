"""What falls due is collected once, reminded of once a rung, and delivered as one digest a person a day."""

from datetime import date, datetime, timedelta

import pytest
from django.core import mail
from django.utils import timezone

from accounts.models import Notice
from contracts.policy import PolicyDenied
from contracts.registry import DeadlineSource, DueItem, deadline_sources
from jobs.services import run_ticks
from reporting.choices import DeadlineState, ReminderState, ReminderStep
from reporting.models import Deadline, Reminder, ReportDuty
from reporting.services.closing import DUTIES
from reporting.services.collecting import deadlines_collect, deadlines_follow, settle
from reporting.services.delivering import STALE_AFTER, reminders_send
from reporting.services.ladder import duties_remind, reminders_write
from reporting.services.periods import periods_open
from tests.audited import one_entry_per_object
from tests.reporting.months import DUE, LAST, at, duty_of, signed

pytestmark = pytest.mark.django_db


def moment(day: date, hour: int = 9) -> datetime:
    return timezone.make_aware(datetime(day.year, day.month, day.day, hour))


@pytest.fixture
def august(world):
    """The reports of August are expected."""
    periods_open(LAST)
    return world


def told(step: str) -> set[str]:
    return set(Reminder.objects.filter(step=step).values_list("user__username", flat=True))


# ── Collecting ───────────────────────────────────────────────────────────────
def test_expected_reports_fall_due_and_are_done_when_handed_in(world, force):
    report = signed(world)
    deadlines_collect(date(2025, 8, 15))
    keys = set(Deadline.objects.open().filter(source=DUTIES).values_list("key", flat=True))
    assert str(report.duty_id) not in keys
    assert str(duty_of(world.commune_b).pk) in keys


def test_collecting_twice_makes_nothing_twice(august):
    deadlines_collect(LAST)
    count = Deadline.objects.count()
    deadlines_collect(LAST)
    assert Deadline.objects.count() == count > 0


def test_deadlines_follow_their_source_and_close_when_it_no_longer_names_them(db):
    source = DeadlineSource("test.source", "Thử", lambda on: [])
    item = DueItem(key="1", title="Việc", due_on=DUE, commune="19057", province="44")
    settle(source, [item])
    settle(
        source,
        [DueItem(key="1", title="Việc", due_on=DUE + timedelta(days=1), commune="19057", province="44")],
    )
    row = Deadline.objects.get()
    assert row.due_on == DUE + timedelta(days=1)
    settle(source, [])
    row.refresh_from_db()
    assert (row.state, row.closed_at is not None) == (DeadlineState.DONE, True)
    settle(source, [item])
    row.refresh_from_db()
    assert (row.state, row.closed_at, Deadline.objects.count()) == (DeadlineState.OPEN, None, 1)


def test_nothing_is_collected_again_while_nothing_was_written(august, django_assert_max_num_queries):
    assert deadlines_follow(LAST)
    with django_assert_max_num_queries(2):
        assert not deadlines_follow(LAST)
    duty_of(august.commune_a)
    duties_remind(actor=august.again(august.phu), duties=[duty_of(august.commune_a)], today=date(2025, 8, 15))
    assert deadlines_follow(LAST)


def test_a_source_that_fails_leaves_its_deadlines_and_the_others_alone(august):
    def broken(on):
        raise RuntimeError("register is away")

    deadlines_collect(LAST)
    real = deadline_sources.get(DUTIES)
    deadline_sources._items[DUTIES] = DeadlineSource(DUTIES, "x", broken)
    try:
        deadlines_collect(LAST)
    finally:
        deadline_sources._items[DUTIES] = real
    assert Deadline.objects.open().filter(source=DUTIES).exists()


# ── The ladder ───────────────────────────────────────────────────────────────
def test_each_rung_reaches_its_people(august):
    periods_open(date(2025, 8, 15))
    days = {
        date(2025, 8, 13): None,
        LAST: ReminderStep.BEFORE,
        DUE: ReminderStep.ON,
        date(2025, 8, 20): ReminderStep.HEAD,
        date(2025, 8, 22): ReminderStep.PROVINCE,
    }
    for day, step in days.items():
        before = Reminder.objects.count()
        deadlines_collect(day)
        reminders_write(day)
        assert (Reminder.objects.count() > before) == (step is not None)
    assert told(ReminderStep.BEFORE) == told(ReminderStep.ON) == {"an", "binh", "hai"}
    assert told(ReminderStep.HEAD) == {"chien", "bao"}
    assert told(ReminderStep.AFTER) == {"an", "binh", "hai"}
    assert told(ReminderStep.PROVINCE) == {"phu", "hung"}


def test_each_rung_is_climbed_once_however_often_the_clock_ticks(august):
    for _ in range(3):
        deadlines_collect(DUE)
        reminders_write(DUE)
    assert Reminder.objects.filter(user=august.an).count() == 1


def test_after_days_without_beat_only_the_last_rung_is_made_up_for(august):
    deadlines_collect(date(2025, 8, 20))
    reminders_write(date(2025, 8, 20))
    assert set(Reminder.objects.values_list("step", flat=True)) == {ReminderStep.HEAD, ReminderStep.AFTER}


def test_old_news_of_a_new_installation_is_no_flood(august):
    deadlines_collect(date(2025, 9, 10))
    assert reminders_write(date(2025, 9, 10)) == 0


# ── Delivering ───────────────────────────────────────────────────────────────
def deliver(now, capture) -> int:
    with capture(execute=True):
        return reminders_send(now)


def test_one_digest_a_person_a_day_in_the_application_and_by_mail(august, django_capture_on_commit_callbacks):
    august.an.email = "an@example.vn"
    august.an.save()
    extra = DeadlineSource("test.extra", "Thử", lambda on: [])
    settle(
        extra,
        [
            DueItem(
                key="1", title="Họp giao ban", due_on=DUE, commune="19057", province="44", roles=("officer",)
            )
        ],
    )
    deadlines_collect(DUE)
    Deadline.objects.filter(source="test.extra").update(state=DeadlineState.OPEN)
    reminders_write(DUE)
    assert deliver(moment(DUE, 5), django_capture_on_commit_callbacks) == 0
    assert deliver(moment(DUE), django_capture_on_commit_callbacks) == 3
    assert deliver(moment(DUE, 10), django_capture_on_commit_callbacks) == 0
    assert Notice.objects.get(user=august.an).title.startswith("2 việc đến hạn")
    (letter,) = mail.outbox
    assert letter.to == ["an@example.vn"]
    assert "Báo cáo tháng 8/2025: hạn 19/08/2025, hết hạn hôm nay" in letter.body
    assert set(Reminder.objects.filter(user=august.an).values_list("state", flat=True)) == {
        ReminderState.SENT
    }
    assert "thư điện tử" in Reminder.objects.filter(user=august.an).first().outcome


def test_a_later_reminder_of_the_same_day_waits_for_the_next(august, django_capture_on_commit_callbacks):
    deadlines_collect(DUE)
    reminders_write(DUE)
    deliver(moment(DUE), django_capture_on_commit_callbacks)
    late = Deadline.objects.create(source="x", key="1", title="Việc mới", due_on=DUE, commune_code="19057")
    Reminder.objects.create(deadline=late, user=august.an, step=ReminderStep.ON, day=DUE)
    assert deliver(moment(DUE, 15), django_capture_on_commit_callbacks) == 0
    assert deliver(moment(DUE + timedelta(days=1)), django_capture_on_commit_callbacks) == 1


def test_what_a_killed_worker_left_is_sent_again_but_told_once(august, django_capture_on_commit_callbacks):
    deadlines_collect(DUE)
    reminders_write(DUE)
    deliver(moment(DUE), django_capture_on_commit_callbacks)
    Reminder.objects.filter(user=august.an).update(state=ReminderState.SENDING)
    again = moment(DUE) + STALE_AFTER + timedelta(minutes=1)
    assert deliver(again, django_capture_on_commit_callbacks) == 1
    assert Notice.objects.filter(user=august.an).count() == 1
    Reminder.objects.filter(user=august.an).update(state=ReminderState.SENDING, attempts=3)
    deliver(again + STALE_AFTER + timedelta(minutes=1), django_capture_on_commit_callbacks)
    assert Reminder.objects.get(user=august.an).state == ReminderState.FAILED


def test_a_mail_server_that_refuses_is_tried_three_times(
    august, django_capture_on_commit_callbacks, monkeypatch
):
    def refuse(*args, **kwargs):
        raise ConnectionRefusedError("mail is down")

    monkeypatch.setattr("reporting.services.delivering.send_mail", refuse)
    august.an.email = "an@example.vn"
    august.an.save()
    deadlines_collect(DUE)
    reminders_write(DUE)
    for hour in (8, 9, 10, 11):
        deliver(moment(DUE, hour), django_capture_on_commit_callbacks)
    row = Reminder.objects.get(user=august.an)
    assert (row.state, row.attempts) == (ReminderState.FAILED, 3)
    assert "mail is down" in row.outcome
    assert Notice.objects.filter(user=august.an).count() == 1


# ── By hand ──────────────────────────────────────────────────────────────────
def test_the_province_presses_once_a_day_and_only_who_has_not_handed_in(world, force):
    signed(world)
    duties = [duty_of(world.commune_a), duty_of(world.commune_b)]
    day = date(2025, 8, 20)
    with at(day):
        phu = world.again(world.phu)
        with one_entry_per_object(ignore=("reporting.deadline", "reporting.reminder")):
            assert duties_remind(actor=phu, duties=duties) == 1
        duties = [duty_of(world.commune_a), duty_of(world.commune_b)]
        assert duties_remind(actor=phu, duties=duties) == 0
    with at(day + timedelta(days=1)):
        assert duties_remind(actor=world.again(world.duc), duties=duties) == 1
    assert told(ReminderStep.BY_HAND) == {"binh", "bao"}
    assert ReportDuty.objects.get(commune=world.commune_b, period__code="2025-08").reminders == 2


def test_what_is_sent_by_hand_goes_at_once(august, django_capture_on_commit_callbacks):
    deadlines_collect(DUE)
    reminders_write(DUE)
    deliver(moment(DUE), django_capture_on_commit_callbacks)
    with at(DUE, 10):
        duties_remind(actor=august.again(august.phu), duties=[duty_of(august.commune_a)])
    assert deliver(moment(DUE, 11), django_capture_on_commit_callbacks) == 2


def test_nobody_presses_before_the_close_nor_in_another_province(august):
    with pytest.raises(PolicyDenied):
        duties_remind(actor=august.hung, duties=[duty_of(august.commune_a)], today=DUE)
    assert duties_remind(actor=august.phu, duties=[duty_of(august.commune_a)], today=LAST) == 0


# ── The clock ────────────────────────────────────────────────────────────────
def test_two_schedulers_open_collect_and_remind_once(world, force):
    for _ in range(2):
        assert run_ticks(moment(DUE)) == []
    assert ReportDuty.objects.filter(commune=world.commune_a).count() == 2
    assert Reminder.objects.filter(user=world.an).count() == 1

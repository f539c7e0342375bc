"""The pages of duty, patrols, allowances and injuries as people use them."""

from datetime import date
from io import BytesIO

import openpyxl
import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from audit.models import Entry
from readiness.models import AllowanceRate, AllowanceSheet, DutyAssignment, DutyRoster, Injury, Patrol
from readiness.services.rosters import roster_open
from readiness.services.sheets import sheet_check, sheet_draft, sheet_lock
from tests.force import make_person, make_spell, make_team
from tests.readiness.payments import OCTOBER, set_levels, stand, walk
from tests.world import load_law

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _on_16_november(db):
    with time_machine.travel("2026-11-16 09:00+07:00", tick=False):
        load_law()
        yield


def errors(response) -> str:
    return " ".join(text for texts in response.context["form"].errors.values() for text in texts)


# ── Rosters ──────────────────────────────────────────────────────────────────
def test_rosters_of_all_teams_are_made_by_turns_and_one_is_changed_in_the_grid(world, force):
    client = world.client(world.an)
    address = reverse("readiness:roster_new")
    page = client.get(address)
    assert "Lập lịch trực tháng 12/2026" in page.content.decode()
    chosen = [team.pk for team in page.context["form"].initial["teams"]]
    done = client.post(address, {"teams": chosen, "way": "rotated", "by_day": 0, "by_night": 1})
    assert done.status_code == 302
    assert DutyAssignment.objects.filter(shift__kind="night").count() == 62

    roster = DutyRoster.objects.get(team=force.thanh_luong)
    dung = force.member("Hoàng Văn Dũng")
    grid = {f"c-{row.membership_id}-{row.shift.day.day}": "d"
            for row in DutyAssignment.objects.filter(shift__roster=roster).select_related("shift")}  # fmt: skip
    grid[f"c-{dung.pk}-1"] = ""
    fill = reverse("readiness:roster_fill", args=[roster.pk])
    assert client.post(fill, {**grid, "version": 1}).status_code == 302
    assert DutyAssignment.objects.filter(shift__roster=roster).count() == 30

    stale = world.client(world.chien).post(fill, {f"c-{dung.pk}-5": "nd", "version": 1})
    assert stale.status_code == 409
    assert "05/12/2026, Hoàng Văn Dũng" in stale.content.decode()
    assert client.post(fill, {f"c-{dung.pk}-5": "xx", "version": 2}).status_code == 422


def test_last_months_rosters_are_copied(world, force):
    dung = force.member("Hoàng Văn Dũng")
    stand(world, dung, (5, "night"), (6, "day"))
    client = world.client(world.an)
    data = {"teams": [force.thanh_luong.pk], "way": "copied", "by_day": 0, "by_night": 1}
    done = client.post(f"{reverse('readiness:roster_new')}?thang=11/2026", data)
    assert done.url == reverse("readiness:roster_fill", args=[DutyRoster.objects.latest("pk").pk])
    days = DutyAssignment.objects.filter(shift__roster__month=date(2026, 11, 1)).values_list(
        "shift__day", "shift__kind"
    )
    assert sorted(days) == [(date(2026, 11, 2), "night"), (date(2026, 11, 3), "day")]


def test_who_was_there_is_recorded_with_one_press_and_printed(world, force):
    dung = force.member("Hoàng Văn Dũng")
    roster = stand(world, dung, (5, "night"))
    DutyAssignment.objects.update(outcome="planned")
    client = world.client(world.an)
    address = reverse("readiness:roster_record", args=[roster.pk])
    page = client.get(address).content.decode()
    assert '<option value="done" selected>' in page
    key = f"o-{DutyAssignment.objects.get().pk}"
    assert client.post(address, {key: "missed", "version": 2}).status_code == 302
    text = client.get(roster.get_absolute_url()).content.decode()
    assert "Hoàng Văn Dũng" in text and "(không trực)" in text and "TRƯỞNG CÔNG AN XÃ" in text


def test_a_shift_of_other_hours_is_added_named_heavy_and_taken_out(world, force):
    dung = force.member("Hoàng Văn Dũng")
    roster = roster_open(actor=world.an, team=force.thanh_luong, month=date(2026, 11, 1))
    client = world.client(world.an)
    address = reverse("readiness:shift_new", args=[roster.pk])
    data = {"day": "5/11/26", "starts_at": "13h30", "ends_at": "16", "members": [dung.pk], "version": 1}
    assert "giờ" in errors(client.post(address, {**data, "starts_at": "25:99"})).lower()
    assert client.post(address, data).status_code == 302
    shift = roster.shifts.get()
    assert shift.hours == "13:30 – 16:00"
    client.post(
        reverse("readiness:shift_note", args=[shift.pk]), {"is_heavy": "on", "note": "Cháy", "version": 2}
    )
    shift.refresh_from_db()
    assert shift.is_heavy
    client.post(reverse("readiness:shift_remove", args=[shift.pk]), {"version": 3})
    assert not roster.shifts.exists()


# ── Patrols ──────────────────────────────────────────────────────────────────
def test_a_patrol_is_entered_corrected_and_found_by_its_figure(world, force):
    dung, ha = force.member("Hoàng Văn Dũng"), force.member("Phan Thanh Hà")
    client = world.client(world.an)
    address = reverse("readiness:patrol_new", args=[force.thanh_luong.pk])
    assert address in client.get(reverse("readiness:patrol_pick")).content.decode()
    assert "Không ghi tên người dân" in client.get(address).content.decode()
    data = {
        "patrolled_on": "10/11/2026", "starts_at": "21", "ends_at": "0:30", "members": [dung.pk, ha.pk],
        "route": "Trục chính", "incidents_found": 1, "people_reminded": 2, "handed_over": 0,
    }  # fmt: skip
    done = client.post(address, data)
    patrol = Patrol.objects.get()
    assert done.url == patrol.get_absolute_url()
    assert "Hoàng Văn Dũng, Phan Thanh Hà" in client.get(done.url).content.decode()
    edit = reverse("readiness:patrol_edit", args=[patrol.pk])
    assert client.get(edit).status_code == 200
    assert client.post(edit, {**data, "members": [dung.pk], "version": 1}).status_code == 302
    assert client.post(edit, {**data, "route": "Khác", "version": 1}).status_code == 409
    figure = "?so_lieu=patrols_conducted&tu=01/11/2026&den=30/11/2026&xa=19057"
    assert client.get(reverse("readiness:patrol_list") + figure).context["count"] == 1


# ── Levels and sheets ────────────────────────────────────────────────────────
def test_the_province_sets_a_level_with_its_resolution(world):
    client = world.client(world.phu)
    data = {
        "kind": "basic", "position": "leader", "method": "amount", "value": "1.800.000", "started_on": "01/01/2026",
        "symbol": "31/2025/NQ-HĐND", "signed_on": "10/12/2025", "title": "Quy định mức chi",
        "signer_name": "Nguyễn Văn Bình", "signer_title": "Chủ tịch HĐND",
    }  # fmt: skip
    assert client.post(reverse("readiness:rate_new"), {**data, "value": "nhiều"}).status_code == 422
    assert client.post(reverse("readiness:rate_new"), data).status_code == 302
    rate = AllowanceRate.objects.get()
    assert (rate.value, rate.decision.symbol) == (1_800_000, "31/2025/NQ-HĐND")
    assert (
        "1.800.000 đồng/tháng" in world.client(world.an).get(reverse("readiness:rate_list")).content.decode()
    )
    client.post(reverse("readiness:rate_end", args=[rate.pk]), {"ended_on": "01/12/2026"})
    rate.refresh_from_db()
    assert rate.ended_on == date(2026, 12, 1)


def test_a_sheet_goes_from_draft_to_locked_on_its_pages(world, force):
    set_levels(world)
    officer, payer, chief = (world.client(user) for user in (world.an, world.phuc, world.chien))
    done = officer.post(reverse("readiness:sheet_new"), {"month": "10/2026"})
    sheet = AllowanceSheet.objects.get()
    assert done.url == sheet.get_absolute_url()
    stand(world, force.member("Phan Thanh Hà"), (5, "night"))
    text = officer.get(done.url).content.decode()
    assert "Sổ đã khác bảng" in text and "Tiền bồi dưỡng" in text
    recompute = reverse("readiness:sheet_recompute", args=[sheet.pk])
    assert "Tiền bồi dưỡng" in officer.get(recompute).content.decode()
    assert officer.post(recompute, {"version": 1}).status_code == 302
    line = sheet.lines.get(full_name="Phan Thanh Hà")
    insure = reverse("readiness:sheet_insure", args=[sheet.pk])
    assert officer.post(insure, {f"health-{line.pk}": "on", "version": 2}).status_code == 302
    adjust = reverse("readiness:line_adjust", args=[line.pk])
    assert officer.post(adjust, {"adjustment": "-50.000", "version": 3}).status_code == 422
    data = {"adjustment": "-50.000", "adjustment_reason": "Đã tạm ứng", "version": 3}
    assert officer.post(adjust, data).status_code == 302
    assert payer.post(reverse("readiness:sheet_check", args=[sheet.pk]), {"version": 4}).status_code == 302
    assert chief.post(reverse("readiness:sheet_lock", args=[sheet.pk]), {"version": 5}).status_code == 302
    text = payer.get(sheet.get_absolute_url()).content.decode()
    assert "Bảy triệu ba trăm linh năm nghìn ba trăm đồng" in text and "CHỦ TỊCH UBND XÃ" in text
    figure = "?so_lieu=team_policy_expenditure&tu=01/10/2026&den=31/10/2026"
    assert chief.get(reverse("readiness:sheet_list") + figure).context["count"] == 1


def test_a_checked_sheet_is_returned_and_a_locked_one_made_good_in_the_next(world, force):
    set_levels(world)
    october = sheet_draft(actor=world.an, commune=world.commune_a, month=OCTOBER)
    sheet_check(actor=world.phuc, sheet=october, version=None)
    client = world.client(world.an)
    back = reverse("readiness:sheet_return", args=[october.pk])
    assert client.post(back, {"reason": "Thiếu Tổ Tô Xá", "version": 2}).status_code == 302
    october.refresh_from_db()
    sheet_check(actor=world.phuc, sheet=october, version=None)
    sheet_lock(actor=world.chien, sheet=october, version=None)
    november = sheet_draft(actor=world.an, commune=world.commune_a, month=date(2026, 11, 1))
    address = reverse("readiness:supplement_new", args=[november.pk])
    data = {"corrects": october.pk, "membership": force.member("Phan Thanh Hà").pk, "amount": "50.000",
            "reason": "Thiếu một đêm", "version": 1}  # fmt: skip
    assert client.post(address, data).status_code == 302
    assert "bổ sung tháng 10/2026" in client.get(november.get_absolute_url()).content.decode()
    assert "Thiếu một đêm" in client.get(october.get_absolute_url()).content.decode()
    line = november.lines.get(corrects=october)
    client.post(reverse("readiness:supplement_remove", args=[line.pk]), {"version": 2})
    assert not november.lines.filter(corrects=october).exists()


def test_the_workbook_is_in_the_form_that_is_paid_on_and_its_taking_out_is_recorded(world, force):
    set_levels(world)
    sheet = sheet_draft(actor=world.an, commune=world.commune_a, month=OCTOBER)
    response = world.client(world.phuc).get(reverse("readiness:sheet_export", args=[sheet.pk]))
    book = openpyxl.load_workbook(BytesIO(b"".join(response.streaming_content)))
    rows = [[cell for cell in row if cell is not None] for row in book.active.iter_rows(values_only=True)]
    assert rows[5][:4] == ["STT", "Họ và tên", "Chức danh", "Tổ"]
    assert rows[6][:5] == [1, "Hoàng Văn Dũng", "Tổ trưởng", "Tổ Thanh Lương", 1_800_000]
    text = " ".join(str(cell) for row in rows for cell in row)
    assert "Bằng chữ: Bảy triệu hai trăm nghìn đồng." in text and "PHÒNG KINH TẾ" in text
    assert Entry.objects.filter(act="audit.list.export", actor=world.phuc).count() == 1


def test_partners_that_do_not_pay_see_no_money(world, force):
    world.phuc.agency = world.agency(world.commune_a, "culture")
    world.phuc.save()
    for name in ("sheet_list", "rate_list"):
        assert world.client(world.phuc).get(reverse(f"readiness:{name}")).status_code == 403


# ── Injuries ─────────────────────────────────────────────────────────────────
def test_an_injury_is_entered_its_claim_settled_and_a_death_points_to_the_spell(world, force):
    dung = force.member("Hoàng Văn Dũng")
    client = world.client(world.an)
    data = {
        "membership": dung.pk,
        "happened_on": "05/03/2026",
        "kind": "injury",
        "on_duty": "on",
        "task": "task_patrol",
    }
    assert client.post(reverse("readiness:injury_new"), {**data, "task": ""}).status_code == 422
    done = client.post(reverse("readiness:injury_new"), data)
    injury = Injury.objects.get()
    assert done.url == injury.get_absolute_url()
    claim = {
        "claim_state": "claimed",
        "claimed": "4.200.000",
        "claimed_on": "20/3/26",
        "has_request": "on",
        "version": 1,
    }
    assert client.post(reverse("readiness:injury_claim", args=[injury.pk]), claim).status_code == 302
    assert "4.200.000" in client.get(done.url).content.decode()
    edit = reverse("readiness:injury_edit", args=[injury.pk])
    assert client.post(edit, {**data, "kind": "death", "version": 2}).status_code == 302
    assert reverse("teams:leave", args=[dung.pk]) in client.get(done.url).content.decode()


# ── Queries ──────────────────────────────────────────────────────────────────
LISTS = ("roster_list", "duty_list", "patrol_list", "sheet_list", "injury_list")


def _fill(world, numbers: range) -> None:
    for number in numbers:
        team = make_team(world.commune_a, f"Số {number}", f"Lê Văn {number}")
        spell = team.memberships.get()
        stand(world, spell, (5, "night"))
        walk(world, team, spell, on=date(2026, 10, 6))
        Injury.objects.create(
            membership=spell, happened_on=date(2026, 10, 6), kind="injury", task="task_patrol"
        )
        AllowanceSheet.objects.create(
            commune=world.commune_a, month=date(2020 + number // 12, number % 12 + 1, 1)
        )


def test_lists_take_few_queries_whatever_the_rows(world):
    client = world.client(world.an)
    counts: dict[str, list[int]] = {name: [] for name in LISTS}
    for numbers in (range(1), range(1, 8)):
        _fill(world, numbers)
        for name in LISTS:
            with CaptureQueriesContext(connection) as queries:
                response = client.get(reverse(f"readiness:{name}"))
            assert response.context["count"] == numbers.stop
            counts[name].append(len(queries))
    assert {name: (few, many) for name, (few, many) in counts.items() if many > few} == {}


def test_the_grid_and_the_sheet_take_few_queries_whatever_the_members(world, force):
    set_levels(world)
    roster = stand(world, force.member("Hoàng Văn Dũng"), (5, "night"))
    sheet = sheet_draft(actor=world.an, commune=world.commune_a, month=OCTOBER)
    client = world.client(world.an)
    addresses = [
        reverse("readiness:roster_fill", args=[roster.pk]),
        roster.get_absolute_url(),
        sheet.get_absolute_url(),
    ]
    counts = []
    for more in (0, 30):
        for number in range(more):
            make_spell(force.thanh_luong, make_person(world.commune_a, f"Lê Văn {number}"))
        if more:
            client.post(reverse("readiness:sheet_recompute", args=[sheet.pk]), {"version": 1})
        for address in addresses:
            with CaptureQueriesContext(connection) as queries:
                assert client.get(address).status_code == 200
            counts.append(len(queries))
    assert all(many <= few for few, many in zip(counts[:3], counts[3:], strict=True)), counts

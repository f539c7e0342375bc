"""The pages of reports as officers, chiefs and reviewers use them."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from communes.models import Commune
from reporting.choices import DutyState
from reporting.feed import feed_url
from reporting.models import Deadline, Report, ReportDuty, ReportFigure, ReportSection
from reporting.services.collecting import deadlines_collect
from reporting.services.periods import periods_open
from reporting.services.submitting import reports_approve_many
from tests.force import make_team
from tests.reporting.months import DUE, LAST, at, complete, drafted, duty_of, fresh, signed
from tests.world import SINCE

pytestmark = pytest.mark.django_db
AFTER = date(2025, 8, 15)


def html(response) -> str:
    return response.content.decode()


def test_the_officer_opens_writes_and_the_chief_signs_in_the_browser(world, force):
    periods_open(AFTER)
    duty = duty_of(world.commune_a)
    with at(AFTER):
        an, chien = world.client(world.an), world.client(world.chien)
        assert "Mở báo cáo" in html(an.get(duty.get_absolute_url()))
        an.post(reverse("reporting:open", args=[duty.pk]))
        again = an.post(reverse("reporting:open", args=[duty.pk]), follow=True)
        assert "Báo cáo này đã mở" in html(again)
        report = Report.objects.get(duty=duty)
        complete(world, fresh(report))
        page = html(an.get(duty.get_absolute_url()))
        assert "Lời văn mục I" in page
        section = ReportSection.objects.get(report=report, section__number="V")
        data = {"version": fresh(report).version, f"muc_{section.section_id}": "Đề nghị cấp thêm áo mưa."}
        for other in ReportSection.objects.filter(report=report).exclude(pk=section.pk):
            data[f"muc_{other.section_id}"] = other.text
        assert an.post(duty.get_absolute_url(), data).status_code == 302
        stale = an.post(duty.get_absolute_url(), data | {f"muc_{section.section_id}": "Khác"})
        assert (stale.status_code, "vừa được người khác sửa" in html(stale)) == (409, True)
        assert "Khác" in html(stale)
        signing = reverse("reporting:sign", args=[duty.pk])
        assert an.get(signing).status_code == 403
        assert "không sửa được nữa" in html(chien.get(signing))
        done = chien.post(signing, {"version": fresh(report).version}, follow=True)
    assert "Đã ký và gửi báo cáo số 01/BC-CAX" in html(done)
    section.refresh_from_db()
    assert section.text == "Đề nghị cấp thêm áo mưa."


def test_the_desk_says_why_it_cannot_be_signed_yet(world, force):
    drafted(world)
    with at(LAST):
        page = html(world.client(world.chien).get(duty_of(world.commune_a).get_absolute_url()))
    assert "Ký gửi từ ngày hôm sau" in page
    assert "Ký gửi Công an tỉnh</a>" not in page


def test_a_figure_opens_the_records_that_make_it_up(world, force):
    report = drafted(world)
    with at(LAST):
        client = world.client(world.an)
        page = html(client.get(report.get_absolute_url()))
        assert "so_lieu=team_members_current" in page
        members = client.get(
            reverse("teams:membership_list"),
            {"so_lieu": "team_members_current", "tu": "15/07/2025", "den": "14/08/2025", "xa": "19057"},
        )
    value = ReportFigure.objects.get(report=report, indicator__code="team_members_current").value
    assert members.context["count"] == value


def test_a_corrected_figure_asks_for_its_reason_on_the_page(world, force):
    report = drafted(world)
    row = ReportFigure.objects.get(report=report, indicator__code="team_training_classes")
    client = world.client(world.an)
    url = reverse("reporting:figure_correct", args=[row.pk])
    refused = client.post(url, {"value": "2", "reason": ""})
    assert (refused.status_code, "ghi lý do" in html(refused)) == (422, True)
    assert client.post(url, {"value": "2", "reason": "Sổ giấy"}).status_code == 302
    assert "Sổ có 0. Sổ giấy" in html(client.get(report.get_absolute_url()))


def test_the_reviewer_returns_with_a_comment_and_approves(world, force):
    report = signed(world)
    with at(date(2025, 8, 18)):
        phu, an = world.client(world.phu), world.client(world.an)
        url = reverse("reporting:return", args=[report.duty_id])
        assert phu.post(url, {"comment": ""}).status_code == 422
        assert phu.post(url, {"comment": "Nêu tên lớp tập huấn."}).status_code == 302
        assert "Nêu tên lớp tập huấn." in html(an.get(report.get_absolute_url()))
        assert an.post(reverse("reporting:approve", args=[report.duty_id])).status_code == 403


def test_many_reports_are_approved_from_the_list(world, force):
    report = signed(world)
    with at(date(2025, 8, 18)):
        phu = world.client(world.phu)
        listed = html(phu.get(reverse("reporting:duties")))
        assert "Xã Quảng Trạch" in listed and "Chờ duyệt" in listed
        url = f"{reverse('reporting:approve_many')}?ky={report.duty.period_id}"
        assert "01/BC-CAX" in html(phu.get(url))
        assert "Đã duyệt 1 báo cáo" in html(phu.post(url, follow=True))
    assert duty_of(world.commune_a).state == DutyState.APPROVED


def test_the_province_s_figures_come_from_approved_reports_and_say_who_is_missing(world, force):
    report = signed(world)
    url = reverse("reporting:summary")
    with at(date(2025, 8, 18)):
        phu = world.client(world.phu)
        assert "Từ 0 báo cáo đã duyệt trong 2 đơn vị" in html(phu.get(url))
        reports_approve_many(actor=world.again(world.phu), reports=[fresh(report)])
        page = phu.get(url)
        found = page.context["summary"]
        lines = {line.indicator.code: line for _, lines in found.sections for line in lines}
        assert (lines["team_members_current"].total, lines["team_members_current"].units) == (5, 1)
        assert [str(duty.commune) for duty in found.missing] == ["Xã Hòa Trạch"]
        assert "Chưa gồm 1 đơn vị" in html(page)
        assert phu.get(url, {"ky": "0"}).status_code == 404


def test_one_click_presses_the_communes_that_are_over_the_day(world, force):
    signed(world)
    with at(date(2025, 8, 20)):
        phu = world.client(world.phu)
        listed = html(phu.get(reverse("reporting:duties")))
        assert "Đôn đốc 1 đơn vị" in listed
        period = duty_of(world.commune_a).period_id
        assert "Đã đôn đốc 1 đơn vị" in html(
            phu.post(reverse("reporting:remind"), {"ky": period}, follow=True)
        )
        again = html(phu.post(reverse("reporting:remind"), {"ky": period}, follow=True))
    assert "hôm nay đã được nhắc" in again


def test_filters_narrow_the_province_s_list(world, force):
    signed(world, on=date(2025, 8, 20))
    with at(date(2025, 8, 21)):
        phu = world.client(world.phu)

        def units(**query):
            table = phu.get(reverse("reporting:duties"), query).context["table"]
            return {str(row.record.commune) for row in table.rows}

        assert units() == {"Xã Quảng Trạch", "Xã Hòa Trạch"}
        assert units(han="gui-muon") == {"Xã Quảng Trạch"}
        assert units(han="qua-han") == {"Xã Hòa Trạch"}
        assert units(trang_thai="signed") == {"Xã Quảng Trạch"}
        export = phu.get(reverse("reporting:duties"), {"xuat": "xlsx"})
    assert export.headers["Content-Type"].endswith("sheet")


def test_the_first_page_of_each_role(world, force):
    periods_open(AFTER)
    deadlines_collect(DUE)
    with at(DUE):
        officer = html(world.client(world.an).get("/"))
        assert (
            "Việc của tôi" in officer and "Báo cáo tháng 8/2025" in officer and "hết hạn hôm nay" in officer
        )
        assert "Thanh Lương" in officer
        drafted_duty = duty_of(world.commune_a)
        world.client(world.an).post(reverse("reporting:open", args=[drafted_duty.pk]))
        chief = html(world.client(world.chien).get("/"))
        assert "Chờ ký" in chief and "Báo cáo tháng 8/2025" in chief
        province = html(world.client(world.phu).get("/"))
        assert "Toàn tỉnh Quảng Trị" in province and "0 trên 2 đơn vị đã gửi" in province
        assert "Tài khoản đang dùng" in html(world.client(world.quang).get("/"))
    with at(date(2025, 8, 20)):
        late = html(world.client(world.phu).get("/"))
    assert "Xã Hòa Trạch" in late and "Đôn đốc" in late


def test_many_things_of_one_kind_and_day_are_one_line_that_opens(world, force):
    for name in ("Tô Xá 2", "Tô Xá 3", "Tô Xá 4"):
        make_team(world.commune_a, name, "Phạm Văn Tổ", quota=None)
    deadlines_collect(DUE)
    with at(DUE):
        page = html(world.client(world.an).get("/"))
    assert page.count("Ghi sinh hoạt") == 0 and "Xem từng việc" in page
    assert re.search(r"Sinh hoạt hằng tháng của Tổ\s*<span class=\"n\">5 việc</span>", page)
    assert page.count("chưa sinh hoạt tháng 8/2025</a>") == 5
    waiting = Deadline.objects.visible_to(world.an).open().count()
    assert f"{waiting} việc đang chờ" in page


def test_the_calendar_of_a_phone_needs_no_login_and_ends_with_the_password(world, force):
    periods_open(AFTER)
    deadlines_collect(AFTER)
    url = feed_url(world.an)
    with at(AFTER):
        answer = world.client().get(url)
        assert answer.status_code == 200 and "Báo cáo tháng 8/2025" in html(answer)
        world.an.set_password("mot-mat-khau-khac-2025")
        world.an.save()
        assert world.client().get(url).status_code == 404
        assert world.client().get(feed_url(world.khanh)).status_code == 404


def _count(client, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


def test_pages_of_the_province_take_no_more_queries_with_more_communes(world, force):
    periods_open(AFTER)
    with at(date(2025, 8, 20)):
        phu = world.client(world.phu)
        urls = ["/", reverse("reporting:duties") + "?dong=tat-ca"]
        few = [_count(phu, url) for url in urls]
        Commune.objects.bulk_create(
            Commune(
                code=f"195{n:02d}", province=world.province, name=f"Xã Số {n}", short_name=f"Số {n}", kind="xa",
                started_on=SINCE, covers=[f"195{n:02d}"], map_column=n % 8, map_row=n // 8,
            )
            for n in range(40)
        )  # fmt: skip
        assert periods_open(AFTER) == 80
        many = [_count(phu, url) for url in urls]
    assert many <= few
    assert ReportDuty.objects.filter(period__code="2025-08").count() == 43

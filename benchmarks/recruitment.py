"""A campaign with 2,000 applications, measured in the database of the environment.

The board, the list, the table by rules and one application: median and 95th percentile of warm requests, statements.
The bars: 12 statements, 300 ms at the 95th percentile.
"""

import os
import time
from datetime import date, timedelta

import django

from benchmarks.pages import measure

APPLICATIONS = 2_000
SINCE = date(2025, 7, 1)
OPENS, CLOSES = date(2025, 8, 22), date(2025, 9, 7)
#: The states of a campaign that has come to its vote, in the proportions of the board's lanes.
STATES = ("incomplete", "received", "eligible", "eligible", "ineligible", "refused", "withdrawn")


def prepare() -> int:
    """Tables, units, law, and the campaign written in bulk; gives its key."""
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    for loader in ("load_communes", "load_law"):
        call_command(loader, verbosity=0)
    started = time.perf_counter()
    campaign = _campaign()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    print(f"Ghi {APPLICATIONS} hồ sơ: {time.perf_counter() - started:.1f} s")
    return campaign


def _campaign() -> int:
    from accounts.models import RoleGrant, User
    from communes.models import Commune
    from recruitment.models import Campaign, CampaignLine
    from teams.models import Team

    commune = Commune.objects.select_related("province").get(pk="19057")
    user = User.objects.create(
        username="bench-officer",
        full_name="Người đo",
        scope="commune",
        commune=commune,
        province=commune.province,
    )
    RoleGrant.objects.create(user=user, role="officer", started_on=SINCE)
    campaign = Campaign.objects.create(
        commune=commune,
        title="Đợt 2025",
        state="receiving",
        opens_on=OPENS,
        closes_on=CLOSES,
        filing_place="Công an xã",
    )
    teams = [
        Team.objects.create(commune=commune, name=f"Số {number}", started_on=SINCE) for number in range(13)
    ]
    lines = [CampaignLine.objects.create(campaign=campaign, team=team, count=3) for team in teams]
    _applications(campaign, lines, user)
    return campaign.pk


def _applications(campaign, lines, user) -> None:
    """Invented applicants with their papers; every seventh lacks the health certificate."""
    from demo.invent import Inventor
    from recruitment.choices import PaperKind
    from recruitment.eligibility import LEGAL_FACTS
    from recruitment.models import Application, ApplicationPaper
    from teams.models import Person

    inventor, people, rows, papers = Inventor(seed=2025), [], [], []
    for number in range(APPLICATIONS):
        facts = inventor.person(date(2004, 1, 1), date(1956, 1, 1))
        person = Person(
            home_commune=campaign.commune, full_name=facts.full_name, sex=facts.sex, birth_date=facts.birth_date,
            education="upper_secondary", ethnic_group="01", residence_kind="permanent",
        )  # fmt: skip
        person.fill_keys()
        people.append(person)
        received_on, state = OPENS + timedelta(days=number % 17), STATES[number % len(STATES)]
        row = Application(
            campaign=campaign, line=lines[number % len(lines)], person=person, source="hamlet", state=state,
            received_on=received_on, state_since=received_on, is_background_clear=True, is_family_compliant=True,
            lives_in_commune=True, is_facility_lawful=True, appraised_by=user, appraised_on=received_on,
        )  # fmt: skip
        row.legal_facts = dict.fromkeys(LEGAL_FACTS, False)
        rows.append(row)
        papers += [
            ApplicationPaper(application=row, kind=kind, issued_on=date(2025, 8, 1))
            for kind in PaperKind
            if kind != PaperKind.HEALTH_CERTIFICATE or number % 7
        ]
    Person.objects.bulk_create(people, batch_size=1000)
    Application.objects.bulk_create(rows, batch_size=1000)
    ApplicationPaper.objects.bulk_create(papers, batch_size=1000)


def addresses(campaign: int) -> list[tuple[str, str]]:
    """Title and address of what is measured."""
    from recruitment.models import Application

    one = Application.objects.filter(campaign=campaign).first()
    return [
        ("Trợ giúp (mốc so sánh)", "/tro-giup/"),
        ("Bảng của đợt", f"/tuyen-chon/{campaign}/"),
        ("Danh sách hồ sơ", f"/tuyen-chon/ho-so/?dot={campaign}"),
        ("Một cột của bảng", f"/tuyen-chon/ho-so/?dot={campaign}&giai_doan=tham-dinh"),
        ("Một cột, 100 dòng", f"/tuyen-chon/ho-so/?dot={campaign}&giai_doan=tham-dinh&dong=100"),
        ("Tìm không dấu", f"/tuyen-chon/ho-so/?dot={campaign}&q=nguyen+van"),
        ("Bảng tiêu chuẩn", f"/tuyen-chon/{campaign}/tieu-chuan/"),
        ("Bảng tiêu chuẩn, 100 dòng", f"/tuyen-chon/{campaign}/tieu-chuan/?dong=100"),
        ("Các đợt", "/tuyen-chon/"),
        ("Một hồ sơ", one.get_absolute_url()),
    ]


def main() -> None:
    """Prepare, measure, print a table."""
    django.setup()
    from django.db import connection

    campaign = prepare()
    print(
        f"\n{connection.vendor} (tải máy {os.getloadavg()[0]:.1f}): {APPLICATIONS} hồ sơ; mốc 12 truy vấn, p95 300 ms"
    )
    print(f"{'':<32}{'trung vị ms':>12}{'p95 ms':>9}{'truy vấn':>10}{'KB nén':>9}")
    for title, address in addresses(campaign):
        found = measure(title, "bench-officer", address)
        print(
            f"{found.title:<32}{found.milliseconds:>12.1f}{found.slowest:>9.1f}{found.queries:>10}"
            f"{found.size / 1024:>9.1f}"
        )


if __name__ == "__main__":
    main()

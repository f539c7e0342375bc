"""All papers of a council's session with 50 candidates, against bare WeasyPrint on the same pages.

    python -m benchmarks.papers        in the database of the environment

Two numbers, each the best of three. *Drawing*: the job's own way from records to a ZIP of PDFs (`write_set`), against
programs that only hand the same HTML to WeasyPrint, in as many processes, the first document of each left out of both.
*The job*: from its start to the stored file, drafts, Word and encryption included. The bar is 1.3 for drawing.
"""

import io
import subprocess
import sys
import time
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import django

CANDIDATES, BAR, ROUNDS = 50, 1.3, 3
#: Bare WeasyPrint: a folder of pages, one of which is drawn before the clock runs.
_BARE = """
import sys, time, pathlib, weasyprint
pages = [path.read_text(encoding="utf-8") for path in sorted(pathlib.Path(sys.argv[1]).glob("*.html"))]
fetch = weasyprint.URLFetcher(allowed_protocols=("data",), allow_redirects=False)
draw = lambda page: weasyprint.HTML(string=page, url_fetcher=fetch).write_pdf(
    pdf_variant="pdf/a-2b", presentational_hints=True)
draw(pages[0])
print("ready", flush=True)
sys.stdin.readline()
for page in pages:
    draw(page)
"""


def _commune():
    """A commune with an officer, a team that lacks 25, and a campaign whose list of 50 candidates is closed."""
    from accounts.models import RoleGrant, User
    from communes.models import Commune, Province
    from communes.services.agencies import agencies_ensure
    from documents.models import Document
    from law.services import parameters_load
    from recruitment.models import Campaign, CampaignLine, Council, CouncilMember
    from teams.models import Team

    parameters_load()
    province = Province.objects.create(code="98", name="Tỉnh Đo", short_name="Đo", kind="tinh")
    commune = Commune.objects.create(
        code="98001", province=province, name="Xã Đo", short_name="Đo", kind="xa", started_on=date(2025, 7, 1)
    )
    agencies_ensure(actor=None, communes=[commune])
    user = User.objects.create(
        username="bench-papers", full_name="Người đo", scope="commune", commune=commune, province=province
    )
    RoleGrant.objects.create(user=user, role="officer", started_on=date(2025, 7, 1))
    campaign = Campaign.objects.create(
        commune=commune, title="Đợt đo", state="listed", opens_on=date(2025, 8, 22), closes_on=date(2025, 9, 7),
        filing_place="Công an xã",
    )  # fmt: skip
    team = Team.objects.create(commune=commune, name="Thanh Lương", started_on=date(2025, 7, 1))
    line = CampaignLine.objects.create(campaign=campaign, team=team, count=25)
    decision = Document.objects.create(
        agency=commune.agencies.get(kind="peoples_committee"), province=province, commune=commune, type="qd",
        origin="recorded", state="issued", symbol="50/QĐ-UBND", signed_on=date(2025, 9, 8), title="Hội đồng",
    )  # fmt: skip
    council = Council.objects.create(campaign=campaign, decision=decision)
    for place, capacity in enumerate(
        ("chair", "vice", "youth", "women", "farmers", "official", "hamlet", "front")
    ):
        CouncilMember.objects.create(
            council=council, full_name=f"Thành Viên {place}", capacity=capacity, started_on=date(2025, 9, 8)
        )
    _met(campaign, line, council)
    return user, campaign


def _met(campaign, line, council) -> None:
    """The council has met: half of the candidates are chosen and put before the chairman."""
    from recruitment.models import Application, CouncilSession, Vote
    from teams.models import Person

    session = CouncilSession.objects.create(
        council=council, held_on=date(2025, 9, 10), present=8, method="hand", minutes=None
    )
    for place in range(CANDIDATES):
        person = Person.objects.create(
            home_commune=campaign.commune, full_name=f"Nguyễn Thị Dự Tuyển {place:02d}",
            birth_date=date(1990, 1, 1 + place % 28), sex="female", education="upper_secondary", ethnic_group="01",
        )  # fmt: skip
        chosen = place < CANDIDATES // 2
        one = Application.objects.create(
            campaign=campaign, line=line, person=person, source="hamlet", received_on=date(2025, 8, 25),
            state="passed" if chosen else "not_passed",
        )  # fmt: skip
        Vote.objects.create(
            session=session, application=one, yes=8 - place % 4 if chosen else 2, no=0, is_chosen=chosen,
            line=line if chosen else None,
        )  # fmt: skip
    campaign.state = "council"
    campaign.save()


class _Quiet:
    """A job that nobody watches."""

    def __init__(self, owner):
        self.owner = owner

    def advance(self, *_told) -> None:
        """Nothing to tell."""


def _bare(pages: list[str], count: int) -> float:
    """Seconds that bare WeasyPrint takes for the pages in so many processes, once each has drawn one."""
    with TemporaryDirectory() as folder:
        parts = []
        for number in range(count):
            part = Path(folder) / str(number)
            part.mkdir()
            for place, page in enumerate(pages[number::count]):
                (part / f"{place:04d}.html").write_text(page, encoding="utf-8")
            parts.append(part)
        running = [
            subprocess.Popen(
                [sys.executable, "-c", _BARE, part], stdin=subprocess.PIPE, stdout=subprocess.PIPE
            )
            for part in parts
        ]
        for process in running:
            process.stdout.readline()
        started = time.perf_counter()
        for process in running:
            process.stdin.write(b"go\n")
            process.stdin.flush()
        for process in running:
            process.wait()
        return time.perf_counter() - started


def _ours(user, items, presses) -> float:
    from recruitment.services.session_papers import write_set

    started = time.perf_counter()
    write_set(_Quiet(user), items, io.BytesIO(), presses)
    return time.perf_counter() - started


def main() -> None:
    """Measure, print."""
    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from documents.layout.html import render_html
    from documents.layout.presses import Presses
    from jobs.models import Job
    from jobs.services import job_run
    from recruitment.services.session_papers import items_of, session_papers_enqueue

    if "teams_team" not in connection.introspection.table_names():
        call_command("migrate", verbosity=0)
    user, campaign = _commune()
    job = session_papers_enqueue(actor=user, campaign=campaign)
    started = time.perf_counter()
    job_run(job.pk)
    whole = time.perf_counter() - started
    job = Job.objects.select_related("result").get(pk=job.pk)
    items = [item._replace(in_word=False) for item in items_of(user, campaign)]
    pages = [render_html(item.document) for item in items]
    with Presses() as presses:
        list(presses.draw(pages[:1] * presses.count))
        ours = min(_ours(user, items, presses) for _ in range(ROUNDS))
        bare = min(_bare(pages, presses.count) for _ in range(ROUNDS))
        count = presses.count
    size = job.result.size / 1e6 if job.result else 0
    state = f"{job.get_state_display().lower()} {job.error}".strip()
    print(
        f"\n{connection.vendor}: bộ giấy tờ phiên họp, {CANDIDATES} người dự tuyển, {len(items)} giấy tờ, {count} "
        f"tiến trình: {ours:.1f} s, WeasyPrint trần trên cùng HTML {bare:.1f} s, tỷ số {ours / bare:.2f} "
        f"(mốc {BAR}); cả việc từ soạn đến tệp ZIP {whole:.1f} s, {size:.1f} MB, {state}"
    )


if __name__ == "__main__":
    main()

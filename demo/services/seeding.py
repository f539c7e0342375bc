"""Writing the demo: one province at work, or the size of a large one for measuring."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import transaction

from communes.models import Agency, Commune, Province
from communes.services.agencies import agencies_ensure
from demo.invent import Inventor
from demo.services.deeds import deeds_of
from demo.services.duty import duty_write
from demo.services.equipment import stores_seed
from demo.services.force import QUANG_TRACH, Force, ForceBuilder
from demo.services.leavings import propose_leavings
from demo.services.lives import live_out
from demo.services.logins import Passwords, login_count, logins_write
from demo.services.office import continue_books, keep_papers
from demo.services.post_classes import teach_holders
from demo.services.posts import hold_posts, review_teams
from demo.services.preparedness import prepare
from demo.services.programme import adopt_directives, open_campaign
from demo.services.publishing import publish_leaders
from demo.services.recruiting import LISTED, MET, recruit
from demo.services.reports import ReportWriter
from teams.models import Team

PROVINCE = "44"
#: The second commune with logins, and one commune of a second province.
HOA_TRACH, OTHER_PROVINCE, OTHER_COMMUNE = "19033", "42", "18229"
#: Two more have logins to look at campaigns that are further on.
WITH_LOGINS = (QUANG_TRACH, HOA_TRACH, LISTED, MET)


@dataclass(frozen=True)
class Scale:
    """How large the demo is: teams a commune, how many of the seats change hands in 14 months, how many teams are of
    two, reports and what communes are busy with or none."""

    fewest_teams: int
    most_teams: int
    turnover: float
    pairs: float = 0
    with_reports: bool = True


SCALES = {"demo": Scale(5, 18, 0.10), "bench": Scale(66, 75, 0.05, pairs=0.3, with_reports=False)}


@transaction.atomic
def demo_seed(*, today: date, logins: Path, size: Scale = SCALES["demo"]) -> Force:
    """Write the demo into a database without teams; all or nothing.

    Refused where there are teams already: real data and invented people never mix.
    """
    if Team.objects.exists():
        raise ValidationError(
            "Cơ sở dữ liệu đã có Tổ bảo vệ. Dữ liệu minh họa chỉ nạp vào cơ sở dữ liệu trống."
        )
    passwords = Passwords(login_count(communes=len(WITH_LOGINS)))
    province = Province.objects.get(pk=PROVINCE)
    communes = list(Commune.objects.of_province(PROVINCE).select_related("province"))
    foreign = list(Commune.objects.filter(province_id=OTHER_PROVINCE)[:1].select_related("province"))
    units = communes + foreign
    agencies_ensure(actor=None, communes=units, provinces=list({c.province for c in units}))
    agencies = {(row.commune_id, row.kind): row for row in Agency.objects.filter(commune__in=units)}
    inventor = Inventor(seed=2025)
    force = _force(units, size, inventor, today, agencies)
    force.write()
    _prepare(units, force, inventor, today).write()
    deeds_of(force, Inventor(seed=2026), today).write()
    stores_seed(units, force.teams, today)
    by_code = {commune.code: commune for commune in communes}
    logins_write([by_code[code] for code in WITH_LOGINS], province, agencies, passwords, logins)
    duty_write(province=province, communes=[by_code[code] for code in (QUANG_TRACH, HOA_TRACH)], today=today)
    adopt_directives(province)
    live_out(province, HOA_TRACH, today)
    open_campaign()
    if size.with_reports:
        ReportWriter(PROVINCE, inventor, today).write()
        hold_posts(force.hamlets, agencies, inventor, today)
        teach_holders(Inventor(seed=2027), today)
        review_teams(today)
        recruit(by_code, today)
        keep_papers(by_code[HOA_TRACH], today)
        propose_leavings(by_code[HOA_TRACH], today)
        for code in WITH_LOGINS:
            continue_books(by_code[code], today)
    publish_leaders(inventor, today)
    return force


def _force(units, size: Scale, inventor: Inventor, today: date, agencies) -> Force:
    builder = ForceBuilder(inventor, today, agencies)
    for commune in units:
        if commune.code == QUANG_TRACH:
            builder.quang_trach(commune)
        else:
            count = inventor.random.randint(size.fewest_teams, size.most_teams)
            builder.commune(commune, count, turnover=size.turnover, pairs=size.pairs)
    return builder.force


def _prepare(units, force: Force, inventor: Inventor, today: date):
    teams, spells = defaultdict(list), defaultdict(list)
    for team in force.teams:
        teams[team.commune_id].append(team)
    for spell in force.memberships:
        spells[spell.team.commune_id].append(spell)
    return prepare(units, teams, spells, inventor, today)

"""The province's criteria, and what they propose for each team of a commune."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from audit.services import Change, audit, audit_many
from audit.snapshots import snapshot
from communes.choices import HamletGroup
from communes.models import Commune, HamletYear, Province
from contracts.policy import require
from documents.models import Document
from teams import policies
from teams.choices import QuotaBasis
from teams.models import QuotaBand, QuotaRule, Team, TeamHamlet
from vietnam.dates import format_date


@dataclass(frozen=True)
class Proposal:
    """What the criteria propose for a team, beside what it has; `reason` where they cannot say, or on what they
    stand."""

    team: Team
    number: int | None
    proposed: int | None
    reason: str

    @property
    def differs(self) -> bool:
        """Whether the proposal is another number than the line in force."""
        return self.proposed is not None and self.proposed != self.team.quota


@transaction.atomic
def quota_rule_set(
    *, actor, province: Province, basis: QuotaBasis, legal_basis: str, started_on: date,
    bands: Sequence[dict[str, Any]], document: Document | None = None,
) -> QuotaRule:  # fmt: skip
    """Lay down the criteria from a day on; those before end that day. `bands` are fields of `QuotaBand`."""
    require(policies.can_set_quota_rule(actor, province.code))
    if not bands:
        raise ValidationError({"basis": "Ghi ít nhất một mức: từ bao nhiêu thì bao nhiêu người."})
    _end_present(actor, province, started_on)
    rule = QuotaRule(
        province=province,
        basis=basis,
        legal_basis=legal_basis.strip(),
        started_on=started_on,
        document=document,
    )
    rule.full_clean()
    rule.save()
    audit(actor, "teams.quota_rule.set", rule)
    rows = [QuotaBand(rule=rule, **band) for band in bands]
    for row in rows:
        _check_band(rule, row)
    _check_doubles(rows)
    QuotaBand.objects.bulk_create(rows)
    audit_many(actor, "teams.quota_rule.band", [Change(row) for row in rows])
    return rule


def quota_proposals(commune: Commune, on: date) -> tuple[QuotaRule | None, list[Proposal]]:
    """The criteria in force and what they propose for each team in being on that day; five queries, whatever the
    teams. The teams carry their strength (`with_strength`)."""
    teams = list(
        Team.objects.filter(commune=commune).in_force(on).with_strength(on).select_related("commune")
        .order_by("sort_key")
    )  # fmt: skip
    rule = (
        QuotaRule.objects.filter(province=commune.province_id).in_force(on).prefetch_related("bands").first()
    )
    if rule is None:
        return None, [Proposal(team, None, None, "Tỉnh chưa nhập tiêu chí") for team in teams]
    hamlets: dict[int, list] = {team.pk: [] for team in teams}
    links = TeamHamlet.objects.in_force(on).filter(team__in=teams).select_related("hamlet")
    for link in links:
        hamlets[link.team_id].append(link.hamlet)
    counted = _counted(rule, [hamlet.pk for found in hamlets.values() for hamlet in found], on)
    return rule, [_propose(rule, team, hamlets[team.pk], counted) for team in teams]


def _end_present(actor, province: Province, started_on: date) -> None:
    for rule in QuotaRule.objects.filter(province=province).overlapping(started_on, None):
        if rule.started_on >= started_on:
            raise ValidationError(
                {"started_on": f"Đã có tiêu chí từ {format_date(rule.started_on)}. Chọn ngày sau ngày đó."}
            )
        before = snapshot(rule)
        rule.ended_on = started_on
        rule.save(update_fields=["ended_on"])
        audit(actor, "teams.quota_rule.end", rule, before=before)


def _check_band(rule: QuotaRule, band: QuotaBand) -> None:
    band.full_clean(validate_unique=False)
    if rule.basis == QuotaBasis.KIND and (band.at_least or band.step):
        raise ValidationError(
            {"basis": "Tính theo loại thôn thì mỗi loại một mức, không ghi “từ” và “thêm một người cho mỗi”."}
        )
    if band.step == 0:
        raise ValidationError({"basis": "“Thêm một người cho mỗi” phải lớn hơn 0."})


def _check_doubles(bands: list[QuotaBand]) -> None:
    if len({(band.group, band.at_least) for band in bands}) < len(bands):
        raise ValidationError({"basis": "Hai mức cùng bắt đầu từ một số. Bỏ bớt một mức."})


def _counted(rule: QuotaRule, hamlets: list[int], on: date) -> dict[int, tuple[int, int]]:
    """Hamlet → (year, number): the newest yearly count up to the year of the day that holds what the rule counts."""
    if rule.basis == QuotaBasis.KIND:
        return {}
    rows = HamletYear.objects.filter(
        hamlet__in=hamlets, year__lte=on.year, **{f"{rule.basis}__isnull": False}
    )
    found = rows.order_by("year").values_list("hamlet_id", "year", rule.basis)
    return {hamlet: (year, number) for hamlet, year, number in found}


def _propose(rule: QuotaRule, team: Team, hamlets: list, counted: dict[int, tuple[int, int]]) -> Proposal:
    if not hamlets:
        return Proposal(team, None, None, "Tổ chưa được giao thôn nào")
    urban = all(hamlet.group == HamletGroup.URBAN for hamlet in hamlets)
    group = HamletGroup.URBAN if urban else HamletGroup.RURAL
    number, reason = 0, group.label
    if rule.basis != QuotaBasis.KIND:
        unknown = [str(hamlet) for hamlet in hamlets if hamlet.pk not in counted]
        what = QuotaBasis(rule.basis).label.lower()
        if unknown:
            return Proposal(team, None, None, f"Thiếu {what} của {', '.join(unknown)}")
        number = sum(counted[hamlet.pk][1] for hamlet in hamlets)
        years = sorted({counted[hamlet.pk][0] for hamlet in hamlets})
        reason = f"{what.capitalize()} năm {', '.join(map(str, years))}"
    bands = [band for band in rule.bands.all() if band.group in ("", group) and band.at_least <= number]
    if not bands:
        return Proposal(team, number, None, "Tiêu chí không có mức cho trường hợp này")
    own = [band for band in bands if band.group] or bands
    band = max(own, key=lambda band: band.at_least)
    return Proposal(team, number, band.members_for(number), reason)

"""For which team somebody of a list applies: the team that is named, else the one in whose charge the hamlet is."""

from collections import defaultdict
from collections.abc import Iterable

from communes.models import Hamlet
from jobs.exchange.findings import Record
from recruitment.models import Campaign, CampaignLine
from teams.models import TeamHamlet
from teams.services.roster.names import team_key


class CampaignLines:
    """The quotas of a campaign by their teams' names and hamlets, in two queries."""

    def __init__(self, campaign: Campaign):
        self.lines = list(campaign.lines.select_related("team", "hamlet"))
        self._by_name: dict[str, list[CampaignLine]] = defaultdict(list)
        by_team: dict[int, list[CampaignLine]] = defaultdict(list)
        for line in self.lines:
            self._by_name[team_key(line.team.name)].append(line)
            by_team[line.team_id].append(line)
        self._by_hamlet: dict[int, list[tuple[TeamHamlet, CampaignLine]]] = defaultdict(list)
        for link in TeamHamlet.objects.filter(team__in=by_team):
            if line := _line_for(link.hamlet_id, by_team[link.team_id]):
                self._by_hamlet[link.hamlet_id].append((link, line))

    def find(self, record: Record, hamlet: Hamlet | None) -> CampaignLine | None:
        """The quota of the row; None where an error was found."""
        offered = "; ".join(dict.fromkeys(str(line.team) for line in self.lines))
        if text := record.get("line"):
            return self._of_team(record, text, hamlet, offered)
        if hamlet is None:
            record.error("hamlet", f"Chưa rõ dự tuyển vào Tổ nào. Ghi thôn, hoặc ghi Tổ: {offered}.")
            return None
        links = self._by_hamlet[hamlet.pk]
        line = next((line for link, line in links if link.is_in_force(record.get("received_on"))), None)
        if line is None:
            record.error(
                "hamlet",
                f"Tổ phụ trách {hamlet} không có chỉ tiêu trong đợt này. Ghi Tổ dự tuyển vào: {offered}.",
            )
        return line

    def _of_team(self, record: Record, text: str, hamlet: Hamlet | None, offered: str) -> CampaignLine | None:
        lines = self._by_name.get(team_key(text))
        if lines is None:
            record.error("line", f"Đợt này không có chỉ tiêu của Tổ “{text}”. Ghi một trong: {offered}.")
            return None
        line = lines[0] if len(lines) == 1 else _line_for(hamlet.pk if hamlet else None, lines)
        if line is None:
            named = "; ".join(str(one.hamlet) for one in lines)
            record.error("hamlet", f"Tổ “{text}” có chỉ tiêu riêng từng thôn. Ghi thôn, một trong: {named}.")
        return line


def _line_for(hamlet: int | None, lines: Iterable[CampaignLine]) -> CampaignLine | None:
    """Of a team's quotas the one of that hamlet, else the one of all its hamlets."""
    by_hamlet = {line.hamlet_id: line for line in lines}
    return by_hamlet.get(hamlet) or by_hamlet.get(None)

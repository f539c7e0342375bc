"""For which team somebody of a list applies: the team that is named, else the one in whose charge the hamlet is."""

from collections import defaultdict

from communes.models import Hamlet
from jobs.exchange.findings import Record
from recruitment.models import Campaign, CampaignLine
from teams.models import TeamHamlet
from teams.services.roster.names import team_key


class CampaignLines:
    """The quotas of a campaign by their teams' names and hamlets, in two queries."""

    def __init__(self, campaign: Campaign):
        self.lines = list(campaign.lines.select_related("team"))
        self._by_name = {team_key(line.team.name): line for line in self.lines}
        by_team = {line.team_id: line for line in self.lines}
        self._by_hamlet: dict[int, list[tuple[TeamHamlet, CampaignLine]]] = defaultdict(list)
        for link in TeamHamlet.objects.filter(team__in=by_team):
            self._by_hamlet[link.hamlet_id].append((link, by_team[link.team_id]))

    def find(self, record: Record, hamlet: Hamlet | None) -> CampaignLine | None:
        """The quota of the row; None where an error was found."""
        offered = "; ".join(str(line.team) for line in self.lines)
        if text := record.get("line"):
            if (line := self._by_name.get(team_key(text))) is None:
                record.error("line", f"Đợt này không có chỉ tiêu của Tổ “{text}”. Ghi một trong: {offered}.")
            return line
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

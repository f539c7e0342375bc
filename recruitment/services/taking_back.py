"""When a list of applicants that was brought in may be taken back."""

from communes.services.taking_back import may_take_back
from contracts.policy import Answer, Denied
from jobs.models import UndoLog
from jobs.services.undo import undo_entries
from recruitment.choices import CampaignState
from recruitment.models import Application, Campaign


def may_take_applications_back(user, log: UndoLog) -> Answer:
    """Those who keep the commune's registers, while the campaign takes applications: once the list of candidates is
    closed, what was received stays (TT 14/2024, Điều 3), also where no row of the batch stands in that list."""
    if not (answer := may_take_back(user, log)):
        return answer
    label = Application._meta.label_lower
    keys = {entry.pk for entry in undo_entries(log) if entry.label == label}
    closed = Campaign.objects.filter(applications__in=keys).exclude(state=CampaignState.RECEIVING)
    if campaign := closed.first():
        return Denied(
            f"Đợt “{campaign}” không còn nhận hồ sơ nên không hoàn tác được (TT 14/2024, Điều 3). "
            "Ghi rút hoặc từ chối từng hồ sơ theo quy trình."
        )
    return answer

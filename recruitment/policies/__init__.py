"""Who may do what in recruitment (roles.md): the police prepare, UBND signs, the chairman decides."""

from recruitment.policies.applications import (
    can_import,
    can_read_files,
    can_receive,
    can_refuse_late,
    can_see_papers,
    can_withdraw,
    can_work_on,
)
from recruitment.policies.campaigns import (
    can_attach_to_campaign,
    can_edit_campaign,
    can_prepare,
    can_prepare_own,
    can_read_campaign_files,
    can_set_council,
    can_step,
    step_is_due,
)
from recruitment.policies.council import (
    can_change_council,
    can_correct_session,
    can_plan_session,
    can_record_minutes,
    can_replace,
    can_set_wishes,
    can_step_back,
    session_of,
)

__all__ = [
    "can_attach_to_campaign",
    "can_change_council",
    "can_correct_session",
    "can_edit_campaign",
    "can_import",
    "can_plan_session",
    "can_prepare",
    "can_prepare_own",
    "can_read_campaign_files",
    "can_read_files",
    "can_receive",
    "can_record_minutes",
    "can_refuse_late",
    "can_replace",
    "can_see_papers",
    "can_set_council",
    "can_set_wishes",
    "can_step",
    "can_step_back",
    "can_withdraw",
    "can_work_on",
    "session_of",
    "step_is_due",
]

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
from recruitment.policies.papers import (
    can_draft_paper,
    can_fill,
    can_make_session_papers,
    can_print_sheet,
    can_sign_council,
    can_sign_plan,
    can_take_sheet,
)

__all__ = [
    "can_attach_to_campaign",
    "can_draft_paper",
    "can_edit_campaign",
    "can_fill",
    "can_import",
    "can_make_session_papers",
    "can_prepare",
    "can_prepare_own",
    "can_print_sheet",
    "can_read_campaign_files",
    "can_read_files",
    "can_receive",
    "can_refuse_late",
    "can_see_papers",
    "can_set_council",
    "can_sign_council",
    "can_sign_plan",
    "can_take_sheet",
    "can_step",
    "can_withdraw",
    "can_work_on",
    "step_is_due",
]

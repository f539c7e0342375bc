"""Who may do what in recruitment (roles.md): the police prepare, UBND signs, the chairman decides."""

from recruitment.policies.applications import (
    can_begin,
    can_import,
    can_read_files,
    can_receive,
    can_refuse_late,
    can_see_papers,
    can_take,
    can_work_on,
)
from recruitment.policies.campaigns import (
    can_attach_to_campaign,
    can_edit_campaign,
    can_prepare,
    can_prepare_own,
    can_publish,
    can_read_campaign_files,
    can_set_council,
    can_step,
    step_is_due,
)
from recruitment.policies.opinions import (
    ASKED_STATES,
    can_give_opinion,
    can_request_opinions,
    source_of,
)

__all__ = [
    "ASKED_STATES",
    "can_attach_to_campaign",
    "can_begin",
    "can_edit_campaign",
    "can_give_opinion",
    "can_import",
    "can_prepare",
    "can_prepare_own",
    "can_publish",
    "can_read_campaign_files",
    "can_read_files",
    "can_receive",
    "can_refuse_late",
    "can_request_opinions",
    "can_see_papers",
    "can_set_council",
    "can_step",
    "can_take",
    "can_work_on",
    "source_of",
    "step_is_due",
]

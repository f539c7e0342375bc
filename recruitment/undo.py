"""Batches of this app that can be taken back."""

from communes.services.taking_back import taking_back
from contracts.registry import Undoer, undoers
from recruitment.services.taking_back import may_take_applications_back

undoers.add(
    Undoer(
        "import.applications", "nhập hồ sơ dự tuyển từ Excel", taking_back("recruitment.import.undo"),
        may_take_applications_back, "recruitment:application_list",
    )
)  # fmt: skip

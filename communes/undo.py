"""Batches of this app that can be taken back."""

from communes.services.taking_back import may_take_back, taking_back
from contracts.registry import Undoer, undoers

undoers.add(
    Undoer(
        "import.hamlets", "nhập thôn, tổ dân phố từ Excel", taking_back("communes.import.undo"), may_take_back,
        "communes:hamlet_list",
    )
)  # fmt: skip

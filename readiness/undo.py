"""Batches of this app that can be taken back."""

from communes.services.taking_back import may_take_back, taking_back
from contracts.registry import Undoer, undoers

undoers.add(
    Undoer(
        "import.attendance", "nhập người dự tập huấn từ Excel", taking_back("readiness.import.undo"), may_take_back,
        "readiness:attendance_list",
    )
)  # fmt: skip

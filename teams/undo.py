"""Batches of this app that can be taken back."""

from communes.services.taking_back import may_take_back, taking_back
from contracts.registry import Undoer, undoers
from teams.services.bulk import UNDO_KIND, people_bulk_undo

undoers.add(
    Undoer(
        "import.members", "nhập thành viên từ Excel", taking_back("teams.roster.undo"), may_take_back,
        "teams:membership_list",
    ),
    Undoer(UNDO_KIND, "sửa hàng loạt", people_bulk_undo, may_take_back, "teams:membership_list"),
    Undoer(
        "import.teams", "nhập Tổ từ Excel", taking_back("teams.import.undo"), may_take_back, "teams:team_list"
    ),
    Undoer(
        "import.posts", "nhập chức danh thôn từ Excel", taking_back("teams.import.undo"), may_take_back,
        "teams:post_list",
    ),
)  # fmt: skip

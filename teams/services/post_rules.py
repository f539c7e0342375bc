"""What a post of a hamlet may not be, by field; for one post entered and for many brought in."""

from datetime import date

from teams.choices import ENDS_NEED_GROUND, ENDS_WITH_GROUND, PostKind
from teams.models import HamletPost
from vietnam.dates import format_date


def start_errors(spell: HamletPost) -> dict[str, str]:
    """Why it cannot begin so; whether the post is taken is looked for apart."""
    hamlet, started_on = spell.hamlet, spell.started_on
    errors: dict[str, str] = {}
    if spell.person.home_commune_id != hamlet.commune_id:
        errors["person"] = (
            "Hồ sơ của người này do xã khác quản lý. Gửi đề nghị tiếp nhận trước, hoặc chọn người khác."
        )
    if started_on < hamlet.started_on:
        errors["started_on"] = f"{hamlet} lập ngày {format_date(hamlet.started_on)}. Chọn ngày từ đó trở đi."
    elif hamlet.ended_on and started_on >= hamlet.ended_on:
        errors["started_on"] = f"{hamlet} không còn từ {format_date(hamlet.ended_on)}. Chọn thôn đang có."
    if bool(spell.other_title) != (spell.post == PostKind.OTHER):
        errors["other_title"] = (
            "Ghi tên chức danh." if spell.post == PostKind.OTHER
            else "Chỉ ghi tên riêng khi chọn “Chức danh khác”. Xóa trống mục này."
        )  # fmt: skip
    return errors


def taken_message(spell: HamletPost, taken: HamletPost) -> str:
    """Why it cannot begin while `taken` lasts: another's, or the same person's own."""
    until = f"đến trước {format_date(taken.ended_on)}" if taken.ended_on else "đến nay"
    held = f"giữ chức danh này ở {spell.hamlet} từ {format_date(taken.started_on)} {until}"
    if taken.person_id == spell.person_id:
        return f"Người này {held}. Mở dòng đó để sửa."
    mend = "Chọn ngày sau ngày đó." if taken.ended_on else "Ghi thôi cho người đó trước."
    return f"{taken.person} {held}; mỗi thôn chỉ một người. {mend}"


def facts_errors(spell: HamletPost) -> dict[str, str]:
    """What of the lump sum and the role beside it does not go together."""
    errors: dict[str, str] = {}
    if spell.contracted_on and spell.contracted_on < spell.started_on:
        errors["contracted_on"] = (
            f"Ngày khoán kinh phí không được trước ngày giữ chức danh {format_date(spell.started_on)}."
        )
    if bool(spell.propaganda_role) != bool(spell.propaganda_since):
        errors["propaganda_since" if spell.propaganda_role else "propaganda_role"] = (
            "Ghi cả vai trò và ngày bắt đầu làm cộng tác viên tuyên truyền, hoặc để trống cả hai."
        )
    return errors


def end_errors(started_on: date, ended_on: date, end_kind: str, ground: str) -> dict[str, str]:
    """Why it cannot end so."""
    errors: dict[str, str] = {}
    if ended_on <= started_on:
        errors["ended_on"] = f"Ngày thôi phải sau ngày giữ chức danh {format_date(started_on)}."
    if end_kind in ENDS_NEED_GROUND and not ground:
        errors["end_ground"] = "Miễn nhiệm, thay thế phải có căn cứ. Chọn một căn cứ trong danh sách."
    if ground and end_kind not in ENDS_WITH_GROUND:
        errors["end_ground"] = "Lý do thôi này không cần căn cứ. Để trống mục này."
    return errors

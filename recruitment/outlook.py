"""What comes next in a campaign, and what still keeps it from a step that its state allows.

The page says it before anybody presses, the services that take the steps refuse with the same words.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

from recruitment.choices import LIVE_STATES, ApplicationState, CampaignState
from recruitment.models import Campaign
from vietnam.dates import format_date

_S = ApplicationState
#: What somebody has to do about applications in these states before the list of candidates can be closed.
UNSETTLED = {_S.INCOMPLETE: "bổ sung giấy tờ", _S.RECEIVED: "thẩm định, kết luận"}


def hindrance(campaign: Campaign, code: str, counts: Counter, today: date, names: Sequence[str] = ()) -> str:
    """Why the step cannot be taken though the campaign has come so far; "" where it can. `counts` are the applications
    by state; `names` whom it is about, where the caller knows them."""
    judge = {"list": _to_list, "close": _to_close, "council": _to_meet, "submit": _to_submit}.get(code)
    return judge(campaign, counts, today, names) if judge else ""


def _window(campaign: Campaign, today: date, then: str) -> str:
    if today > campaign.closes_on:
        return ""
    return f"Còn nhận hồ sơ đến hết {format_date(campaign.closes_on)}. {then} từ ngày hôm sau."


def _to_list(campaign: Campaign, counts: Counter, today: date, names: Sequence[str]) -> str:
    if told := _window(campaign, today, "Chốt"):
        return told
    if waiting := sum(counts[state] for state in UNSETTLED):
        return f"Còn {waiting} hồ sơ chưa kết luận{_of(names)}. Bổ sung, thẩm định hoặc trả hồ sơ trước."
    if not counts[_S.ELIGIBLE]:
        return "Chưa có hồ sơ nào đủ điều kiện. Gia hạn nhận hồ sơ hoặc kết thúc đợt."
    return ""


def _to_close(campaign: Campaign, counts: Counter, today: date, names: Sequence[str]) -> str:
    if campaign.state == CampaignState.RECEIVING and (told := _window(campaign, today, "Kết thúc")):
        return told
    if live := sum(counts[state] for state in LIVE_STATES):
        return f"Còn {live} hồ sơ chưa giải quyết xong{_of(names)}. Làm tiếp, trả hồ sơ hoặc ghi rút trước."
    return ""


def _to_meet(campaign: Campaign, counts: Counter, today: date, names: Sequence[str]) -> str:
    if not hasattr(campaign, "council"):
        return "Chưa có quyết định thành lập Hội đồng. Ghi Hội đồng trước (TT 14/2024, Điều 3)."
    return ""


def _to_submit(campaign: Campaign, counts: Counter, today: date, names: Sequence[str]) -> str:
    if not counts[_S.PASSED]:
        return "Không ai trúng tuyển nên không có gì để trình. Kết thúc đợt, lập đợt mới."
    return ""


def _of(names: Sequence[str]) -> str:
    return f": {', '.join(names)}" if names else ""


def next_steps(campaign: Campaign, passed: int, today: date, is_posted: bool) -> list[str]:
    """What comes next by the path, as codes of steps; two where the same step may be made in two ways, or where the
    window opens before the plan hangs everywhere."""
    state = campaign.state
    if state == CampaignState.APPROVED:
        first = "post" if is_posted else "postings"
        return [first, "open"] if today >= campaign.opens_on else [first]
    if state == CampaignState.RECEIVING:
        return ["list"] if today > campaign.closes_on else ["receive"]
    if state == CampaignState.LISTED:
        first = "council" if hasattr(campaign, "council") else "council_set"
        return [first] if campaign.list_approval_id else ["sign_list", "approve_list", first]
    if state == CampaignState.COUNCIL:
        if campaign.submitted_on:
            return ["sign", "decide"]
        if passed and campaign.council.session.minutes_id is None:
            return ["minutes"]
        return ["submit"] if passed else ["close"]
    ways = {
        CampaignState.DRAFT: ["sign_plan", "approve"],
        CampaignState.POSTED: ["open"],
        CampaignState.DECIDED: ["close"],
    }
    return ways.get(CampaignState(state), [])


def next_words(campaign: Campaign, counts: Counter, today: date) -> list[str]:
    """Where the campaign stands and what is to be done next, as sentences; the clocks of the law and what does not hang
    yet are told beside them."""
    told = {
        CampaignState.DRAFT: _of_draft,
        CampaignState.APPROVED: _before_window,
        CampaignState.POSTED: _before_window,
        CampaignState.RECEIVING: _of_window,
        CampaignState.LISTED: _of_list,
        CampaignState.COUNCIL: _of_result,
        CampaignState.DECIDED: _of_decision,
    }.get(CampaignState(campaign.state))
    return told(campaign, counts, today) if told else []


def _of_draft(campaign: Campaign, counts: Counter, today: date) -> list[str]:
    return [
        f"Soạn kế hoạch ở “Văn bản của đợt”, trình UBND xã ký muộn nhất {format_date(campaign.opens_on)}, ngày bắt đầu "
        "nhận hồ sơ."
    ]  # fmt: skip


def _before_window(campaign: Campaign, counts: Counter, today: date) -> list[str]:
    opens = campaign.opens_on
    if today < opens:
        return [f"Nhận hồ sơ từ {format_date(opens)} ({days_left(today, opens)})."]
    return [f"Đã đến ngày nhận hồ sơ {format_date(opens)}: bấm “Bắt đầu nhận hồ sơ”."]


def _of_window(campaign: Campaign, counts: Counter, today: date) -> list[str]:
    closes = campaign.closes_on
    todo = [f"{counts[state]} hồ sơ {words}" for state, words in UNSETTLED.items() if counts[state]]
    if today <= closes:
        last = f"chốt danh sách từ {format_date(closes + timedelta(days=1))}"
        return [f"Nhận đến hết {format_date(closes)} ({days_left(today, closes)}).", _list_of([*todo, last])]
    return [f"Đã hết hạn nhận hồ sơ {format_date(closes)}.", _list_of([*todo, "chốt danh sách dự tuyển"])]


def _of_list(campaign: Campaign, counts: Counter, today: date) -> list[str]:
    council = getattr(campaign, "council", None)
    todo = [] if campaign.list_approval_id else ["UBND xã phê duyệt danh sách dự tuyển"]
    if council is None:
        return [_list_of([*todo, "thành lập Hội đồng xét tuyển", "họp xét tuyển"])]
    plan = getattr(council, "plan", None)
    if plan is None:
        return [_list_of([*todo, "xếp lịch họp, gửi giấy mời", "họp xét tuyển"])]
    when = f"{plan.starts_at:%H:%M} ngày {format_date(plan.held_on)}"
    if plan.held_on < today:
        return [f"Lịch họp {when} đã qua.", _list_of([*todo, "ghi kết quả họp, hoặc xếp lại lịch"])]
    return [f"Hội đồng họp lúc {when} tại {plan.place}.", *([_list_of(todo)] if todo else [])]


def _of_result(campaign: Campaign, counts: Counter, today: date) -> list[str]:
    if not counts[_S.PASSED] and not campaign.submitted_on:
        return ["Hội đồng không chọn được ai.", _list_of(["kết thúc đợt; tuyển tiếp bằng đợt mới"])]
    return []


def _of_decision(campaign: Campaign, counts: Counter, today: date) -> list[str]:
    return [_list_of(["niêm yết quyết định, cấp thẻ, giao trang bị, tập huấn người mới", "kết thúc đợt"])]


def _list_of(todo: Sequence[str]) -> str:
    return f"Việc tiếp theo: {'; '.join(todo)}."


def days_left(today: date, day: date) -> str:
    """How many days of the calendar until then, as the window is counted."""
    left = (day - today).days
    return f"còn {left} ngày" if left else "hôm nay"

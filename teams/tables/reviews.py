"""Columns of the lists of reviews, sheets of teams, results of members."""

from django.urls import reverse

from pages.tables import (
    DROPS,
    INLINE,
    Column,
    DayColumn,
    LinkColumn,
    NameColumn,
    NumberColumn,
    RegisterTable,
    StateColumn,
    YesColumn,
)
from pages.templatetags.pages import st
from teams.choices import Outcome, Rating
from teams.models import MemberReview, ReviewRound, TeamReview

RATING_TONES = {Rating.GOOD: "ok", Rating.FAIR: "ok", Rating.AVERAGE: "warn", Rating.WEAK: "bad"}
OUTCOME_TONES = {Outcome.KEEP: "ok", Outcome.TRAIN: "info", Outcome.REPLACE: "warn"}


class ReviewTable(RegisterTable):
    """Reviews."""

    title = NameColumn(lambda row: reverse("teams:review", args=[row.pk]), verbose_name="Đợt rà soát")
    commune = Column(verbose_name="Xã, phường", order_by=("commune__official_order",), room=INLINE)
    opens_on = DayColumn(verbose_name="Từ ngày", room=INLINE)
    due_on = DayColumn(verbose_name="Phải xong", room=INLINE)
    filled = NumberColumn(verbose_name="Tổ đã có phiếu", room=INLINE)
    total = NumberColumn(verbose_name="Số Tổ", room=INLINE)
    state = Column(verbose_name="Tình trạng", accessor="pk", orderable=False, room=INLINE)

    class Meta(RegisterTable.Meta):
        model = ReviewRound
        fields = ()

    def _state(self, row) -> tuple[str, str]:
        if row.closed_on:
            return "idle" if row.close_reason else "ok", f"Kết thúc {row.closed_on:%d/%m/%Y}"
        return ("bad", "Quá hạn") if row.is_late else ("info", "Đang rà soát")

    def render_state(self, record):
        """Running, late or closed."""
        return st(*self._state(record))

    def value_state(self, record):
        """The same in Excel."""
        return self._state(record)[1]


class SheetTable(RegisterTable):
    """Teams of a review: the summary that is printed and taken out."""

    team = NameColumn(
        lambda row: reverse("teams:review_sheet", args=[row.pk]),
        verbose_name="Tổ",
        order_by=("team__sort_key",),
    )
    commune = Column(
        verbose_name="Xã, phường", accessor="round__commune", order_by=("round__commune__official_order",),
        room=INLINE,
    )  # fmt: skip
    round = LinkColumn(
        lambda row: reverse("teams:review", args=[row.round_id]), verbose_name="Đợt rà soát",
        order_by=("round__opens_on",), room=DROPS,
    )  # fmt: skip
    reviewed_on = DayColumn(verbose_name="Ngày rà soát", room=INLINE)
    quota = NumberColumn(verbose_name="Định mức", room=DROPS)
    serving = NumberColumn(verbose_name="Hiện có", room=INLINE)
    found = NumberColumn(verbose_name="Đã rà soát", room=INLINE)
    substandard = NumberColumn(verbose_name="Không đủ tiêu chuẩn", room=DROPS)
    to_train = NumberColumn(verbose_name="Bồi dưỡng", room=DROPS)
    to_replace = NumberColumn(verbose_name="Thay thế", room=DROPS)
    to_recruit = NumberColumn(verbose_name="Cần tuyển", room=INLINE)
    rating = StateColumn(Rating, RATING_TONES, verbose_name="Hoạt động", room=INLINE)
    structure_note = Column(verbose_name="Số lượng, cơ cấu", orderable=False, room=DROPS, hidden=True)

    class Meta(RegisterTable.Meta):
        model = TeamReview
        fields = ()


class MemberReviewTable(RegisterTable):
    """Results of members."""

    person = NameColumn(
        lambda row: reverse("teams:membership", args=[row.membership_id]), verbose_name="Họ và tên",
        accessor="membership__person__full_name", order_by=("membership__person__sort_key",),
    )  # fmt: skip
    position = Column(
        verbose_name="Chức danh", accessor="membership__get_position_display", order_by=("membership__position",),
        room=INLINE,
    )  # fmt: skip
    team = LinkColumn(
        lambda row: reverse("teams:review_sheet", args=[row.sheet_id]), verbose_name="Tổ",
        accessor="sheet__team", order_by=("sheet__team__sort_key",), room=INLINE,
    )  # fmt: skip
    commune = Column(
        verbose_name="Xã, phường", accessor="sheet__round__commune",
        order_by=("sheet__round__commune__official_order",), room=DROPS,
    )  # fmt: skip
    reviewed_on = DayColumn(
        verbose_name="Ngày rà soát",
        accessor="sheet__reviewed_on",
        order_by=("sheet__reviewed_on",),
        room=DROPS,
    )
    outcome = StateColumn(Outcome, OUTCOME_TONES, verbose_name="Hướng xử lý", room=INLINE)
    standards = Column(
        verbose_name="Không đủ tiêu chuẩn", accessor="standards_words", orderable=False, room=DROPS
    )
    gaps = Column(verbose_name="Còn yếu, còn thiếu", accessor="gaps_words", orderable=False, room=DROPS)
    failed_duty = YesColumn(verbose_name="Không hoàn thành nhiệm vụ", room=DROPS)
    wishes_out = YesColumn(verbose_name="Xin ra khỏi Tổ", room=DROPS)

    class Meta(RegisterTable.Meta):
        model = MemberReview
        fields = ()

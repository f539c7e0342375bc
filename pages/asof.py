"""Lists asked as of any day: `?tai_ngay=31/12/2025`; page, print and export say the day in their title."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.functional import cached_property

from contracts.records import in_force
from pages.fields import VietDateField
from pages.filters import DayFilter, ListFilter
from pages.measured import MEASURE
from vietnam.dates import format_date

DAY = "tai_ngay"


def asked_day(query) -> date | None:
    """The day asked for; None without one, or where it cannot be read (the filter says so)."""
    given = (query or {}).get(DAY, "")
    field = VietDateField(required=False)
    try:
        return field.clean(given)
    except ValidationError:
        return None


class AsOfFilter(ListFilter):
    """Conditions of a list that can be asked as of a day; the list itself narrows its rows (`AsOfMixin`)."""

    tai_ngay = DayFilter(label="Tại ngày", method="as_of")

    @property
    def day(self) -> date:
        """The day the list is asked as of."""
        return asked_day(self.data) or timezone.localdate()

    def as_of(self, rows, name, day):
        """The list has done it."""
        return rows


class AsOfMixin:
    """Mix in before `MeasuredListMixin`: its rows are those in force on the day asked for, today without one.

    `dated` is the look-up path to `started_on`, `ended_on` ("" where the rows are dated themselves). `shows_all` says
    when another condition chooses among rows in force and rows that are over; a figure that is opened brings its own
    days.
    """

    dated = ""

    @cached_property
    def day(self) -> date:
        """The day the list is asked as of; of a figure that is opened its last day."""
        if asked := asked_day(self.request.GET):
            return asked
        return self._span().last_day if self.request.GET.get(MEASURE) else timezone.localdate()

    @property
    def is_as_of(self) -> bool:
        """Whether a day was asked for."""
        return asked_day(self.request.GET) is not None

    def shows_all(self) -> bool:
        """Whether rows out of force are wanted as well."""
        return False

    def on_day(self, rows):
        """The rows in force on the day, unless something else chooses."""
        if self.shows_all() or (self.request.GET.get(MEASURE) and not self.is_as_of):
            return rows
        return rows.filter(in_force(self.day, self.dated))

    def get_title(self) -> str:
        """With the day, where one was asked for."""
        title = super().get_title()
        return f"{title} tại ngày {format_date(self.day)}" if self.is_as_of else title

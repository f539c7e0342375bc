"""What a row says by itself: dates in order, ages that can be, what is missing or doubtful."""

from datetime import date

from jobs.exchange.findings import Record
from law.values import RuleBook
from teams.choices import Sex, StartKind
from vietnam.dates import PartialDate, format_date, full_years
from vietnam.ids import citizen_id_warnings

#: Facts that a member may do without, with what is said of their absence. BM1 cannot count who lacks the first three.
WANTED = {
    "birth_date": "Thiếu ngày sinh. Ghi ngày hoặc ít nhất năm sinh.",
    "sex": "Thiếu giới tính.",
    "education": "Thiếu trình độ.",
    "citizen_id": "Thiếu CCCD.",
    "ethnic_group": "Thiếu dân tộc.",
}


class Plausibility:
    """Judges single rows by the rules in force on the day of the import."""

    def __init__(self, on: date, rules: RuleBook):
        self.on = on
        self.youngest, self.oldest = rules.value("roster.age_min"), rules.value("roster.age_max")
        self.month, self.day = map(int, rules.value("person.birthday_of_year").split("-"))
        self.limit = rules.get("recruit.age_max")

    def normalise(self, record: Record) -> None:
        """Bring the pair Nam | Nữ into birth date and sex, and a year into the day it counts as."""
        for name, sex in (("birth_male", Sex.MALE), ("birth_female", Sex.FEMALE)):
            if (value := record.values.pop(name, None)) is None:
                continue
            if record.values.get("sex") not in (None, sex):
                record.error(
                    name, f"Ngày sinh ở cột {sex.label} nhưng giới tính ghi khác. Sửa một trong hai."
                )
            record.values["sex"] = sex
            record.headings.setdefault("sex", record.headings[name])
            if value is True:
                continue
            if record.values.get("birth_date"):
                record.error(name, "Có hai ngày sinh (cột Nam, cột Nữ hoặc cột Ngày sinh). Để lại một.")
            record.values["birth_date"] = value
        birth = record.get("birth_date")
        record.values["birth_is_year"] = isinstance(birth, PartialDate)
        if isinstance(birth, PartialDate):
            record.values["birth_date"] = birth.as_date(self.month, self.day)

    def judge(self, record: Record) -> None:
        """Errors of dates and ages; warnings of what is doubtful."""
        self._dates(record)
        self.person(record)
        self._service_age(record)

    def person(self, record: Record) -> None:
        """What of birth date, sex and CCCD cannot be, or does not go together."""
        self._age(record)
        birth: date | PartialDate | None = record.get("birth_date")
        if birth and record.get("birth_is_year"):
            birth = PartialDate(birth.year)
        for doubt in citizen_id_warnings(record.get("citizen_id") or "", birth, record.get("sex")):
            record.warn("citizen_id", doubt)

    def _dates(self, record: Record) -> None:
        start, end = record.get("started_on"), record.get("ended_on")
        if start and start > self.on:
            record.error("started_on", f"Ngày tham gia {format_date(start)} chưa đến. Sửa lại ngày.")
        if end and end > self.on:
            record.error("ended_on", f"Ngày thôi {format_date(end)} chưa đến. Chỉ ghi việc đã có.")
        if start and end and end <= start:
            record.error(
                "ended_on",
                f"Ngày thôi phải sau ngày tham gia ({format_date(start)}). Sửa một trong hai ngày.",
            )
        if record.get("end_kind") and not end:
            record.error("end_kind", "Có lý do thôi nhưng chưa có ngày thôi tham gia. Ghi ngày thôi.")

    def _age(self, record: Record) -> None:
        birth = record.get("birth_date")
        if birth is None:
            return
        heading = _heading(record)
        age = full_years(birth, self.on)
        if birth > self.on:
            record.error(heading, "Ngày sinh ở sau hôm nay. Kiểm tra lại năm.")
        elif not self.youngest <= age <= self.oldest:
            record.error(
                heading,
                f"Tính ra {age} tuổi, ngoài khoảng {self.youngest}–{self.oldest}. Kiểm tra lại ngày sinh.",
            )

    def _service_age(self, record: Record) -> None:
        birth, start = record.get("birth_date"), record.get("started_on")
        if birth is None or birth > self.on or not self.youngest <= full_years(birth, self.on) <= self.oldest:
            return
        age = full_years(birth, self.on)
        if start and full_years(birth, start) < self.youngest:
            record.error(
                "started_on", f"Ngày tham gia khi mới {full_years(birth, start)} tuổi. Kiểm tra hai ngày."
            )
        elif self.limit and age >= self.limit.value and not record.get("ended_on"):
            record.warn(
                _heading(record),
                f"Đã {age} tuổi: từ sau {self.limit.value} tuổi cần Chủ tịch UBND xã quyết định.",
            )

    @staticmethod
    def lacking(record: Record) -> None:
        """Warnings of what is not known of somebody new; each stays as a data-quality item."""
        for name, words in WANTED.items():
            if record.get(name) is None:
                record.warn(name, words)

    def missing(self, record: Record, start_kind: str) -> None:
        """Warnings of what a new row lacks."""
        self.lacking(record)
        if record.get("ended_on") and not record.get("end_kind"):
            record.warn("end_kind", "Thiếu lý do thôi: ghi là “Lý do khác”.")
        if start_kind == StartKind.RECRUITED and not record.get("decision"):
            record.warn("decision", "Thiếu quyết định công nhận. Ghi quyết định sau.")


def _heading(record: Record) -> str:
    return "birth_date" if record.has("birth_date") else "sex"

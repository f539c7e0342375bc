"""Inventing: names of people and hamlets, identity numbers, phones, dates. The same seed invents the same."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

SURNAMES = (
    "Nguyễn Trần Lê Phạm Hoàng Phan Võ Đặng Bùi Đỗ Hồ Ngô Dương Đinh Mai Cao Trương Đoàn Lương Tạ"
).split()  # fmt: skip
#: How often each surname comes, roughly as in the country.
SURNAME_WEIGHTS = (30, 11, 9, 7, 5, 5, 4, 3, 3, 3, 3, 2, 2, 2, 2, 2, 2, 2, 1, 1)
MALE_MIDDLE = "Văn Hữu Đức Quốc Minh Xuân Thanh Công Đình Ngọc Trọng Duy Bá Tiến".split()
FEMALE_MIDDLE = "Thị Thị Thị Thanh Ngọc Thu Minh Kim Hồng Bích".split()
MALE_GIVEN = (
    "An Bình Chiến Cường Dũng Đạt Đức Giang Hà Hải Hiền Hòa Hùng Hưng Khánh Lâm Long Lộc Mạnh Nam Nghĩa "
    "Phong Phú Phúc Quang Quân Sơn Tài Tâm Thắng Thành Thọ Tiến Toàn Trung Tuấn Vinh Vũ Ân Định"
).split()
FEMALE_GIVEN = (
    "Anh Bích Châu Dung Hà Hạnh Hiền Hoa Hồng Hương Lan Liên Loan Mai Nga Ngọc Oanh Phương Thảo Thủy".split()
)
PLACE_FIRST = (
    "An Bình Hòa Tân Phú Thanh Xuân Trung Vĩnh Đông Tây Nam Bắc Thượng Hạ Kim Long Mỹ Phước Yên".split()
)
PLACE_LAST = (
    "Bình Hòa Lạc Lộc Phong Sơn Thành Thịnh Thủy Trung Xuân Phú Định Giang Khê Lương Mỹ Tiến Vinh Yên".split()
)


@dataclass(frozen=True)
class Invented:
    """An invented person's identity."""

    full_name: str
    sex: str
    birth_date: date
    citizen_id: str
    phone: str


class Inventor:
    """Invents, repeatably. CCCD begin with 000, which no province has; phones with 0999, which nobody uses."""

    def __init__(self, seed: int):
        self.random = Random(seed)
        self._number = 0

    def person(self, youngest: date, oldest: date, *, woman_share: float = 0.2) -> Invented:
        """A person born between the two days."""
        pick = self.random
        woman = pick.random() < woman_share
        birth = self.day(oldest, youngest)
        middle, given = (FEMALE_MIDDLE, FEMALE_GIVEN) if woman else (MALE_MIDDLE, MALE_GIVEN)
        surname = pick.choices(SURNAMES, SURNAME_WEIGHTS)[0]
        self._number += 1
        return Invented(
            full_name=f"{surname} {pick.choice(middle)} {pick.choice(given)}",
            sex="female" if woman else "male",
            birth_date=birth,
            citizen_id=self.citizen_id(birth, woman),
            phone=f"0999{self._number:06d}",
        )

    def citizen_id(self, birth: date, woman: bool) -> str:
        """000, century and sex, year of birth, a running number."""
        century = 2 * (birth.year // 100 - 19) + woman
        return f"000{century}{birth.year % 100:02d}{self._number:06d}"

    def day(self, first: date, last: date) -> date:
        """A day between the two, both included."""
        return first + timedelta(days=self.random.randint(0, (last - first).days))

    def place_names(self, count: int) -> list[str]:
        """That many different names of hamlets."""
        every = [f"{first} {last}" for first in PLACE_FIRST for last in PLACE_LAST if first != last]
        return self.random.sample(every, count)

    def chance(self, share: float) -> bool:
        """True in that share of cases."""
        return self.random.random() < share

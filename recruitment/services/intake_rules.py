"""When an application may be taken: the same words for one that is typed and for a list that is brought in."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone

from contracts.encryption import digest
from recruitment.choices import ENDED_STATES
from recruitment.models import Application, ApplicationPaper, Campaign
from teams.models import Person, Team
from vietnam.dates import format_date
from vietnam.ids import citizen_id_clean, citizen_id_error
from vietnam.names import fold


class LateApplication(ValidationError):
    """Handed in outside the window; may be written down as such, never taken."""

    def __init__(self, campaign: Campaign, received_on: date):
        window = f"từ {format_date(campaign.opens_on)} đến hết {format_date(campaign.closes_on)}"
        when = "trước khi bắt đầu" if received_on < campaign.opens_on else "sau khi hết hạn"
        super().__init__(
            {
                "received_on": (
                    f"Ngày {format_date(received_on)} {when} nhận hồ sơ ({window}, theo kế hoạch tuyển chọn; "
                    "TT 14/2024, Điều 3). Kiểm tra lại ngày; đúng là nộp muộn thì không nhận."
                )
            }
        )


class PossibleDouble(ValidationError):
    """Somebody of that name and birth waits in another commune of the province. Which one, and who has it, is not told;
    the officer asks the applicant, and confirms that it is another person."""

    WORDS = (
        "Ở một xã khác trong tỉnh đang có hồ sơ dự tuyển của người cùng họ tên, cùng ngày sinh. Mỗi người chỉ nộp một "
        "nơi: hỏi người nộp. Đúng là người khác thì xác nhận rồi nhận hồ sơ."
    )

    def __init__(self):
        super().__init__({"full_name": self.WORDS})


def check_day(campaign: Campaign, received_on: date) -> None:
    """Handed in within the window, both its days included, and not in the future."""
    if not campaign.opens_on <= received_on <= campaign.closes_on:
        raise LateApplication(campaign, received_on)
    if received_on > timezone.localdate():
        raise ValidationError({"received_on": "Ngày nhận chưa đến. Ghi ngày đã nhận hồ sơ."})


def person_known(campaign: Campaign, citizen_id: str, full_name: str | None) -> Person | None:
    """Somebody of the commune's register with the typed CCCD: served or applied before; None where nobody has it, or it
    is none. The name must agree; None does not compare it."""
    number = citizen_id_clean(citizen_id).text
    if not number or citizen_id_error(number):
        return None
    people = Person.objects.filter(home_commune=campaign.commune)
    person = people.filter(citizen_id_digest=digest(number)).first()
    if person and full_name is not None and fold(full_name) != person.search_key:
        raise ValidationError({"citizen_id": other_name_message(person)})
    return person


def serving_message(person: Person, team: Team) -> str:
    """Who serves in a team does not apply."""
    return f"{person} đang là thành viên {team}, không dự tuyển được."


def other_name_message(person: Person) -> str:
    """A CCCD of somebody of another name is a slip of the pen, or another person."""
    return f"Số định danh này trong sổ của xã là của {person}. Kiểm tra lại số và họ tên."


def double_message(person: Person) -> str:
    """One application a person and campaign."""
    return f"{person} đã có hồ sơ trong đợt này. Mở hồ sơ đó để bổ sung."


def beside_message(other: Application) -> str:
    """One application at a time: nobody is put before two councils."""
    return (
        f"{other.person} đang có hồ sơ ở đợt “{other.campaign}” ({other.get_state_display().lower()}). "
        "Ghi rút hồ sơ đó trước, hoặc chờ kết quả của đợt đó."
    )


def paper_day_message(paper: ApplicationPaper, latest: date) -> str:
    """A paper that was handed in by a day was issued by then; "" where it was."""
    if paper.issued_on and paper.issued_on > latest:
        return f"{paper.get_kind_display()}: ngày cấp sau ngày nhận {format_date(latest)}. Kiểm tra lại."
    return ""


def refuse_possible_double(campaign: Campaign, person: Person) -> None:
    """The same name and birth in another commune of the province, until it is confirmed to be somebody else."""
    if not person.birth_date or person.birth_is_year:
        return
    same = Application.objects.beyond_the_commune(campaign).filter(
        person__search_key=person.search_key, person__birth_date=person.birth_date
    )
    if same.exists():
        raise PossibleDouble()


def refuse_double(campaign: Campaign, person: Person) -> None:
    """One application a person, in this campaign and beside it; the same name and birth date is the same person
    typed twice."""
    same = Q(person=person)
    if person.birth_date:
        same |= Q(person__search_key=person.search_key, person__birth_date=person.birth_date)
    if campaign.applications.exclude(state__in=ENDED_STATES).filter(same).exists():
        raise ValidationError({"full_name": double_message(person)})
    beside = Application.objects.on_their_way_beside(campaign).filter(same)
    if other := beside.select_related("person", "campaign").first():
        raise ValidationError({"full_name": beside_message(other)})

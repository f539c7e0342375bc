"""Taking somebody over from another commune: asked by one, answered by the other, done in one step."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.choices import NoticeKind
from accounts.models import User
from accounts.services.notices import notice_send
from audit.services import audit
from audit.snapshots import snapshot
from communes.models import Commune
from communes.services.communes import commune_touch
from contracts.encryption import digest
from contracts.policy import require
from contracts.roles import REGISTRARS, Role, Scope
from law.values import due_after, value
from teams import policies
from teams.choices import EndKind, Position, StartKind
from teams.models import Membership, Person, Team, TransferAnswer, TransferRequest
from teams.services.people import person_rehome
from teams.services.spells import spell_begin, spell_end
from vietnam.dates import format_date
from vietnam.ids import citizen_id_clean, citizen_id_error
from vietnam.names import clean_name


@transaction.atomic
def transfer_ask(
    *, actor, commune: Commune, citizen_id: str, full_name: str, wanted_on: date, reason: str, team: Team | None = None
) -> TransferRequest:  # fmt: skip
    """Ask whoever keeps the person of that CCCD to hand them over from a day on.

    With `team` the person begins there as Tổ viên; without it only the record comes over (somebody who will apply).
    Nothing is told of who and where the person is. Refused: a CCCD nobody has registered, one of the own register, a
    request that waits already.
    """
    require(policies.can_register(actor, commune))
    number = citizen_id_clean(citizen_id).text
    if wrong := citizen_id_error(number) or ("" if number else "Nhập số định danh 12 số."):
        raise ValidationError({"citizen_id": wrong})
    _check_team(team, commune, wanted_on)
    person = _kept_elsewhere(actor, number)
    waiting = TransferRequest.objects.waiting().filter(commune=commune, citizen_id_digest=digest(number))
    if earlier := waiting.first():
        raise ValidationError(
            {
                "citizen_id": f"Xã đã đề nghị tiếp nhận người này ngày {format_date(earlier.requested_on)}, chờ trả "
                f"lời đến {format_date(earlier.due_on)}."
            }
        )
    today = timezone.localdate()
    days = value("transfer.answer_days", on=today, province=commune.province_id)
    request = TransferRequest(
        commune=commune, team=team, person=person, full_name=clean_name(full_name), citizen_id=number,
        wanted_on=wanted_on, reason=reason.strip(), requested_on=today, due_on=due_after(today, days),
        requested_by=actor,
    )  # fmt: skip
    request.full_clean()
    request.save()
    audit(actor, "teams.transfer.ask", request)
    _tell(_keepers(person.home_commune, today), request, f"{commune} đề nghị tiếp nhận {person.full_name}")
    return request


@transaction.atomic
def transfer_accept(*, actor, request: TransferRequest, version: int | None) -> TransferAnswer:
    """Hand the person over on the day asked for: the open spell ends, the next begins, the home follows.

    Refused where the day does not fit the spells there are; the answering side then refuses with that reason.
    """
    require(policies.can_answer_transfer(actor, request, timezone.localdate()))
    request.claim_version(version)
    person, keeper = request.person, request.keeper
    Person.objects.select_for_update().filter(pk=person.pk).first()
    ended = person.memberships.open().select_related("team__commune", "person").first()
    if ended:
        _end(actor, request, ended)
    started = _begin(actor, request, bool(ended))
    if started is None:
        person_rehome(actor=actor, person=person, commune=request.commune)
    answer = _answer(
        actor, request, keeper, "teams.transfer.accept", is_accepted=True, ended=ended, started=started
    )
    commune_touch({keeper.code, request.commune_id})
    _tell(_askers(request), request, f"Đã chấp nhận cho tiếp nhận {request.full_name}")
    return answer


@transaction.atomic
def transfer_refuse(*, actor, request: TransferRequest, version: int | None, reason: str) -> TransferAnswer:
    """Refuse with a reason that the asking side reads."""
    require(policies.can_answer_transfer(actor, request, timezone.localdate()))
    if not reason.strip():
        raise ValidationError({"reason": "Ghi lý do từ chối; xã đề nghị sẽ đọc lý do này."})
    request.claim_version(version)
    answer = _answer(
        actor, request, request.keeper, "teams.transfer.refuse", is_accepted=False, reason=reason.strip()
    )
    _tell(_askers(request), request, f"Từ chối cho tiếp nhận {request.full_name}")
    return answer


@transaction.atomic
def transfer_withdraw(*, actor, request: TransferRequest, version: int | None) -> TransferRequest:
    """Take the request back while it waits."""
    require(policies.can_withdraw_transfer(actor, request))
    before = snapshot(request)
    request.claim_version(version)
    request.withdrawn_on = timezone.localdate()
    request.save(update_fields=["withdrawn_on"])
    audit(actor, "teams.transfer.withdraw", request, before=before)
    keepers = _keepers(request.person.home_commune, request.withdrawn_on)
    _tell(keepers, request, f"{request.commune} rút đề nghị tiếp nhận {request.person.full_name}")
    return request


def _check_team(team: Team | None, commune: Commune, on: date) -> None:
    if team is None:
        return
    if team.commune_id != commune.code:
        raise ValidationError({"team": "Tổ này thuộc xã khác. Chọn Tổ của xã mình."})
    if not team.is_in_force(on):
        raise ValidationError(
            {"wanted_on": f"{team} không hoạt động vào ngày {format_date(on)}. Chọn ngày khác."}
        )


def _kept_elsewhere(actor, number: str) -> Person:
    person = Person.objects.filter(citizen_id_digest=digest(number)).select_related("home_commune").first()
    if person is None:
        raise ValidationError(
            {
                "citizen_id": "Số định danh này chưa có trong hệ thống: thêm người trực tiếp, không cần đề nghị."
            }
        )
    if Person.objects.visible_to(actor).filter(pk=person.pk).exists():
        raise ValidationError(
            {"citizen_id": f"Số định danh này là của {person}, đang trong sổ của xã. Mở hồ sơ đó để dùng."}
        )
    return person


def _end(actor, request: TransferRequest, spell: Membership) -> None:
    if request.team is None:
        raise ValidationError(
            f"{spell.person} đang là {spell.get_position_display()} {spell.team}, mà đề nghị không nêu Tổ tiếp nhận. "
            "Từ chối và nêu lý do để xã kia ghi Tổ, hoặc ghi thôi tham gia trước."
        )
    if request.wanted_on <= spell.started_on:
        raise ValidationError(
            f"{spell.person} tham gia {spell.team} từ {format_date(spell.started_on)}, không thể chuyển từ ngày "
            f"{format_date(request.wanted_on)}. Từ chối và đề nghị ngày khác."
        )
    spell_end(actor, spell, None, request.wanted_on, EndKind.TRANSFERRED_OUT, act="teams.transfer.out")


def _begin(actor, request: TransferRequest, goes_on: bool) -> Membership | None:
    """The spell in the team that asked. Nobody is recruited here: who goes on is transferred in, who had left before
    is entered as one who serves already; another position follows by the commune's own decision."""
    if request.team is None:
        return None
    team, day = request.team, request.wanted_on
    if not team.is_in_force(day) or request.person.memberships.overlapping(day, None).exists():
        raise ValidationError(
            f"Ngày {format_date(day)} không phù hợp: Tổ tiếp nhận không hoạt động vào ngày đó, hoặc người này tham gia "
            "Tổ khác từ ngày sau đó. Từ chối và đề nghị ngày khác."
        )
    kind = StartKind.TRANSFERRED_IN if goes_on else StartKind.TAKEN_OVER
    return spell_begin(
        actor,
        Membership(
            person=request.person, team=team, position=Position.MEMBER, started_on=day, start_kind=kind
        ),
    )


def _answer(actor, request: TransferRequest, keeper: Commune, act: str, **facts) -> TransferAnswer:
    answer = TransferAnswer(
        request=request, from_commune=keeper, answered_on=timezone.localdate(), answered_by=actor,
        by_province=actor.scope != Scope.COMMUNE, **facts,
    )  # fmt: skip
    answer.save()
    audit(actor, act, answer)
    return answer


def _keepers(commune: Commune, on: date) -> list[User]:
    """The chiefs whose unit keeps the person, also where it took the commune over in a merger."""
    chiefs = User.objects.holding(Role.CHIEF, on).filter(scope=Scope.COMMUNE, province=commune.province_id)
    return [chief for chief in chiefs if commune.code in chief.commune_ids]


def _askers(request: TransferRequest) -> list[User]:
    registrars = User.objects.holding(list(REGISTRARS), timezone.localdate())
    return list(registrars.filter(scope=Scope.COMMUNE, commune=request.commune_id))


def _tell(users: list[User], request: TransferRequest, title: str) -> None:
    notice_send(users=users, kind=NoticeKind.TRANSFER, title=title, url=request.get_absolute_url())

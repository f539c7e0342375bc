"""What files hang on: a person's own papers, which go where the person goes, and those of one spell in a team, which
stay with the commune of the spell."""

from django.urls import reverse

from contracts.policy import Answer
from contracts.registry import AttachmentKind, attachment_kinds
from teams import policies
from teams.models import Membership, Person


def _people(user):
    return Person.objects.visible_to(user).select_related("home_commune").without_secrets()


def _spells(user):
    return Membership.objects.visible_to(user).select_related("person", "team__commune").without_secrets()


def _may_write(user, spell: Membership) -> Answer:
    return policies.can_edit_team(user, spell.team)


attachment_kinds.add(
    AttachmentKind(
        "person", "Nhân thân", "teams.Person", _people, policies.can_reveal, policies.can_edit_person,
        url=lambda row: reverse("teams:person", args=[row.pk]), heading="Tệp đính kèm: nhân thân",
        hint="Ví dụ: Sơ yếu lý lịch, Bản sao bằng tốt nghiệp. Tệp theo người khi chuyển xã.",
    ),
    AttachmentKind(
        "membership", "Thời gian tham gia Tổ", "teams.Membership", _spells, policies.can_read_leaving, _may_write,
        url=lambda row: reverse("teams:membership", args=[row.pk]), heading="Tệp đính kèm: công tác trong Tổ",
        hint="Ví dụ: Đơn xin thôi tham gia, Biên bản bàn giao. Tệp ở lại với xã nơi tham gia.",
    ),
)  # fmt: skip

"""Who may open the pages of accounts."""

from datetime import date, timedelta

from django.utils import timezone

from accounts.models import Notice, SavedView
from accounts.services.roles import role_delegate
from contracts.roles import Role
from tests.matrix.rules import ADMINS, CHIEFS, EVERYBODY, OWN_COMMUNE, PROVINCE, Rule
from tests.world import make_user

#: Users are seen by those of their unit and of the units above.
_SEE_AN = OWN_COMMUNE | PROVINCE | {"admin"}


def _an(world):
    return {"pk": world.an.pk}


def _closed(world):
    return {"pk": world.khanh.pk}


def _grant(world):
    return {"pk": world.an.grants.get().pk}


def _delegation(world):
    today = timezone.localdate()
    grant = role_delegate(
        actor=world.chien, user=world.an, role=Role.CHIEF, started_on=today, ended_on=today + timedelta(days=9),
        basis="Giấy ủy quyền 03",
    )  # fmt: skip
    return {"pk": grant.pk}


def _notice(world):
    return {
        "pk": Notice.objects.create(user=world.an, kind="account", title="Tin", url="/tai-khoan/ca-nhan/").pk
    }


def _shared_view(world):
    """Shared by An within Công an xã Quảng Trạch."""
    view, _ = SavedView.objects.get_or_create(
        user=world.an, list_code="teams:team_list", name="Tổ thiếu", query="quan_so=short", is_shared=True
    )
    return {"pk": view.pk}


def _second_officer(world):
    """Delegation needs somebody to delegate to; every own page opens without."""
    make_user("tam", "Lê Văn Tám", Role.OFFICER, world.commune_a, since=date(2025, 7, 1))
    return {}


_MANAGE = {"scoped": True, "sees": _SEE_AN, "post": True}
_SHARED = {"scoped": True, "sees": OWN_COMMUNE, "post": True}
RULES = {
    "accounts:login": Rule(EVERYBODY, public=True),
    "accounts:logout": Rule(EVERYBODY, get=False, post=True, public=True),
    "accounts:password": Rule(EVERYBODY, post=True),
    "accounts:profile": Rule(EVERYBODY),
    "accounts:delegate": Rule(EVERYBODY - ADMINS, kwargs=_second_officer, post=True),
    "accounts:delegation_end": Rule(
        frozenset({"chief"}), kwargs=_delegation, scoped=True, sees=frozenset({"chief"}), post=True
    ),
    "accounts:draft_keep": Rule(EVERYBODY, get=False, post=True),
    "accounts:draft_drop": Rule(EVERYBODY, get=False, post=True),
    "accounts:saved_views": Rule(EVERYBODY),
    "accounts:saved_view_new": Rule(EVERYBODY, post=True),
    "accounts:saved_view_edit": Rule(frozenset({"officer"}), kwargs=_shared_view, **_SHARED),
    "accounts:saved_view_remove": Rule(frozenset({"officer", "chief"}), kwargs=_shared_view, **_SHARED),
    "accounts:saved_view_restore": Rule(frozenset({"officer", "chief"}), kwargs=_shared_view, **_SHARED),
    "accounts:notices": Rule(EVERYBODY),
    "accounts:notices_mark": Rule(EVERYBODY, get=False, post=True),
    "accounts:notice_open": Rule(
        frozenset({"officer"}), kwargs=_notice, scoped=True, sees=frozenset({"officer"}), get=False, post=True
    ),
    "accounts:user_list": Rule(ADMINS | CHIEFS),
    "accounts:user_create": Rule(ADMINS, post=True),
    "accounts:propose": Rule(CHIEFS, post=True),
    "accounts:user_detail": Rule(frozenset({"chief"}) | ADMINS, kwargs=_an, scoped=True, sees=_SEE_AN),
    "accounts:user_update": Rule(ADMINS, kwargs=_an, **_MANAGE),
    "accounts:user_deactivate": Rule(ADMINS, kwargs=_an, **_MANAGE),
    "accounts:user_activate": Rule(ADMINS, kwargs=_closed, **_MANAGE),
    "accounts:password_set": Rule(ADMINS, kwargs=_an, **_MANAGE),
    "accounts:grant_create": Rule(ADMINS, kwargs=_an, **_MANAGE),
    "accounts:grant_end": Rule(ADMINS, kwargs=_grant, **_MANAGE),
}

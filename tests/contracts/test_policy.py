"""Refusals with reasons, and who holds which role where."""

import pytest
from django.contrib.auth.models import AnonymousUser

from contracts.policy import ALLOWED, Allowed, Denied, PolicyDenied, first_denied, holds, require
from contracts.roles import ROLES_OF_SCOPE, Role, Scope


def test_an_answer_is_true_or_false_and_says_why():
    assert Allowed(note="một người thực hiện") and not Denied("Kỳ báo cáo đã khóa.")
    assert require(ALLOWED) is ALLOWED
    with pytest.raises(PolicyDenied) as refused:
        require(Denied("Kỳ báo cáo đã khóa."))
    assert refused.value.reason == "Kỳ báo cáo đã khóa."


def test_of_several_conditions_the_first_refusal_is_told():
    no, never = Denied("không"), Denied("không bao giờ")
    assert first_denied(ALLOWED, no, never) is no
    assert first_denied(ALLOWED, ALLOWED) is ALLOWED
    assert first_denied() is ALLOWED


def test_strangers_are_asked_to_log_in():
    assert "chưa đăng nhập" in holds(AnonymousUser(), Role.OFFICER).reason


@pytest.mark.django_db
def test_a_role_reaches_as_far_as_its_unit(world):
    own, other = {"commune": "19057", "province": "44"}, {"commune": "19033", "province": "44"}
    assert holds(world.an, Role.OFFICER, **own)
    assert "đơn vị khác" in holds(world.an, Role.OFFICER, **other).reason
    assert holds(world.phu, Role.REVIEWER, **other)
    assert not holds(world.hung, Role.REVIEWER, **own)
    assert holds(world.admin, Role.ADMIN, **own)
    assert "dành cho: Trưởng, Phó Công an xã" in holds(world.an, Role.CHIEF).reason
    assert not holds(world.khanh, Role.OFFICER, **own)


def test_every_role_makes_sense_somewhere():
    assert set().union(*ROLES_OF_SCOPE.values()) == set(Role)
    assert set(ROLES_OF_SCOPE) == set(Scope)

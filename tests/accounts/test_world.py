"""The world of the tests is what it says it is."""

from accounts.models import User
from communes.models import Agency
from contracts.roles import Role


def test_every_active_user_holds_exactly_the_role_of_the_table(world):
    held = {name: sorted(user.role_codes) for name, user in world.users.items()}
    assert held == {
        "an": [Role.OFFICER], "chien": [Role.CHIEF], "le": [Role.LEADER], "phuc": [Role.PARTNER],
        "binh": [Role.OFFICER], "bao": [Role.CHIEF], "bich": [Role.LEADER],
        "phu": [Role.REVIEWER], "duc": [Role.DIRECTOR], "quang": [Role.ADMIN],
        "hai": [Role.OFFICER], "hung": [Role.REVIEWER], "admin": [Role.ADMIN], "khanh": [Role.OFFICER],
    }  # fmt: skip


def test_each_sees_the_users_of_their_own_unit_and_below(world):
    def names(user):
        return set(User.objects.visible_to(user).values_list("username", flat=True))

    assert names(world.an) == {"an", "chien", "le", "phuc", "khanh"}
    assert names(world.hung) == {"hai", "hung"}
    assert names(world.admin) == set(world.users)
    assert names(world.khanh) == set()


def test_agencies_of_commune_and_province_are_there(world):
    assert Agency.objects.filter(commune=world.commune_a).count() == 7
    assert Agency.objects.filter(commune=None, province=world.province).count() == 3

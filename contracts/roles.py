"""Roles and scopes: who a user is (roles.md)."""

from django.db import models


class Role(models.TextChoices):
    """What a person does in a unit. One person may hold several, with dates."""

    OFFICER = "officer", "Cán bộ Công an xã"
    CHIEF = "chief", "Trưởng, Phó Công an xã"
    LEADER = "leader", "Chủ tịch, Phó Chủ tịch UBND xã"
    PARTNER = "partner", "Cơ quan phối hợp"
    REVIEWER = "reviewer", "Cán bộ Phòng nghiệp vụ Công an tỉnh"
    DIRECTOR = "director", "Lãnh đạo Phòng, Công an tỉnh"
    ADMIN = "admin", "Quản trị"


class Scope(models.TextChoices):
    """How far a user sees: the unit they belong to."""

    COMMUNE = "commune", "Xã, phường, đặc khu"
    PROVINCE = "province", "Tỉnh, thành phố"
    COUNTRY = "country", "Toàn quốc"


#: Roles that keep the registers of a commune.
REGISTRARS = (Role.OFFICER, Role.CHIEF)
#: Roles that review on behalf of the province.
REVIEWERS = (Role.REVIEWER, Role.DIRECTOR)
#: The roles that make sense in each scope.
ROLES_OF_SCOPE = {
    Scope.COMMUNE: (Role.OFFICER, Role.CHIEF, Role.LEADER, Role.PARTNER, Role.ADMIN),
    Scope.PROVINCE: (Role.REVIEWER, Role.DIRECTOR, Role.ADMIN),
    Scope.COUNTRY: (Role.REVIEWER, Role.ADMIN),
}


def is_only_partner(user) -> bool:
    """Whether the user works for a partner agency and holds no other role: they see teams, hamlets and their own tasks,
    nothing about single people (roles.md). So does who holds no role today."""
    return user.is_authenticated and user.role_codes <= {Role.PARTNER}

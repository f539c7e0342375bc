"""A small world with names, the same for the tests of every app.

Two communes of tỉnh Quảng Trị and one of tỉnh Hà Tĩnh, each with hamlets and agencies, and one user a role:

| | officer | chief | leader | partner | reviewer | director | admin |
|---|---|---|---|---|---|---|---|
| xã Quảng Trạch (A) | An | Chiến | Lê | Phúc (Phòng Kinh tế) | | | |
| xã Hòa Trạch (B) | Bình | Bảo | Bích | | | | |
| tỉnh Quảng Trị | | | | | Phú | Đức | Quang |
| xã Đức Thọ, tỉnh Hà Tĩnh | Hải | | | | | | |
| tỉnh Hà Tĩnh | | | | | Hùng | | |
| toàn quốc | | | | | | | admin |

`khanh` was an officer of A; the account is disabled. All roles hold since 01/7/2025. All people are invented.
"""

from dataclasses import dataclass, fields
from datetime import date

import pytest
from django.contrib.auth.hashers import make_password
from django.test import Client

from accounts.models import RoleGrant, User
from communes.choices import AgencyKind, CommuneKind, ProvinceKind
from communes.models import Agency, Commune, Hamlet, HamletPlacement, Province
from communes.services.agencies import agencies_ensure
from contracts.roles import Role, Scope
from law.services import parameters_load
from tests.once import once
from tests.shared import WRITTEN, once_a_module, own_copy

#: The first day of the units, hamlets and roles of this world.
SINCE = date(2025, 7, 1)
PASSWORD = "bao-ve-an-ninh-2025"


@dataclass
class World:
    """The units and users by name; see the table above."""

    province: Province
    province_b: Province
    commune_a: Commune
    commune_b: Commune
    commune_other: Commune
    thanh_luong: Hamlet
    to_xa: Hamlet
    hamlet_b: Hamlet
    hamlet_other: Hamlet
    an: User
    chien: User
    le: User
    phuc: User
    binh: User
    bao: User
    bich: User
    phu: User
    duc: User
    quang: User
    hai: User
    hung: User
    admin: User
    khanh: User

    @property
    def users(self) -> dict[str, User]:
        """All users by name, the disabled one included."""
        return {
            f.name: getattr(self, f.name) for f in fields(self) if isinstance(getattr(self, f.name), User)
        }

    def client(self, user: User | None = None, **headers) -> Client:
        """A browser in which that user is logged in; nobody without one."""
        client = Client(**headers)
        if user is not None:
            client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    def again(self, user: User) -> User:
        """The user as a new request would load them: nothing kept from before."""
        return User.objects.get(pk=user.pk)

    def agency(self, commune: Commune | None, kind: AgencyKind) -> Agency:
        """An agency of that commune; of tỉnh Quảng Trị without one."""
        if commune is None:
            return Agency.objects.get(commune=None, province=self.province, kind=kind)
        return Agency.objects.get(commune=commune, kind=kind)


def _commune(code: str, province: Province, short_name: str) -> Commune:
    return Commune.objects.create(
        code=code, province=province, name=f"Xã {short_name}", short_name=short_name,
        kind=CommuneKind.COMMUNE, started_on=SINCE,
    )  # fmt: skip


def _hamlet(commune: Commune, name: str) -> Hamlet:
    hamlet = Hamlet.objects.create(commune=commune, name=name, started_on=SINCE)
    HamletPlacement.objects.create(hamlet=hamlet, commune=commune, started_on=SINCE)
    return hamlet


def make_user(username: str, full_name: str, role: str, unit=None, *, since: date = SINCE, **extra) -> User:
    """A user with one role in a commune, a province, or (without unit) the country."""
    if isinstance(unit, Commune):
        place = {"scope": Scope.COMMUNE, "commune": unit, "province": unit.province}
    elif isinstance(unit, Province):
        place = {"scope": Scope.PROVINCE, "province": unit}
    else:
        place = {"scope": Scope.COUNTRY}
    user = User.objects.create(
        username=username, full_name=full_name, password=make_password(PASSWORD), **place, **extra
    )
    RoleGrant.objects.create(user=user, role=role, started_on=since)
    return user


@once(at=WRITTEN)
def build() -> World:
    """Write the world into the present database."""
    quang_tri = Province.objects.create(
        code="44", name="Tỉnh Quảng Trị", short_name="Quảng Trị", kind=ProvinceKind.PROVINCE
    )
    ha_tinh = Province.objects.create(
        code="42", name="Tỉnh Hà Tĩnh", short_name="Hà Tĩnh", kind=ProvinceKind.PROVINCE
    )
    a = _commune("19057", quang_tri, "Quảng Trạch")
    b = _commune("19033", quang_tri, "Hòa Trạch")
    other = _commune("18229", ha_tinh, "Đức Thọ")
    agencies_ensure(actor=None, communes=[a, b, other], provinces=[quang_tri, ha_tinh])
    economy = Agency.objects.get(commune=a, kind=AgencyKind.ECONOMY)
    return World(
        province=quang_tri, province_b=ha_tinh, commune_a=a, commune_b=b, commune_other=other,
        thanh_luong=_hamlet(a, "Thanh Lương"), to_xa=_hamlet(a, "Tô Xá"),
        hamlet_b=_hamlet(b, "Hòa Lạc"), hamlet_other=_hamlet(other, "Đông Thái"),
        an=make_user("an", "Nguyễn Văn An", Role.OFFICER, a, title="Cán bộ Công an xã"),
        chien=make_user("chien", "Trần Minh Chiến", Role.CHIEF, a, title="Trưởng Công an xã"),
        le=make_user("le", "Phạm Thị Lê", Role.LEADER, a, title="Chủ tịch UBND xã"),
        phuc=make_user("phuc", "Hoàng Văn Phúc", Role.PARTNER, a, agency=economy),
        binh=make_user("binh", "Lê Văn Bình", Role.OFFICER, b, title="Cán bộ Công an xã"),
        bao=make_user("bao", "Đặng Quốc Bảo", Role.CHIEF, b, title="Trưởng Công an xã"),
        bich=make_user("bich", "Võ Thị Bích", Role.LEADER, b, title="Chủ tịch UBND xã"),
        phu=make_user("phu", "Bùi Đình Phú", Role.REVIEWER, quang_tri),
        duc=make_user("duc", "Ngô Trọng Đức", Role.DIRECTOR, quang_tri, title="Trưởng phòng"),
        quang=make_user("quang", "Đỗ Minh Quang", Role.ADMIN, quang_tri, is_staff=True),
        hai=make_user("hai", "Dương Thanh Hải", Role.OFFICER, other),
        hung=make_user("hung", "Mai Xuân Hùng", Role.REVIEWER, ha_tinh),
        admin=make_user("admin", "Quản trị hệ thống", Role.ADMIN, is_staff=True, is_superuser=True),
        khanh=make_user("khanh", "Hồ Duy Khánh", Role.OFFICER, a, is_active=False),
    )  # fmt: skip


@once(at=WRITTEN)
def load_law() -> int:
    """The law as shipped; how many rules."""
    return parameters_load()


_module_world = once_a_module(build)
_module_law = once_a_module(load_law)


@pytest.fixture
def world(db, _module_world) -> World:
    """The world, for this test alone."""
    return own_copy(_module_world) or build()


@pytest.fixture
def law(db, _module_law) -> None:
    """The law as shipped, for this test alone."""
    if _module_law is None:
        load_law()

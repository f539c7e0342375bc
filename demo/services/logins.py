"""Logins of the demo: one a role, for two communes, the province, and the administrator."""

import os
import secrets
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

from django.contrib.auth.hashers import make_password

from accounts.models import RoleGrant, User
from audit.services import Change, audit_many
from communes.choices import AgencyKind
from communes.models import Agency, Commune, Province
from contracts.roles import Role, Scope

SINCE = date(2025, 7, 1)
OF_COMMUNE = (
    ("canbo", "Lê Quang Minh", Role.OFFICER, "Cán bộ Công an xã", AgencyKind.COMMUNE_POLICE),
    ("truong", "Trần Đình Hưng", Role.CHIEF, "Trưởng Công an xã", AgencyKind.COMMUNE_POLICE),
    ("chutich", "Phạm Thị Hồng", Role.LEADER, "Chủ tịch UBND xã", AgencyKind.PEOPLES_COMMITTEE),
    ("kinhte", "Võ Minh Tâm", Role.PARTNER, "Chuyên viên Phòng Kinh tế", AgencyKind.ECONOMY),
)
OF_PROVINCE = (
    ("tinh.canbo", "Trần Thu Hà", Role.REVIEWER, "Cán bộ Phòng Tham mưu"),
    ("tinh.lanhdao", "Nguyễn Quốc Bảo", Role.DIRECTOR, "Trưởng phòng Tham mưu"),
    ("tinh.quantri", "Đỗ Minh Quang", Role.ADMIN, "Quản trị của tỉnh"),
)


def _users(communes: list[Commune], province: Province, agencies: dict) -> list[tuple[User, str]]:
    found = []
    for commune in communes:
        slug = commune.search_key.split(" ", 1)[1].replace(" ", "")
        for login, name, role, title, kind in OF_COMMUNE:
            agency: Agency = agencies[commune.code, kind]
            user = User(
                username=f"{login}.{slug}", full_name=name, title=title, scope=Scope.COMMUNE, commune=commune,
                province_id=commune.province_id, agency=agency, email=f"{login}.{slug}@example.vn",
            )  # fmt: skip
            found.append((user, role))
    for login, name, role, title in OF_PROVINCE:
        user = User(
            username=login, full_name=name, title=title, scope=Scope.PROVINCE, province=province,
            is_staff=role == Role.ADMIN, email=f"{login}@example.vn",
        )  # fmt: skip
        found.append((user, role))
    admin = User(
        username="admin",
        full_name="Quản trị toàn quốc",
        scope=Scope.COUNTRY,
        is_staff=True,
        is_superuser=True,
    )
    return [*found, (admin, Role.ADMIN)]


class Passwords:
    """Generated passwords, hashed beside other work: hashing is slow on purpose, and lets other threads run."""

    def __init__(self, count: int):
        self.plain = [secrets.token_urlsafe(9) for _ in range(count)]
        self._pool = ThreadPoolExecutor(max_workers=1)
        self._hashed = [self._pool.submit(make_password, password) for password in self.plain]
        self._pool.shutdown(wait=False)

    @property
    def hashed(self) -> list[str]:
        """The hashes, waiting for what is not done yet."""
        return [future.result() for future in self._hashed]


def login_count(communes: int) -> int:
    """How many logins there will be: one a role of each commune, of the province, and the administrator."""
    return len(OF_COMMUNE) * communes + len(OF_PROVINCE) + 1


def logins_write(
    communes: list[Commune], province: Province, agencies: dict, passwords: Passwords, path: Path
) -> list[User]:
    """Create the logins, and list them in a file that only its owner reads."""
    wanted = _users(communes, province, agencies)
    for (user, _), hashed in zip(wanted, passwords.hashed, strict=True):
        user.password = hashed
        user.fill_keys()
    users = User.objects.bulk_create([user for user, _ in wanted])
    grants = [RoleGrant(user=user, role=role, started_on=SINCE, basis="Minh họa") for user, role in wanted]
    RoleGrant.objects.bulk_create(grants)
    audit_many(None, "accounts.user.create", [Change(user) for user in users], batch="demo")
    audit_many(None, "accounts.role.grant", [Change(grant) for grant in grants], batch="demo")
    lines = [
        f"{user.username:<24}{password:<16}{Role(role).label}, {user.unit_label}"
        for (user, role), password in zip(wanted, passwords.plain, strict=True)
    ]
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write("Tài khoản minh họa (tên đăng nhập, mật khẩu, vai trò)\n\n" + "\n".join(lines) + "\n")
    return users

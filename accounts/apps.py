"""Django app configuration."""

from contracts.apps import HouseConfig


class AccountsConfig(HouseConfig):
    name = "accounts"
    verbose_name = "Tài khoản"

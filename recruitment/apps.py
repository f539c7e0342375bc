"""Django app configuration."""

from contracts.apps import HouseConfig


class RecruitmentConfig(HouseConfig):
    name = "recruitment"
    verbose_name = "Tuyển chọn"

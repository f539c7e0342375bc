"""The baseline of imports: django-import-export as its documentation says, on the same workbook and models.

A dry run, then the save, as its admin does; `clean_model_instances`, `use_transactions`, a ForeignKeyWidget per key.
It writes person and membership; it does not look for people who are there already, and leaves no audit.
"""

from import_export import fields, resources, widgets
from import_export.formats.base_formats import XLSX

from communes.models import Commune
from contracts.encryption import digest
from teams.models import Membership, Person, Team

COMMUNE = "19057"


class StockPerson(resources.ModelResource):
    """People as the stock flow takes them."""

    home_commune = fields.Field("home_commune", "home_commune", widgets.ForeignKeyWidget(Commune, "code"))
    full_name = fields.Field("full_name", "Họ và tên")
    birth_date = fields.Field("birth_date", "Ngày sinh", widgets.DateWidget())
    sex = fields.Field("sex", "sex")
    citizen_id = fields.Field("citizen_id", "CCCD")
    phone = fields.Field("phone", "Điện thoại")
    education = fields.Field("education", "education")
    ethnic_group = fields.Field("ethnic_group", "ethnic_group")

    class Meta:
        model = Person
        import_id_fields: tuple[str, ...] = ()
        fields = (
            "home_commune",
            "full_name",
            "birth_date",
            "sex",
            "citizen_id",
            "phone",
            "education",
            "ethnic_group",
        )
        use_transactions = True
        clean_model_instances = True

    def before_import_row(self, row, **kwargs):
        """Codes in place of words."""
        row["home_commune"], row["education"], row["ethnic_group"] = COMMUNE, "upper_secondary", "01"
        row["sex"] = "female" if row["Giới tính"] == "Nữ" else "male"


class StockMembership(resources.ModelResource):
    """Spells as the stock flow takes them."""

    person = fields.Field("person", "digest", widgets.ForeignKeyWidget(Person, "citizen_id_digest"))
    team = fields.Field("team", "Tổ", widgets.ForeignKeyWidget(Team, "name"))
    started_on = fields.Field("started_on", "Ngày tham gia", widgets.DateWidget())
    position = fields.Field("position", "position")
    start_kind = fields.Field("start_kind", "start_kind")

    class Meta:
        model = Membership
        import_id_fields: tuple[str, ...] = ()
        fields = ("person", "team", "started_on", "position", "start_kind")
        use_transactions = True
        clean_model_instances = True

    def before_import_row(self, row, **kwargs):
        """Codes in place of words."""
        row["digest"], row["position"], row["start_kind"] = digest(row["CCCD"]), "member", "recruited"


def stock(content: bytes) -> int:
    """Dry run and save of people, then of their spells; gives the rows written."""
    written = 0
    for resource in (StockPerson(), StockMembership()):
        for dry_run in (True, False):
            result = resource.import_data(
                XLSX().create_dataset(content), dry_run=dry_run, raise_errors=True, use_transactions=True
            )
            assert not result.has_validation_errors(), result.invalid_rows[0].error
        written = result.totals["new"]
    return written

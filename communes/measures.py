"""Units themselves, counted: the denominators of targets that ask something of every commune or hamlet."""

from django.db.models import Count, Q

from communes.choices import CommuneKind
from communes.models import Commune, Hamlet
from contracts.registry import Measure, Register, measures, registers

registers.add(
    Register(
        "admin_units", "Đơn vị hành chính", Commune, "code", "started_on", "ended_on",
        list_url="communes:commune_list",
    ),
    Register(
        "hamlets", "Thôn, tổ dân phố", Hamlet, "commune_id", "started_on", "ended_on",
        list_url="communes:hamlet_list",
    ),
)  # fmt: skip
measures.add(
    Measure("residential_area_count", "hamlets", Count("pk"), at="close"),
    Measure("commune_count", "admin_units", Count("pk"), at="close"),
    Measure(
        "rural_commune_count", "admin_units", Count("pk"), at="close", where=~Q(kind=CommuneKind.WARD)
    ),
)  # fmt: skip

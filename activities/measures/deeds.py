"""What activities are counted for (catalogue: registers meetings, propaganda, inspections, good_deeds).

The four registers are one table; each measure names its kinds, and rows that are cancelled count nowhere.
"""

from django.db.models import Count, Q, Sum

from activities.choices import ActivityGroup, kinds_of
from activities.choices import ActivityKind as Kind
from activities.models import Activity
from contracts.registry import Measure, Register, measures, registers

registers.add(
    *(
        Register(
            group.value, str(group.label), Activity, "commune_id", list_url=f"activities:{group.value}",
            paths={"hamlet": "hamlet__name"},
        )
        for group in ActivityGroup
    )
)  # fmt: skip

_RESIDENTIAL = (Kind.HAMLET_CORE, Kind.HAMLET_GENERAL, Kind.SECURITY_GROUP, Kind.RESIDENTIAL_OTHER)
_PRINTED = (Kind.LEAFLET, Kind.SLOGAN, Kind.BANNER, Kind.PLEDGE_FORM, Kind.OTHER_MATERIAL)
#: Activities of these kinds, counted one by one.
_TIMES: dict[str, tuple[ActivityGroup, tuple[Kind, ...]]] = {
    "team_monthly_meetings": (ActivityGroup.MEETINGS, (Kind.TEAM_MEETING,)),
    "association_meetings_integrated": (ActivityGroup.MEETINGS, (Kind.ASSOCIATION_MEETING,)),
    "conf_residential_total": (ActivityGroup.MEETINGS, _RESIDENTIAL),
    "conf_hamlet_core_count": (ActivityGroup.MEETINGS, (Kind.HAMLET_CORE,)),
    "conf_hamlet_general_count": (ActivityGroup.MEETINGS, (Kind.HAMLET_GENERAL,)),
    "conf_anxh_group_count": (ActivityGroup.MEETINGS, (Kind.SECURITY_GROUP,)),
    "conf_residential_other_count": (ActivityGroup.MEETINGS, (Kind.RESIDENTIAL_OTHER,)),
    "conf_commune_count": (ActivityGroup.MEETINGS, (Kind.COMMUNE_CONFERENCE,)),
    "commune_briefings_held": (ActivityGroup.MEETINGS, (Kind.COMMUNE_BRIEFING,)),
    "bcd_briefings_held": (ActivityGroup.MEETINGS, (Kind.STEERING_BRIEFING,)),
    "bcd138_reviews_held": (ActivityGroup.MEETINGS, (Kind.STEERING_REVIEW,)),
    "kct_annual_conference_held": (ActivityGroup.MEETINGS, (Kind.POSTS_CONFERENCE,)),
    "kct_reviews_held": (ActivityGroup.MEETINGS, (Kind.POSTS_REVIEW,)),
    "political_education_sessions": (ActivityGroup.MEETINGS, (Kind.POLITICAL_EDUCATION,)),
    "citizen_receptions": (ActivityGroup.MEETINGS, (Kind.CITIZEN_RECEPTION,)),
    "dialogues_held": (ActivityGroup.MEETINGS, (Kind.DIALOGUE,)),
    "prop_direct_sessions": (ActivityGroup.PROPAGANDA, (Kind.DIRECT_SESSION,)),
    "prop_quiz_contests": (ActivityGroup.PROPAGANDA, (Kind.QUIZ_CONTEST,)),
    "prop_stage_contests": (ActivityGroup.PROPAGANDA, (Kind.STAGE_CONTEST,)),
    "crime_method_briefings": (ActivityGroup.PROPAGANDA, (Kind.CRIME_METHODS,)),
    "joint_campaigns": (ActivityGroup.PROPAGANDA, (Kind.JOINT_CAMPAIGN,)),
    "bcd_inspections_count": (ActivityGroup.INSPECTIONS, (Kind.STEERING_INSPECTION,)),
    "kct_inspections": (ActivityGroup.INSPECTIONS, (Kind.POSTS_INSPECTION,)),
    "ward_inspections": (ActivityGroup.INSPECTIONS, (Kind.WARD_INSPECTION,)),
}
#: Numbers written beside activities, added up.
_AMOUNTS: dict[str, tuple[ActivityGroup, tuple[Kind, ...], str]] = {
    "briefing_issues_raised": (ActivityGroup.MEETINGS, (Kind.COMMUNE_BRIEFING,), "quantity"),
    "briefing_issues_resolved": (ActivityGroup.MEETINGS, (Kind.COMMUNE_BRIEFING,), "part"),
    "prop_direct_attendees": (ActivityGroup.PROPAGANDA, (Kind.DIRECT_SESSION,), "participants"),
    "prop_loudspeaker_broadcasts": (ActivityGroup.PROPAGANDA, (Kind.BROADCAST,), "quantity"),
    "prop_loudspeaker_minutes": (ActivityGroup.PROPAGANDA, (Kind.BROADCAST,), "part"),
    "prop_materials_total": (ActivityGroup.PROPAGANDA, _PRINTED, "quantity"),
    "prop_materials_leaflet": (ActivityGroup.PROPAGANDA, (Kind.LEAFLET,), "quantity"),
    "prop_materials_slogan": (ActivityGroup.PROPAGANDA, (Kind.SLOGAN,), "quantity"),
    "prop_materials_banner": (ActivityGroup.PROPAGANDA, (Kind.BANNER,), "quantity"),
    "prop_materials_good_deed": (ActivityGroup.PROPAGANDA, (Kind.PLEDGE_FORM,), "quantity"),
    "prop_materials_other": (ActivityGroup.PROPAGANDA, (Kind.OTHER_MATERIAL,), "quantity"),
    "media_items": (ActivityGroup.PROPAGANDA, (Kind.MEDIA_ITEM,), "quantity"),
    "loopholes_fixed": (ActivityGroup.INSPECTIONS, (Kind.LOOPHOLE_CHECK,), "quantity"),
    "good_deed_supervisions": (ActivityGroup.INSPECTIONS, (Kind.DEED_SUPERVISION,), "quantity"),
    "good_deed_total": (ActivityGroup.GOOD_DEEDS, tuple(kinds_of(ActivityGroup.GOOD_DEEDS)), "quantity"),
    "good_deed_anxh_group": (ActivityGroup.GOOD_DEEDS, (Kind.DEED_GROUP,), "quantity"),
    "good_deed_agency": (ActivityGroup.GOOD_DEEDS, (Kind.DEED_AGENCY,), "quantity"),
    "good_deed_unit": (ActivityGroup.GOOD_DEEDS, (Kind.DEED_UNIT,), "quantity"),
    "good_deed_enterprise": (ActivityGroup.GOOD_DEEDS, (Kind.DEED_ENTERPRISE,), "quantity"),
    "good_deed_school": (ActivityGroup.GOOD_DEEDS, (Kind.DEED_SCHOOL,), "quantity"),
    "good_deed_individual": (ActivityGroup.GOOD_DEEDS, (Kind.DEED_INDIVIDUAL,), "quantity"),
    "good_deed_household": (ActivityGroup.GOOD_DEEDS, (Kind.DEED_HOUSEHOLD,), "quantity"),
    "good_deed_managed_offender": (ActivityGroup.GOOD_DEEDS, (Kind.DEED_OFFENDER,), "quantity"),
    "good_deed_other_violator": (ActivityGroup.GOOD_DEEDS, (Kind.DEED_VIOLATOR,), "quantity"),
}


def _of(kinds: tuple[Kind, ...]) -> Q:
    return Q(kind__in=[kind.value for kind in kinds], cancelled_at__isnull=True)


measures.add(
    *(
        Measure(code, group.value, Count("pk"), dated="held_on", where=_of(kinds))
        for code, (group, kinds) in _TIMES.items()
    ),
    *(
        Measure(code, group.value, Sum(column), dated="held_on", where=_of(kinds))
        for code, (group, kinds, column) in _AMOUNTS.items()
    ),
)

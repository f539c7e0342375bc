"""Names of the acts of this app."""

from audit.acts import register_acts

register_acts(
    {
        "activities.activity.create": "Ghi hoạt động",
        "activities.activity.update": "Sửa hoạt động",
        "activities.activity.cancel": "Hủy hoạt động đã ghi",
        "activities.absence.add": "Ghi người vắng họp",
        "activities.absence.remove": "Bỏ người vắng họp",
        "activities.assessment.create": "Ghi đánh giá, xếp loại",
        "activities.assessment.update": "Sửa đánh giá, xếp loại",
        "activities.assessment.cancel": "Hủy đánh giá, xếp loại đã ghi",
        "activities.commendation.create": "Ghi khen thưởng",
        "activities.commendation.update": "Sửa khen thưởng",
        "activities.commendation.cancel": "Hủy khen thưởng đã ghi",
        "activities.discipline.create": "Ghi kỷ luật, nhắc nhở",
        "activities.discipline.update": "Sửa kỷ luật, nhắc nhở",
        "activities.discipline.cancel": "Hủy kỷ luật, nhắc nhở đã ghi",
    }
)

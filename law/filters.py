"""Conditions of the list of legal parameters."""

import django_filters as filters
from django.db.models import Q

from law.choices import Certainty
from law.models import Parameter
from pages.filters import ListFilter

#: What parameters are about, by the first part of their code.
SUBJECTS = {
    "recruit": "Tuyển chọn",
    "leave": "Cho thôi",
    "dissolve": "Giải thể Tổ",
    "team": "Tổ",
    "roster": "Danh sách",
    "person": "Nhân thân",
    "equipment": "Trang bị",
    "meeting": "Sinh hoạt",
    "commend": "Khen thưởng",
    "duty": "Trực, tuần tra",
    "allowance": "Chế độ, chính sách",
    "report": "Báo cáo",
    "bm1": "Biểu mẫu 01",
    "transfer": "Tiếp nhận người",
    "post": "Chức danh thôn",
    "document": "Văn bản",
}


class ParameterFilter(ListFilter):
    """By words of name and citation, subject, certainty."""

    search_hint = "Tên, căn cứ, ví dụ Điều 13"

    subject = filters.ChoiceFilter(label="Về việc", choices=tuple(SUBJECTS.items()), method="of_subject")
    certainty = filters.ChoiceFilter(label="Độ chắc chắn", choices=Certainty.choices)

    class Meta:
        model = Parameter
        fields: list[str] = []

    def search(self, rows, name, text):
        """Rows that hold every word typed."""
        for word in text.split():
            rows = rows.filter(
                Q(label__icontains=word) | Q(citation__icontains=word) | Q(note__icontains=word)
            )
        return rows

    def of_subject(self, rows, name, value):
        """Those whose code begins so."""
        return rows.filter(code__startswith=f"{value}.")

"""Addresses of this app."""

from django.urls import path

from readiness import views

app_name = "readiness"
urlpatterns = [
    path("tap-huan/", views.TrainingList.as_view(), name="training_list"),
    path("tap-huan/them/", views.TrainingNew.as_view(), name="training_new"),
    path("tap-huan/noi-dung/", views.TopicList.as_view(), name="topic_list"),
    path("tap-huan/luot-du/", views.AttendanceList.as_view(), name="attendance_list"),
    path("tap-huan/<int:pk>/", views.TrainingPage.as_view(), name="training"),
    path("tap-huan/<int:pk>/sua/", views.TrainingEdit.as_view(), name="training_edit"),
    path("tap-huan/<int:pk>/nguoi-du/", views.TrainingAttend.as_view(), name="training_attend"),
    path("trang-bi/", views.EquipmentList.as_view(), name="equipment_list"),
    path("trang-bi/<int:pk>/", views.EquipmentPage.as_view(), name="equipment"),
    path("trang-bi/<int:pk>/thu-hoi/", views.EquipmentReturn.as_view(), name="equipment_return"),
    path("trang-bi/<int:pk>/tinh-trang/", views.EquipmentInspect.as_view(), name="equipment_inspect"),
    path("to/<int:team>/cap-trang-bi/", views.EquipmentIssueNew.as_view(), name="equipment_new"),
]

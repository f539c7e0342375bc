"""Addresses of this app."""

from django.urls import path

from activities.views import activities, honours

app_name = "activities"
urlpatterns = [
    path("sinh-hoat/", activities.MeetingList.as_view(), name="meetings"),
    path("tuyen-truyen/", activities.PropagandaList.as_view(), name="propaganda"),
    path("kiem-tra/", activities.InspectionList.as_view(), name="inspections"),
    path("viec-tot/", activities.DeedList.as_view(), name="good_deeds"),
    path("ghi/", activities.ActivityKinds.as_view(), name="choose"),
    path("ghi/<slug:kind>/", activities.ActivityNew.as_view(), name="new"),
    path("<int:pk>/", activities.ActivityPage.as_view(), name="activity"),
    path("<int:pk>/sua/", activities.ActivityEdit.as_view(), name="activity_edit"),
    path("<int:pk>/huy/", activities.ActivityCancel.as_view(), name="activity_cancel"),
    path("khen-thuong/", honours.CommendationList.as_view(), name="commendations"),
    path("khen-thuong/ghi/", honours.CommendationNew.as_view(), name="commendation_new"),
    path("khen-thuong/<int:pk>/", honours.CommendationPage.as_view(), name="commendation"),
    path("khen-thuong/<int:pk>/sua/", honours.CommendationEdit.as_view(), name="commendation_edit"),
    path("khen-thuong/<int:pk>/huy/", honours.CommendationCancel.as_view(), name="commendation_cancel"),
    path("danh-gia/", honours.EvaluationList.as_view(), name="evaluations"),
    path("danh-hieu/", honours.RecognitionList.as_view(), name="recognitions"),
    path("danh-gia/ghi/", honours.AssessmentKinds.as_view(), name="assessment_choose"),
    path("danh-gia/ghi/<slug:kind>/", honours.AssessmentNew.as_view(), name="assessment_new"),
    path("danh-gia/<int:pk>/", honours.AssessmentPage.as_view(), name="assessment"),
    path("danh-gia/<int:pk>/sua/", honours.AssessmentEdit.as_view(), name="assessment_edit"),
    path("danh-gia/<int:pk>/huy/", honours.AssessmentCancel.as_view(), name="assessment_cancel"),
    path("ky-luat/", honours.DisciplineList.as_view(), name="disciplines"),
    path("ky-luat/ghi/", honours.DisciplineNew.as_view(), name="discipline_new"),
    path("ky-luat/<int:pk>/", honours.DisciplinePage.as_view(), name="discipline"),
    path("ky-luat/<int:pk>/sua/", honours.DisciplineEdit.as_view(), name="discipline_edit"),
    path("ky-luat/<int:pk>/huy/", honours.DisciplineCancel.as_view(), name="discipline_cancel"),
]

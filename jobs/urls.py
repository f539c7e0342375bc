"""Addresses of background work and of batches."""

from django.urls import path

from jobs.views import imports, work

app_name = "jobs"
urlpatterns = [
    path("", work.JobList.as_view(), name="list"),
    path("<int:pk>/", work.JobPage.as_view(), name="detail"),
    path("<int:pk>/tien-do/", work.JobProgress.as_view(), name="progress"),
    path("<int:pk>/huy/", work.cancel, name="cancel"),
    path("<int:pk>/ket-qua/", work.result, name="result"),
    path("hoan-tac/<int:pk>/", work.Undo.as_view(), name="undo"),
    path("nhap/", imports.ImportList.as_view(), name="import_list"),
    path("nhap/<int:pk>/", imports.ImportPage.as_view(), name="import"),
    path("nhap/<int:pk>/tien-do/", imports.progress, name="import_progress"),
    path("nhap/<int:pk>/cot/", imports.decide, name="import_decide"),
    path("nhap/<int:pk>/ghi/", imports.confirm, name="import_confirm"),
    path("nhap/<int:pk>/bo/", imports.give_up, name="import_give_up"),
    path("nhap/<int:pk>/danh-dau/", imports.mark, name="import_mark"),
    path("nhap/<int:pk>/dong-loi/", imports.aside, name="import_aside"),
    path("nhap/<slug:resource>/", imports.ImportNew.as_view(), name="import_new"),
    path("nhap/<slug:resource>/mau/", imports.template, name="import_template"),
]

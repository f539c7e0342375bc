"""Addresses of background work."""

from django.urls import path

from jobs import views

app_name = "jobs"
urlpatterns = [
    path("", views.JobList.as_view(), name="list"),
    path("<int:pk>/", views.JobPage.as_view(), name="detail"),
    path("<int:pk>/tien-do/", views.JobProgress.as_view(), name="progress"),
    path("<int:pk>/huy/", views.cancel, name="cancel"),
    path("<int:pk>/ket-qua/", views.result, name="result"),
]

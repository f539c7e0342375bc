"""Addresses of this app."""

from django.urls import path

from law import views

app_name = "law"
urlpatterns = [
    path("", views.ParameterList.as_view(), name="parameter_list"),
    path("lich/", views.calendar, name="calendar"),
    path("lich/them/", views.DaySet.as_view(), name="day_set"),
    path("lich/<int:pk>/bo/", views.DayRemove.as_view(), name="day_remove"),
    path("du-thao/<int:pk>/duyet/", views.ParameterApprove.as_view(), name="parameter_approve"),
    path("du-thao/<int:pk>/bo/", views.ParameterWithdraw.as_view(), name="parameter_withdraw"),
    path("<str:code>/", views.parameter, name="parameter"),
    path("<str:code>/dat/", views.ParameterSet.as_view(), name="parameter_set"),
]

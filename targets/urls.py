"""Addresses of this app."""

from django.urls import path

from targets.views import directives, figures, scores

app_name = "targets"
urlpatterns = [
    path("", scores.scorecard, name="scorecard"),
    path("van-ban/", directives.directive_list, name="directive_list"),
    path("van-ban/<str:code>/", directives.directive, name="directive"),
    path("van-ban/<str:code>/ap-dung/", directives.Adopt.as_view(), name="adopt"),
    path("ap-dung/<int:pk>/duyet/", directives.AdoptionApprove.as_view(), name="adoption_approve"),
    path("ap-dung/<int:pk>/bo/", directives.AdoptionWithdraw.as_view(), name="adoption_withdraw"),
    path("ap-dung/<int:pk>/ket-thuc/", directives.AdoptionEnd.as_view(), name="adoption_end"),
    path("ap-dung/<int:pk>/<str:target>/doi-han/", directives.DueDateMove.as_view(), name="due_date"),
    path("so-lieu/<str:code>/", figures.figure, name="figure"),
    path("so-lieu/<str:code>/nhap/", figures.FigureType.as_view(), name="figure_type"),
    path("<str:code>/", scores.target, name="target"),
]

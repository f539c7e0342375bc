"""Addresses of this app."""

from django.urls import path

from teams.views import lists, members, teams

app_name = "teams"
urlpatterns = [
    path("", lists.TeamList.as_view(), name="team_list"),
    path("them/", teams.TeamNew.as_view(), name="team_new"),
    path("<int:pk>/", teams.TeamPage.as_view(), name="team"),
    path("<int:pk>/sua/", teams.TeamEdit.as_view(), name="team_edit"),
    path("<int:pk>/dinh-muc/", teams.TeamQuota.as_view(), name="team_quota"),
    path("dinh-muc/", lists.QuotaList.as_view(), name="quota_list"),
    path("dinh-muc/<str:commune>/", teams.CommuneQuota.as_view(), name="commune_quota"),
    path("cum-dan-cu/", lists.ClusterList.as_view(), name="cluster_list"),
    path("bien-dong/", lists.ChangeList.as_view(), name="change_list"),
    path("thanh-vien/", lists.MembershipList.as_view(), name="membership_list"),
    path("thanh-vien/them/", members.Join.as_view(), name="join"),
    path("thanh-vien/<int:pk>/", members.MembershipPage.as_view(), name="membership"),
    path("thanh-vien/<int:pk>/sua/", members.PersonEdit.as_view(), name="person_edit"),
    path("thanh-vien/<int:pk>/thoi/", members.Leave.as_view(), name="leave"),
    path("thanh-vien/<int:pk>/chuc-danh/", members.ChangePosition.as_view(), name="position"),
    path("thanh-vien/<int:pk>/chuyen-to/", members.Move.as_view(), name="move"),
    path("thanh-vien/<int:pk>/cum/", teams.ClusterAssign.as_view(), name="cluster_assign"),
    path("thanh-vien/<int:pk>/hien/", members.Reveal.as_view(), name="reveal"),
    path("nguoi/<int:pk>/", members.person_page, name="person"),
]

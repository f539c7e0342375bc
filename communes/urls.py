"""Addresses of this app."""

from django.urls import path

from communes.views import communes, hamlets, succession

app_name = "communes"
urlpatterns = [
    path("", communes.CommuneList.as_view(), name="commune_list"),
    path("tinh/<str:province>/sap-nhap/", succession.SuccessionMerge.as_view(), name="succession_merge"),
    path("thon/", hamlets.HamletList.as_view(), name="hamlet_list"),
    path("<str:pk>/", communes.CommunePage.as_view(), name="commune_detail"),
    path("<str:pk>/doi-ten/", succession.SuccessionRename.as_view(), name="succession_rename"),
    path("<str:pk>/chia-tach/", succession.SuccessionSplit.as_view(), name="succession_split"),
    path("<str:pk>/dia-ban/", communes.AreaCreate.as_view(), name="area_create"),
    path("dia-ban/<int:pk>/ket-thuc/", communes.AreaEnd.as_view(), name="area_end"),
    path("co-quan/<int:pk>/", communes.AgencyUpdate.as_view(), name="agency_update"),
    path("thon/them/", hamlets.HamletCreate.as_view(), name="hamlet_create"),
    path("thon/<int:pk>/", hamlets.HamletPage.as_view(), name="hamlet_detail"),
    path("thon/<int:pk>/sua/", hamlets.HamletUpdate.as_view(), name="hamlet_update"),
    path("thon/<int:pk>/ngung/", hamlets.HamletEnd.as_view(), name="hamlet_end"),
    path("thon/<int:pk>/so-lieu/", hamlets.HamletYearSet.as_view(), name="hamlet_year_set"),
    path("thon/<int:pk>/cum/", hamlets.ClusterCreate.as_view(), name="cluster_create"),
    path("cum/<int:pk>/ket-thuc/", hamlets.ClusterEnd.as_view(), name="cluster_end"),
]

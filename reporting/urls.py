"""Addresses of this app."""

from django.urls import path

from reporting.views import bm1, desk, duties, feed, home, quality, search, summary

app_name = "reporting"
urlpatterns = [
    path("", home.Home.as_view(), name="home"),
    path("tim-kiem/", search.SearchView.as_view(), name="search"),
    path("chat-luong-du-lieu/", quality.QualityPage.as_view(), name="quality"),
    path("chat-luong-du-lieu/<str:code>/", quality.QualityRows.as_view(), name="quality_rows"),
    path("tro-giup/", search.HelpView.as_view(), name="help"),
    path("lich/<str:token>.ics", feed.feed, name="feed"),
    path("bao-cao/", duties.DutyList.as_view(), name="duties"),
    path("bao-cao/duyet/", duties.ApproveMany.as_view(), name="approve_many"),
    path("bao-cao/don-doc/", duties.Remind.as_view(), name="remind"),
    path("bao-cao/tong-hop/", summary.SummaryPage.as_view(), name="summary"),
    path("bao-cao/bm1/", bm1.Bm1Page.as_view(), name="bm1"),
    path("bao-cao/bm1/excel/", bm1.bm1_excel, name="bm1_excel"),
    path("bao-cao/bm1/pdf/", bm1.bm1_pdf, name="bm1_pdf"),
    path("bao-cao/<int:pk>/", desk.Desk.as_view(), name="desk"),
    path("bao-cao/<int:pk>/mo/", desk.open_report, name="open"),
    path("bao-cao/<int:pk>/lay-so-lieu/", desk.refresh, name="refresh"),
    path("bao-cao/<int:pk>/lap-tep/", desk.produce, name="produce"),
    path("bao-cao/<int:pk>/ky/", desk.Sign.as_view(), name="sign"),
    path("bao-cao/<int:pk>/tra-lai/", duties.Return.as_view(), name="return"),
    path("bao-cao/<int:pk>/duyet/", duties.approve, name="approve"),
    path("bao-cao/so-lieu/<int:pk>/", desk.FigureCorrect.as_view(), name="figure_correct"),
    path("bao-cao/tep/<int:pk>/<str:face>/", desk.report_file, name="file"),
]

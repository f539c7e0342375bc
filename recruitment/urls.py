"""Addresses of this app."""

from django.urls import path

from recruitment.views import (
    application_acts,
    applications,
    board,
    campaigns,
    council,
    decisions,
    history,
    intake,
    lists,
    opinions,
    publishing,
    rules,
)

app_name = "recruitment"
urlpatterns = [
    path("", lists.CampaignList.as_view(), name="campaign_list"),
    path("lap-dot/", campaigns.CampaignNew.as_view(), name="campaign_new"),
    path("chi-tieu/", lists.LineList.as_view(), name="line_list"),
    path("<int:pk>/", board.CampaignPage.as_view(), name="campaign"),
    path("<int:pk>/tieu-chuan/", rules.RulePage.as_view(), name="rules"),
    path("<int:pk>/y-kien/", opinions.Opinions.as_view(), name="opinions"),
    path("<int:pk>/gui-lay-y-kien/", opinions.OpinionsRequest.as_view(), name="opinions_request"),
    path("<int:pk>/cong-khai/", publishing.Publish.as_view(), name="publish"),
    path("cong-khai/<str:commune>/", publishing.public_page, name="public"),
    path("<int:pk>/sua/", campaigns.CampaignEdit.as_view(), name="campaign_edit"),
    path("<int:pk>/phe-duyet/", campaigns.Approve.as_view(), name="step_approve"),
    path("<int:pk>/niem-yet/", campaigns.Post.as_view(), name="step_post"),
    path("<int:pk>/mo/", campaigns.Open.as_view(), name="step_open"),
    path("<int:pk>/chot/", campaigns.CloseList.as_view(), name="step_list"),
    path("<int:pk>/phe-duyet-danh-sach/", campaigns.ApproveList.as_view(), name="step_approve_list"),
    path("<int:pk>/hoi-dong/", council.CouncilSet.as_view(), name="council_set"),
    path("<int:pk>/hop/", council.Session.as_view(), name="step_council"),
    path("<int:pk>/trinh/", council.Submit.as_view(), name="step_submit"),
    path("<int:pk>/ky/", decisions.Sign.as_view(), name="step_sign"),
    path("<int:pk>/quyet-dinh/", decisions.Decide.as_view(), name="step_decide"),
    path("<int:pk>/ket-thuc/", campaigns.Close.as_view(), name="step_close"),
    path("<int:pk>/nhan-ho-so/", intake.Receive.as_view(), name="receive"),
    path("ho-so/", lists.ApplicationList.as_view(), name="application_list"),
    path("ho-so/<int:pk>/", applications.ApplicationPage.as_view(), name="application"),
    path("ho-so/<int:pk>/lich-su/", history.ApplicationHistory.as_view(), name="application_history"),
    path("ho-so/<int:pk>/nhan-than/", application_acts.Correct.as_view(), name="application_person"),
    path("ho-so/<int:pk>/bo-sung/", application_acts.Supplement.as_view(), name="application_supplement"),
    path("ho-so/<int:pk>/yeu-cau/", application_acts.Request.as_view(), name="application_request"),
    path("ho-so/<int:pk>/tham-dinh/", application_acts.Appraise.as_view(), name="application_appraise"),
    path("ho-so/<int:pk>/qua-tuoi/", application_acts.OverAge.as_view(), name="application_over_age"),
    path("ho-so/<int:pk>/tra/", application_acts.Return.as_view(), name="application_return"),
    path("ho-so/<int:pk>/rut/", application_acts.Withdraw.as_view(), name="application_withdraw"),
]

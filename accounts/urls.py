"""Addresses of this app."""

from django.urls import path

from accounts.views import drafts, own, saved, users

app_name = "accounts"
urlpatterns = [
    path("dang-nhap/", own.Login.as_view(), name="login"),
    path("dang-xuat/", own.logout, name="logout"),
    path("mat-khau/", own.PasswordChange.as_view(), name="password"),
    path("ca-nhan/", own.profile, name="profile"),
    path("ca-nhan/uy-quyen/", own.Delegate.as_view(), name="delegate"),
    path("ca-nhan/uy-quyen/<int:pk>/thu-hoi/", own.DelegationEnd.as_view(), name="delegation_end"),
    path("nhap/luu/", drafts.draft_keep, name="draft_keep"),
    path("nhap/bo/", drafts.draft_drop, name="draft_drop"),
    path("bo-loc/", saved.saved_views, name="saved_views"),
    path("bo-loc/luu/", saved.SavedViewNew.as_view(), name="saved_view_new"),
    path("bo-loc/<int:pk>/sua/", saved.SavedViewEdit.as_view(), name="saved_view_edit"),
    path("bo-loc/<int:pk>/xoa/", saved.SavedViewRemove.as_view(), name="saved_view_remove"),
    path("bo-loc/<int:pk>/lay-lai/", saved.SavedViewRestore.as_view(), name="saved_view_restore"),
    path("thong-bao/", own.notices, name="notices"),
    path("thong-bao/da-doc/", own.notices_mark, name="notices_mark"),
    path("thong-bao/<int:pk>/", own.notice_open, name="notice_open"),
    path("nguoi-dung/", users.UserList.as_view(), name="user_list"),
    path("nguoi-dung/tao/", users.UserCreate.as_view(), name="user_create"),
    path("nguoi-dung/de-nghi/", own.Propose.as_view(), name="propose"),
    path("nguoi-dung/<int:pk>/", users.UserPage.as_view(), name="user_detail"),
    path("nguoi-dung/<int:pk>/sua/", users.UserUpdate.as_view(), name="user_update"),
    path("nguoi-dung/<int:pk>/khoa/", users.UserDeactivate.as_view(), name="user_deactivate"),
    path("nguoi-dung/<int:pk>/mo-lai/", users.UserActivate.as_view(), name="user_activate"),
    path("nguoi-dung/<int:pk>/mat-khau/", users.PasswordSet.as_view(), name="password_set"),
    path("nguoi-dung/<int:pk>/vai-tro/", users.GrantCreate.as_view(), name="grant_create"),
    path("vai-tro/<int:pk>/ket-thuc/", users.GrantEnd.as_view(), name="grant_end"),
]

"""Addresses of accounts, below /<language>/account/."""

from django.urls import path

from accounts import ended, views
from accounts.privacy import views as privacy

app_name = "accounts"
urlpatterns = [
    path("", views.dashboard, name="dashboard"),
    path("profile/", views.profile, name="profile"),
    path("devices/", views.devices, name="devices"),
    path("stay/", ended.stay, name="stay"),
    path("privacy/", privacy.privacy, name="privacy"),
    path("privacy/leave/", privacy.leave, name="leave"),
]

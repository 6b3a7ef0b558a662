"""Ways into an account, below /<language>/account/. allauth finds them by these names."""

from allauth.account import views
from django.urls import path, re_path

from accounts import entrance

urlpatterns = [
    path("login/", entrance.Login.as_view(), name="account_login"),
    path("logout/", views.logout, name="account_logout"),
    path("signup/", entrance.Signup.as_view(), name="account_signup"),
    path("inactive/", views.account_inactive, name="account_inactive"),
    path("confirm-email/", views.email_verification_sent, name="account_email_verification_sent"),
    re_path(r"^confirm-email/(?P<key>[-:\w]+)/$", entrance.ConfirmEmail.as_view(), name="account_confirm_email"),
    path("email/", entrance.EmailChange.as_view(), name="account_email"),
    path("password/change/", entrance.PasswordChange.as_view(), name="account_change_password"),
    path("password/reset/", entrance.PasswordReset.as_view(), name="account_reset_password"),
    path("password/reset/done/", views.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        entrance.PasswordResetFromKey.as_view(),
        name="account_reset_password_from_key",
    ),
]

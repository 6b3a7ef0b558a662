"""Ways into an account, below /<language>/account/. allauth finds them by these names."""

from allauth.account import views
from allauth.mfa.base import views as mfa
from allauth.mfa.webauthn import views as webauthn
from django.urls import path, re_path

from accounts import entrance, passkeys, second_step

urlpatterns = [
    path("login/", entrance.Login.as_view(), name="account_login"),
    path("logout/", views.logout, name="account_logout"),
    path("signup/", entrance.Signup.as_view(), name="account_signup"),
    path("inactive/", views.account_inactive, name="account_inactive"),
    path("confirm-email/", views.email_verification_sent, name="account_email_verification_sent"),
    re_path(r"^confirm-email/(?P<key>[-:\w]+)/$", entrance.ConfirmEmail.as_view(), name="account_confirm_email"),
    path("email/", entrance.EmailChange.as_view(), name="account_email"),
    path("password/again/", entrance.Reauthenticate.as_view(), name="account_reauthenticate"),
    path("second-step/", mfa.index, name="mfa_index"),
    path("second-step/on/", second_step.Activate.as_view(), name="mfa_activate_totp"),
    path("second-step/off/", second_step.Deactivate.as_view(), name="mfa_deactivate_totp"),
    path("second-step/codes/", second_step.Codes.as_view(), name="mfa_view_recovery_codes"),
    path("second-step/codes/new/", second_step.NewCodes.as_view(), name="mfa_generate_recovery_codes"),
    path("second-step/again/", second_step.Reauthenticate.as_view(), name="mfa_reauthenticate"),
    path("passkeys/", webauthn.list_webauthn, name="mfa_list_webauthn"),
    path("passkeys/add/", passkeys.AddPasskey.as_view(), name="mfa_add_webauthn"),
    path("passkeys/again/", passkeys.PasskeyAgain.as_view(), name="mfa_reauthenticate_webauthn"),
    path("passkeys/<int:pk>/name/", passkeys.NamePasskey.as_view(), name="mfa_edit_webauthn"),
    path("passkeys/<int:pk>/remove/", passkeys.RemovePasskey.as_view(), name="mfa_remove_webauthn"),
    path("login/passkey/", passkeys.LoginPasskey.as_view(), name="mfa_login_webauthn"),
    path("login/code/", second_step.Authenticate.as_view(), name="mfa_authenticate"),
    path("password/change/", entrance.PasswordChange.as_view(), name="account_change_password"),
    path("password/reset/", entrance.PasswordReset.as_view(), name="account_reset_password"),
    path("password/reset/done/", views.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        entrance.PasswordResetFromKey.as_view(),
        name="account_reset_password_from_key",
    ),
]

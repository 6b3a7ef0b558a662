"""allauth's pages with our forms; a form that is not right is answered with 422 or 429, a dead link with 410."""

from __future__ import annotations

from allauth.account import views
from django.urls import reverse_lazy

from accounts import forms
from accounts.limits import refuse


class Answers:
    """The status that tells machines what people read."""

    def form_invalid(self, form):
        return refuse(super().form_invalid(form), form)


class Login(Answers, views.LoginView):
    form_class = forms.LoginForm


class Signup(Answers, views.SignupView):
    form_class = forms.SignupForm


class Reauthenticate(Answers, views.ReauthenticateView):
    form_class = forms.ReauthenticateForm


class PasswordReset(Answers, views.PasswordResetView):
    form_class = forms.ResetPasswordForm


class PasswordChange(Answers, views.PasswordChangeView):
    form_class = forms.ChangePasswordForm


class EmailChange(Answers, views.EmailView):
    """Another address takes the place of the old one when it is proven, and not before."""

    form_class = forms.ChangeEmailForm
    success_url = reverse_lazy("account_email")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"request": self.request}

    def post(self, request, *args, **kwargs):
        # allauth's own chooses by the name of a button between things that we do not offer.
        return super(views.EmailView, self).post(request, *args, **kwargs)


class PasswordResetFromKey(Answers, views.PasswordResetFromKeyView):
    form_class = forms.NewPasswordForm
    success_url = reverse_lazy("accounts:dashboard")

    def render_to_response(self, context, **kwargs):
        if context.get("token_fail"):
            kwargs["status"] = 410
        return super().render_to_response(context, **kwargs)


class ConfirmEmail(views.ConfirmEmailView):
    def render_to_response(self, context, **kwargs):
        if not context["confirmation"]:
            kwargs["status"] = 410
        return super().render_to_response(context, **kwargs)

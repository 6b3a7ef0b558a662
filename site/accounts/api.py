"""Signing up, in and out as JSON: the forms and steps of the pages, answered with documents."""

from __future__ import annotations

from contextlib import suppress
from typing import Annotated

from allauth.account.internal import flows
from allauth.account.stages import LoginStageController
from allauth.core import ratelimit
from allauth.core.exceptions import ImmediateHttpResponse, RateLimited
from allauth.mfa.stages import AuthenticateStage
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from ninja import Router, Schema
from pydantic import Field

from accounts.forms import LoginForm, SignupForm
from accounts.limits import WAIT, is_too_many
from accounts.second_step import LONGEST, CodeForm
from api.contract import (
    Problem,
    Sent,
    Words,
    changes_session,
    invalid_form,
    kind,
    problems,
    problems_of_writing,
)

router = Router(tags=["auth"])

WRONG = kind("wrong-credentials", 401, gettext_lazy("Address and password do not belong together"))
SECOND_STEP = kind("second-step-needed", 403, gettext_lazy("A code is needed as a second step"))
UNPROVEN = kind("address-unproven", 403, gettext_lazy("The address is not proven yet"))
SIGNED_IN = kind("signed-in", 409, gettext_lazy("Somebody is signed in already"))
OFTEN = kind("too-many-attempts", 429, gettext_lazy("Too many attempts"))

Address = Annotated[Words, Field(max_length=254)]
Password = Annotated[Words, Field(max_length=1000)]


class Credentials(Sent):
    """Who signs in; `code` is the second step, for those who have turned it on."""

    email: Address
    password: Password
    code: Annotated[Words, Field(max_length=LONGEST)] = ""


class NewAccount(Sent):
    email: Address
    password: Password


class Session(Schema):
    """Who is signed in, and the token that changes of theirs must bear as X-CSRFToken."""

    signed_in: bool
    email: str | None
    name: str | None
    csrf_token: str | None

    @classmethod
    def of(cls, request: HttpRequest) -> Session:
        user = request.user
        if not user.is_authenticated:  # who needs no token gets no cookie
            return cls(signed_in=False, email=None, name=None, csrf_token=None)
        return cls(signed_in=True, email=user.email, name=user.name, csrf_token=get_token(request))


class Welcome(Schema):
    """What happens next."""

    detail: str


@router.get("/session", url_name="session", response={200: Session, **problems()}, summary="Who is signed in")
def session(request: HttpRequest, response: HttpResponse):
    """Who is signed in with this cookie, and the token for changes."""
    response.headers["Cache-Control"] = "private, no-store"
    return 200, Session.of(request)


@router.post("/register", url_name="register", response={202: Welcome, **problems_of_writing()}, summary="Sign up")
@changes_session
def register(request: HttpRequest, account: NewAccount):
    """Open an account. A letter asks to prove the address; the answer does not tell whether there was one before."""
    _require_nobody(request)
    _count(request, "signup")
    form = SignupForm({"email": account.email, "password1": account.password})
    _require_valid(form, {"password1": "password"})
    with suppress(ImmediateHttpResponse):  # the way to the page that says: look into your mail
        user, answered = form.try_save(request)
        if not answered:
            flows.signup.complete_signup(request, user=user)
    return 202, {"detail": _("We have sent you a letter. Follow its link to prove your address, then sign in.")}


@router.post("/login", url_name="login", response={200: Session, **problems_of_writing(401)}, summary="Sign in")
@changes_session
def login(request: HttpRequest, said: Credentials):
    """Sign in; the answer brings the session's cookie. What a guest has in the cart joins what the member had."""
    _require_nobody(request)
    _count(request, "login")
    form = LoginForm({"login": said.email, "password": said.password}, request=request)
    _require_valid(form, {"login": "email"}, wrong=WRONG)
    with suppress(ImmediateHttpResponse):  # the way to the page of what comes next
        form.login(request)
    if not request.user.is_authenticated:
        _second_step(request, said.code)
    return 200, Session.of(request)


@router.post("/logout", url_name="logout", response={204: None, **problems_of_writing()}, summary="Sign out")
@changes_session
def logout(request: HttpRequest):
    """Sign out; harmless for whoever is not signed in."""
    flows.logout.logout(request)
    return 204, None


def _require_nobody(request: HttpRequest) -> None:
    if request.user.is_authenticated:
        raise Problem(SIGNED_IN)


def _count(request: HttpRequest, action: str) -> None:
    """Count an attempt with those that were made on the page."""
    if not ratelimit.consume(request, action=action):
        raise _too_often()


def _too_often() -> Problem:
    words = _("Too many attempts. Wait five minutes, then try again.")
    return Problem(OFTEN, words, headers={"Retry-After": str(int(WAIT.total_seconds()))})


def _require_valid(form, names: dict[str, str], *, wrong=None) -> None:
    """What the form says against it, as a problem; what belongs to no field is `wrong`."""
    try:
        if form.is_valid():
            return
    except RateLimited as error:
        raise _too_often() from error
    if is_too_many(form):
        raise _too_often()
    if wrong and form.non_field_errors():
        raise Problem(wrong, form.non_field_errors()[0], headers={"WWW-Authenticate": 'Session realm="shop"'})
    raise invalid_form(form, names=names)


def _second_step(request: HttpRequest, code: str) -> None:
    """Go through what stands between the password and the session. Raises Problem where it does not end there."""
    stage = LoginStageController.enter(request, AuthenticateStage.key)
    if stage is None:
        raise _not_let_in()
    if not code:
        raise Problem(SECOND_STEP, _("Send the code that your app shows with address and password."))
    form = CodeForm(user=stage.login.user, data={"code": code})
    _require_valid(form, {})
    form.save()
    stage.exit()
    if not request.user.is_authenticated:
        raise _not_let_in()


def _not_let_in() -> Problem:
    return Problem(UNPROVEN, _("Follow the link in our letter, then sign in."))

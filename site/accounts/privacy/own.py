"""What accounts themselves keep about a person."""

from __future__ import annotations

from datetime import datetime

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.contenttypes.models import ContentType
from django.db.models.fields.json import KT
from wagtail.models import ModelLogEntry

from accounts.models import User
from accounts.privacy.registry import Keeper

ABOUT = ("email", "name", "language", "zone", "currency", "phone", "channels", "date_joined", "last_login")
RIGHTS = ("is_active", "is_staff", "is_superuser")
STEP = ("type", "created_at", "last_used_at")
DEVICE = ("user_agent", "ip", "created_at", "last_seen_at")


def tell(user: User) -> dict:
    return {
        "account": User.objects.filter(pk=user.pk).values(*ABOUT, *RIGHTS),
        "addresses": EmailAddress.objects.filter(user=user).order_by("pk").values("email", "verified", "primary"),
        "devices": UserSession.objects.filter(user=user).order_by("pk").values(*DEVICE),
        "second_steps": Authenticator.objects.filter(user=user).order_by("pk").values(*STEP, name=KT("data__name")),
        "groups": user.groups.order_by("pk").values("name"),
    }


def erase(*, user: User, at: datetime) -> None:
    """The person's own rows go with the person; the log of the desk would go on telling the name."""
    acts = ModelLogEntry.objects.filter(content_type=ContentType.objects.get_for_model(User), object_id=str(user.pk))
    acts.update(label="", data={})
    for session in UserSession.objects.filter(user=user):
        session.end()


KEEPER = Keeper("accounts", tell=tell, erase=erase, order=100)

"""What accounts themselves keep about a person."""

from __future__ import annotations

from datetime import datetime

from allauth.account.models import EmailAddress
from django.contrib.contenttypes.models import ContentType
from wagtail.models import ModelLogEntry

from accounts.models import User
from accounts.privacy.registry import Keeper

ABOUT = ("email", "name", "language", "is_active", "is_staff", "is_superuser", "date_joined", "last_login")


def tell(user: User) -> dict:
    return {
        "account": User.objects.filter(pk=user.pk).values(*ABOUT),
        "addresses": EmailAddress.objects.filter(user=user).order_by("pk").values("email", "verified", "primary"),
        "groups": user.groups.order_by("pk").values("name"),
    }


def erase(*, user: User, at: datetime) -> None:
    """The person's own rows go with the person; the log of the desk would go on telling the name."""
    acts = ModelLogEntry.objects.filter(content_type=ContentType.objects.get_for_model(User), object_id=str(user.pk))
    acts.update(label="", data={})


KEEPER = Keeper("accounts", tell=tell, erase=erase, order=100)

"""How somebody leaves."""

from __future__ import annotations

from datetime import datetime

from allauth.account.adapter import get_adapter
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.privacy.registry import NotNow, keepers


@transaction.atomic
def delete_account(*, user: User, at: datetime) -> None:
    """Take a person out of every app, and tell them by a last letter.

    What the law of taxes asks for stays, without name and address. Raises NotNow with a sentence for the person.
    """
    if user.has_perm("wagtailadmin.access_admin"):
        raise NotNow(_("You work here. Ask somebody who looks after accounts to end your work first."))
    # The person's own row is locked last, as whoever buys at this moment does it.
    for keeper in keepers():
        keeper.erase(user=user, at=at)
    email, language = user.email, user.language
    _count, gone = User.objects.filter(pk=user.pk).delete()
    if not gone.get(User._meta.label):
        return  # it went a moment ago by another window
    with translation.override(language):
        get_adapter().send_mail("account/email/account_deleted", email, {})

"""Joining the newsletter and leaving it: nothing is sent to an address that has not said yes in a letter of its own."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.core import signing
from django.core.validators import validate_email
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.contract import addresses_of
from messaging.letters import Letter
from messaging.newsletter.models import Subscription
from messaging.operations import send

State = Subscription.State

PROOF_LASTS = timedelta(days=14)
# Whoever types a stranger's address again and again must not fill the stranger's mailbox.
PATIENCE = timedelta(minutes=15)
SALT = "messaging.newsletter"


class NoSuchProof(Exception):
    """The link is not ours, too old, or of a newsletter that was left since."""


def wording() -> str:
    """What somebody agrees to, in the language that is active; kept with their yes."""
    return _("You get our newsletter by e-mail. You can leave at any time, with one click in every letter.")


@transaction.atomic
def ask(*, address: str, language: str, at: datetime) -> None:
    """Write to an address whether it wants the newsletter; nothing is written to one that has it or was just asked.

    Raises ValidationError for an address that cannot be written to.
    """
    validate_email(address)
    proof = secrets.token_urlsafe(24)
    values = _asked(language=language, proof=proof, at=at)
    row, is_new = Subscription.objects.get_or_create(address=address.lower(), defaults=values)
    if not is_new:
        row = Subscription.objects.select_for_update().get(pk=row.pk)
        if row.state == State.CONFIRMED or (row.state == State.ASKED and at - row.asked_at < PATIENCE):
            return
        _change(row, ended_at=None, confirmed_at=None, **values)
    with translation.override(language):
        url = f"{settings.PUBLIC_URL}{reverse('home:newsletter_confirm', args=[proof])}"
    context = {"url": url, "wording": row.wording}
    letter = Letter("newsletter_asked", row.address, language, context)
    send(letter, key=f"newsletter-asked:{row.pk}:{int(at.timestamp())}")


def asked_for(*, proof: str, at: datetime) -> str:
    """What somebody would agree to by a letter's link, as they were shown it. Raises NoSuchProof."""
    return _proven(proof=proof, at=at).wording


def _proven(*, proof: str, at: datetime) -> Subscription:
    row = Subscription.objects.filter(proof=_hash(proof)).exclude(state=State.ENDED).first()
    if row is None or (row.state == State.ASKED and at - row.asked_at > PROOF_LASTS):
        raise NoSuchProof
    return row


@transaction.atomic
def confirm(*, proof: str, at: datetime) -> None:
    """Take the yes that came by a letter's link; a second one changes nothing. Raises NoSuchProof."""
    row = Subscription.objects.select_for_update().get(pk=_proven(proof=proof, at=at).pk)
    if row.state == State.ASKED:
        _change(row, state=State.CONFIRMED, confirmed_at=at)


@transaction.atomic
def turn(*, user, on: bool, at: datetime) -> None:
    """What somebody says in their account: leaving counts at once, joining too where the address is proven."""
    address = user.email.lower()
    if not on:
        for row in Subscription.objects.select_for_update().filter(address=address):
            _end(row, at=at)
    elif address not in {each.lower() for each in addresses_of(user)}:
        ask(address=address, language=user.language, at=at)
    else:
        values = _asked(language=user.language, proof=secrets.token_urlsafe(24), at=at)
        row, _new = Subscription.objects.get_or_create(address=address, defaults=values)
        row = Subscription.objects.select_for_update().get(pk=row.pk)
        if row.state != State.CONFIRMED:
            _change(row, **{**values, "state": State.CONFIRMED, "confirmed_at": at, "ended_at": None})


def gets_news(user) -> bool:
    """Whether somebody's address has said yes."""
    return Subscription.objects.filter(address=user.email.lower(), state=State.CONFIRMED).exists()


def leaving_key(row: Subscription) -> str:
    """What lets a letter's reader leave without signing in; it never ends, so that old letters work too."""
    return signing.Signer(salt=SALT).sign(str(row.pk))


def leaving(key: str) -> Subscription | None:
    """Who would leave by a key; none where the address is forgotten. Raises NoSuchProof."""
    try:
        number = signing.Signer(salt=SALT).unsign(key)
    except signing.BadSignature as error:
        raise NoSuchProof from error
    return Subscription.objects.filter(pk=number).first()


@transaction.atomic
def leave(*, key: str, at: datetime) -> None:
    """End the newsletter of whoever holds this key; again changes nothing. Raises NoSuchProof."""
    if row := leaving(key):
        _end(Subscription.objects.select_for_update().get(pk=row.pk), at=at)


def end_for(address: str, at: datetime) -> None:
    """End the newsletter to an address that takes no letters or reported one as spam; again changes nothing."""
    for row in Subscription.objects.select_for_update().filter(address=address.lower()):
        _end(row, at=at)


def _asked(*, language: str, proof: str, at: datetime) -> dict:
    with translation.override(language):
        words = wording()
    return {"language": language, "state": State.ASKED, "wording": words, "proof": _hash(proof), "asked_at": at}


def _end(row: Subscription, *, at: datetime) -> None:
    if row.state != State.ENDED:
        _change(row, state=State.ENDED, ended_at=at)


def _change(row: Subscription, **values) -> None:
    for name, value in values.items():
        setattr(row, name, value)
    row.save(update_fields=list(values))


def _hash(proof: str) -> str:
    return hashlib.sha256(proof.encode()).hexdigest()

"""Where somebody is signed in, and signing out there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from allauth.usersessions.models import UserSession
from django.contrib.auth import update_session_auth_hash
from django.db.models import F
from django.utils.translation import gettext as _

from accounts.models import User

# The first word that stands in what a browser says of itself counts; later ones are said by nearly all.
BROWSERS = [
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrom", "Chrome"),
    ("Safari", "Safari"),
]
SYSTEMS = [
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("CrOS", "ChromeOS"),
    ("Windows", "Windows"),
    ("Macintosh", "Mac"),
    ("Linux", "Linux"),
]


@dataclass(frozen=True)
class Device:
    """One place where somebody is signed in."""

    id: int
    words: str
    since: datetime
    here: bool


def devices_of(user: User, *, session_key: str) -> list[Device]:
    """All devices whose session still runs, this one first, then the newest."""
    sessions = UserSession.objects.purge_and_list(user)
    devices = [
        Device(each.pk, words_of(each.user_agent), each.created_at, each.session_key == session_key)
        for each in sessions
    ]
    return sorted(devices, key=lambda device: (not device.here, -device.since.timestamp(), device.id))


def words_of(user_agent: str) -> str:
    """A device as its owner would call it."""
    browser = next((name for mark, name in BROWSERS if mark in user_agent), "")
    system = next((name for mark, name in SYSTEMS if mark in user_agent), "")
    if browser and system:
        return _("%(browser)s on %(system)s") % {"browser": browser, "system": system}
    return browser or system or _("Unknown device")


def sign_out_device(*, user: User, device: int) -> bool:
    """End one session of somebody's own; false if it is not there."""
    session = UserSession.objects.filter(user=user, pk=device).first()
    if session:
        session.end()
    return session is not None


def sign_out_elsewhere(request) -> None:
    """End every session of somebody's but the one that asks, also those that no list knows."""
    user = request.user
    User.objects.filter(pk=user.pk).update(session_round=F("session_round") + 1)
    user.refresh_from_db(fields=["session_round"])
    before = request.session.session_key
    update_session_auth_hash(request, user)
    UserSession.objects.filter(session_key=before).update(session_key=request.session.session_key)
    for session in UserSession.objects.filter(user=user).exclude(session_key=request.session.session_key):
        session.end()

"""Every kind of letter in every language: whole, in that language alone, with its direction and ways that lead."""

from __future__ import annotations

import re
from datetime import timedelta
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone, translation

from messaging.letters import Rendered, render
from messaging.models import Message, Wording
from messaging.newsletter.operations import ask
from messaging.newsletter.sending import letter_to
from messaging.wording import kinds, preview
from shop.cancellations.letters import tell_cancelled
from shop.reviews.letters import tell as tell_author
from shop.reviews.models import Review
from shop.waiting.letters import tell
from shop.waiting.models import Waiting
from shop.withdrawals.letters import send_decision, send_way
from shop.withdrawals.operations import declare
from tests.factories.capacity import make_limited
from tests.factories.changes import book, make_circular
from tests.factories.events import date_of, make_event, offer_of
from tests.factories.messaging import make_newsletter, make_subscription
from tests.factories.payments import do_all_work
from tests.factories.reviews import make_buyer, write
from tests.factories.shop import NOON, eur, make_paid_order, make_postcard, make_walk
from tests.factories.staff import paid_at_the_page
from tests.factories.waiting import make_waiting
from tests.leftovers import interface, one_line, with_values

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]

TEMPLATES = settings.ROOT / "templates"
LANGUAGES = {"en": "ltr", "de": "ltr", "es": "ltr", "ar": "rtl"}
ADDRESS = re.compile(r"https?://[^\s<>\"…]+")
FRAME = {"base"}
# For the shop's own people, in the shop's own language.
TO_THE_HOUSE = {"contact"}


def every_kind() -> set[str]:
    """By its templates."""
    letters = {path.name.removesuffix(".html") for path in (TEMPLATES / "messages").glob("*.html")}
    return letters - FRAME - TO_THE_HOUSE | {f"account.{name}" for name in of_accounts()}


def of_accounts() -> dict[str, str]:
    """Letters of accounts: name, and the beginning of their templates' names."""
    paths = [*(TEMPLATES / "account" / "email").glob("*.html"), *(TEMPLATES / "mfa" / "email").glob("*.html")]
    begins = {path.relative_to(TEMPLATES).as_posix().removesuffix("_message.html") for path in paths}
    return {begin.rpartition("/")[2]: begin for begin in begins}


def of_account(begin: str) -> Rendered:
    here = f"{settings.PUBLIC_URL}/en/account/login/"
    said = dict.fromkeys(("activate_url", "password_reset_url", "signup_url"), here)
    said |= {"email": "ada@example.org", "from_email": "old@example.org", "to_email": "ada@example.org"}
    subject, text, html = (
        render_to_string(f"{begin}_{ending}", said) for ending in ("subject.txt", "message.txt", "message.html")
    )
    return Rendered(subject.strip(), text, html)


def worded() -> dict[str, Rendered]:
    """Letters that editors may word, with their examples, in the language that is active."""
    found = {}
    for kind in kinds():
        wording = Wording(kind=kind.kind, language=translation.get_language())
        (subject, text), (_subject, html) = preview(wording, html=False), preview(wording, html=True)
        found[kind.kind] = Rendered(subject, text, html)
    return found


def told(language: str) -> dict[str, Rendered]:
    """All others, as something that happens causes them."""
    now = timezone.now()
    order = make_paid_order(make_postcard(), language=language)
    tell_cancelled(order, titles=["Lake in March"], back=eur(200), kept=eur(100), key="cancelled")
    send_way(order, key="way")

    walk = paid_at_the_page(make_walk(), make_postcard("Lake in April"), language=language)
    lines = list(walk.lines.values_list("pk", flat=True))
    about = {"name": "Ada Lindqvist", "email": "ada@example.org", "click": "c" * 32}
    declared = declare(order_id=walk.pk, lines=lines, **about, at=now)
    send_decision(declared, list(declared.lines.select_related("line")), reason="Jkl.")

    offer = make_limited(size=1)
    make_paid_order(offer)
    entry = make_waiting(offer, language=language)
    for state in (Waiting.State.ASKED, Waiting.State.OFFERED):
        entry.state, entry.offered_until = state, NOON + timedelta(days=1)
        tell(entry, key=f"waits:{state}", at=NOON)

    reviewed = make_walk("Mno")
    review = write(make_buyer(reviewed, language=language), reviewed.record)
    for about in (Review.State.APPROVED, Review.State.REJECTED, "answered"):
        tell_author(review, about=about, key=f"review:{about}")

    ask(address="news@example.org", language=language, at=now)
    event = make_event("Jkl")
    book(offer_of(event), language=language)
    make_circular(date_of(event))
    do_all_work()

    sent = Message.objects.filter(language=language, channel="mail").order_by("pk")
    kept = {message.kind: message for message in sent}
    found = {kind: Rendered(one.subject, one.text, one.html) for kind, one in kept.items()}
    words = make_newsletter(**{language: "Jkl"}).words.get()
    found["newsletter.issue"] = render(letter_to(make_subscription(language=language), words))
    return found


class Shown(HTMLParser):
    """What a letter's HTML says, and in which language and direction."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.root: dict[str, str | None] = {}
        self.words: list[str] = []
        self._quiet = 0
        self.feed(html)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self._quiet += tag == "style"
        if tag == "html":
            self.root = dict(attributes)

    def handle_endtag(self, tag: str) -> None:
        self._quiet -= tag == "style"

    def handle_data(self, data: str) -> None:
        if not self._quiet and (words := one_line(data)):
            self.words.append(words)


def wrong_in(letter: Rendered, language: str, client) -> list[str]:
    """Every reason not to send a letter so."""
    shown = Shown(letter.html)
    lines = [*shown.words, *(one_line(line) for line in letter.text.splitlines()), one_line(letter.subject)]
    everything = f"{letter.subject}\n{letter.text}\n{letter.html}"
    wrong = []
    if (shown.root.get("lang"), shown.root.get("dir")) != (language, LANGUAGES[language]):
        wrong.append(f"says {shown.root}")
    if not letter.subject or len(letter.text.split()) < 10:
        wrong.append("has hardly any words")
    if re.search(r"<\w+[ >]", letter.text):
        wrong.append("has markup in its text")
    wrong += [f"says {found}" for found in re.findall(r"\{[{%].*|\bNone\b|%\(\w+\)s|&amp;amp;", everything)]
    if language != "en":
        left, sentences = interface(language), with_values(language)
        wrong += [f"is left in English: {line}" for line in lines if line in left or sentences.fullmatch(line)]
    ours = {
        address.rstrip(".,;)") for address in ADDRESS.findall(everything) if address.startswith(settings.PUBLIC_URL)
    }
    # The tests' own kind of goods has no pages.
    ours = {address for address in ours if "/walks/" not in address}
    dead = [a for a in sorted(ours) if client.get(a.removeprefix(settings.PUBLIC_URL) or "/").status_code >= 404]
    # An address whose secret is an example's is refused in words.
    return wrong + [f"leads to {address}" for address in dead]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_letter_is_whole_in_its_language(language, client, tmp_path):
    with translation.override(language):
        letters = {f"account.{name}": of_account(begin) for name, begin in of_accounts().items()} | worded()
    letters |= told(language)

    for kind, letter in letters.items():
        Path(tmp_path / f"{kind}.{language}.html").write_text(letter.html)
        Path(tmp_path / f"{kind}.{language}.txt").write_text(f"{letter.subject}\n\n{letter.text}")

    assert every_kind() - set(letters) == set()
    wrong = {kind: found for kind, letter in letters.items() if (found := wrong_in(letter, language, client))}
    assert wrong == {}


def test_what_is_looked_for_would_be_found(client):
    html = '<html lang="de"><p>Sign in</p><p>Hello None</p><a href="http://testserver/en/nowhere/">x</a></html>'

    wrong = wrong_in(Rendered("Hi", "Sign in", html), "de", client)

    assert "is left in English: Sign in" in wrong
    assert {"says None", "leads to http://testserver/en/nowhere/", "has hardly any words"} <= set(wrong)

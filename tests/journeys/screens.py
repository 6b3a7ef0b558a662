"""The table of what visitors see: each template of a whole page with the address at which it is looked at."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tests.journeys.running import ROOT

TEMPLATES = ROOT / "templates"
EXTENDS = re.compile(r'{% extends "([^"]+)" %}')

# A row is a template, who looks, and the address below /<language>; after each `>` comes the shape of a link that
# is followed from there, after `+` what is added to it. A template that is shown in very different states has a row
# for each. `{order}` is the secret of what the guest has bought, whose cart is full again; `{course}` the address of
# what the member learns.
TABLE = """
# template                          who       address
404                                 stranger  /nothing-here/
account/account_inactive            stranger  /account/inactive/
account/email_change                member    /account/email/
account/email_confirm               stranger  /account/confirm-email/nobodys/
account/login                       stranger  /account/login/
account/logout                      member    /account/logout/
account/password_change             member    /account/password/change/
account/password_reset              stranger  /account/password/reset/
account/password_reset_done         stranger  /account/password/reset/done/
account/password_reset_from_key     stranger  /account/password/reset/key/1-nobodys/
account/reauthenticate              member    /account/password/again/
account/signup                      stranger  /account/signup/
account/verification_sent           stranger  /account/confirm-email/
mfa/index                           member    /account/second-step/
mfa/webauthn/authenticator_list     member    /account/passkeys/
pages/article_page                  stranger  /journal/ > /journal/[\\w-]+/
pages/cancel                        guest     /orders/{order}/cancel/
pages/cart                          stranger  /cart/
pages/cart                          guest     /cart/
pages/catalogue                     stranger  /courses/
pages/catalogue                     stranger  /courses/?theme=nothing
pages/catalogue                     stranger  /events/
pages/catalogue                     stranger  /events/?view=month
pages/catalogue                     stranger  /shop/
pages/catalogue                     stranger  /journal/
pages/checkout                      guest     /checkout/
pages/checkout_attendees            guest     /checkout/questions/attendees/
pages/checkout_review               guest     /checkout/review/
pages/contact                       stranger  /write-to-us/
pages/contact_written               stranger  /write-to-us/written/
pages/course_page                   stranger  /courses/the-long-exhale/
pages/dashboard                     member    /account/
pages/devices                       member    /account/devices/
pages/downloads                     guest     /orders/{order}/ > /downloads/[^/"]+/
pages/event_page                    stranger  /events/a-weekend-of-silence/
pages/event_page                    stranger  /events/breath-and-cold-water/
pages/home_page                     stranger  /
pages/leave                         member    /account/privacy/leave/
pages/lesson                        member    /account/ > /learn/\\d+/\\d+/
pages/lesson                        stranger  /courses/the-long-exhale/ > /learn/\\d+/\\d+/
pages/lesson_closed                 stranger  {course}
pages/library                       member    /account/library/
pages/newsletter_asked              stranger  /newsletter/asked/
pages/newsletter_confirmed          stranger  /newsletter/confirmed/
pages/newsletter_over               stranger  /newsletter/confirm/nobodys/
pages/order                         guest     /orders/{order}/
pages/orders                        member    /account/orders/
pages/people                        stranger  /people/
pages/person                        stranger  /people/ > /people/[\\w-]+/
pages/privacy                       member    /account/privacy/
pages/product_page                  stranger  /shop/ > /shop/[\\w-]+/
pages/profile                       member    /account/profile/
pages/receipt                       guest     /orders/{order}/receipt/
pages/review_not_theirs             member    /courses/the-long-exhale/ > /reviews/course/\\d+/ + write/
pages/review_report                 stranger  /courses/first-light/ > /reviews/course/\\d+/ > /reviews/\\d+/why/
pages/review_write                  member    /account/reviews/
pages/reviews                       stranger  /courses/first-light/ > /reviews/course/\\d+/
pages/search                        stranger  /search/
pages/search                        stranger  /search/?q=breath
pages/search                        stranger  /search/?q=zzqx
pages/standard_page                 stranger  /about/
pages/standard_page                 stranger  /faq/
pages/ticket                        guest     /tickets/{order}/ > /tickets/t/\\w+/
pages/ticket_holder                 guest     /tickets/{order}/ > /tickets/[\\w-]+/\\d+/
pages/tickets                       guest     /tickets/{order}/
pages/waiting_asked                 stranger  /waiting/asked/
pages/waiting_entry                 member    /account/ > /waiting/[\\w-]{32}/
pages/waiting_list                  stranger  /events/breath-and-cold-water/ > /waiting/\\?offer=[^"]+
pages/withdraw                      guest     /orders/{order}/withdraw/
pages/withdrawal                    stranger  /withdraw/
"""

# What is not looked at here, and why.
ELSEWHERE = {
    "403": "no address of a visitor's leads there; the same parts as 404",
    "403_csrf": "answers a form only; the same parts as 404",
    "429": "answers a form only; a heading and a sentence",
    "gallery": "a developer's; each of its parts is in the pages",
    "mfa/authenticate": "test_passkeys.py",
    "mfa/reauthenticate": "a field in the frame of account/reauthenticate",
    "mfa/recovery_codes/generate": "a sentence and a button, once a second step is on",
    "mfa/recovery_codes/index": "a list of codes, once a second step is on",
    "mfa/totp/activate_form": "a picture, a code and one field, after the password",
    "mfa/totp/deactivate_form": "a sentence and a button, once a second step is on",
    "mfa/webauthn/add_form": "test_passkeys.py",
    "mfa/webauthn/authenticator_confirm_delete": "test_passkeys.py",
    "mfa/webauthn/edit_form": "one field, once there is a passkey",
    "mfa/webauthn/reauthenticate": "test_passkeys.py",
    "pages/api_docs": "a developer's",
    "pages/cancel_confirm": "test_places.py",
    "pages/checkout_questions": "no goods of the demonstration ask by this template",
    "pages/course_finished": "test_learning.py",
    "pages/door": "test_door.py",
    "pages/door_closed": "a heading and a sentence",
    "pages/download_closed": "a heading and a sentence",
    "pages/download_limit": "test_downloading.py",
    "pages/download_over": "a heading and a sentence",
    "pages/download_soon": "a heading and a sentence",
    "pages/give_back": "test_moving.py",
    "pages/given_back": "test_moving.py",
    "pages/mailbox": "a developer's",
    "pages/mailbox_jobs": "a developer's",
    "pages/mailbox_letter": "a developer's",
    "pages/newsletter": "answers a form only; the field in the footer of every page",
    "pages/newsletter_confirm": "a sentence and a button",
    "pages/newsletter_leave": "a sentence and a button",
    "pages/test_payment": "ways.py",
    "pages/test_payments": "a developer's",
    "pages/waiting": "gone in a moment; a heading and a sentence",
    "pages/withdraw_confirm": "test_withdrawing.py",
    "pages/withdrawn": "test_withdrawing.py",
}


@dataclass(frozen=True)
class Row:
    template: str
    who: str
    address: str
    links: tuple[str, ...] = ()
    end: str = ""

    def __str__(self) -> str:
        return f"{self.template}, {self.who}: {' > '.join([self.address, *self.links])}{self.end}"


def rows() -> list[Row]:
    lines = [line.split(maxsplit=2) for line in TABLE.splitlines() if line and not line.startswith("#")]
    return [_row(*line) for line in lines]


def _row(template: str, who: str, where: str) -> Row:
    way, _, end = where.partition(" + ")
    address, *links = way.split(" > ")
    return Row(template, who, address, tuple(links), end)


def templates() -> set[str]:
    """Whole pages: what extends the frame of all of them and is itself nobody's frame."""
    names = [path.relative_to(TEMPLATES).as_posix() for path in sorted(TEMPLATES.rglob("*.html"))]
    above = {name: found.group(1) for name in names if (found := EXTENDS.search((TEMPLATES / name).read_text()))}
    frames = {"base.html"}
    while more := {name for name, frame in above.items() if frame in frames} - frames:
        frames |= more
    return {name.removesuffix(".html") for name in frames - set(above.values()) - {"base.html"}}

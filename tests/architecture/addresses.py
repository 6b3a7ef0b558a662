"""The table of every address: who gets what. A new address needs a row; test_roles.py asks each cell.

A row is a pattern's name, a method, and for each role the status of the answer, where `login` is the way to
the sign-in page. Everything that is asked for is Ada's: her cart, her order, her account. Whoever may not have
it gets what a stranger gets for something that does not exist. If a pattern takes arguments or a form has
fields, say in CASES how they come from the cast.

Of Wagtail's and allauth's own patterns the mount stands for all; views that we put there have rows of their own.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from uuid import uuid4

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from shop.downloads import links
from tests.architecture.cast import Cast

ROLES = ("stranger", "guest", "buyer", "other", "editor", "manager")

TABLE = """
# address                          method  stranger  guest   buyer   other   editor  manager
accounts:dashboard                   GET   login     login   200     200     200     200
accounts:profile                     GET   login     login   200     200     200     200
accounts:profile                     POST  login     login   302     302     302     302
accounts:privacy                     GET   login     login   200     200     200     200
accounts:privacy                     POST  login     login   200     200     200     200
accounts:leave                       GET   login     login   200     200     200     200
accounts:leave                       POST  login     login   302     302     409     409
accounts:devices                     GET   login     login   200     200     200     200
accounts:devices                     POST  login     login   302     302     302     302
accounts:stay                        GET   401       401     200     200     200     200
accounts:stay                        POST  401       401     302     302     302     302
account_email                        GET   login     login   200     200     200     200
account_email                        POST  login     login   302     302     302     302
account_reauthenticate               GET   login     login   200     200     200     200
account_reauthenticate               POST  login     login   302     302     302     302
mfa_index                            GET   login     login   200     200     200     200
mfa_activate_totp                    GET   login     login   302     302     302     302
mfa_activate_totp                    POST  login     login   302     302     302     302
mfa_deactivate_totp                  GET   login     login   404     404     404     404
mfa_deactivate_totp                  POST  login     login   404     404     404     404
mfa_view_recovery_codes              GET   login     login   404     404     404     404
mfa_generate_recovery_codes          GET   login     login   302     302     302     302
mfa_generate_recovery_codes          POST  login     login   302     302     302     302
mfa_reauthenticate                   GET   login     login   302     302     302     302
mfa_reauthenticate                   POST  login     login   302     302     302     302
mfa_list_webauthn                    GET   login     login   200     200     200     200
mfa_add_webauthn                     GET   login     login   302     302     302     302
mfa_add_webauthn                     POST  login     login   302     302     302     302
mfa_edit_webauthn                    GET   login     login   302     302     302     302
mfa_edit_webauthn                    POST  login     login   302     302     302     302
mfa_remove_webauthn                  GET   login     login   302     302     302     302
mfa_remove_webauthn                  POST  login     login   302     302     302     302
mfa_reauthenticate_webauthn          GET   login     login   302     302     302     302
mfa_reauthenticate_webauthn          POST  login     login   302     302     302     302
mfa_login_webauthn                   GET   302       302     302     302     302     302
mfa_login_webauthn                   POST  422       422     302     302     302     302
mfa_authenticate                     GET   302       302     302     302     302     302
mfa_authenticate                     POST  302       302     302     302     302     302
account_login                        GET   200       200     302     302     302     302
account_login                        POST  302       302     302     302     302     302
account_logout                       GET   302       302     200     200     200     200
account_logout                       POST  302       302     302     302     302     302
account_signup                       GET   200       200     302     302     302     302
account_signup                       POST  302       302     302     302     302     302
account_inactive                     GET   200       200     200     200     200     200
account_email_verification_sent      GET   200       200     200     200     200     200
account_confirm_email                GET   410       410     410     410     410     410
account_confirm_email                POST  404       404     404     404     404     404
account_change_password              GET   login     login   200     200     200     200
account_change_password              POST  login     login   302     302     302     302
account_reset_password               GET   200       200     200     200     200     200
account_reset_password               POST  302       302     302     302     302     302
account_reset_password_done          GET   200       200     200     200     200     200
account_reset_password_from_key      GET   410       410     410     410     410     410
account_reset_password_from_key      POST  410       410     410     410     410     410

engines:robots                       GET   200       200     200     200     200     200
engines:sitemaps                     GET   200       200     200     200     200     200
engines:sitemap                      GET   200       200     200     200     200     200
feeds:feed                           GET   200       200     200     200     200     200
home:page                            GET   200       200     200     200     200     200
home:people                          GET   200       200     200     200     200     200
home:person                          GET   200       200     200     200     200     200
home:shared_page                     GET   302       302     302     302     302     302
home:shared_person                   GET   302       302     302     302     302     302
home:language_line                   GET   405       405     405     405     405     405
home:language_line                   POST  302       302     302     302     302     302
home:theme                           GET   405       405     405     405     405     405
home:theme                           POST  302       302     302     302     302     302
home:contact                         GET   200       200     200     200     200     200
home:contact                         POST  422       422     422     422     422     422
home:contact_written                 GET   200       200     200     200     200     200
home:newsletter_join                 GET   405       405     405     405     405     405
home:newsletter_join                 POST  302       302     302     302     302     302
home:newsletter_asked                GET   200       200     200     200     200     200
home:newsletter_confirmed            GET   200       200     200     200     200     200
home:newsletter_confirm              GET   410       410     410     410     410     410
home:newsletter_confirm              POST  410       410     410     410     410     410
home:newsletter_leave                GET   410       410     410     410     410     410
home:newsletter_leave                POST  410       410     410     410     410     410

search:search                        GET   200       200     200     200     200     200
search:suggest                       GET   200       200     200     200     200     200

shop:cart                            GET   200       200     200     200     200     200
shop:add                             GET   405       405     405     405     405     405
shop:add                             POST  302       302     302     302     302     302
shop:change                          GET   405       405     405     405     405     405
shop:change                          POST  404       404     302     404     404     404
shop:remove                          GET   405       405     405     405     405     405
shop:remove                          POST  404       404     302     404     404     404
shop:extend                          GET   405       405     405     405     405     405
shop:extend                          POST  302       302     302     302     302     302
shop:undo                            GET   405       405     405     405     405     405
shop:undo                            POST  404       404     302     404     404     404
shop:currency                        GET   405       405     405     405     405     405
shop:currency                        POST  302       302     302     302     302     302
# Whoever holds the secret address of an order may read it, as with a paper receipt.
shop:order                           GET   200       200     200     200     200     200
shop:receipt                         GET   200       200     200     200     200     200
shop:paper                           GET   200       200     200     200     200     200
shop:password                        GET   405       405     405     405     405     405
shop:password                        POST  404       404     404     404     404     404
shop:withdraw                        GET   200       200     200     200     200     200
shop:withdraw                        POST  200       200     200     200     200     200
shop:cancel_booking                  GET   200       200     200     200     200     200
shop:cancel_booking                  POST  422       422     422     422     422     422
shop:withdrawn                       GET   302       302     302     302     302     302
shop:withdrawal                      GET   200       200     200     200     200     200
shop:withdrawal                      POST  200       200     200     200     200     200
# Whoever has the secret address of a place in line speaks for it.
shop:wait                            GET   200       200     200     200     200     200
shop:join_waiting                    GET   405       405     405     405     405     405
shop:join_waiting                    POST  302       302     302     302     302     302
shop:waiting_asked                   GET   200       200     200     200     200     200
shop:waiting_entry                   GET   200       200     200     200     200     200
shop:waiting_confirm                 GET   405       405     405     405     405     405
shop:waiting_confirm                 POST  302       302     302     302     302     302
shop:waiting_take                    GET   405       405     405     405     405     405
shop:waiting_take                    POST  409       409     409     409     409     409
shop:waiting_decline                 GET   405       405     405     405     405     405
shop:waiting_decline                 POST  302       302     302     302     302     302
shop:waiting_leave                   GET   405       405     405     405     405     405
shop:waiting_leave                   POST  302       302     302     302     302     302
# Everybody reads reviews; only who had a thing writes one. Whoever has the secret address of a letter speaks for it.
shop:reviews                         GET   200       200     200     200     200     200
shop:write_review                    GET   login     login   200     403     403     403
shop:write_review                    POST  login     login   302     403     403     403
shop:account_reviews                 GET   login     login   200     200     200     200
shop:account_reviews                 POST  login     login   302     302     302     302
shop:own_reviews                     GET   200       200     200     200     200     200
shop:own_reviews                     POST  302       302     302     302     302     302
shop:no_review_letters               GET   405       405     405     405     405     405
shop:no_review_letters               POST  302       302     302     302     302     302
shop:helpful_review                  GET   405       405     405     405     405     405
shop:helpful_review                  POST  login     login   302     302     302     302
shop:why_report                      GET   200       200     200     200     200     200
shop:report_review                   GET   405       405     405     405     405     405
shop:report_review                   POST  302       302     302     302     302     302
shop:orders                          GET   login     login   200     200     200     200
shop:library                         GET   login     login   200     200     200     200
# Whoever has a signed address may use it while it is good, as with a paper voucher.
shop:downloads                       GET   200       200     200     200     200     200
shop:renew_download                  GET   405       405     405     405     405     405
shop:renew_download                  POST  302       302     302     302     302     302
shop:download_news                   GET   405       405     405     405     405     405
shop:download_news                   POST  302       302     302     302     302     302
shop:more_downloads                  GET   405       405     405     405     405     405
shop:more_downloads                  POST  302       302     302     302     302     302
shop:download                        GET   200       200     200     200     200     200
shop:play                            GET   200       200     200     200     200     200
shop:checkout                        GET   302       200     200     200     302     302
shop:checkout                        POST  302       302     302     302     302     302
shop:questions                       GET   302       404     302     404     302     302
shop:questions                       POST  302       404     302     404     302     302
shop:review                          GET   302       302     302     302     302     302
shop:review                          POST  302       302     302     302     302     302
shop:waiting                         GET   302       302     302     302     302     302
shop:cancelled                       GET   302       302     302     302     302     302

# Lessons are for who has the course; what is not free is closed, with a word on how to open it.
learning:course                      GET   403       403     302     403     403     403
learning:lesson                      GET   403       403     200     403     403     403
learning:progress                    GET   405       405     405     405     405     405
learning:progress                    POST  403       403     200     403     403     403
learning:done                        GET   405       405     405     405     405     405
learning:done                        POST  403       403     302     403     403     403
learning:undone                      GET   405       405     405     405     405     405
learning:undone                      POST  403       403     302     403     403     403
# Whoever has an order's secret address or a ticket's code may use it, as with a ticket of paper.
tickets:ticket                       GET   200       200     200     200     200     200
tickets:ticket_paper                 GET   200       200     200     200     200     200
tickets:order                        GET   200       200     200     200     200     200
tickets:order_paper                  GET   200       200     200     200     200     200
tickets:rename                       GET   200       200     200     200     200     200
tickets:rename                       POST  302       302     302     302     302     302
tickets:send                         GET   405       405     405     405     405     405
tickets:send                         POST  302       302     302     302     302     302
# Whoever has a door's secret address may stand there, without an account.
door:door                            GET   200       200     200     200     200     200
door:door                            POST  200       200     200     200     200     200
door:people                          GET   200       200     200     200     200     200
door:worker                          GET   200       200     200     200     200     200
door:scans                           GET   405       405     405     405     405     405
door:scans                           POST  200       200     200     200     200     200
events:calendar                      GET   200       200     200     200     200     200
events:book                          GET   405       405     405     405     405     405
almanac:feed                         GET   200       200     200     200     200     200
almanac:event_feed                   GET   200       200     200     200     200     200
events:give_back                     GET   200       200     200     200     200     200
events:give_back                     POST  302       302     302     302     302     302
events:book                          POST  302       302     302     302     302     302
media:file                           GET   404       404     200     404     200     200
media:captions                       GET   404       404     200     404     200     200

# Programs get documents, and refusals as problem documents.
api_docs                             GET   200       200     200     200     200     200
api_openapi                          GET   200       200     200     200     200     200
api:api-root                         GET   404       404     404     404     404     404
api:courses                          GET   200       200     200     200     200     200
api:course                           GET   200       200     200     200     200     200
api:search                           GET   200       200     200     200     200     200
api:events                           GET   200       200     200     200     200     200
api:event                            GET   200       200     200     200     200     200
api:products                         GET   200       200     200     200     200     200
api:product                          GET   200       200     200     200     200     200
api:cart                             GET   200       200     200     200     200     200
api:cart-add                         GET   405       405     405     405     405     405
api:cart-add                         POST  200       200     200     200     200     200
api:cart-remove                      GET   405       405     405     405     405     405
api:cart-remove                      DELETE 404      404     200     404     404     404
api:wait                             GET   405       405     405     405     405     405
api:wait                             POST  202       202     202     202     202     202
api:waiting-entry                    GET   200       200     200     200     200     200
api:waiting-take                     GET   405       405     405     405     405     405
api:waiting-take                     POST  409       409     409     409     409     409
api:create-session                   GET   405       405     405     405     405     405
api:create-session                   POST  200       200     200     200     200     200
api:session                          GET   200       200     200     200     200     200
api:login                            GET   405       405     405     405     405     405
api:login                            POST  200       200     409     409     409     409
api:register                         POST  202       202     409     409     409     409
api:logout                           POST  204       204     204     204     204     204

# Machines only: what is not signed is refused.
resend_reports                       GET   405       405     405     405     405     405
resend_reports                       POST  400       400     400     400     400     400
sendgrid_reports                     GET   405       405     405     405     405     405
sendgrid_reports                     POST  400       400     400     400     400     400
twilio_incoming                      GET   405       405     405     405     405     405
twilio_incoming                      POST  403       403     403     403     403     403
twilio_status                        GET   405       405     405     405     405     405
twilio_status                        POST  403       403     403     403     403     403
stripe_webhook                       GET   405       405     405     405     405     405
stripe_webhook                       POST  400       400     400     400     400     400

# Open on a developer's machine and in the demonstration only.
gallery                              GET   200       200     200     200     200     200
pictures                             GET   404       404     404     404     404     404
mailbox:letters                      GET   200       200     200     200     200     200
mailbox:jobs                         GET   200       200     200     200     200     200
mailbox:job_again                    POST  302       302     302     302     302     302
mailbox:arrival                      POST  302       302     302     302     302     302
mailbox:letter                       GET   200       200     200     200     200     200
mailbox:letter_html                  GET   200       200     200     200     200     200
mailbox:attachment                   GET   200       200     200     200     200     200

test_payments:sessions               GET   200       200     200     200     200     200
test_payments:pay                    GET   200       200     200     200     200     200
test_payments:pay                    POST  303       303     303     303     303     303
test_payments:decide                 POST  302       302     302     302     302     302
test_payments:afterwards             POST  302       302     302     302     302     302
test_payments:deliver_again          POST  302       302     302     302     302     302

# Wagtail's, and what we put there.
wagtailadmin_home                    GET   admin     admin   admin   admin   200     200
wagtaildocs_serve                    GET   404       404     404     404     404     404
wagtail_serve                        GET   200       200     200     200     200     200
newsletters:send                     GET   admin     admin   admin   admin   302     200
newsletters:send                     POST  admin     admin   admin   admin   302     302
wagtailsnippets_home_contactmessage:answered GET admin    admin   admin   admin   302     404
wagtailsnippets_home_contactmessage:answered POST admin   admin   admin   admin   302     404
orders:index                         GET   admin     admin   admin   admin   302     200
orders:index_results                 GET   admin     admin   admin   admin   302     200
orders:attention                     GET   admin     admin   admin   admin   302     200
waiting_lists:index                  GET   admin     admin   admin   admin   403     200
waiting_lists:list                   GET   admin     admin   admin   admin   403     200
waiting_lists:offer                  GET   admin     admin   admin   admin   403     200
waiting_lists:offer                  POST  admin     admin   admin   admin   403     409
waiting_lists:remove                 GET   admin     admin   admin   admin   403     200
waiting_lists:remove                 POST  admin     admin   admin   admin   403     302
reviews_desk:index                   GET   admin     admin   admin   admin   403     200
reviews_desk:decide                  GET   admin     admin   admin   admin   405     405
reviews_desk:decide                  POST  admin     admin   admin   admin   403     302
reviews_desk:one                     GET   admin     admin   admin   admin   403     200
reviews_desk:one                     POST  admin     admin   admin   admin   403     302
orders:papers                        GET   admin     admin   admin   admin   302     200
orders:papers_results                GET   admin     admin   admin   admin   302     200
orders:paper                         GET   admin     admin   admin   admin   302     200
orders:order                         GET   admin     admin   admin   admin   302     200
orders:note                          GET   admin     admin   admin   admin   403     200
orders:note                          POST  admin     admin   admin   admin   403     302
orders:settle                        GET   admin     admin   admin   admin   403     200
orders:settle                        POST  admin     admin   admin   admin   403     409
# Paid in no supplier's page, so there is nothing that could go back.
orders:refund                        GET   admin     admin   admin   admin   403     409
orders:refund                        POST  admin     admin   admin   admin   403     409
orders:explain                       GET   admin     admin   admin   admin   403     200
orders:explain                       POST  admin     admin   admin   admin   403     302
orders:take_back                     GET   admin     admin   admin   admin   403     200
orders:take_back                     POST  admin     admin   admin   admin   403     409
orders:gift                          GET   admin     admin   admin   admin   403     200
orders:gift                          POST  admin     admin   admin   admin   403     200
orders:elsewhere                     GET   admin     admin   admin   admin   403     200
orders:elsewhere                     POST  admin     admin   admin   admin   403     200
orders:decide                        GET   admin     admin   admin   admin   403     404
orders:decide                        POST  admin     admin   admin   admin   403     404
orders:cancel                        GET   admin     admin   admin   admin   403     200
orders:cancel                        POST  admin     admin   admin   admin   403     409
orders:retry                         GET   admin     admin   admin   admin   403     200
orders:retry                         POST  admin     admin   admin   admin   403     302
orders:resend                        GET   admin     admin   admin   admin   403     200
orders:resend                        POST  admin     admin   admin   admin   403     302
orders:job_again                     GET   admin     admin   admin   admin   403     200
orders:job_again                     POST  admin     admin   admin   admin   403     302
orders:job_let_go                    GET   admin     admin   admin   admin   403     200
orders:job_let_go                    POST  admin     admin   admin   admin   403     302
search_asked                         GET   admin     admin   admin   admin   200     200
search_asked_results                 GET   admin     admin   admin   admin   200     200
products_downloads                   GET   admin     admin   admin   admin   403     200
products_more                        GET   admin     admin   admin   admin   403     200
products_more                        POST  admin     admin   admin   admin   403     302
products_sale                        GET   admin     admin   admin   admin   302     200
products_sale                        POST  admin     admin   admin   admin   302     302
courses_sale                         GET   admin     admin   admin   admin   302     200
courses_sale                         POST  admin     admin   admin   admin   302     302
events_sale                          GET   admin     admin   admin   admin   302     200
events_sale                          POST  admin     admin   admin   admin   302     302
events_roster                        GET   admin     admin   admin   admin   302     200
guide                                GET   admin     admin   admin   admin   200     200
page_as_template                     GET   admin     admin   admin   admin   200     200
page_as_template                     POST  admin     admin   admin   admin   302     302
translations                         GET   admin     admin   admin   admin   200     200
translations                         POST  admin     admin   admin   admin   422     422
translation_files                    GET   admin     admin   admin   admin   200     200
translation_files                    POST  admin     admin   admin   admin   422     422
translation_changes                  GET   admin     admin   admin   admin   200     200
translations_send_page               GET   admin     admin   admin   admin   200     200
translations_send_page               POST  admin     admin   admin   admin   200     200
events_circular                      GET   admin     admin   admin   admin   302     200
events_circular                      POST  admin     admin   admin   admin   302     200
events_circular_report               GET   admin     admin   admin   admin   302     200
events_change                        GET   admin     admin   admin   admin   302     200
events_change                        POST  admin     admin   admin   admin   302     200
events_change_report                 GET   admin     admin   admin   admin   302     200
events_change_again                  POST  admin     admin   admin   admin   302     302
events_change_drop                   POST  admin     admin   admin   admin   302     302
events_door                          GET   admin     admin   admin   admin   200     200
events_door                          POST  admin     admin   admin   admin   302     302
events_dates                         GET   admin     admin   admin   admin   200     200
events_dates                         POST  admin     admin   admin   admin   302     302
wagtailsnippets_media_privatefile:add GET  admin     admin   admin   admin   302     200
wagtailsnippets_media_privatefile:add POST admin     admin   admin   admin   302     200
wagtailsnippets_media_privatefile:delete GET admin   admin   admin   admin   302     200
wagtailsnippetchoosers_media_privatefile:choose GET admin admin admin admin 200 200
wagtailsnippetchoosers_media_privatefile:choose_results GET admin admin admin admin 200 200
wagtailusers_users:index             GET   admin     admin   admin   admin   302     200
wagtailusers_users:index_results     GET   admin     admin   admin   admin   302     200
"""


@dataclass(frozen=True)
class Case:
    """What an address takes: arguments of its pattern, and fields of its form, from the cast."""

    arguments: Callable[[Cast], dict | list] = lambda cast: {}
    fields: Callable[[Cast], dict] = lambda cast: {}
    query: tuple[str, ...] = ()  # what a GET may say after the question mark
    asker: str = "buyer"  # the role for which the form is open
    json: bool = False  # the fields are members of a document
    asked: Callable[[Cast], dict] = lambda cast: {}  # what the address says after the question mark


def of_order(cast: Cast) -> dict:
    return {"secret": cast.order.secret}


def of_waiting(cast: Cast) -> dict:
    return {"secret": cast.waiting.secret}


def of_review(cast: Cast) -> dict:
    return {"review": cast.review.pk}


def of_reviewed(cast: Cast) -> dict:
    return {"kind": "course", "record": cast.review.record_id}


def of_reviewer(cast: Cast) -> dict:
    return {"secret": cast.review.reviewer.secret}


def said_of_course(cast: Cast) -> dict:
    """What a form for reviews asks of each thing."""
    said = {"stars": "4", "title": "Good", "text": "It was good.", "language": "en", "name": "Ada"}
    return {f"course-{cast.review.record_id}-{name}": value for name, value in said.items()}


def of_ticket(cast: Cast) -> dict:
    return {"code": cast.attendee.code}


def of_attendee(cast: Cast) -> dict:
    return {"secret": cast.attendee.booking.line.order.secret, "attendee_id": cast.attendee.pk}


def of_entry(cast: Cast) -> dict:
    return {"entry": cast.waiting.pk}


def of_door(cast: Cast) -> dict:
    return {"secret": cast.door.secret}


def of_paper(cast: Cast) -> dict:
    return {"secret": cast.order.secret, "name": cast.paper.name}


def of_line(cast: Cast) -> dict:
    return {"line_id": cast.line.pk}


def of_letter(cast: Cast) -> dict:
    return {"number": cast.letter.pk}


def of_lesson(cast: Cast) -> dict:
    return {"course_id": cast.lesson.course_id, "lesson_id": cast.lesson.pk}


def of_change(cast: Cast) -> dict:
    return {"change_id": cast.notice.change_id}


def of_session(cast: Cast) -> dict:
    return {"key": cast.session}


def by_staff(cast: Cast) -> dict:
    return {"number": cast.order.number}


def made_by_staff(cast: Cast) -> dict:
    """What both forms for orders that staff make ask; the first POST shows what would happen."""
    to = {"email": "bo@example.org", "name": "Bo", "country": "DE", "language": "de"}
    return {"click": CLICK, "offer": str(cast.offer.pk), "quantity": "1", "mark": "", **to}


def with_link(purpose: str, *, name: str = ""):
    """A signed address of what Ada has downloaded."""

    def arguments(cast: Cast) -> dict:
        until = timezone.now() + timedelta(hours=1)
        ids = {"line_id": cast.fetched.line_id, "file_id": cast.fetched.file_id}
        return {"token": links.token(purpose, until=until, **ids)} | ({"name": name} if name else {})

    return arguments


CLICK = "0123456789abcdef" * 2
NEW_PASSWORD = "a lake without a wave"

CASES: dict[str, Case] = {
    "accounts:profile": Case(fields=lambda cast: {"name": "Ada L.", "language": "de"}),
    "accounts:privacy": Case(fields=lambda cast: {"password": cast.password}),
    "accounts:leave": Case(fields=lambda cast: {"password": cast.password, "sure": "on"}),
    "accounts:devices": Case(fields=lambda cast: {"device": "0"}),
    "account_email": Case(fields=lambda cast: {"email": "new@example.org", "password": cast.password}),
    "account_reauthenticate": Case(fields=lambda cast: {"password": cast.password}),
    "mfa_activate_totp": Case(fields=lambda cast: {"code": "000000"}),
    "mfa_reauthenticate": Case(fields=lambda cast: {"code": "000000"}),
    "mfa_add_webauthn": Case(fields=lambda cast: {"name": "Telephone", "credential": "{}"}),
    "mfa_edit_webauthn": Case(lambda cast: {"pk": 1}, lambda cast: {"name": "Telephone"}),
    "mfa_remove_webauthn": Case(lambda cast: {"pk": 1}),
    "mfa_reauthenticate_webauthn": Case(fields=lambda cast: {"credential": "{}"}),
    "mfa_login_webauthn": Case(fields=lambda cast: {"credential": "{}"}, query=("next",), asker="stranger"),
    "mfa_authenticate": Case(fields=lambda cast: {"code": "000000"}, asker="stranger"),
    "account_login": Case(
        fields=lambda cast: {"login": "ada@example.org", "password": cast.password}, query=("next",), asker="stranger"
    ),
    "account_signup": Case(
        fields=lambda cast: {"email": "new@example.org", "password1": NEW_PASSWORD}, query=("next",), asker="stranger"
    ),
    "account_confirm_email": Case(lambda cast: {"key": "MQ:1sXyZ1:unsigned"}),
    "account_change_password": Case(fields=lambda cast: {"oldpassword": cast.password, "password1": NEW_PASSWORD}),
    "account_reset_password": Case(fields=lambda cast: {"email": "ada@example.org"}, asker="stranger"),
    "account_reset_password_from_key": Case(
        lambda cast: {"uidb36": "1", "key": "never-given-out"}, lambda cast: {"password1": NEW_PASSWORD}
    ),
    "engines:sitemap": Case(lambda cast: {"section": "en"}),
    "feeds:feed": Case(lambda cast: {"language": "en", "name": "courses"}),
    "home:page": Case(
        lambda cast: ["courses/"], query=("page", "sort", "theme", "level", "teacher", "price", "length")
    ),
    "home:person": Case(lambda cast: {"code": "ines-calderon"}),
    "home:shared_page": Case(lambda cast: {"number": cast.event_page.pk, "mark": "earlier"}),
    "home:shared_person": Case(lambda cast: {"code": "ines-calderon", "mark": "earlier"}),
    "home:theme": Case(fields=lambda cast: {"theme": "dark", "next": "/en/"}),
    "home:contact": Case(fields=lambda cast: {"name": "Bo", "text": "Hello"}, query=("topic",)),
    "home:newsletter_join": Case(fields=lambda cast: {"email": "news@example.org"}),
    "home:newsletter_confirm": Case(lambda cast: {"proof": "never-given-out"}),
    "home:newsletter_leave": Case(lambda cast: {"key": "1:unsigned"}),
    "newsletters:send": Case(lambda cast: {"pk": cast.newsletter.pk}),
    "wagtailsnippets_home_contactmessage:answered": Case(lambda cast: {"number": 999_999}),
    "search:search": Case(
        query=("q", "page", "sort", "kind", "theme", "from", "to", "near", "km", "least", "most", "month", "place")
    ),
    "search:suggest": Case(query=("q",)),
    "search_asked": Case(query=("language", "nothing", "p", "ordering")),
    "shop:cart": Case(query=("removed", "problem")),
    "shop:add": Case(fields=lambda cast: {"offer": cast.offer.key, "quantity": "1", "next": "/en/"}),
    "shop:change": Case(of_line, lambda cast: {"quantity": "2"}),
    "shop:remove": Case(of_line),
    "shop:extend": Case(fields=lambda cast: {"next": "/en/"}),
    "shop:undo": Case(fields=lambda cast: {"line": str(cast.line.pk)}),
    "shop:currency": Case(fields=lambda cast: {"currency": "EUR", "next": "/en/"}),
    "shop:order": Case(of_order, query=("proof", "account")),
    "shop:receipt": Case(of_order),
    "shop:paper": Case(of_paper),
    "shop:password": Case(of_order, lambda cast: {"password": NEW_PASSWORD, "proof": "none"}),
    "shop:withdraw": Case(
        of_order,
        lambda cast: {
            "lines": [str(cast.order.lines.first().pk)],
            "name": "Ada",
            "email": "ada@example.org",
            "step": "look",
            "click": CLICK,
        },
    ),
    "shop:cancel_booking": Case(
        of_order,
        lambda cast: {"lines": [str(cast.order.lines.first().pk)], "shown": "0", "click": CLICK},
    ),
    "shop:withdrawn": Case(lambda cast: {**of_order(cast), "withdrawal": 1}),
    "shop:withdrawal": Case(fields=lambda cast: {"number": cast.order.number, "email": "ada@example.org"}),
    "shop:wait": Case(query=("offer", "places"), asked=lambda cast: {"offer": cast.waiting.offer.key}),
    "shop:reviews": Case(of_reviewed, query=("stars", "language", "sort", "page", "said")),
    "shop:write_review": Case(of_reviewed, said_of_course),
    "shop:account_reviews": Case(fields=said_of_course),
    "shop:own_reviews": Case(of_reviewer, said_of_course, query=("said",)),
    "shop:no_review_letters": Case(of_reviewer),
    "shop:helpful_review": Case(of_review, lambda cast: {"helpful": "yes"}),
    "shop:why_report": Case(of_review),
    "shop:report_review": Case(of_review, lambda cast: {"reason": "rude", "text": "It is."}),
    "shop:join_waiting": Case(
        fields=lambda cast: {"offer": cast.waiting.offer.key, "quantity": "1", "email": "bo@example.org"}
    ),
    "shop:waiting_entry": Case(of_waiting),
    "shop:waiting_confirm": Case(of_waiting),
    "shop:waiting_take": Case(of_waiting),
    "shop:waiting_decline": Case(of_waiting),
    "shop:waiting_leave": Case(of_waiting),
    "shop:orders": Case(query=("page",)),
    "shop:checkout": Case(
        fields=lambda cast: {
            "email": "ada@example.org",
            "name": "Ada",
            "country": "DE",
            "accept_terms": "on",
            "accept_boots": "on",
            "company": "Lindqvist AB",
            "vat_id": "",
        },
        query=("suggested",),
    ),
    "shop:questions": Case(lambda cast: {"code": "walkers"}, lambda cast: {f"walker_{cast.line.pk}_0": "Ada"}),
    "shop:review": Case(fields=lambda cast: {"total": "7900", "currency": "EUR"}),
    "shop:waiting": Case(of_order),
    "shop:cancelled": Case(of_order),
    "learning:course": Case(lambda cast: {"course_id": cast.lesson.course_id}),
    "learning:lesson": Case(of_lesson),
    "learning:progress": Case(
        of_lesson, lambda cast: {"position": "30", "played": "10", "since": "20", "duration": "100"}
    ),
    "learning:done": Case(of_lesson),
    "learning:undone": Case(of_lesson),
    "tickets:ticket": Case(of_ticket),
    "tickets:ticket_paper": Case(of_ticket),
    "tickets:order": Case(lambda cast: {"secret": cast.attendee.booking.line.order.secret}),
    "tickets:order_paper": Case(lambda cast: {"secret": cast.attendee.booking.line.order.secret}),
    "tickets:rename": Case(of_attendee, lambda cast: {"name": "Elif Kaya", "email": "elif@example.org"}),
    "tickets:send": Case(of_attendee),
    "door:door": Case(of_door, lambda cast: {"code": cast.attendee.code}),
    "door:people": Case(of_door),
    "door:worker": Case(of_door),
    "door:scans": Case(
        of_door,
        lambda cast: {"acts": [{"key": str(uuid4()), "at": "2027-04-12T12:00:00Z", "code": cast.attendee.code}]},
        json=True,
    ),
    "events_door": Case(lambda cast: {"date_id": cast.date.pk}, lambda cast: {"label": "Sam"}, asker="manager"),
    "events:calendar": Case(lambda cast: {"date_id": cast.date.pk}),
    "almanac:feed": Case(),
    "almanac:event_feed": Case(lambda cast: {"event_id": cast.date.event_id}),
    "events:book": Case(
        lambda cast: {"date_id": cast.date.pk}, lambda cast: {f"event:{cast.date.pk}:week": "1"}, asker="stranger"
    ),
    "media:file": Case(lambda cast: {"key": cast.sound.key, "name": "three.m4a"}),
    "media:captions": Case(lambda cast: {"key": cast.sound.key, "language": "en"}),
    "test_payments:pay": Case(of_session, lambda cast: {"act": "pay", "plan": "at_once"}),
    "test_payments:decide": Case(of_session, lambda cast: {"arrives": "yes"}),
    "test_payments:afterwards": Case(of_session, lambda cast: {"act": "pay_out"}),
    "test_payments:deliver_again": Case(lambda cast: {"number": cast.delivery.pk}),
    "api:courses": Case(
        query=("lang", "after", "limit", "sort", "theme", "teacher", "level", "spoken", "length", "price")
    ),
    "api:course": Case(lambda cast: {"course_id": cast.lesson.course_id}, query=("lang",)),
    "api:search": Case(query=("lang", "q", "page", "sort", "kind", "from", "near", "least", "price")),
    "api:events": Case(query=("lang", "after", "limit", "when")),
    "api:event": Case(lambda cast: {"event_id": cast.date.event_id}, query=("lang",)),
    "api:products": Case(
        query=("lang", "after", "limit", "sort", "theme", "kind", "format", "language", "teacher", "price")
    ),
    "api:product": Case(lambda cast: {"product_id": cast.fetched.file.product_id}, query=("lang",)),
    "api:cart": Case(query=("lang",)),
    "api:cart-add": Case(fields=lambda cast: {"offer": cast.offer.key, "quantity": 1}, json=True),
    "api:cart-remove": Case(asked=lambda cast: {"line": cast.line.pk}),
    "api:create-session": Case(
        fields=lambda cast: {
            "email": "ada@example.org",
            "items": [{"offer": cast.offer.key}],
            "accepted": ["terms"],
            "total": {"amount": 300, "currency": "EUR"},
        },
        json=True,
    ),
    "api:login": Case(
        fields=lambda cast: {"email": "ada@example.org", "password": cast.password}, json=True, asker="stranger"
    ),
    "api:wait": Case(
        fields=lambda cast: {"offer": cast.waiting.offer.key, "quantity": 1, "email": "bo@example.org"}, json=True
    ),
    "api:waiting-entry": Case(of_waiting),
    "api:waiting-take": Case(of_waiting, json=True),
    "api:register": Case(
        fields=lambda cast: {"email": "new@example.org", "password": NEW_PASSWORD}, json=True, asker="stranger"
    ),
    "api:logout": Case(json=True),
    "stripe_webhook": Case(fields=lambda cast: {"id": "evt_1", "type": "checkout.session.completed"}),
    "resend_reports": Case(fields=lambda cast: {"type": "email.bounced"}),
    "sendgrid_reports": Case(fields=lambda cast: {"event": "bounce"}),
    "twilio_incoming": Case(fields=lambda cast: {"From": "whatsapp:+4915112345678", "Body": "STOP"}),
    "twilio_status": Case(of_letter, fields=lambda cast: {"MessageStatus": "delivered"}),
    "pictures": Case(lambda cast: {"path": "no/such/picture.avif"}),
    "mailbox:letters": Case(query=("words", "state", "page")),
    "mailbox:jobs": Case(query=("kind", "state", "page")),
    "mailbox:job_again": Case(fields=lambda cast: {"key": cast.job.key}),
    "mailbox:arrival": Case(of_letter, fields=lambda cast: {"arrival": "bounced"}),
    "mailbox:letter": Case(of_letter),
    "mailbox:letter_html": Case(of_letter),
    "mailbox:attachment": Case(lambda cast: {"number": cast.letter.pk, "attachment": cast.attachment.pk}),
    "orders:index": Case(
        query=(
            "q",
            "p",
            "ordering",
            "state",
            "created_at_from",
            "created_at_to",
            "country",
            "origin",
            "is_test",
            "needs",
        )
    ),
    "orders:index_results": Case(query=("q", "p", "state", "needs", "_w_filter_fragment")),
    "reviews_desk:index": Case(query=("which", "q", "page")),
    "reviews_desk:decide": Case(
        fields=lambda cast: {"reviews": str(cast.review.pk), "decision": "approved", "reason": ""}, asker="manager"
    ),
    "reviews_desk:one": Case(of_review, lambda cast: {"decision": "approved", "reason": ""}, asker="manager"),
    "waiting_lists:list": Case(lambda cast: {"offer": cast.waiting.offer_id}),
    "waiting_lists:offer": Case(of_entry, lambda cast: {"click": CLICK}, asker="manager"),
    "waiting_lists:remove": Case(of_entry, lambda cast: {"click": CLICK}, asker="manager"),
    "orders:papers": Case(query=("q", "p", "ordering", "kind", "issued_at_from", "issued_at_to", "is_test")),
    "orders:papers_results": Case(query=("q", "p", "kind", "_w_filter_fragment")),
    "orders:paper": Case(lambda cast: {"name": cast.paper.name}),
    "orders:order": Case(by_staff),
    "orders:note": Case(by_staff, lambda cast: {"click": CLICK, "text": "She called."}, asker="manager"),
    "orders:settle": Case(
        by_staff,
        lambda cast: {"click": CLICK, "text": "She called.", "what": "payment:1:0"},
        query=("what",),
        asker="manager",
    ),
    "orders:refund": Case(
        by_staff,
        lambda cast: {"click": CLICK, "what": "sum", "amount": "1", "lines": "1", "mark": ""},
        query=("lines",),
        asker="manager",
    ),
    "orders:explain": Case(by_staff, lambda cast: {"click": CLICK, "lines": []}, asker="manager"),
    "orders:take_back": Case(
        by_staff, lambda cast: {"click": CLICK, "reason": "By mistake.", "reference": "1"}, asker="manager"
    ),
    "orders:gift": Case(fields=lambda cast: {**made_by_staff(cast), "reason": "A present."}, asker="manager"),
    "orders:elsewhere": Case(
        fields=lambda cast: {
            **made_by_staff(cast),
            "currency": "EUR",
            "price": "79,50",
            "way": "cash",
            "reference": "4711",
            "text": "By phone.",
        },
        asker="manager",
    ),
    "orders:decide": Case(
        lambda cast: {**by_staff(cast), "withdrawal": 1},
        lambda cast: {"click": CLICK, "reason": "It was begun."},
        asker="manager",
    ),
    "orders:cancel": Case(by_staff, lambda cast: {"click": CLICK}, asker="manager"),
    "orders:retry": Case(
        lambda cast: {**by_staff(cast), "line": cast.order.lines.first().pk},
        lambda cast: {"click": CLICK},
        asker="manager",
    ),
    "orders:resend": Case(
        lambda cast: {**by_staff(cast), "letter": cast.order_letter.pk}, lambda cast: {"click": CLICK}, asker="manager"
    ),
    "orders:job_again": Case(lambda cast: {"job": cast.job.pk}, lambda cast: {"click": CLICK}, asker="manager"),
    "orders:job_let_go": Case(lambda cast: {"job": cast.job.pk}, lambda cast: {"click": CLICK}, asker="manager"),
    "products_downloads": Case(lambda cast: {"number": cast.fetched.file.product_id}, query=("format",)),
    "products_more": Case(lambda cast: {"permit_id": cast.fetched.pk}, asker="manager"),
    "products_sale": Case(lambda cast: {"number": cast.fetched.file.product_id, "act": "stop"}, asker="manager"),
    "shop:downloads": Case(with_link(links.LIBRARY), query=("said",)),
    "shop:library": Case(query=("said",)),
    "shop:renew_download": Case(with_link(links.LIBRARY)),
    "shop:download_news": Case(with_link(links.LIBRARY), lambda cast: {"wanted": "on"}),
    "shop:more_downloads": Case(with_link(links.FILE)),
    "shop:download": Case(with_link(links.FILE, name="sheet.pdf")),
    "shop:play": Case(with_link(links.PLAY, name="sheet.pdf")),
    "courses_sale": Case(lambda cast: {"number": cast.lesson.course_id, "act": "stop"}, asker="manager"),
    "events_sale": Case(lambda cast: {"number": cast.date.event_id, "act": "stop"}, asker="manager"),
    "page_as_template": Case(
        lambda cast: {"page_id": cast.event_page.pk}, lambda cast: {"title": "Eight Days of Quiet"}, asker="manager"
    ),
    "translations": Case(query=("q", "kind", "language", "state", "p"), asker="manager"),
    "translation_files": Case(asker="manager"),
    "translation_changes": Case(lambda cast: {"translation_id": cast.translation.pk}),
    "translations_send_page": Case(lambda cast: {"page_id": cast.event_page.pk}, asker="manager"),
    "events_roster": Case(lambda cast: {"date_id": cast.date.pk}, query=("q", "state", "ticket", "as", "p")),
    "events_circular": Case(
        lambda cast: {"date_id": cast.date.pk},
        lambda cast: {"click": "c" * 32, "subject_en": "Bring a torch", "text_en": "The lane is dark."},
        asker="manager",
    ),
    "events_circular_report": Case(lambda cast: {"circular_id": cast.circular.pk}),
    "events_change": Case(
        lambda cast: {"date_id": cast.date.pk}, lambda cast: {"kind": "cancelled", "click": "c" * 32}, asker="manager"
    ),
    "events_change_report": Case(of_change),
    "events_change_again": Case(of_change, asker="manager"),
    "events_change_drop": Case(of_change, asker="manager"),
    "events:give_back": Case(lambda cast: {"secret": cast.notice.secret}, lambda cast: {}, asker="stranger"),
    "events_dates": Case(
        lambda cast: {"page_id": cast.event_page.pk},
        lambda cast: {
            "first": "2027-06-01",
            "until": "2027-06-30",
            "every": "weekly",
            "weekdays": ["1"],
            "starts": "19:00",
            "ends": "20:00",
            "more_days": "0",
        },
        asker="manager",
    ),
    "wagtailsnippets_media_privatefile:add": Case(fields=lambda cast: {"title": "", "seconds": ""}, asker="manager"),
    "wagtailsnippets_media_privatefile:delete": Case(lambda cast: {"pk": str(cast.sound.pk)}),
    "wagtaildocs_serve": Case(lambda cast: [1, "no-such.pdf"]),
    "wagtail_serve": Case(lambda cast: [""], query=("page", "sort")),
}


@dataclass(frozen=True)
class Row:
    """One address and method, and what each role gets."""

    name: str
    method: str
    answers: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.method} {self.name}"

    @property
    def case(self) -> Case:
        return CASES.get(self.name, Case())

    def ask(self, browser: Client, cast: Cast):
        """What that browser is answered."""
        address, fields = address_of(self.name, cast), self.case.fields(cast)
        if self.case.json:
            return browser.generic(self.method, address, json.dumps(fields), content_type="application/json")
        return browser.post(address, fields) if self.method == "POST" else browser.generic(self.method, address)


def rows() -> list[Row]:
    lines = [line.split() for line in TABLE.splitlines() if line and not line.startswith("#")]
    return [Row(name, method, tuple(answers)) for name, method, *answers in lines]


def address_of(name: str, cast: Cast) -> str:
    """The address, with the arguments that its case gives."""
    case = CASES.get(name, Case())
    arguments, query = case.arguments(cast), case.asked(cast)
    if isinstance(arguments, dict):
        return reverse(name, kwargs=arguments, query=query)
    return reverse(name, args=arguments, query=query)

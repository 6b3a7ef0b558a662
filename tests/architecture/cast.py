"""Who asks, and what there is to be asked for. Everything belongs to Ada, the buyer."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.models import AnonymousUser, Group
from django.test import Client
from django.utils import timezone
from wagtail.models import ReferenceIndex
from wagtail_localize.models import Translation

from accounts.models import User
from courses.catalogue.fulfiller import AT_ONCE
from courses.catalogue.models import Lesson
from courses.catalogue.pages import ModulePage
from events.booking.models import Attendee
from events.catalogue.models import EventDate
from events.catalogue.pages import EventPage
from events.changes.models import Notice
from events.circulars.models import Circular
from events.door.models import DoorLink
from integrations.stripe.models import Delivery
from integrations.stripe.standin import paying
from media.models import PrivateFile
from messaging.models import Attachment, Message, Newsletter
from outbox.models import Job
from shop.cart.models import CartLine
from shop.cart.operations import Owner
from shop.contract import offers_of
from shop.downloads.models import Permit
from shop.invoices.models import Invoice
from shop.offers.models import Offer
from shop.orders.models import Order
from shop.reviews.models import Review
from shop.waiting.models import Waiting
from tests.factories.accounts import PASSWORD, make_user
from tests.factories.capacity import make_limited
from tests.factories.changes import make_circular, make_notice
from tests.factories.courses import add_lesson, make_course, make_person, page_of, publish
from tests.factories.downloads import make_fetched
from tests.factories.events import date_of, make_booking, make_door, make_event, offer_of, option, question
from tests.factories.events import page_of as event_page_of
from tests.factories.media import make_captions, make_private_file
from tests.factories.messaging import make_attachment, make_message, make_newsletter
from tests.factories.reviews import make_reviewed, read_by
from tests.factories.shop import CONSENTS, make_cart, make_postcard, make_walk, paid_and_granted
from tests.factories.stripe import make_session
from tests.factories.translating import opened
from tests.factories.waiting import make_waiting

HERE = {"origin": "http://testserver"}


@dataclass
class Cast:
    """Ada's things, and people who are not Ada."""

    people: dict[str, User | None]
    guests_cart: Owner
    offer: Offer
    line: CartLine
    order: Order
    paper: Invoice
    letter: Message
    newsletter: Newsletter
    order_letter: Message
    attachment: Attachment
    job: Job
    lesson: Lesson
    date: EventDate
    event_page: EventPage
    attendee: Attendee
    notice: Notice
    door: DoorLink
    circular: Circular
    fetched: Permit
    waiting: Waiting
    review: Review
    sound: PrivateFile
    translation: Translation
    session: str
    delivery: Delivery
    sessions: dict[str, str]
    password: str = PASSWORD

    def browser(self, role: str) -> Client:
        """A new browser in which that person is signed in, or a guest's cart lies."""
        client = Client(headers=HERE, raise_request_exception=True)
        if role in self.sessions:
            client.cookies[settings.SESSION_COOKIE_NAME] = self.sessions[role]
        if role == "guest":
            client.cookies["cart"] = self.guests_cart.token
        return client


def assemble() -> Cast:
    """Make them all, each with the least that their part needs."""
    ada, bela = make_user(), make_user("bela@example.org", name="Bela")
    editor = make_user("cleo@example.org", name="Cleo")
    editor.groups.add(Group.objects.get(name="Editors"))
    manager = make_user("marta@example.org", name="Marta", is_superuser=True)
    walk, card = make_walk(most=3), make_postcard()
    lesson = make_lesson_with_sound()
    event = make_event(options=[option()], quotas={"house": 22}, questions=[question()])
    (course,) = offers_of([lesson.course])[lesson.course_id]
    accepted = CONSENTS | {AT_ONCE}
    order = paid_and_granted(make_walk("Walk of last week"), course, user=ada, accepted=accepted)
    fetched = make_fetched(ada)
    booking = make_booking(event, user=ada)
    notice = make_notice(date_of(event), paid_and_granted(offer_of(event), user=ada))
    _, cart = make_cart(walk, user=ada)
    guests_cart, _ = make_cart(card, user=AnonymousUser())
    make_cart(card, user=bela)
    letter = make_message(attachments=[make_attachment()], supplier_id="mailbox-1")
    session = make_session()
    paying.decline(session.id)
    job = Job.objects.order_by("id").first()
    job.state = Job.State.DEAD
    job.save()
    review = make_reviewed(lesson.course, ada)
    read_by(bela, review)
    people = {"stranger": None, "guest": None, "buyer": ada, "other": bela, "editor": editor, "manager": manager}
    return Cast(
        people=people,
        guests_cart=guests_cart,
        offer=card,
        line=cart.lines.get(),
        order=order,
        paper=order.invoices.get(),
        letter=letter,
        newsletter=make_newsletter(en="The lake"),
        order_letter=make_message("receipt:cast", text=f"Your order {order.number}"),
        attachment=letter.attachments.get(),
        job=job,
        lesson=lesson,
        date=date_of(event),
        event_page=event_page_of(event),
        attendee=booking.attendees.get(),
        circular=make_circular(date_of(event)),
        notice=notice,
        door=make_door(date_of(event)),
        fetched=fetched,
        waiting=make_waiting(make_limited("house of the cast", size=0), "ada@example.org", at=timezone.now()),
        review=review,
        sound=lesson.file,
        translation=opened(make_person()),
        session=session.id,
        delivery=Delivery.objects.get(session=session.id),
        sessions={role: session_of(person) for role, person in people.items() if person},
    )


def session_of(person) -> str:
    """The key of one in which they are signed in."""
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client.session.session_key


def make_lesson_with_sound() -> Lesson:
    """Of a course that is sold: a lesson that only buyers hear."""
    page = page_of(make_course(teachers=[make_person()]))
    module = ModulePage.objects.child_of(page).last()
    sound = make_private_file()
    make_captions(sound)
    lesson = publish(add_lesson(module, "A sound", kind=Lesson.Kind.AUDIO, file=sound))
    ReferenceIndex.create_or_update_for_object(lesson)  # as the runner does; staff hear what their pages use
    return Lesson.objects.get(translation_key=lesson.translation_key)

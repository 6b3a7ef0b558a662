"""A newsletter goes to those who said yes, in their language, once, with the way out in its head."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.utils import timezone

from messaging.mail import compose
from messaging.models import Message, Newsletter, Subscription
from messaging.newsletter import sending
from messaging.newsletter.rights import GROUP
from outbox.runner import run_due
from tests.factories.accounts import make_user
from tests.factories.messaging import make_newsletter, make_subscription

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]


def sent_to(transport) -> list[str]:
    return sorted(mail.to[0] for mail in transport.sent)


def go(newsletter: Newsletter) -> None:
    sending.start(newsletter_id=newsletter.pk, at=timezone.now())
    run_due()
    run_due()


def test_only_confirmed_addresses_of_a_language_it_has_get_it_once(transport):
    make_subscription("ada@example.org")
    make_subscription("asked@example.org", state="asked", confirmed_at=None)
    make_subscription("left@example.org", state="ended")
    make_subscription("es@example.org", language="es")
    newsletter = make_newsletter(en="The lake", de="Der See")
    make_subscription("de@example.org", language="de")

    go(newsletter)
    with pytest.raises(sending.AlreadySent):
        go(newsletter)
    sending.write(newsletter_id=newsletter.pk, after=0)
    run_due()

    assert sent_to(transport) == ["ada@example.org", "de@example.org"]
    assert dict(Message.objects.values_list("to", "subject"))["de@example.org"] == "Der See"
    assert Newsletter.objects.get().state == "sent"


def test_more_readers_than_one_batch_all_get_it(transport, monkeypatch):
    monkeypatch.setattr(sending, "AT_ONCE", 2)
    for number in range(5):
        make_subscription(f"reader{number}@example.org")

    go(make_newsletter(en="The lake"))
    run_due()
    run_due()

    assert len(sent_to(transport)) == len(set(sent_to(transport))) == 5


def test_whoever_leaves_before_it_goes_does_not_get_it(transport):
    row = make_subscription()
    newsletter = make_newsletter(en="The lake")
    sending.start(newsletter_id=newsletter.pk, at=timezone.now())
    sending.write(newsletter_id=newsletter.pk, after=0)
    Subscription.objects.filter(pk=row.pk).update(state="ended", ended_at=timezone.now())

    run_due()

    assert (transport.sent, Message.objects.count()) == ([], 0)


def test_every_letter_has_the_way_out_that_mail_programs_press(transport):
    make_subscription()

    go(make_newsletter(en="The lake"))
    headers = compose(Message.objects.get()).message()
    address = re.fullmatch(r"<(https?://\S+)>", headers["List-Unsubscribe"])[1]
    pressed = Client(enforce_csrf_checks=True).post(urlsplit(address).path, {"List-Unsubscribe": "One-Click"})

    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert address in Message.objects.get().text
    assert (pressed.status_code, Subscription.objects.get().state) == (200, "ended")


def test_links_in_it_lead_to_the_shop_and_are_read_without_html(transport, settings):
    make_subscription()

    go(make_newsletter(en="The lake", body='<p>Look at <a href="/en/courses/">the courses</a> &amp; rest.</p>'))

    letter = Message.objects.get()
    assert f'href="{settings.PUBLIC_URL}/en/courses/"' in letter.html
    assert f"Look at the courses: {settings.PUBLIC_URL}/en/courses/ & rest." in letter.text


@pytest.fixture
def writer(client):
    staff = make_user("cleo@example.org", name="Cleo")
    staff.groups.add(Group.objects.get(name=GROUP))
    client.force_login(staff, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_staff_see_it_try_it_and_send_it(writer, transport):
    make_subscription()
    newsletter = make_newsletter(en="The lake")
    address = f"/admin/newsletters/send/{newsletter.pk}/"

    listed = writer.get("/admin/newsletters/").content.decode()
    assert address in listed
    assert "1 address gets it." in writer.get(address).content.decode()

    writer.post(address, {"test": "1"})
    run_due()
    assert sent_to(transport) == ["cleo@example.org"]

    writer.post(address, {"all": "1"})
    again = writer.post(address, {"all": "1"}, follow=True)
    run_due()
    run_due()
    assert sent_to(transport) == ["ada@example.org", "cleo@example.org"]
    assert "It goes once." in again.content.decode()


def test_what_was_sent_is_not_written_again(writer, transport):
    newsletter = make_newsletter(en="The lake")
    assert writer.get(f"/admin/newsletters/edit/{newsletter.pk}/").status_code == 200
    go(newsletter)

    newsletter.refresh_from_db()
    with pytest.raises(Exception, match="was sent"):
        newsletter.full_clean()


def test_whoever_writes_newsletters_and_may_not_send_them_finds_no_button(client):
    staff = make_user("cleo@example.org")
    staff.user_permissions.add(Permission.objects.get(codename="access_admin"))
    staff.user_permissions.add(Permission.objects.get(codename="change_newsletter"))
    client.force_login(staff, backend="django.contrib.auth.backends.ModelBackend")
    newsletter = make_newsletter(en="The lake")

    listed = client.get("/admin/newsletters/").content.decode()

    assert f"/admin/newsletters/edit/{newsletter.pk}/" in listed
    assert f"/admin/newsletters/send/{newsletter.pk}/" not in listed

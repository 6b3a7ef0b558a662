"""Staff see what became of a product's files, and lift limits."""

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from messaging.models import Message
from outbox.models import Job
from shop.contract import offers_of
from shop.desk.attention import needs_a_person
from shop.downloads import permits, tasks
from tests.factories.accounts import make_user
from tests.factories.downloads import buy_product, make_product

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]


@pytest.fixture
def manager(client):
    client.force_login(make_user("marta@example.org", is_superuser=True))
    return client


def fetch(line, *, times: int = 1):
    file = line.record.product.files.get()
    permit = permits.permit_for(line_id=line.pk, file=file)
    for _ in range(times):
        permits.take(permit, version=file.current, device="phone", country="DE", at=timezone.now())
    permit.refresh_from_db()
    return permit


def test_the_report_counts_downloads_limits_and_who_never_came(manager):
    product = make_product()
    fetch(buy_product(product), times=settings.DOWNLOADS_PER_FILE + 2)
    buy_product(product, email="bo@example.org")
    address = reverse("products_downloads", args=[product.pk])

    page = manager.get(address).content.decode()
    lines = b"".join(manager.get(address, {"format": "csv"}).streaming_content).decode().splitlines()

    assert ("2 buyers" in page, "5 downloads" in page, "1 buyer has never" in page) == (True, True, True)
    assert "<td>2</td></tr>" in page
    assert (lines[0], len(lines)) == ("time,file,version,device,country,order", 6)


def test_a_buyer_who_asks_for_more_needs_a_person_who_lifts_the_limit(manager):
    permit = fetch(buy_product(make_product()), times=5)
    permits.ask_for_more(permit, at=timezone.now())
    (concern,) = [one for one in needs_a_person().concerns if one.key.startswith("downloads:")]

    manager.get(concern.mends[0].url)
    manager.post(concern.mends[0].url)
    manager.post(concern.mends[0].url)
    permit.refresh_from_db()
    for job in Job.objects.filter(kind="downloads.send_link"):
        tasks.send_link(**job.payload)

    assert (permit.allowed, permit.asked_at) == (10, None)
    assert "You can download your files again" in Message.objects.get(kind="download_link").text
    assert not [one for one in needs_a_person().concerns if one.key.startswith("downloads:")]


def test_the_sale_is_stopped_for_every_variant(manager):
    product = make_product()

    manager.post(reverse("products_sale", args=[product.pk, "stop"]))

    (offer,) = offers_of(product.variants.all())[product.variants.get().pk]
    assert offer.stopped

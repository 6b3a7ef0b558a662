"""Files reach only their buyers, as often as is permitted, and not a moment longer."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import timedelta
from io import BytesIO

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from messaging.models import Message
from outbox.models import Job
from shop.downloads import links, tasks
from shop.downloads.library import lines_of, shelves_of
from shop.downloads.models import Download, FileVersion, Permit, StampedCopy, VersionNews
from shop.downloads.permits import give_more
from shop.fulfilment.operations import revoke_line
from tests.factories.accounts import make_user
from tests.factories.downloads import blank_pdf, buy_product, file_row, make_product, new_version, variant_row
from tests.factories.media import PDF, make_paper, make_private_file, sound_of

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]

PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Mobile/15E148"


@pytest.fixture
def line():
    """A guest's line with one PDF."""
    return buy_product(make_product())


def item_of(line):
    (shelf,) = shelves_of([line.pk], language="en", at=timezone.now())
    return shelf.parts[0].items[0]


def body(response) -> bytes:
    return b"".join(response.streaming_content)


def test_a_guest_comes_from_the_letter_to_the_file(client, line):
    page = client.get(links.link_of_order(line))
    href = re.search(r'href="(/en/downloads/[^"]+\.pdf)"', page.content.decode())[1]

    answer = client.get(href, headers={"user-agent": PHONE})

    assert (page.status_code, answer.status_code, body(answer)) == (200, 200, PDF)
    assert answer.headers["Content-Disposition"] == 'attachment; filename="sheet.pdf"'
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"].startswith("private, no-store")
    download = Download.objects.get()
    assert (download.device, download.country, download.version.number) == ("phone", "", 1)


def test_a_member_finds_everything_in_the_library(client):
    ada = make_user()
    buy_product(make_product(), user=ada)
    client.force_login(ada)

    page = client.get(reverse("shop:library")).content.decode()

    assert ("Beside the River" in page, "5 downloads left" in page, "Yours for ever" in page) == (True, True, True)


def test_the_library_asks_a_fixed_number_of_questions():
    ada = make_user()
    counts = []
    for titles in (["One"], ["Two", "Three"]):
        for title in titles:
            buy_product(make_product(title), user=ada)
        with CaptureQueriesContext(connection) as asked:
            shelves_of(lines_of(ada), language="en", at=timezone.now())
        counts.append(len(asked))

    assert counts[0] == counts[1]


def test_each_whole_download_counts_and_the_last_is_the_last(client, line):
    url = item_of(line).url

    statuses = [client.get(url).status_code for _ in range(settings.DOWNLOADS_PER_FILE + 2)]

    permit = Permit.objects.get()
    assert statuses == [200] * 5 + [403] * 2
    assert (permit.used, permit.refused, Download.objects.count()) == (5, 2, 5)


def test_head_ranges_and_resumes_burn_nothing(client, line):
    url = item_of(line).url

    head = client.head(url)
    client.get(url)
    piece = client.get(url, headers={"range": "bytes=10-19"})

    assert (head.status_code, head.headers["Content-Length"]) == (200, str(len(PDF)))
    assert (piece.status_code, body(piece)) == (206, PDF[10:20])
    assert Permit.objects.get().used == 1


def test_a_piece_of_what_was_never_fetched_counts(client, line):
    url = item_of(line).url

    client.get(url, headers={"range": "bytes=1-"})
    client.get(url, headers={"range": "bytes=1-"})

    assert Permit.objects.get().used == 1


def test_the_limit_is_said_politely_asked_about_once_and_lifted(client, line):
    url = item_of(line).url
    Permit.objects.create(line=line, file=item_of(line).file, used=5, allowed=5)

    page = client.get(url)
    more = re.search(r'action="(/en/downloads/[^"]+/more/)"', page.content.decode())[1]
    said = client.post(more, follow=True).content.decode()
    client.post(more)

    permit = Permit.objects.get()
    assert (page.status_code, "No download is left" in page.content.decode()) == (403, True)
    assert ("We have your request" in said, permit.asked_at is not None) == (True, True)
    assert (give_more(permit), give_more(permit)) == (True, False)
    assert client.get(url).status_code == 200


def is_a_link(purpose, signed):
    with suppress(links.NoLink):
        return bool(links.read(purpose, signed))
    return False


@pytest.mark.parametrize("purpose", ["library", "file"])
def test_a_link_that_differs_in_any_sign_is_none(client, line, purpose):
    item = item_of(line)
    url = links.link_of_order(line) if purpose == "library" else item.url
    start = len("/en/downloads/")
    end = url.index("/", start)
    others = [
        url[:place] + sign + url[place + 1 :]
        for place in range(start, end)
        for sign in ("01" if url[place] != "0" else "1A")
        if sign != url[place]
    ]
    read = [other for other in others if is_a_link(purpose, other[start : other.index("/", start)])]
    statuses = {client.get(other).status_code for other in others[::10]}

    assert (read, is_a_link(purpose, url[start:end])) == ([], True)
    assert statuses == {404}
    assert Download.objects.count() == 0


def test_a_link_for_one_thing_opens_no_other(client, line):
    token = item_of(line).url.split("/")[3]

    assert client.get(reverse("shop:downloads", args=[token])).status_code == 404
    assert client.get(reverse("shop:play", args=[token, "sheet.pdf"])).status_code == 404


def test_a_link_that_is_over_sends_a_new_one_to_the_buyer_alone(client, line):
    past = timezone.now() - timedelta(days=1)
    url = reverse("shop:downloads", args=[links.token(links.LIBRARY, line_id=line.pk, until=past)])

    page = client.get(url)
    renew = re.search(r'action="(/en/downloads/[^"]+/renew/)"', page.content.decode())[1]
    sent = client.post(renew, follow=True).content.decode()
    job = Job.objects.get(kind="downloads.send_link")
    tasks.send_link(**job.payload)

    assert (page.status_code, "a•••@example.org" in page.content.decode()) == (410, True)
    assert "Look into your mail" in sent
    letter = Message.objects.get(kind="download_link")
    link = re.search(r"http://\S+(/en/downloads/\S+)", letter.text)[1]
    assert letter.to == "ada@example.org"
    assert client.get(link).status_code == 200


def test_members_with_an_old_link_find_their_library(client):
    ada = make_user()
    line = buy_product(make_product(), user=ada)
    client.force_login(ada)
    past = timezone.now() - timedelta(days=1)

    answer = client.get(reverse("shop:downloads", args=[links.token(links.LIBRARY, line_id=line.pk, until=past)]))

    assert answer.headers["Location"] == "/en/account/library/"


def test_a_file_address_ends_too(client, line):
    item = item_of(line)
    past = timezone.now() - timedelta(seconds=1)
    old = links.token(links.FILE, line_id=line.pk, file_id=item.file.pk, until=past)

    assert client.get(reverse("shop:download", args=[old, "sheet.pdf"])).status_code == 410


def test_a_refund_ends_downloads_at_once_and_says_so(client, line):
    url, library = item_of(line).url, links.link_of_order(line)
    revoke_line(line_id=line.pk)

    file, page = client.get(url), client.get(library)

    assert (file.status_code, page.status_code) == (403, 403)
    assert "was paid back or taken back" in file.content.decode()
    assert Download.objects.count() == 0


def test_a_variant_brings_its_own_files_only(client):
    product = make_product(
        variants=[variant_row("english"), variant_row("german")],
        files=[file_row("en", variant="english"), file_row("de", variant="german"), file_row("notes")],
    )
    line = buy_product(product, "german")

    (shelf,) = shelves_of([line.pk], language="en", at=timezone.now())

    assert [item.file.code for item in shelf.parts[0].items] == ["de", "notes"]
    foreign = links.token(
        links.FILE,
        line_id=line.pk,
        file_id=product.files.get(code="en").pk,
        until=timezone.now() + timedelta(hours=1),
    )
    assert client.get(reverse("shop:download", args=[foreign, "x.pdf"])).status_code == 403


def test_a_bundle_brings_its_parts():
    book, sound = make_product(), make_product("Mostly Silence", files=[file_row("mp3", make_private_file())])
    bundle = make_product("The Night Shelf", kind="bundle", files=[], parts=[book, sound])

    line = buy_product(bundle)

    (shelf,) = shelves_of([line.pk], language="en", at=timezone.now())
    assert [(part.title, len(part.items)) for part in shelf.parts] == [("Beside the River", 1), ("Mostly Silence", 1)]


def test_sound_is_played_in_place_and_that_counts_nothing(client):
    line = buy_product(make_product(files=[file_row("sound", make_private_file())]))
    item = item_of(line)

    piece = client.get(item.play_url, headers={"range": "bytes=0-9"})
    saved = client.get(item.url)

    assert (piece.status_code, body(piece)) == (206, sound_of()[:10])
    assert piece.headers["Content-Disposition"].startswith("inline")
    assert saved.headers["Content-Disposition"].startswith("attachment")
    assert Permit.objects.get().used == 1


def test_a_new_version_is_marked_and_told_to_whoever_asked(client, line):
    (shelf,) = shelves_of([line.pk], language="en", at=timezone.now())
    client.post(shelf.news_url, {"wanted": "on"})
    silent = buy_product(make_product("Mostly Silence"))
    product = FileVersion.objects.get(file__product__variants=line.record_id).file.product
    new_version(product, make_paper("Second", name="second.pdf"))

    tasks.new_version(FileVersion.objects.get(number=2).pk)
    tasks.new_version(FileVersion.objects.get(number=2).pk)
    page = client.get(links.link_of_order(line)).content.decode()
    client.get(item_of(line).url)
    after = client.get(links.link_of_order(line)).content.decode()

    assert ("New version" in page, "Two misprints less." in page, "New version" in after) == (True, True, False)
    letter = Message.objects.get(kind="new_version")
    assert "Two misprints less." in letter.text
    assert not VersionNews.objects.filter(line=silent).exists()


@pytest.mark.thorough
def test_a_pdf_carries_the_name_of_its_buyer_and_the_original_never_leaves(client):
    original = make_private_file("Book", name="book.pdf", content=blank_pdf())
    line = buy_product(make_product(stamped=True, files=[file_row("pdf", original)]), name="Ada Lindqvist")
    url = item_of(line).url

    early = client.get(url)
    for job in Job.objects.filter(kind="downloads.stamp"):
        tasks.stamp(**job.payload)
        tasks.stamp(**job.payload)
    pages = [page.extract_text() for page in PdfReader(BytesIO(body(client.get(url)))).pages]

    assert (early.status_code, Permit.objects.get().used) == (202, 1)
    assert f"This copy was made for Ada Lindqvist, order {line.order.number}." in pages[0]
    assert f"Ada Lindqvist · {line.order.number}" in pages[1]
    assert StampedCopy.objects.count() == 1


def test_samples_are_for_anyone_and_nothing_else_is(client):
    sample = make_paper("First pages", name="sample.pdf")
    product = make_product(sample=sample)
    whole = product.files.get().current.content

    opened = client.get(reverse("media:file", args=[sample.key, sample.name])).status_code
    closed = client.get(reverse("media:file", args=[whole.key, whole.name])).status_code

    assert (opened, closed) == (200, 404)


def test_the_web_server_sends_the_file_where_it_may(client, line, settings):
    settings.PRIVATE_FILES_BY_WEB_SERVER = "/private-files/"

    answer = client.get(item_of(line).url)

    content = item_of(line).version.content
    assert answer.headers["X-Accel-Redirect"] == f"/private-files/{content.file.name}"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.content == b""


def test_country_is_kept_only_where_a_header_is_named(client, line, settings):
    settings.DOWNLOAD_COUNTRY_HEADER = "CF-IPCountry"

    Client().get(item_of(line).url, headers={"cf-ipcountry": "de"})

    assert Download.objects.get().country == "DE"

"""The local mailbox."""

import pytest
from django.utils import timezone

from outbox.models import Job
from outbox.runner import run_due
from tests.factories.messaging import make_attachment, make_message

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]


def make_letters(count):
    for number in range(count):
        make_message(f"greeting:{number}", subject=f"Letter {number}")


def make_job(key="a", **values) -> Job:
    now = timezone.now()
    return Job.objects.create(key=key, kind="note", due=now, created_at=now, **values)


def test_letters_are_listed_newest_first_and_found(client):
    make_message("one", to="ada@example.org", subject="First")
    make_message("two", to="elif@example.org", subject="Second")

    page = client.get("/mailbox/").content.decode()
    assert page.index("Second") < page.index("First")
    found = client.get("/mailbox/?words=elif").content.decode()
    assert "Second" in found
    assert "First" not in found


@pytest.mark.parametrize("count", [1, 30])
def test_many_letters_ask_no_more_of_the_database_than_one(client, count, django_assert_max_num_queries):
    make_letters(count)

    with django_assert_max_num_queries(12):
        assert client.get("/mailbox/").status_code == 200


def test_a_letter_shows_its_parts_and_how_far_it_is(client):
    message = make_message(html="<html><head></head><body>Hello</body></html>", attachments=[make_attachment()])
    address = f"/mailbox/{message.id}/"
    assert "Waiting" in client.get(address).content.decode()

    run_due()

    page = client.get(address).content.decode()
    assert "Sent" in page
    assert "after 1 attempt" in page
    file = client.get(f"{address}files/{message.attachments.get().id}/")
    assert file.content == b"BEGIN:VCALENDAR"
    assert file.headers["Content-Disposition"] == "attachment"


def test_a_letter_may_not_run_or_fetch_anything(client):
    message = make_message(html="<html><head></head><script>alert(1)</script></html>")

    answer = client.get(f"/mailbox/{message.id}/html/")

    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src" not in policy
    assert "sandbox allow-top-navigation-by-user-activation" in policy
    assert b'<base target="_top">' in answer.content


def test_words_of_a_letter_are_not_markup_of_the_page(client):
    message = make_message(subject="<script>alert(1)</script>", text="<script>alert(1)</script>", html="")

    assert "<script>alert(1)" not in client.get(f"/mailbox/{message.id}/").content.decode()
    assert "<script>alert(1)" not in client.get("/mailbox/").content.decode()


def test_dead_work_is_shown_with_its_reason_and_can_be_asked_for_again(client):
    make_job(state=Job.State.DEAD, attempts=8, last_error="OSError: no answer")

    assert "OSError: no answer" in client.get("/mailbox/jobs/?state=dead").content.decode()
    assert "OSError" not in client.get("/mailbox/jobs/?state=done").content.decode()
    assert client.post("/mailbox/jobs/again/", {"key": "a"}).status_code == 302
    assert Job.objects.get().state == Job.State.READY
    assert client.post("/mailbox/jobs/again/", {"key": "a"}).status_code == 404


@pytest.mark.parametrize(
    "address",
    [
        "?page=0",
        "?page=x",
        "?page=99999999999999999999",
        "?words=%00",
        "?state=none",
        "?words=" + "a" * 5000,
        "jobs/?kind=%00",
        "jobs/?state=x",
        "jobs/?page=-1",
    ],
)
def test_odd_questions_get_a_page(client, address):
    make_letters(1)

    assert client.get(f"/mailbox/{address}").status_code == 200


@pytest.mark.parametrize("address", ["999/", "999/html/", "1/files/1/", "99999999999999999999999/"])
def test_what_is_not_there_is_not_found(client, address):
    assert client.get(f"/mailbox/{address}").status_code == 404


def test_asking_again_for_nothing_is_not_found(client):
    assert client.post("/mailbox/jobs/again/", {"key": "\x00"}).status_code == 404
    assert client.get("/mailbox/jobs/again/").status_code == 405

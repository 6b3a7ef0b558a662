"""Wagtail's own background work goes through the outbox."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from django_tasks import task
from wagtail.models import Page

from outbox.models import Job
from outbox.runner import run_due

pytestmark = pytest.mark.django_db
heard: list = []


@task()
def hear(*words, **more):
    heard.append((words, more))


def not_a_task():
    raise AssertionError("An ordinary function is never called by its path.")


@pytest.fixture(autouse=True)
def silence():
    heard.clear()


def test_a_task_is_written_down_and_done_later_with_its_arguments():
    result = hear.enqueue("one", 2, three=[3])
    assert heard == []

    run_due()

    assert heard == [(("one", 2), {"three": [3]})]
    assert Job.objects.get().key == f"task:{result.id}"


def test_a_task_of_a_cause_that_was_rolled_back_is_not_done():
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        hear.enqueue("never")
        raise ZeroDivisionError

    run_due()
    assert heard == []


def test_a_task_may_be_asked_for_later():
    later = timezone.now() + timedelta(hours=1)
    hear.using(run_after=later).enqueue("later")

    assert run_due() == 0
    assert run_due(at=later) == 1


@pytest.mark.parametrize("path", ["tests.outbox.test_wagtail_work.not_a_task", "tests.nowhere", "os.system"])
def test_only_tasks_are_called_by_their_path(path):
    Job.objects.create(
        key="a",
        kind="django_tasks.run",
        payload={"task": path, "args": [], "kwargs": {}},
        due=timezone.now(),
        created_at=timezone.now(),
    )

    run_due()

    assert Job.objects.get().state == Job.State.DEAD


def test_work_for_a_page_that_is_gone_is_over():
    page = Page.objects.get(depth=2)
    child = page.add_child(title="Short", slug="short")
    child.delete()

    run_due()

    assert set(Job.objects.values_list("state", flat=True)) == {Job.State.DONE}


def test_a_page_set_for_a_time_is_published_by_the_schedule():
    page = Page.objects.get(depth=2).add_child(title="Later", slug="later", live=False)
    page.go_live_at = timezone.now() - timedelta(minutes=1)
    page.save_revision(approved_go_live_at=page.go_live_at)
    Job.objects.all().delete()
    Job.objects.create(key="a", kind="wagtail.publish_scheduled", due=timezone.now(), created_at=timezone.now())

    run_due()

    page.refresh_from_db()
    assert page.live is True

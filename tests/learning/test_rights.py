"""Who may have a course's files and who may be in its lessons."""

import pytest
from django.contrib.auth.models import Group, Permission
from wagtail.models import GroupPagePermission

from courses.catalogue.pages import LessonPage
from courses.catalogue.rows import LessonDownload
from media.contract import address_of, address_of_captions
from tests.factories.accounts import make_user
from tests.factories.courses import draft_course, make_course, make_index, page_of, publish
from tests.factories.learning import address, lessons_of, make_learner, refund, run_out, signed_in
from tests.factories.media import make_captions, make_paper, make_private_file

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]


def lesson_page(lesson) -> LessonPage:
    return LessonPage.objects.get(translation_key=lesson.translation_key, locale__language_code="en")


def with_file(lesson, file):
    page = lesson_page(lesson)
    page.file = file
    publish(page)
    lesson.refresh_from_db()
    return file


def with_paper(lesson):
    """A paper beside a lesson, as an editor publishes it."""
    paper = make_paper()
    page = lesson_page(lesson)
    page.downloads = [LessonDownload(title="Practice sheet", file=paper)]
    publish(page)
    return paper


def make_group(name: str) -> Group:
    """Who may change everything below the list of courses."""
    group = Group.objects.create(name=name)
    change = Permission.objects.get(content_type__app_label="wagtailcore", codename="change_page")
    GroupPagePermission.objects.create(group=group, page=make_index(), permission=change)
    return group


def make_editor(email="cleo@example.org"):
    """Cleo edits everything below the list of courses."""
    editors = make_group("course editors")
    editors.permissions.add(Permission.objects.get(codename="access_admin"))
    user = make_user(email, name="Cleo", is_staff=True)
    user.groups.add(editors)
    return user


def make_former_editor():
    """Somebody whom pages are still entrusted to, and who may not into the administration any more."""
    user = make_user("former@example.org")
    user.groups.add(make_group("former editors"))
    return user


def make_keeper():
    """Somebody who keeps the private files in the administration."""
    user = make_user("keeper@example.org", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="change_privatefile"))
    return user


@pytest.fixture
def course():
    return make_course()


@pytest.fixture
def people(client, course):
    """Everybody who could ask, by what they are."""
    other = make_course("Another")
    refunded, late = make_learner(course, email="r@example.org"), make_learner(course, email="l@example.org")
    refund(refunded)
    run_out(late)
    return {
        "guest": client,
        "stranger": signed_in(make_user("stranger@example.org")),
        "other buyer": signed_in(make_learner(other, email="other@example.org")),
        "buyer": signed_in(make_learner(course)),
        "refunded": signed_in(refunded),
        "late": signed_in(late),
        "editor": signed_in(make_editor()),
        "former editor": signed_in(make_former_editor()),
        "keeper of files": signed_in(make_keeper()),
        "staff without rights": signed_in(make_user("staff@example.org", is_staff=True)),
    }


def statuses(people, where) -> dict[str, int]:
    return {who: client.get(where).status_code for who, client in people.items()}


MAY = {"buyer": 200, "editor": 200, "keeper of files": 200}
ALL_OTHERS = ["guest", "stranger", "other buyer", "refunded", "late", "former editor", "staff without rights"]
ONLY_WHO_MAY = {**MAY, **dict.fromkeys(ALL_OTHERS, 404)}


def test_a_lessons_file_is_for_who_has_the_course_and_who_edits_it(people, course):
    file = with_file(lessons_of(course)[1], make_private_file())

    assert statuses(people, address_of(file)) == ONLY_WHO_MAY


def test_so_are_its_captions(people, course):
    file = with_file(lessons_of(course)[1], make_private_file())

    assert statuses(people, address_of_captions(make_captions(file), file=file)) == ONLY_WHO_MAY


def test_so_is_what_lies_beside(people, course):
    assert statuses(people, address_of(with_paper(lessons_of(course)[1]))) == ONLY_WHO_MAY


def test_the_files_of_a_free_lesson_are_for_anyone(people, course):
    free = lessons_of(course)[0]
    file, paper = with_file(free, make_private_file()), with_paper(free)

    assert set(statuses(people, address_of(file)).values()) == {200}
    assert set(statuses(people, address_of(paper)).values()) == {200}


def test_the_trailer_is_for_anyone(people, course):
    course.trailer = make_private_file()
    course.save()

    assert set(statuses(people, address_of(course.trailer)).values()) == {200}


def test_nothing_of_a_course_that_is_taken_down_is_free_but_buyers_keep_it(people, course):
    free, paid = lessons_of(course)[:2]
    files = [with_file(free, make_private_file()), with_file(paid, make_private_file())]

    page_of(course).unpublish()

    assert [statuses(people, address_of(file)) for file in files] == [ONLY_WHO_MAY, ONLY_WHO_MAY]


def test_a_draft_is_for_its_editors_alone(people):
    page = draft_course("Not yet")
    draft = LessonPage.objects.descendant_of(page).first()
    draft.file = make_private_file()
    draft.save_revision()

    assert statuses(people, address_of(draft.file)) == {**ONLY_WHO_MAY, "buyer": 404}


def test_a_file_that_hangs_nowhere_is_for_who_may_put_it_somewhere(people):
    assert statuses(people, address_of(make_private_file())) == {**ONLY_WHO_MAY, "buyer": 404}


def test_lessons_open_to_who_has_the_course(people, course):
    free, paid = lessons_of(course)[:2]

    assert statuses(people, address(paid)) == {
        **dict.fromkeys([*ALL_OTHERS, "editor", "keeper of files"], 403),
        "buyer": 200,
    }
    assert set(statuses(people, address(free)).values()) == {200}


def test_rights_cost_the_same_with_many_files_and_courses(client, django_assert_num_queries, course):
    file = with_file(lessons_of(course)[1], make_private_file())
    ada = signed_in(make_learner(course))
    ada.get(address_of(file))
    with django_assert_num_queries(7):
        ada.get(address_of(file))
    for number in range(3):
        more = make_course(f"More {number}")
        with_file(lessons_of(more)[0], make_private_file())

    with django_assert_num_queries(7):
        ada.get(address_of(file))

"""Pages one learns on. Their addresses name records, so they stay when words, order or language change."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from courses.catalogue.models import Course, Lesson
from courses.learning.access import Access, access_of
from courses.learning.forms import HeardForm
from courses.learning.operations import keep_place, mark_done, mark_undone
from courses.learning.progress import Journey, journeys_of
from courses.learning.room import course_page_of, lesson_of, room_for, url_of


@require_safe
@never_cache
def course(request: HttpRequest, course_id: int) -> HttpResponse:
    """Leads to the lesson where one goes on; a course that is finished says so."""
    found = get_object_or_404(Course, pk=course_id)
    journey = journeys_of(request.user, [found])[found.pk]
    access = access_of(request.user, found, at=timezone.now())
    if not access.whole:
        return _closed(request, found, access, journey)
    if not journey.lessons:
        raise Http404
    if journey.goes_on:
        return redirect(url_of(journey.goes_on))
    context = {"course": found, "course_page": _page_of(found), "journey": journey, "first": journey.lessons[0]}
    return _private(render(request, "pages/course_finished.html", context))


@require_safe
@never_cache
def lesson(request: HttpRequest, course_id: int, lesson_id: int) -> HttpResponse:
    """One lesson, for who may take it."""
    found = lesson_of(course_id, lesson_id)
    room = room_for(request.user, found, language=get_language(), at=timezone.now())
    if room is None:
        raise Http404
    if not room.access.opens(found):
        return _closed(request, found.course, room.access, room.journey)
    position = 0 if request.GET.get("from") == "start" else room.position
    return _private(render(request, "pages/lesson.html", {"room": room, "position": position}))


@require_POST
@never_cache
def progress(request: HttpRequest, course_id: int, lesson_id: int) -> HttpResponse:
    """Where a player is; answered for scripts."""
    found, access = _asked(request, course_id, lesson_id)
    if not _may_keep(request, found, access):
        return JsonResponse({"say": _("Your place is kept while you have this course and are signed in.")}, status=403)
    form = HeardForm(request.POST)
    if not form.is_valid():
        return JsonResponse({"errors": form.errors}, status=422)
    row = keep_place(user=request.user, lesson=found, access=access, heard=form.heard(), at=timezone.now())
    done = row.done_at is not None
    return JsonResponse({"done": done, "say": _("This lesson is done.") if done else ""})


@require_POST
@never_cache
def done(request: HttpRequest, course_id: int, lesson_id: int) -> HttpResponse:
    """Count a lesson as done; the last one leads to the course's end."""
    found, access = _asked(request, course_id, lesson_id)
    if not _may_keep(request, found, access):
        return _closed_lesson(request, found, access)
    mark_done(user=request.user, lesson=found, access=access, at=timezone.now())
    finished = access.whole and journeys_of(request.user, [found.course])[found.course_id].finished
    return redirect("learning:course", course_id) if finished else redirect(url_of(found))


@require_POST
@never_cache
def undone(request: HttpRequest, course_id: int, lesson_id: int) -> HttpResponse:
    """Count a lesson as open again."""
    found, access = _asked(request, course_id, lesson_id)
    if not _may_keep(request, found, access):
        return _closed_lesson(request, found, access)
    mark_undone(user=request.user, lesson=found, access=access, at=timezone.now())
    return redirect(url_of(found))


def _asked(request: HttpRequest, course_id: int, lesson_id: int) -> tuple[Lesson, Access]:
    found = lesson_of(course_id, lesson_id)
    return found, access_of(request.user, found.course, at=timezone.now())


def _may_keep(request: HttpRequest, lesson: Lesson, access: Access) -> bool:
    return request.user.is_authenticated and access.opens(lesson)


def _closed_lesson(request: HttpRequest, lesson: Lesson, access: Access) -> HttpResponse:
    return _closed(request, lesson.course, access, journeys_of(request.user, [lesson.course])[lesson.course_id])


def _closed(request: HttpRequest, course: Course, access: Access, journey: Journey) -> HttpResponse:
    """Says kindly why this is closed, and what to do; what was done stays."""
    page = _page_of(course)
    if page is None and not access.ended_at:
        raise Http404  # nobody may know of a course that has no page
    context = {"course_page": page, "access": access, "journey": journey}
    return _private(render(request, "pages/lesson_closed.html", context, status=403))


def _page_of(course: Course):
    return course_page_of(course, language=get_language())


def _private(response: HttpResponse) -> HttpResponse:
    response.headers["X-Robots-Tag"] = "noindex"
    return response

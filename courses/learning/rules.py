"""Who may have a file that hangs on a course: sound and video of lessons, what lies beside, trailers."""

from __future__ import annotations

from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone
from wagtail.permission_policies.pages import PagePermissionPolicy

from courses.catalogue.models import Course, Lesson
from courses.catalogue.pages import CoursePage, LessonPage
from courses.catalogue.rows import LessonDownload
from media.contract import PrivateFile
from shop.contract import entitled_ids


def may_read(request: HttpRequest, file: PrivateFile) -> bool:
    """Trailers and free lessons are for anyone, the rest for who has the course, drafts for who may edit them."""
    return _is_open(file) or _has_bought(request.user, file) or _may_edit(request.user, file)


def _is_open(file: PrivateFile) -> bool:
    free = _lessons_with(file).filter(preview=True, course__live=True)
    return free.exists() or Course.objects.live().filter(trailer=file).exists()


def _has_bought(user, file: PrivateFile) -> bool:
    if not user.is_authenticated:
        return False
    courses = entitled_ids(user, Course, at=timezone.now())
    return _lessons_with(file).filter(course__in=courses).exists()


def _lessons_with(file: PrivateFile):
    beside = LessonDownload.objects.filter(file=file, page__live=True).values("page__translation_key")
    return Lesson.objects.filter(Q(file=file) | Q(translation_key__in=beside), live=True)


def _may_edit(user, file: PrivateFile) -> bool:
    if not user.is_authenticated or not user.has_perm("wagtailadmin.access_admin"):
        return False
    own = PagePermissionPolicy().instances_user_has_permission_for(user, "change")
    pages = [
        *LessonPage.objects.filter(Q(file=file) | Q(downloads__file=file)).values_list("pk", flat=True),
        *CoursePage.objects.filter(trailer=file).values_list("pk", flat=True),
    ]
    # A file on no page may be on a draft, which is no row yet; whoever writes courses could choose it anyway.
    return (own.filter(pk__in=pages) if pages else own.exact_type(CoursePage, LessonPage)).exists()

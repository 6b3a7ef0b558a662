"""Who may have a file that hangs on a course: sound and video of lessons, what lies beside, trailers."""

from __future__ import annotations

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone
from wagtail.models import Page, ReferenceIndex
from wagtail.permission_policies.pages import PagePermissionPolicy

from courses.catalogue.models import Course, Lesson
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
    # Wagtail's index of references knows drafts too.
    shown_on = ReferenceIndex.get_references_to(file).filter(
        base_content_type=ContentType.objects.get_for_model(Page, for_concrete_model=False)
    )
    pages = [int(pk) for pk in shown_on.values_list("object_id", flat=True)]
    return PagePermissionPolicy().instances_user_has_permission_for(user, "change").filter(pk__in=pages).exists()

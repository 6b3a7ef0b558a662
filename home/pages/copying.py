"""A page as the beginning of another: everything that is written on it, and nothing of when it was."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages
from wagtail.admin.widgets import Button
from wagtail.models import Page
from wagtail_localize.synctree import create_aliases_for_new_page

from home.pages.records import PageRecord, writes_record

_templates: dict[type[Page], Template] = {}


@dataclass(frozen=True)
class Template:
    """Pages of a kind from which others are begun; `forget` takes off the copy what was true of the first alone."""

    page: type[Page]
    record: type[PageRecord]
    forget: Callable[[Page], None]

    def fits(self, page: Page) -> bool:
        """Whether everything stands on this page: it is in the language in which its kind is sold."""
        return writes_record(page, self.record)


def register_template(template: Template) -> None:
    """Let editors begin pages of a kind from others of it."""
    _templates[template.page] = template


def template_of(page: Page, user) -> Template | None:
    """How another page is begun from this one; none where that cannot be, or may not be by this user."""
    template = _templates.get(type(page))
    if template is None or not template.fits(page):
        return None
    return template if page.get_parent().permissions_for_user(user).can_add_subpage() else None


@transaction.atomic
def begin_from(page: Page, *, title: str, slug: str, forget: Callable[[Page], None], user=None) -> Page:
    """A draft with everything that the page and the pages below it say, which other languages follow from now on."""
    names = {"title": title, "draft_title": title, "slug": slug}
    copy = page.copy(recursive=True, update_attrs=names, copy_revisions=False, keep_live=False, user=user).specific
    copy.go_live_at = copy.expire_at = None
    forget(copy)
    copy.save(clean=False)  # a draft may lack what only publishing needs, such as a date
    copy.save_revision(user=user, clean=False)
    for one in Page.objects.descendant_of(copy, inclusive=True).order_by("path").specific():
        create_aliases_for_new_page(one)
    return copy


class TemplateForm(forms.Form):
    """What the new page is called."""

    title = forms.CharField(label=_("Title"), max_length=200)

    def __init__(self, *args, parent: Page, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.parent = parent

    def clean_title(self) -> str:
        title = self.cleaned_data["title"]
        self.slug = slugify(title, allow_unicode=True)[:200]
        if not self.slug:
            raise ValidationError(_("A title needs letters or figures."))
        # So a second press of the button begins no second page either.
        if Page.objects.child_of(self.parent).filter(slug=self.slug).exists():
            raise ValidationError(_("There is a page with this title already. Choose another one."))
        return title


@require_http_methods(["GET", "HEAD", "POST"])
def as_template(request: HttpRequest, page_id: int) -> HttpResponse:
    """Ask for the title of a new page, and begin it from this one."""
    page = get_object_or_404(Page, pk=page_id).specific
    if type(page) not in _templates:
        raise Http404
    template = template_of(page, request.user)
    if template is None:
        raise PermissionDenied
    form = TemplateForm(request.POST if request.method == "POST" else None, parent=page.get_parent())
    if not form.is_valid():
        status = 422 if form.errors else 200
        return render(request, "desk/as_template.html", {"page": page, "form": form}, status=status)
    names = {"title": form.cleaned_data["title"], "slug": form.slug}
    copy = begin_from(page, **names, forget=template.forget, user=request.user)
    messages.success(request, _("This is a draft with everything that “%(title)s” says.") % {"title": page.title})
    return redirect("wagtailadmin_pages:edit", copy.pk)


def template_button(page: Page, user, next_url=None, view_name=None) -> Iterator[Button]:
    """The way there, beside the page's other acts."""
    if type(page.specific) in _templates and template_of(page.specific, user):
        address = reverse("page_as_template", args=[page.pk])
        yield Button(_("Use as template"), address, icon_name="copy", priority=35)

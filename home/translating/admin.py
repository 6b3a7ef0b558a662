"""The board of translations in Wagtail's administration, and the ways from it."""

from __future__ import annotations

from uuid import uuid4

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages
from wagtail.models import Page
from wagtail_localize.machine_translators import get_machine_translator
from wagtail_localize.models import Translation
from wagtail_localize.views.edit_translation import edit_translation
from wagtail_localize.views.submit_translations import SubmitPageTranslationView

from home.translating.changes import changes_of
from home.translating.files import as_files
from home.translating.forms import AT_ONCE, ActForm, FilesForm, Wish
from home.translating.operations import bring_in, send, take_over
from home.translating.queries import board, counts_of, tell_fields
from home.translating.rights import TRANSLATE, languages_of
from home.translating.states import State
from outbox import contract as outbox


@require_http_methods(["GET", "HEAD", "POST"])
def translations(request: HttpRequest) -> HttpResponse:
    """Every page and shared thing in every language; a POST does what is asked with those that are ticked."""
    if not request.user.has_perm(TRANSLATE):
        raise PermissionDenied
    rows, wish = board(), Wish.of(request.GET)
    may = languages_of(request.user)
    form = None
    if request.method == "POST":
        form = ActForm(request.POST, things=[row.value for row in rows], languages=may)
        if form.is_valid():
            return _act(request, form.cleaned_data, rows, wish)
    pages = Paginator([row for row in rows if wish.takes(row)], AT_ONCE)
    shown = pages.get_page(request.GET.get("p"))
    tell_fields(shown.object_list)
    context = {
        "rows": shown.object_list,
        "shown": shown,
        "wish": wish,
        "form": form,
        "ticked": request.POST.getlist("things"),
        "ticked_languages": request.POST.getlist("languages"),
        "kinds": sorted({(row.model, row.kind) for row in rows}, key=lambda kind: kind[1]),
        "states": State.choices,
        "counts": _shown_counts(rows),
        "may": {code: name for code, name in settings.LANGUAGES if code in may},
        "machine": get_machine_translator(),
    }
    return render(request, "desk/translations.html", context, status=422 if form else 200)


def _shown_counts(rows: list) -> list[dict]:
    """For each language its name, and how many things stand in each state there."""
    names, counts = dict(settings.LANGUAGES), counts_of(rows)
    return [
        {"code": code, "name": names[code], "states": [(state, state.label, count[state]) for state in State]}
        for code, count in counts.items()
    ]


def _act(request: HttpRequest, asked: dict, rows: list, wish: Wish) -> HttpResponse:
    chosen = [row for row in rows if row.value in asked["things"]]
    if asked["act"] == ActForm.SEND:
        _send(request, chosen, asked["languages"], machine=asked["machine"])
    else:
        ids = [
            cell.managed.id
            for row in chosen
            for code, cell in row.cells.items()
            if code in asked["languages"] and cell.managed
        ]
        made = Translation.objects.filter(pk__in=ids).select_related("source", "target_locale").order_by("pk")
        if asked["act"] == ActForm.EXPORT and ids:
            return as_files(made)
        if asked["act"] == ActForm.EXPORT:
            messages.warning(request, _("None of these is being translated yet. Send them first."))
        else:
            _take_over(request, made)
    return redirect(f"{reverse('translations')}?{wish.query}")


def _send(request: HttpRequest, rows: list, languages: list[str], *, machine: bool) -> None:
    click, sent = uuid4(), 0
    with transaction.atomic():
        for row in rows:
            for language in languages:
                if row.cells[language].state in (State.MISSING, State.ALIAS):
                    what = {"model": row.model, "pk": row.pk, "language": language}
                    payload = what | {"user_id": request.user.pk, "machine": machine}
                    outbox.add("translating.send", key=f"send:{click}:{row.value}:{language}", payload=payload)
                    sent += 1
    if sent:
        words = ngettext(
            "%(count)s translation is being opened. It stands on the board in a moment.",
            "%(count)s translations are being opened. They stand on the board in a moment.",
            sent,
        )
        messages.success(request, words % {"count": sent})
    else:
        messages.warning(request, _("All of these are there in these languages already."))


def _take_over(request: HttpRequest, made) -> None:
    may = [one for one in made if _may_publish(request.user, one)]
    done = take_over(may, user=request.user)
    words = ngettext("%(count)s translation is published.", "%(count)s translations are published.", done)
    messages.success(request, words % {"count": done}) if done else messages.warning(
        request, _("Nothing is published: in each of these something is still to be translated, or you may not.")
    )


def _may_publish(user, translation: Translation) -> bool:
    there = translation.source.get_translated_instance(translation.target_locale)
    return not isinstance(there, Page) or there.permissions_for_user(user).can_publish()


@require_safe
def changes(request: HttpRequest, translation_id: int) -> HttpResponse:
    """What a translation lacks, and how its source read before."""
    if not request.user.has_perm(TRANSLATE):
        raise PermissionDenied
    made = Translation.objects.select_related("source__locale", "source__specific_content_type", "target_locale")
    translation = get_object_or_404(made, pk=translation_id)
    context = {
        "translation": translation,
        "source_language": translation.source.locale.language_code,
        "language": translation.target_locale.language_code,
        "language_name": dict(settings.LANGUAGES).get(translation.target_locale.language_code),
        "changes": changes_of(translation),
        "edit_url": translation.get_target_instance_edit_url(),
    }
    return render(request, "desk/translation_changes.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def files(request: HttpRequest) -> HttpResponse:
    """Take back what translators did in programs of their own."""
    if not request.user.has_perm(TRANSLATE):
        raise PermissionDenied
    form = FilesForm(request.POST, request.FILES) if request.method == "POST" else FilesForm()
    if not form.is_valid():
        return render(request, "desk/translation_files.html", {"form": form}, status=422 if form.errors else 200)
    may = languages_of(request.user)
    taken = [bring_in(po, languages=may, user=request.user) for po in form.files_read]
    known = [translation for translation in taken if translation]
    if known:
        words = ngettext("%(count)s file is taken in.", "%(count)s files are taken in.", len(known))
        messages.success(request, words % {"count": len(known)})
    if lost := len(taken) - len(known):
        words = ngettext(
            "%(count)s file belongs to no translation that is under way here and that you may make.",
            "%(count)s files belong to no translation that is under way here and that you may make.",
            lost,
        )
        messages.error(request, words % {"count": lost})
    return redirect("translations")


def edit_alias(request: HttpRequest, page: Page) -> HttpResponse | None:
    """An alias whose translation is under way opens in the two columns; it stays an alias until that is published."""
    if page.alias_of_id is None:
        return None
    made = Translation.objects.filter(source__object_id=page.translation_key, target_locale=page.locale, enabled=True)
    translation = made.select_related("source", "target_locale").first()
    return edit_translation(request, translation, page) if translation else None


class SendPage(SubmitPageTranslationView):
    """Wagtail Localize's own way to translate a page, by which an alias would lose its mark before it has words."""

    def form_valid(self, form) -> HttpResponse:
        locales = [
            into for into in form.cleaned_data["locales"] if into.language_code in languages_of(self.request.user)
        ]
        below = self.object.get_descendants() if form.cleaned_data["include_subtree"] else []
        click = uuid4()
        for into in locales:
            send(self.object, into=into, user=self.request.user)
            for page in below:
                payload = {"model": "wagtailcore.page", "pk": page.pk, "language": into.language_code}
                payload |= {"user_id": self.request.user.pk, "machine": False}
                outbox.add("translating.send", key=f"send:{click}:{page.pk}:{into.language_code}", payload=payload)
        names = ", ".join(into.get_display_name() for into in locales)
        messages.success(self.request, self.get_success_message(names)) if locales else messages.error(
            self.request, _("You may not translate into one of these languages.")
        )
        only = self.object.get_translation_or_none(locales[0]) if len(locales) == 1 else None
        return redirect(self.get_success_url() or self.get_default_success_url(only))

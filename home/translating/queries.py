"""The board: every page and everything that pages share, in every language, in a fixed number of queries."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from datetime import UTC, datetime
from uuid import UUID

from django.conf import settings
from django.contrib.admin.utils import quote
from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Exists, Max, OuterRef
from django.urls import reverse
from django.utils.text import capfirst
from wagtail.models import Locale, Page, TranslatableMixin
from wagtail.snippets.models import get_snippet_models
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationLog

from home.pages.lineage import FIRST_PAGES
from home.translating.states import Cell, Managed, Row, State, state_of_page
from home.translating.words import label_of

NEVER = datetime.min.replace(tzinfo=UTC)
Known = dict[tuple[str, int, int], Managed]  # by translation key, locale of the source, locale


def board(*, keys: Collection[UUID] | None = None) -> list[Row]:
    """Everything that can be translated, pages as they stand in the tree, then what pages share.

    With translation keys, only the pages that have them.
    """
    known, languages = _managed(keys), _languages()
    rows = _pages(known, languages, keys)
    if keys is not None:
        return rows
    for model in shared_models():
        rows += _shared(model, known, languages)
    return rows


def _languages() -> dict[int, str]:
    """The languages that have pages, by locale, in the order of the settings."""
    order = [code for code, _name in settings.LANGUAGES]
    here = {locale.language_code: locale.pk for locale in Locale.objects.all()}
    return {here[code]: code for code in order if code in here}


def shared_models() -> list[type]:
    """Snippets that have words in each language."""
    models = (model for model in get_snippet_models() if issubclass(model, TranslatableMixin))
    return sorted(models, key=lambda model: str(model._meta.verbose_name_plural))


def counts_of(rows: Iterable[Row]) -> dict[str, Counter]:
    """By language, how many things stand in each state there."""
    counts: dict[str, Counter] = {code: Counter() for code in _languages().values()}
    for row in rows:
        for code, cell in row.cells.items():
            counts[code][cell.state] += 1
    return counts


def tell_fields(rows: Iterable[Row]) -> None:
    """Say of each translation in sight which of its fields wait for words; one query."""
    cells = {
        (cell.managed.source_id, code): (row, cell)
        for row in rows
        for code, cell in row.cells.items()
        if cell.managed and cell.managed.missing and cell.state == State.OUTDATED
    }
    if not cells:
        return
    found: dict[tuple[int, str], dict[str, None]] = defaultdict(dict)
    waiting = _untranslated().filter(source__translations__in=[cell.managed.id for _row, cell in cells.values()])
    names = ("source_id", "source__translations__target_locale__language_code", "context__field_path", "context__path")
    for source, language, field_path, path in waiting.order_by("order").values_list(*names):
        if (source, language) in cells:
            row, _cell = cells[source, language]
            found[source, language][label_of(row.model, field_path or path)] = None
    for place, labels in found.items():
        cells[place][1].fields = list(labels)


def pages_in(states: Collection[str]) -> set[int]:
    """Pages that stand so in their language, and the source of each one that does, or is missing, in another."""
    found: set[int] = set()
    for row in _pages(_managed(None), _languages(), None):
        here = [cell for cell in row.cells.values() if cell.state in states]
        found.update(cell.pk for cell in here if cell.pk)
        if here:
            found.add(row.pk)
    return found


def _untranslated():
    """Strings with a translation that lacks them; a row for each string and translation."""
    done = StringTranslation.objects.filter(
        translation_of_id=OuterRef("string_id"),
        context_id=OuterRef("context_id"),
        locale_id=OuterRef("source__translations__target_locale_id"),
        has_error=False,
    )
    return StringSegment.objects.filter(~Exists(done), source__translations__enabled=True)


def _managed(keys: Collection[UUID] | None) -> Known:
    """What is known of every translation that is made side by side; in four queries."""
    place = ("source_id", "target_locale_id")
    only = {} if keys is None else {"source__object_id__in": keys}
    waiting = _untranslated().filter(**only)
    missing = Counter(waiting.values_list("source_id", "source__translations__target_locale_id"))
    taken = TranslationLog.objects.filter(**only).values_list("source_id", "locale_id").annotate(Max("created_at"))
    taken = {(source, locale): at for source, locale, at in taken.order_by()}
    written = StringTranslation.objects.filter(has_error=False)
    written = written if keys is None else written.filter(context__object_id__in=keys)
    written = written.values_list("context__object_id", "locale_id")
    written = {(key, locale): at for key, locale, at in written.annotate(Max("updated_at")).order_by()}
    translations = Translation.objects.filter(enabled=True, **only).annotate(total=Count("source__stringsegment"))
    names = ("id", "source__object_id", "source__locale_id", "source__last_updated_at", "total", *place)
    return {
        (str(key), locale_of_source, locale): Managed(
            id=pk,
            source_id=source,
            total=total,
            missing=missing[source, locale],
            source_at=source_at,
            taken_at=taken.get((source, locale)),
            written_at=written.get((key, locale)),
        )
        for pk, key, locale_of_source, source_at, total, source, locale in translations.values_list(*names)
    }


def _pages(known: Known, languages: dict[int, str], keys: Collection[UUID] | None) -> list[Row]:
    names = ("pk", "translation_key", "locale_id", "alias_of_id", "live", "draft_title", "content_type_id", "depth")
    families: dict[str, list[dict]] = defaultdict(list)
    pages = Page.objects.filter(depth__gte=FIRST_PAGES)
    pages = pages if keys is None else pages.filter(translation_key__in=keys)
    for page in pages.order_by("path").values(*names, "last_published_at", "path"):
        families[str(page["translation_key"])].append(page)
    translated = {(key, locale) for key, locale, _into in known}
    told = [(_source_of(key, family, translated), key, family) for key, family in families.items()]
    told = sorted(told, key=lambda one: one[0]["path"])
    return [_row_of_pages(source, key, family, known, languages) for source, key, family in told]


def _source_of(key: str, family: list[dict], translated: set[tuple[str, int]]) -> dict:
    """The page in whose language a thing is written: whose translations are made, else the first of all."""
    written = [page for page in family if page["alias_of_id"] is None] or family
    return min(written, key=lambda page: ((key, page["locale_id"]) not in translated, page["pk"]))


def _row_of_pages(source: dict, key: str, family: list[dict], known: Known, languages: dict[int, str]) -> Row:
    kind = ContentType.objects.get_for_id(source["content_type_id"]).model_class() or Page
    here = {page["locale_id"]: page for page in family}
    cells = {}
    for locale, language in languages.items():
        managed = known.get((key, source["locale_id"], locale))
        page = here.get(locale)
        if page is None:
            cells[language] = Cell(language, State.MISSING, managed=managed)
            continue
        later = _published(page) < _published(source)
        alias, live = page["alias_of_id"] is not None, page["live"]
        state = state_of_page(alias=alias, live=live, managed=managed, later=later)
        edit = reverse("wagtailadmin_pages:edit", args=[page["pk"]])
        cells[language] = Cell(language, State.SOURCE if page is source else state, page["pk"], edit, managed)
    return Row(
        key=key,
        model=kind._meta.label_lower,
        kind=capfirst(kind._meta.verbose_name),
        title=source["draft_title"],
        pk=source["pk"],
        edit_url=reverse("wagtailadmin_pages:edit", args=[source["pk"]]),
        depth=source["depth"] - FIRST_PAGES,
        source=languages[source["locale_id"]],
        is_page=True,
        cells=cells,
    )


def _published(page: dict) -> datetime:
    return page["last_published_at"] or NEVER


def _shared(model: type, known: Known, languages: dict[int, str]) -> list[Row]:
    families: dict[str, list] = defaultdict(list)
    for thing in model.objects.order_by("pk"):
        families[str(thing.translation_key)].append(thing)
    rows = [_row_of_shared(key, family, known, languages) for key, family in families.items()]
    return sorted(rows, key=lambda row: (row.title, row.pk))


def _row_of_shared(key: str, family: list, known: Known, languages: dict[int, str]) -> Row:
    source = min(family, key=lambda thing: (languages[thing.locale_id] != settings.LANGUAGE_CODE, thing.pk))
    here = {thing.locale_id: thing for thing in family}
    cells = {}
    for locale, language in languages.items():
        thing, managed = here.get(locale), known.get((key, source.locale_id, locale))
        if thing is None:
            cells[language] = Cell(language, State.MISSING, managed=managed)
            continue
        state = state_of_page(alias=False, live=True, managed=managed, later=False)
        state = State.SOURCE if thing is source else state
        cells[language] = Cell(language, state, thing.pk, _edit_shared(thing), managed)
    meta = type(source)._meta
    return Row(
        key=key,
        model=meta.label_lower,
        kind=capfirst(meta.verbose_name),
        title=str(source),
        pk=source.pk,
        edit_url=_edit_shared(source),
        depth=0,
        source=languages[source.locale_id],
        is_page=False,
        cells=cells,
    )


def _edit_shared(thing) -> str:
    return reverse(type(thing).snippet_viewset.get_url_name("edit"), args=[quote(thing.pk)])

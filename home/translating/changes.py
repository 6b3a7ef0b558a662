"""What is other in a source than what its translation was made from."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from difflib import SequenceMatcher

from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail.admin.compare import diff_text
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from home.translating.words import label_of

ALIKE = 0.4  # below it, two sentences have nothing to do with each other


@dataclass(frozen=True)
class Change:
    """One string that waits for words: as it reads now, and as it read when it was last translated."""

    label: str
    now: str
    before: str = ""
    translated: str = ""  # what stands in the translation for `before`

    @property
    def shown(self) -> SafeString:
        """What is new and what is gone, marked."""
        if not self.before:
            return format_html("{}", self.now)
        return diff_text(self.before, self.now).to_html("span", "desk-new", "desk-gone")


def changes_of(translation: Translation) -> list[Change]:
    """The strings that a translation lacks, in the order of the page; in two queries beside the translation's own."""
    model = translation.source.specific_content_type.model_class()._meta.label_lower
    segments = StringSegment.objects.filter(source=translation.source).annotate_translation(translation.target_locale)
    segments = list(segments.select_related("context", "string").order_by("order", "pk"))
    beside = Counter(segment.context_id for segment in segments)
    earlier = _earlier(translation, {(segment.context_id, segment.string_id) for segment in segments})
    changes = []
    for segment in segments:
        if segment.translation is not None:
            continue
        rows = earlier[segment.context_id]
        row = rows.pop() if rows and beside[segment.context_id] == 1 else _most_like(segment.string.data, rows)
        words = (row.translation_of.data, row.data) if row else ("", "")
        label = label_of(model, segment.context.field_path or segment.context.path)
        changes.append(Change(label, segment.string.data, *words))
    return changes


def _earlier(translation: Translation, present: set[tuple[int, int]]) -> dict[int, list[StringTranslation]]:
    """By place in the page, what was translated there and stands there no more; the newest last."""
    made = StringTranslation.objects.filter(
        context__object_id=translation.source.object_id, locale=translation.target_locale
    )
    rows: dict[int, list[StringTranslation]] = defaultdict(list)
    for row in made.select_related("translation_of").order_by("updated_at", "pk"):
        if (row.context_id, row.translation_of_id) not in present:
            rows[row.context_id].append(row)
    return rows


def _most_like(string: str, rows: list[StringTranslation]) -> StringTranslation | None:
    """The one of a place's earlier sentences that became this one, which is then taken."""
    likeness = {row.pk: SequenceMatcher(None, row.translation_of.data, string).ratio() for row in rows}
    best = max(rows, key=lambda row: likeness[row.pk], default=None)
    if best is None or likeness[best.pk] < ALIKE:
        return None
    rows.remove(best)
    return best

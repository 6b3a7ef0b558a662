"""Pages, put into the tree and published as an editor would."""

from __future__ import annotations

import json
from datetime import datetime
from uuid import UUID

from wagtail.models import Locale, Page

from demo.loader.words import SOURCE, key

# What a page says of itself that no file says.
OWN = {"pk", "page", "live_revision", "latest_revision", "latest_revision_created_at", "last_published_at"}


def find(model: type[Page], *names: str) -> Page | None:
    """The English page of this name; none where it was never put."""
    return model.objects.filter(translation_key=key(*names), locale__language_code=SOURCE).first()


def put(
    model: type[Page],
    *names: str,
    parent: Page,
    rows: dict[str, list] | None = None,
    first_published_at: datetime | None = None,
    publish: bool = True,
    **values,
) -> Page:
    """Make the page of this name say exactly this; what says it already is left alone."""
    page = find(model, *names)
    before = _says(page) if page else None
    page = page or model(translation_key=key(*names), locale=Locale.get_default(), live=False)
    page.first_published_at = page.first_published_at or first_published_at
    for name, value in values.items():
        setattr(page, name, value)
    for name, children in (rows or {}).items():
        setattr(page, name, children)
    if before is None:
        parent.add_child(instance=page)
    elif before == _says(page):
        return page
    if publish:
        publish_now(page)
    return page


def publish_now(page: Page) -> None:
    """Publish as the editor's button does, so that everyone who listens hears of it."""
    page.save_revision(clean=False).publish()  # publishing checks everything once more
    page.refresh_from_db(fields=["live", "live_revision", "latest_revision", "numchild"])


def _says(page: Page) -> str:
    """Everything that can be said by a file, comparable."""
    return json.dumps(_plain(page.serializable_data()), default=str, sort_keys=True)


def _plain(value: object) -> object:
    if isinstance(value, dict):
        return {name: _plain(inner) for name, inner in value.items() if name not in OWN}
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    if isinstance(value, str) and value.startswith("[{"):
        return json.loads(value)  # blocks: PostgreSQL gives their keys back in an order of its own
    return str(value) if isinstance(value, UUID) else value

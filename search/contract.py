"""What other apps may use of the search: have their things found, and say what has changed beside their cards."""

from home.pages.lineage import written_in
from search.documents import Document, Kind, Place
from search.operations import mentioned_changed
from search.reading import Names, shown_by_pages, words_of
from search.registry import register_kind

__all__ = [
    "Document",
    "Kind",
    "Names",
    "Place",
    "mentioned_changed",
    "register_kind",
    "shown_by_pages",
    "words_of",
    "written_in",
]

"""Pages that need no kind of their own: about us, the legal texts and the like."""

from __future__ import annotations

from wagtail.models import Page

from demo.loader.tree import put
from demo.loader.words import SOURCE, codes, key, read, rich, stream
from home.pages import StandardPage

# In the order in which they stand in the tree.
ORDER = ["about", "health", "faq", "contact", "terms", "withdrawal", "privacy", "imprint", "accessibility"]


def load(home: Page) -> None:
    """Every page of words."""
    for code in sorted(codes("pages"), key=ORDER.index):
        put(StandardPage, "pages", code, parent=home, slug=code, **words(SOURCE, code))


def words(language: str, code: str) -> dict[str, str]:
    """What such a page says in one language; each of its chapters begins with a heading."""
    said = read(language, f"pages/{code}")
    blocks: list[tuple[str, object]] = []
    for place, chapter in enumerate(f"\n{said['body']}".split("\n## ")):
        title, text = chapter.split("\n", 1) if place else ("", chapter)
        if title:
            blocks.append(("heading", {"title": title.strip(), "note": "", "page": None, "link_label": ""}))
        if text.strip():
            blocks.append(("text", linked(rich(text))))
    return {"title": said["title"], "body": stream("pages", code, blocks=blocks)}


def linked(html: str) -> str:
    """Links to pages of words as Wagtail keeps them: by the page and not by its address."""
    for code in codes("pages"):
        if f'href="/{code}"' in html and (page := by_code(code)):
            html = html.replace(f'href="/{code}"', f'linktype="page" id="{page.pk}"')
    return html


def by_code(code: str) -> Page | None:
    """The English page of that name, once it is there."""
    pages = StandardPage.objects.filter(translation_key=key("pages", code), locale__language_code=SOURCE)
    return pages.first()

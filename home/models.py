"""Every stored thing of the pages; Django looks for models here."""

from home.contact.models import ContactMessage
from home.journal.pages import ArticlePage, JournalIndexPage
from home.journal.rows import ArticleTheme
from home.pages import HomePage, StandardPage
from home.site_frame import SiteFrame
from home.snippets import Person, Theme

__all__ = [
    "ArticlePage",
    "ArticleTheme",
    "ContactMessage",
    "HomePage",
    "JournalIndexPage",
    "Person",
    "SiteFrame",
    "StandardPage",
    "Theme",
]

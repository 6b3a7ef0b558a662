"""Every stored thing of the pages; Django looks for models here."""

from home.pages import HomePage, StandardPage
from home.snippets import Person, Theme

__all__ = ["HomePage", "Person", "StandardPage", "Theme"]

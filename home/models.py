"""Every stored thing of the pages; Django looks for models here."""

from home.contact.models import ContactMessage
from home.pages import HomePage, StandardPage
from home.site_frame import SiteFrame
from home.snippets import Person, Theme

__all__ = ["ContactMessage", "HomePage", "Person", "SiteFrame", "StandardPage", "Theme"]

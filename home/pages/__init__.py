"""Pages that editors write, and what every page of the shop has."""

from home.pages.base import BasePage
from home.pages.first import HomePage
from home.pages.index import IndexPage
from home.pages.standard import StandardPage

__all__ = ["BasePage", "HomePage", "IndexPage", "StandardPage"]

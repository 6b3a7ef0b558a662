"""What stands around every page: name, ways, languages, account and cart, small print. Asked for, not made: what no
template looks at costs nothing."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse, translate_url
from django.utils.translation import get_language, get_language_from_path, get_language_info

from home import places
from home.language_line import LanguageLine, line_for
from home.links import Link, links_to_pages
from home.pictures import shared_picture
from home.site_frame import LEGAL_PAGES, SiteFrame, brand_in
from messaging.contract import newsletter_wording

THEMES = ("light", "dark")
# As https://developers.facebook.com/docs/internationalization lists them.
SHARED_LOCALES = {"en": "en_GB", "de": "de_DE", "es": "es_ES", "ar": "ar_AR"}


@dataclass(frozen=True)
class Way:
    """A link of the menu; current where it leads to this page or to one above it."""

    url: str
    label: str
    language: str = ""
    current: bool = False


@dataclass(frozen=True)
class Column:
    """Links of the footer that belong together."""

    title: str
    links: list[Link]


@dataclass(frozen=True)
class LanguageChoice:
    """This page in one language."""

    code: str
    name: str
    dir: str
    url: str
    current: bool


@dataclass(frozen=True)
class Alternate:
    """This page in one language, for search engines; with its full address."""

    code: str
    url: str


@dataclass(frozen=True)
class Social:
    """What is shown where somebody shares this page."""

    title: str
    description: str


class Subject:
    """What the frame stands around: by itself, a view whose address is the same in every language, and which is for
    whoever came to it and not for search engines."""

    canonical = ""
    robots = "noindex"
    social: Social | None = None

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    def languages(self) -> dict[str, str]:
        """By language, the path of this place; the first page where it leads nowhere."""
        match = self.request.resolver_match
        lost = match is None or match.view_name in ("wagtail_serve", "home:page")
        if lost or not get_language_from_path(self.request.path_info):
            return {code: f"/{code}/" for code, _name in settings.LANGUAGES}
        here = self.request.get_full_path()
        return {code: here if code == get_language() else translate_url(here, code) for code, _ in settings.LANGUAGES}

    def alternates(self) -> dict[str, str]:
        """By language, the path under which the same words stand there; only for what search engines may list."""
        return {}

    def picture(self, brand: SiteFrame) -> str:
        """The full address of the picture for sharing; empty where there is none."""
        return ""

    def instead_of(self) -> Link | None:
        """What this place stands in for."""
        return None


class OpenPlace(Subject):
    """A place that search engines may list, with the same address in every language."""

    robots = ""

    @property
    def canonical(self) -> str:
        return self.request.path

    def alternates(self) -> dict[str, str]:
        return {code: url.partition("?")[0] for code, url in self.languages().items()}

    def picture(self, brand: SiteFrame) -> str:
        return shared_picture(brand.social_image)


class Frame:
    """The frame of one response: at most three queries for somebody without a session."""

    def __init__(self, request: HttpRequest, subject: Subject | None = None, gathering=None) -> None:
        self._request = request
        self._subject = subject or Subject(request)
        self._gathering = gathering

    # The shop's own words ---------------------------------------------------------

    @cached_property
    def brand(self) -> SiteFrame:
        """Name, tagline, business data; what is written nowhere yet is empty."""
        return brand_in(get_language())

    def page_ids(self) -> set[int]:
        """Every page that menu, footer and small print lead to."""
        chosen = [*(item.value for item in self.brand.navigation)]
        chosen += [link for column in self.brand.footer for link in column.value["links"]]
        legal = {getattr(self.brand, f"{name}_id") for name in ("help_page", *LEGAL_PAGES)}
        return ({item["page"].pk for item in chosen if item["page"]} | legal) - {None}

    @cached_property
    def _pages(self) -> dict[int, Link]:
        if self._gathering is not None:
            return self._gathering.links
        return links_to_pages(self.page_ids(), language=get_language(), request=self._request)

    def _link(self, item) -> Link | None:
        page = item["page"]
        link = self._pages.get(page.pk) if page else places.link_to(item["place"])
        return Link(link.url, item["label"]) if link and item["label"] else link

    @cached_property
    def navigation(self) -> list[Way]:
        here = self._request.path
        links = [link for item in self.brand.navigation if (link := self._link(item.value))]
        return [Way(link.url, link.label, link.language, here.startswith(link.url)) for link in links]

    @cached_property
    def footer_columns(self) -> list[Column]:
        columns = [column.value for column in self.brand.footer]
        shown = [(one["title"], [link for item in one["links"] if (link := self._link(item))]) for one in columns]
        return [Column(title, links) for title, links in shown if links]

    @property
    def footer_lines(self) -> list[str]:
        return [line.strip() for line in self.brand.footer_lines.splitlines() if line.strip()]

    @cached_property
    def legal_links(self) -> list[Link]:
        """Terms, withdrawal, privacy, imprint, accessibility: those that are chosen and published."""
        ids = [getattr(self.brand, f"{name}_id") for name in LEGAL_PAGES]
        return [self._pages[pk] for pk in ids if pk in self._pages]

    @property
    def help_url(self) -> str:
        link = self._pages.get(self.brand.help_page_id)
        return link.url if link else ""

    @property
    def home_url(self) -> str:
        return f"/{get_language()}/"

    @property
    def newsletter_url(self) -> str:
        return reverse("home:newsletter_join")

    @property
    def newsletter_wording(self) -> str:
        return newsletter_wording()

    # The visitor ------------------------------------------------------------------

    @property
    def signed_in(self) -> bool:
        # Whoever has no session cookie is not asked about one: their pages stay cacheable.
        return settings.SESSION_COOKIE_NAME in self._request.COOKIES and self._request.user.is_authenticated

    @property
    def account_url(self) -> str:
        return reverse("accounts:dashboard" if self.signed_in else "account_login")

    @property
    def cart_url(self) -> str:
        return reverse("shop:cart")

    @property
    def search_url(self) -> str:
        return reverse("search:search")

    @property
    def cart_count(self) -> int:
        cart = getattr(self._request, "cart", None)
        return cart.count if cart else 0

    @property
    def test_mode(self) -> bool:
        return settings.SHOP_TEST_MODE

    # Light ------------------------------------------------------------------------

    @property
    def theme(self) -> str:
        """Day or night, as chosen; empty: as the device says."""
        chosen = self._request.COOKIES.get("theme", "")
        return chosen if chosen in THEMES else ""

    @property
    def theme_url(self) -> str:
        return reverse("home:theme")

    # Languages and search engines -------------------------------------------------

    @cached_property
    def languages(self) -> list[LanguageChoice]:
        names = dict(settings.LANGUAGES)
        return [
            LanguageChoice(
                code, names[code], "rtl" if get_language_info(code)["bidi"] else "ltr", url, code == get_language()
            )
            for code, url in self._subject.languages().items()
        ]

    @property
    def language_line(self) -> LanguageLine | None:
        return line_for(self._request, self._subject.alternates())

    @property
    def language_line_url(self) -> str:
        return reverse("home:language_line")

    @cached_property
    def instead_of(self) -> Link | None:
        """The page that somebody wanted, where they came to this one because it is not there in their language."""
        return self._subject.instead_of()

    @property
    def canonical(self) -> str:
        path = self._subject.canonical
        return f"{settings.PUBLIC_URL}{path}" if path else ""

    @cached_property
    def alternates(self) -> list[Alternate]:
        """The page in each language that has it, and the one for everybody else."""
        return alternates_of(self._subject.alternates())

    @property
    def robots(self) -> str:
        return self._subject.robots

    @property
    def social(self) -> Social | None:
        return self._subject.social

    @cached_property
    def social_picture(self) -> str:
        return self._subject.picture(self.brand)

    @property
    def locales(self) -> list[str]:
        """The language of this page and then the others that it exists in, as sites that share pages name them."""
        others = [one.code for one in self.alternates if one.code not in ("x-default", get_language())]
        return [SHARED_LOCALES.get(code, code) for code in (get_language(), *others)]


def alternates_of(paths: dict[str, str]) -> list[Alternate]:
    """The same words by language, and those for everybody else; nothing where there is one language only."""
    if len(paths) < 2:
        return []
    everybody = paths.get(settings.LANGUAGE_CODE) or next(iter(paths.values()))
    return [
        Alternate(code, f"{settings.PUBLIC_URL}{path}") for code, path in [*paths.items(), ("x-default", everybody)]
    ]


def frame(request: HttpRequest) -> dict:
    """For every template that no page has given a frame of its own."""
    return {"frame": Frame(request)}

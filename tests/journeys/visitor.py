"""Somebody at a device: what they can do there, and what must never be seen on the way."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import axe_playwright_python
from playwright.sync_api import Browser, Locator, Page, expect

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()
RULES = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}  # all that day and night change
# What passed is not listed, and no selector is made up for what did not: a third of the time.
ASKED = {"resultTypes": ["violations"], "selectors": False}
MOST_TABS = 250
FOCUSED = "one => one === document.activeElement"
COVERED_BY = """one => {
  const box = one.getBoundingClientRect();
  const there = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  const label = there?.closest("label");
  const mine = there && (one.contains(there) || there.contains(one) || label?.contains(one));
  return mine ? "" : (there?.outerHTML ?? "the edge of the window").slice(0, 200);
}"""
MOST_GLANCES = 30
PATIENCE = 60_000  # milliseconds until a fact must be there; a shop at work needs a hundredth of it


@dataclass(frozen=True)
class Device:
    """How somebody comes: each of these has two values, and every pair of them is tried."""

    script: bool = True
    keyboard: bool = False
    narrow: bool = False
    language: str = "en"
    dark: bool = False

    def __str__(self) -> str:
        words = [
            "script" if self.script else "no script",
            "keyboard" if self.keyboard else "pointer",
            "320" if self.narrow else "1280",
            self.language,
            "dark" if self.dark else "light",
        ]
        return ", ".join(words)

    @property
    def options(self) -> dict:
        return {
            "java_script_enabled": self.script,
            "viewport": {"width": 320, "height": 640} if self.narrow else {"width": 1280, "height": 800},
            "color_scheme": "dark" if self.dark else "light",
            "locale": {"ar": "ar", "en": "en-GB"}[self.language],
            "reduced_motion": "reduce",
        }


@dataclass
class Visitor:
    """One person in one browser window. What they press and write is done by their device's means."""

    device: Device
    page: Page
    address: str
    looked_at: set = field(default_factory=set)
    troubles: list[str] = field(default_factory=list)

    @classmethod
    def arriving(cls, browser: Browser, address: str, device: Device, looked_at: set) -> Visitor:
        context = browser.new_context(base_url=address, **device.options)
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        visitor = cls(device, page, address, looked_at)
        page.on("console", lambda said: said.type == "error" and visitor._note(said.text))
        page.on("pageerror", lambda error: visitor._note(str(error)))
        page.on("request", lambda request: visitor._note_foreign(request.url))
        return visitor

    # Going places ------------------------------------------------------------------

    def go(self, path: str) -> None:
        self.page.goto(path)

    def is_at(self, pattern: str) -> None:
        """Wait until the address has this shape."""
        self.page.wait_for_url(re.compile(pattern))

    def sees(self, selector: str) -> Locator:
        """Wait until this is there to be seen; gives it."""
        found = self.page.locator(selector).first
        expect(found).to_be_visible(timeout=PATIENCE)
        return found

    # Doing things ------------------------------------------------------------------

    def press(self, selector: str) -> None:
        target = self.sees(selector)
        if not self.device.keyboard:
            target.click()
            return
        self._tab_to(target)
        self.page.keyboard.press("Enter")

    def tick(self, selector: str) -> None:
        target = self.sees(selector)
        if not self.device.keyboard:
            target.check()
        elif target.get_attribute("type") == "radio":
            self._choose(target)
        else:
            self._tab_to(target)
            self.page.keyboard.press("Space")
        expect(target).to_be_checked()

    def write(self, selector: str, words: str) -> None:
        target = self.sees(selector)
        if not self.device.keyboard:
            target.fill(words)
            return
        self._tab_to(target)
        self.page.keyboard.press("Control+a")
        self.page.keyboard.type(words)

    def _choose(self, target: Locator) -> None:
        """Of those that exclude one another Tab leads to one; arrows lead to the others and choose them."""
        self._tab_until(target, "one => one.name === document.activeElement.name")
        for _ in range(MOST_TABS):
            if target.is_checked():
                break
            focused = target.evaluate(FOCUSED)
            self.page.keyboard.press("Space" if focused else "ArrowDown")
        self._lies_open(target)

    def choose(self, selector: str, value: str) -> None:
        """One of the choices of a list that opens."""
        target = self.sees(selector)
        if not self.device.keyboard:
            target.select_option(value)
        else:
            self._tab_to(target)
            for _ in range(target.locator("option").count()):
                if target.input_value() == value:
                    break
                self.page.keyboard.press("ArrowDown")
        expect(target).to_have_value(value)

    def _tab_to(self, target: Locator) -> None:
        """Walk there as keyboards do; what has the focus is seen and lies under nothing."""
        self._tab_until(target, FOCUSED)
        self._lies_open(target)

    def _tab_until(self, target: Locator, arrived: str) -> None:
        for _ in range(MOST_TABS):
            if target.evaluate(arrived):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{MOST_TABS} steps of the Tab key do not lead to {target}")

    def _lies_open(self, target: Locator) -> None:
        """It is seen, after the moment that a page takes to glide there."""
        for _ in range(MOST_GLANCES):
            if not (covered_by := target.evaluate(COVERED_BY)):
                return
            self.page.wait_for_timeout(100)
        raise AssertionError(f"what has the focus lies under {covered_by}")

    # Looking -----------------------------------------------------------------------

    def looks(self, state: str) -> None:
        """Nothing sticks out sideways, and axe finds nothing; once for each state and way of showing it."""
        self.page.wait_for_load_state()  # in the middle of one there is no document
        wide = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{state}: {wide} px stick out sideways"
        shown = (state, self.device.narrow, self.device.language)
        if (*shown, self.device.dark) in self.looked_at or not self.device.script:
            return
        seen = (*shown, not self.device.dark) in self.looked_at
        self.looked_at.add((*shown, self.device.dark))
        said = wrong_for_axe(self.page, COLOURS if seen else RULES)
        assert said == [], f"{state} ({self.device})"

    def without_trouble(self) -> None:
        """Nothing was refused, nothing broke, nobody else was asked."""
        assert self.troubles == []

    def leave(self) -> None:
        self.page.context.close()

    def _note(self, words: str) -> None:
        self.troubles.append(f"{urlsplit(self.page.url).path}: {words}")

    def _note_foreign(self, address: str) -> None:
        if not address.startswith((self.address, "data:", "blob:")):
            self._note(f"asked {address}")


def wrong_for_axe(page: Page, rules: dict = RULES) -> list[str]:
    """What axe finds in what is to be seen now, each with the markup that it is about."""
    page.evaluate(AXE)
    options = {"runOnly": rules} | ASKED
    found = page.evaluate("options => axe.run(document, options).then(found => found.violations)", options)
    return [f"{one['id']}: {one['help']}: {node['html'][:160]}" for one in found for node in one["nodes"]]


Arrive = Callable[..., Visitor]

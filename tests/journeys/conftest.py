"""The shop that runs, the browser, and people who come to it."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from tests.journeys.running import ROOT, RunningShop, copied, prepared
from tests.journeys.visitor import Arrive, Device, Visitor
from tests.run import CHROMIUM, NO_CHROMIUM

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
ARGUMENTS += ["--disable-component-update", "--disable-sync", "--mute-audio"]
ARGUMENTS += ["--autoplay-policy=no-user-gesture-required"]
PICTURES = ROOT / "var" / "journeys"
OUTCOME = pytest.StashKey[bool]()


@pytest.fixture(scope="session")
def shop(tmp_path_factory):
    running = RunningShop(copied(prepared(), tmp_path_factory.mktemp("journeys") / "shop"))
    running.start()
    yield running
    running.stop()


@pytest.fixture(scope="session")
def browser():
    if not CHROMIUM:
        pytest.skip(NO_CHROMIUM)
    with sync_playwright() as play:
        chromium = play.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def looked_at() -> set:
    """States that axe has seen in this run."""
    return set()


@pytest.fixture
def arrive(browser, shop, looked_at, request) -> Arrive:
    """Somebody comes to the shop; when a step fails, a picture of what they saw stays in var/journeys."""
    here: list[Visitor] = []

    def arrived(device: Device | None = None) -> Visitor:
        here.append(Visitor.arriving(browser, shop.address, device or Device(), looked_at))
        return here[-1]

    yield arrived
    for number, visitor in enumerate(here):
        if not request.node.stash.get(OUTCOME, True):
            visitor.page.screenshot(path=_picture(request.node.name, number), full_page=True)
        visitor.leave()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    report = yield
    if report.when == "call":
        item.stash[OUTCOME] = report.passed
    return report


def _picture(name: str, number: int) -> Path:
    PICTURES.mkdir(parents=True, exist_ok=True)
    path = PICTURES / f"{''.join(sign if sign.isalnum() else '-' for sign in name)}-{number}.png"
    print(f"What was seen: {path.relative_to(ROOT)}")
    return path

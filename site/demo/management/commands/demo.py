"""`make demo`: a whole shop on this machine, with content, and everything that it needs to run."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

from django.conf import settings
from django.core.management import CommandError, call_command
from django.core.management.base import BaseCommand

from demo import loader
from demo.people import PASSWORD, PEOPLE
from demo.processes import end_on_sigterm, run_together, serve, work


class Command(BaseCommand):
    help = "Make the demonstration shop if it is not there yet, and run it."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser) -> None:
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--reset", action="store_true", help="Begin anew: all data of the demonstration go.")
        parser.add_argument("--prepare", action="store_true", help="Make the shop, but do not run it.")

    def handle(self, *, port: int, reset: bool, prepare: bool, **options) -> None:
        end_on_sigterm()
        data = Path(settings.DATA)
        if reset:
            shutil.rmtree(data, ignore_errors=True)
        data.mkdir(parents=True, exist_ok=True)
        if not loader.is_current(data):
            self.step("Making the database", self.make_database)
            self.step("Writing pages, people and pictures", lambda: loader.load(say=self.say))
            loader.mark_current(data)
        if prepare:
            return
        self.introduce(port)
        ended = run_together([("web server", lambda: serve(port)), ("outbox runner", work)])
        if ended:
            raise CommandError(f"The {ended} ended by itself; what it said stands above.")

    def make_database(self) -> None:
        call_command("migrate", verbosity=0, interactive=False)
        call_command("createcachetable", verbosity=0)

    def step(self, what: str, do) -> None:
        self.say(f"{what} …")
        start = time.monotonic()
        do()
        self.say(f"{what}: done in {time.monotonic() - start:.0f} s")

    def say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()

    def introduce(self, port: int) -> None:
        address = f"http://localhost:{port}"
        self.say("")
        self.say(f"  Shop      {address}/")
        self.say(f"  Admin     {address}/admin/")
        self.say(f"  Mailbox   {address}/mailbox/")
        self.say("")
        for person in PEOPLE:
            self.say(f"  {person.part:<9} {person.email}   password: {PASSWORD}")
        self.say("")
        self.say("  Payments are pretended. Ctrl-C ends everything.")
        self.say("")

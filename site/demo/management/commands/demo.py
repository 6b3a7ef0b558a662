"""`make demo`: a whole shop on this machine, with content, and everything that it needs to run."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management import CommandError, call_command
from django.core.management.base import BaseCommand

from demo import kept, state
from demo.people import PASSWORD, PEOPLE
from demo.processes import end_like_ctrl_c, is_free, run_together, serve, work


class Command(BaseCommand):
    help = "Make the demonstration shop if it is not there yet, and run it."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser) -> None:
        parser.add_argument("--port", type=int, default=urlsplit(settings.PUBLIC_URL).port or 8000)
        parser.add_argument("--reset", action="store_true", help="Begin anew: all data of the demonstration go.")
        parser.add_argument("--prepare", action="store_true", help="Make the shop, but do not run it.")
        parser.add_argument("--keep", action="store_true", help="Make what is kept ready: see demo/kept.py.")

    def handle(self, *, port: int, reset: bool, prepare: bool, keep: bool, **options) -> None:
        end_like_ctrl_c()
        if keep:
            self.keep()
            return
        if not prepare and not is_free(port):
            raise CommandError(f"Port {port} is taken. Choose another: make demo PORT={port + 1}")
        try:
            self.prepare(Path(settings.DATA), reset=reset)
        except KeyboardInterrupt:
            raise CommandError("Stopped before the shop was whole; the next start goes on from here.") from None
        if prepare:
            return
        self.introduce(port)
        if ended := run_together([("web server", lambda: serve(port)), ("outbox runner", work)]):
            raise CommandError(f"The {ended} ended by itself; what it said stands above.")

    def prepare(self, data: Path, *, reset: bool) -> None:
        """Have a whole shop in the folder; one that is there keeps everything that happened in it."""
        data.mkdir(parents=True, exist_ok=True)
        if reset:
            self.reset(data)
        if state.fits(data):
            return
        laid_out = self.is_own_file(data) and kept.lay_out(data / state.DATABASE)
        if not laid_out:
            self.step("Making the database", self.migrate)
        if not state.is_loaded(data):
            from demo import loader  # takes its time, and a second start has no need of it

            self.step("Writing the shop", lambda: loader.load(say=self.say, kept=laid_out))
        state.mark(data)

    def keep(self) -> None:
        from demo import loader

        self.step("Making the database", self.migrate)
        self.step("Writing what is kept ready", lambda: loader.load_what_lasts(say=self.say))

    def reset(self, data: Path) -> None:
        if settings.DATABASES["default"]["ENGINE"] != "django.db.backends.sqlite3":
            raise CommandError("RESET=1 begins anew with a file. Empty the database that DATABASE_URL names yourself.")
        state.clear(data)

    def is_own_file(self, data: Path) -> bool:
        return Path(settings.DATABASES["default"]["NAME"]) == data / state.DATABASE

    def migrate(self) -> None:
        call_command("migrate", verbosity=0, interactive=False)
        call_command("createcachetable", verbosity=0)

    def step(self, what: str, do: Callable[[], None]) -> None:
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
        longest = max(len(person.part) for person in PEOPLE)
        for person in PEOPLE:
            self.say(f"  {person.part:<{longest}}  {person.email}   password: {PASSWORD}")
        self.say("")
        self.say("  Payments are pretended. Ctrl-C ends everything.")
        self.say("")

"""Runs what is written down in the outbox. Any number of these may run beside each other."""

import signal
from pathlib import Path

from django.core.management.base import BaseCommand
from django.utils import timezone

from outbox.loop import Loop
from outbox.queries import backlog
from outbox.runner import run_due
from outbox.schedules import add_due_schedules


class Command(BaseCommand):
    help = "Do the work in the background: mails, payments, schedules. Stops after the job at hand on Ctrl-C or TERM."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--once", action="store_true", help="do what is due now, then stop")
        parser.add_argument("--for", dest="seconds", type=float, help="stop after so many seconds")
        parser.add_argument("--status", action="store_true", help="say how much waits, and do nothing")
        parser.add_argument("--sign-of-life", type=Path, help="a file to touch every few seconds, for health checks")

    def handle(self, *args, **options) -> None:
        if options["status"]:
            found = backlog(at=timezone.now())
            self.stdout.write(
                f"{found.due} jobs are due, the oldest for {found.oldest_seconds:.0f} s; {found.dead} were given up."
            )
            return
        if options["once"]:
            add_due_schedules()
            self.stdout.write(f"{run_due()} jobs done")
            return
        loop = Loop(sign_of_life=options["sign_of_life"])
        signal.signal(signal.SIGTERM, loop.stop)
        signal.signal(signal.SIGINT, loop.stop)
        loop.run(seconds=options["seconds"])

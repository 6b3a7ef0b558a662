"""A whole shop in processes of its own: web server, outbox runner, stand-in, on a copy of the demonstration."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from http.client import HTTPConnection
from pathlib import Path

from tests.databases import KEPT

ROOT = Path(__file__).resolve().parents[2]
MADE_WITHIN = 600
ANSWERS_WITHIN = 90


class RunningShop:
    """Its address, and what can be done to it from outside."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, free_port()
        self.address = f"http://localhost:{self.port}"
        self.log = folder.parent / "shop.log"

    def start(self) -> None:
        with self.log.open("ab") as log:
            command = [sys.executable, "manage.py", "demo", "--port", str(self.port)]
            self.process = subprocess.Popen(command, cwd=ROOT, env=self.environment, stdout=log, stderr=log)
        end = time.monotonic() + ANSWERS_WITHIN
        while not self._answers():
            if self.process.poll() is not None or time.monotonic() > end:
                raise RuntimeError(f"The shop did not start:\n{self.log.read_text()[-3000:]}")
            time.sleep(0.2)
        for _ in range(4):  # each process reads its templates once
            assert self._status("/en/", patience=ANSWERS_WITHIN) == 200, self.log.read_text()[-3000:]

    def stop(self) -> None:
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.process.kill()

    def manage(self, *command: str) -> str:
        """Run a command of the shop, as its owner would; gives what it said."""
        done = subprocess.run(
            [sys.executable, "manage.py", *command],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def let_payments_wait(self) -> None:
        """Minutes go by for every payment that is open."""
        older = "created_at=F('created_at') - timedelta(minutes=5)"
        self.manage(
            "shell",
            "--no-imports",
            "-c",
            "from datetime import timedelta; from django.db.models import F; "
            f"from shop.payments.models import Payment; Payment.objects.update({older})",
        )

    @property
    def environment(self) -> dict[str, str]:
        return _environment(self.folder) | {"PUBLIC_URL": self.address}

    def _answers(self) -> bool:
        try:
            return self._status("/health/ready", patience=2) == 200
        except OSError:
            return False

    def _status(self, path: str, *, patience: float) -> int:
        connection = HTTPConnection("localhost", self.port, timeout=patience)
        connection.request("GET", path)
        return connection.getresponse().status


def prepared() -> Path:
    """The demonstration's folder, made by the first run and brought up to date by later ones."""
    KEPT.mkdir(exist_ok=True)
    # One for each checkout and state of migrations and words, which may be written anew until the first release.
    (ready,) = (ROOT / "site" / "demo" / "kept").glob("*.xz")
    checkout = hashlib.sha256(str(ROOT).encode()).hexdigest()[:8]
    folder = KEPT / f"demonstration-{checkout}-{ready.name.partition('.')[0]}"
    with open(f"{folder}.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        subprocess.run(
            [sys.executable, "manage.py", "demo", "--prepare"],
            cwd=ROOT,
            env=_environment(folder),
            timeout=MADE_WITHIN,
            check=True,
        )
    return folder


def copied(folder: Path, to: Path) -> Path:
    return Path(shutil.copytree(folder, to))


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def _environment(folder: Path) -> dict[str, str]:
    ours = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "REDIS_URL")}
    maps = {"MAP_TILES": "/static/img/icon.svg?{z}-{x}-{y}"}  # every tile the same, from here
    return ours | maps | {"DATA": str(folder), "DEBUG": "no", "DJANGO_SETTINGS_MODULE": "storefront.settings.dev"}

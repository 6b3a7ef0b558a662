"""`make dev`: web server and outbox runner, each started anew when code changes. `python -m demo.reloading 8000`"""

import subprocess
import sys

from watchfiles import PythonFilter, run_process

FOLDERS = ["home", "courses", "shop", "site"]


def main(port: str) -> None:
    """Run both until Ctrl-C; Django reloads its server itself, the runner is reloaded here."""
    server = subprocess.Popen([sys.executable, "manage.py", "runserver", f"0.0.0.0:{port}"])  # noqa: S603
    try:
        run_process(*FOLDERS, target=f"{sys.executable} manage.py outbox", watch_filter=PythonFilter())
    finally:
        server.terminate()
        server.wait()


if __name__ == "__main__":
    main(sys.argv[1])

"""`make dev`: web server and outbox runner, each started anew when code changes. `python -m demo.reloading 8000`"""

import os
import signal
import subprocess
import sys

from watchfiles import PythonFilter, run_process

from demo.processes import end_like_ctrl_c, is_free

FOLDERS = ["home", "courses", "shop", "site"]


def main(port: str) -> None:
    """Run both until Ctrl-C; Django reloads its server itself, the runner is reloaded here."""
    if not is_free(int(port)):
        sys.exit(f"Port {port} is taken. Choose another: make dev PORT={int(port) + 1}")
    end_like_ctrl_c()
    command = [sys.executable, "manage.py", "runserver", f"0.0.0.0:{port}"]
    # A group of its own: the server starts a second process, and both must end.
    server = subprocess.Popen(command, start_new_session=True)  # noqa: S603
    try:
        run_process(*FOLDERS, target=f"{sys.executable} manage.py outbox", watch_filter=PythonFilter())
    except KeyboardInterrupt:
        pass
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait()


if __name__ == "__main__":
    main(sys.argv[1])

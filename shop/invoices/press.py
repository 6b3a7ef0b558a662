"""Sets papers: wishes as JSON on standard input, finished files on standard output, each with its length before it.

A process of its own, with nothing of the shop in it. Typst keeps threads that do not survive a fork, as web servers
and runners make them; and a paper that takes too long can be given up without taking anything else along. It ends
with whoever started it, when nothing was wished for a minute, and after so many papers, with what they left in memory.
"""

import json
import select
import signal
import sys

import typst

IDLE_SECONDS = 60
MOST_PAPERS = 500
DONE, FAILED = b"+", b"-"


def main() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the shop, which may want one more paper
    wishes, papers = sys.stdin.buffer, sys.stdout.buffer
    for _paper in range(MOST_PAPERS):
        if not select.select([wishes], [], [], IDLE_SECONDS)[0] or len(length := wishes.read(4)) < 4:
            return
        answer, made = _answer(wishes.read(int.from_bytes(length)))
        papers.write(answer + len(made).to_bytes(4) + made)
        papers.flush()


def _answer(wish: bytes) -> tuple[bytes, bytes]:
    try:
        return DONE, _set(json.loads(wish))
    except Exception as error:
        return FAILED, str(error).encode()


def _set(wish: dict) -> bytes:
    made = typst.compile(
        wish["template"],
        root=wish["root"],
        font_paths=[wish["fonts"]],
        ignore_system_fonts=True,  # a machine's own fonts would make its own paper
        # People's words come as a value and never as source: what looks like markup is only signs.
        sys_inputs={"paper": json.dumps(wish["paper"])},
        format=wish["form"],
        ppi=wish["resolution"],
        timestamp=wish["timestamp"],
    )
    return made[0] if isinstance(made, list) else made


if __name__ == "__main__":
    main()

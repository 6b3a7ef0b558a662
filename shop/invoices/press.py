"""Sets one paper and ends: a wish as JSON on standard input, the finished file on standard output.

A process of its own, with nothing of the shop in it. Typst keeps threads that do not survive a fork, as web servers
and runners make them; and a paper that takes too long can be given up without taking anything else along.
"""

import json
import sys

import typst


def main() -> None:
    wish = json.load(sys.stdin)
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
    sys.stdout.buffer.write(made[0] if isinstance(made, list) else made)


if __name__ == "__main__":
    main()

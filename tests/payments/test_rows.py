"""The failure table of payments: what may go wrong, in 51 rows, each with tests that bear its number.

A test of row 7 is called test_row_07_… or has an id that begins with row_07-, wherever it stands: `pytest -k row_07`.
"""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
ALL_ROWS = set(range(1, 52))
PENDING_AT_FIRST = {34, 36, 41, 42, 44, 45, 46}
ROW = re.compile(r"(?:^|_)row_(\d\d)(?=[-_])")


def rows_in(source: str) -> set[int]:
    """The rows that the tests of a file are about, by the names of functions and by ids of their cases."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            found.update(int(number) for number in ROW.findall(node.name))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.startswith("row_"):
            found.update(int(number) for number in ROW.findall(node.value))
    return found


def rows_with_tests() -> dict[int, list[str]]:
    files = defaultdict(list)
    for path in sorted(TESTS.rglob("test_*.py")):
        for row in rows_in(path.read_text()) if path != Path(__file__).resolve() else ():
            files[row].append(str(path.relative_to(TESTS)))
    return dict(files)


def pending() -> set[int]:
    lines = (Path(__file__).parent / "pending_rows.txt").read_text().splitlines()
    return {int(line.split()[0]) for line in lines if line and not line.startswith("#")}


def test_every_row_is_tested_or_waits_for_its_part_of_the_shop():
    assert rows_with_tests().keys() | pending() == ALL_ROWS


def test_what_is_tested_waits_no_more():
    assert rows_with_tests().keys() & pending() == set()


def test_what_waits_only_becomes_less():
    assert pending() <= PENDING_AT_FIRST


def test_rows_are_found_by_name_and_by_id():
    source = """
def test_row_06_row_07_something(): pass
@parametrize("x", [1], ids=["row_11-nothing", f"row_12-{x}", "not row_13-"])
def test_borrow_14_times(): pass
"""

    assert rows_in(source) == {6, 7, 11, 12}

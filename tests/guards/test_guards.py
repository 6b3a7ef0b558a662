"""Whoever writes a guard says which test turns red without it."""

from __future__ import annotations

import ast

from tests.guards.scanning import ROOT, guards, of_file
from tests.guards.switches import Switched
from tests.guards.table import NOT_YET_AT_MOST, entries, not_yet

EXAMPLE = """
@login_required
def view(request):
    if request.user.has_perm("see"):
        order = Order.objects.select_for_update().get(pk=1)
    mine = Job.objects.filter(id=1, lease_by="x")
    return mine.update(state="done")
"""


def test_every_guard_has_a_test():
    missing = sorted(set(guards()) - set(entries()) - set(not_yet()))

    assert missing == [], "write each with its test into tests/guards/guards.txt"


def test_every_entry_has_its_guard():
    assert sorted({*entries(), *not_yet()} - set(guards())) == []
    assert sorted(set(entries()) & set(not_yet())) == []


def test_what_has_no_test_yet_only_shrinks():
    assert len(not_yet()) <= NOT_YET_AT_MOST


def test_every_test_that_is_named_is_there():
    assert [test for test in entries().values() if not is_there(test)] == []


def is_there(test: str) -> bool:
    place, _, name = test.partition("::")
    functions = ast.walk(ast.parse((ROOT / place).read_text()))
    return any(isinstance(node, ast.FunctionDef) and node.name == name.partition("[")[0] for node in functions)


def test_each_guard_becomes_a_switch_of_its_own():
    tree = ast.parse(EXAMPLE)
    found = {guard.key.partition(":")[2]: guard for guard in of_file(ROOT / "example.py", tree)}
    source = ast.unparse(Switched(list(found.values())).visit(tree))

    assert list(found) == ["view:@login_required", "view:update", "view:has_perm", "view:lock"]
    assert "@__unless_left_out__('example.py:view:@login_required', login_required)" in source
    assert "if True if __is_left_out__('example.py:view:has_perm') else request.user.has_perm('see'):" in source
    assert "(Order.objects.all() if __is_left_out__('example.py:view:lock') else Order.objects.select" in source
    assert "mine = Job.objects.filter(id=1) if __is_left_out__('example.py:view:update') else Job.obj" in source

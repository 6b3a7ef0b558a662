"""Every guard in our source: what keeps money, places and rights safe, found by what it looks like.

Nothing of Django is imported here: guards become switches before the first line of the shop is loaded.
"""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ["shop", "courses", "events", "home", "search", "site"]
# The supplier's side of the wire and the demonstration's making guard nobody's money.
NOT_OURS = {"migrations", "standin", "demo"}
# What a row must still be, so that a change of it happens once.
STATES = {
    *["state", "state__in", "paid_at", "sent_at", "processed_at", "revoked_at", "explained_at", "answer"],
    *["lease_until", "lease_until__lte", "lease_by", "next_due", "held_until__gt", "taken__lte", "used__lt"],
}
SIGNATURES = {"verify_header", "construct_event", "compare_digest"}
RIGHTS = {"has_perm", "came_from_here", "check_csrf"}
DECORATORS = {
    *["login_required", "permission_required", "require_safe", "require_POST", "require_http_methods"],
    *["csrf_protect", "from_our_pages", "writes", "changes_session"],
}
CONSTRAINTS = {"UniqueConstraint", "CheckConstraint"}
AS_IT_IS = "(lambda view: view)"  # instead of a decorator


@dataclass(frozen=True)
class Guard:
    """One place in a file's tree, and what stands there without it."""

    key: str
    node: ast.AST
    without: str  # empty for a constraint, which is left out of the database


@cache
def guards() -> dict[str, Guard]:
    """All of them by their keys; a constraint's is its name."""
    found = [guard for path in sources() for guard in of_file(path, ast.parse(path.read_bytes()))]
    doubled = [key for key, count in Counter(guard.key for guard in found).items() if count > 1]
    if doubled:
        raise ValueError(f"Two guards of one name: {doubled}")
    return {guard.key: guard for guard in found}


def sources() -> list[Path]:
    paths = (path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py")))
    return [path for path in paths if not NOT_OURS & set(path.parts)]


def of_file(path: Path, tree: ast.Module) -> list[Guard]:
    place = path.relative_to(ROOT)
    found, counted = [], Counter()
    for within, kind, node, new in _places(tree):
        if kind == "constraint":
            found.append(Guard(f"constraint:{new}", node, ""))
            continue
        name = f"{place}:{within}:{kind}"
        counted[name] += 1
        number = f"#{counted[name]}" if counted[name] > 1 else ""
        found.append(Guard(name + number, node, new))
    return found


def _places(tree: ast.AST, within: tuple[str, ...] = ()) -> Iterator[tuple[str, str, ast.AST, str]]:
    """Where, of which kind, the node, and what stands in its place without the guard."""
    for node in ast.iter_child_nodes(tree):
        inside = within
        if isinstance(node, ast.ClassDef | ast.FunctionDef):
            inside = (*within, node.name)
            for decorator in node.decorator_list:
                if _name(decorator) in DECORATORS:
                    yield ".".join(inside), f"@{_name(decorator)}", decorator, AS_IT_IS
        yield from ((".".join(inside), *place) for place in _here(node, tree))
        yield from _places(node, inside)


def _here(node: ast.AST, parent: ast.AST) -> Iterator[tuple[str, ast.AST, str]]:
    if not isinstance(node, ast.Call):
        if isinstance(node, ast.FunctionDef):
            yield from _updates(node)
        return
    name = _name(node)
    if name in CONSTRAINTS:
        yield "constraint", node, next(word.value.value for word in node.keywords if word.arg == "name")
    elif name == "select_for_update" and isinstance(node.func, ast.Attribute):
        yield "lock", node, f"{ast.unparse(node.func.value)}.all()"
    elif name in SIGNATURES:
        yield "signature", node, "True"
    elif name in RIGHTS:
        refuses = isinstance(parent, ast.If) and isinstance(parent.body[0], ast.Raise)  # `if not …` is another parent
        yield name, node, "False" if refuses else "True"
    elif name in DECORATORS and not isinstance(parent, ast.FunctionDef):
        # Put around a view by hand: the decorator is what is called, or what it gives when it is told more.
        told_more = not node.args or name in {"require_http_methods", "permission_required"}
        yield f"@{name}", node if told_more else node.func, AS_IT_IS


def _updates(function: ast.FunctionDef) -> Iterator[tuple[str, ast.AST, str]]:
    """Filters that say what a row must still be, where `.update()` follows: at once, or on the name they got."""
    named = {
        node.targets[0].id: node.value
        for node in ast.walk(function)
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
    }
    for node in ast.walk(function):
        if not (isinstance(node, ast.Call) and _name(node) == "update" and isinstance(node.func, ast.Attribute)):
            continue
        rows = node.func.value
        rows = named.get(rows.id, rows) if isinstance(rows, ast.Name) else rows
        if not (isinstance(rows, ast.Call) and _name(rows) == "filter"):
            continue
        if any(word.arg in STATES for word in rows.keywords):
            kept = [word for word in rows.keywords if word.arg not in STATES]
            call = ast.Call(rows.func, rows.args, kept)
            yield "update", rows, ast.unparse(call)


def _name(node: ast.AST) -> str:
    node = node.func if isinstance(node, ast.Call) else node
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""

"""Each guard of a file as a switch: when it is come to, it is there or not."""

from __future__ import annotations

import ast
import builtins
import os
from collections.abc import Callable
from functools import wraps
from importlib.machinery import SourceFileLoader
from pathlib import Path

from tests.guards.scanning import AS_IT_IS, Guard, of_file, sources

# What these put around an operation is built into its router while that is loaded, and not asked for again.
BUILT_IN = ("@writes", "@changes_session")
left_out = ""  # the guard that is not there


class Switched(ast.NodeTransformer):
    """A tree in which every guard is one of two."""

    def __init__(self, guards: list[Guard]) -> None:
        self.guards = {id(guard.node): guard for guard in guards if guard.without}

    def visit(self, node: ast.AST) -> ast.AST:
        guard = self.guards.get(id(node))
        node = self.generic_visit(node)
        if guard is None:
            return node
        key = ast.Constant(guard.key)
        if guard.without == AS_IT_IS:
            switch = ast.Call(ast.Name("__unless_left_out__", ast.Load()), [key, node], [])
        else:
            asked = ast.Call(ast.Name("__is_left_out__", ast.Load()), [key], [])
            switch = ast.IfExp(asked, ast.parse(guard.without, mode="eval").body, node)
        return ast.fix_missing_locations(ast.copy_location(switch, node))


def is_left_out(key: str) -> bool:
    return key == left_out


def unless_left_out(key: str, decorator: Callable) -> Callable:
    """The decorator; at a call in which it is left out, the view alone."""
    if is_built_in(key):
        return (lambda view: view) if is_left_out(key) else decorator

    def decorate(view: Callable) -> Callable:
        guarded = decorator(view)

        @wraps(guarded)
        def either(*args, **kwargs):
            return (view if is_left_out(key) else guarded)(*args, **kwargs)

        return either

    return decorate


def is_built_in(key: str) -> bool:
    return key.endswith(BUILT_IN)


def install() -> None:
    """From here on Python compiles files of ours with their switches, and keeps nothing of it."""
    ours, as_ever = {str(path) for path in sources()}, SourceFileLoader.get_code

    def get_code(self, fullname):
        path = os.path.realpath(self.path) if self.path else ""
        if path not in ours:
            return as_ever(self, fullname)
        tree = ast.parse(Path(path).read_bytes())
        tree = Switched(of_file(Path(path), tree)).visit(tree)
        return compile(tree, self.path, "exec", dont_inherit=True)

    SourceFileLoader.get_code = get_code
    builtins.__is_left_out__, builtins.__unless_left_out__ = is_left_out, unless_left_out

"""Which subjects have joined the API."""

from __future__ import annotations

from ninja import Router

_routers: dict[str, Router] = {}
_described: dict[str, dict] = {}


def join(prefix: str, router: Router) -> None:
    """Have a subject's addresses below /api/<prefix>."""
    _routers[prefix] = router


def routers() -> dict[str, Router]:
    """All of them, by prefix."""
    return {prefix: _routers[prefix] for prefix in sorted(_routers)}


def describe(path: str, **methods: dict) -> None:
    """Tell of an address that another view answers, by method, as OpenAPI does."""
    _described[path] = methods


def described() -> dict[str, dict]:
    """All of those, by path."""
    return dict(_described)

"""Requests are held against the types that come with Stripe's library, closed: what Stripe would refuse is refused."""

from __future__ import annotations

import re
import types
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any, Literal, NotRequired, Required, Union, get_args, get_origin, get_type_hints
from urllib.parse import parse_qsl

from stripe._request_options import RequestOptions
from stripe._stripe_object import UntypedStripeObject
from typing_extensions import is_typeddict

from integrations.stripe.standin.refusals import Refused

OF_THE_LIBRARY = frozenset(RequestOptions.__annotations__)  # options of a call, never sent
NAMES = {"Mapping": Mapping, "StripeContext": object}  # which the types name and do not import
A_KEY = re.compile(r"\[([^\[\]]*)\]")
Params = dict[str, Any]


def checked(form: str, params_type: type) -> Params:
    """The parameters of a request, nested and typed. Raises Refused as Stripe would."""
    return _object(_unfold(form), params_type, path="")


def _unfold(form: str) -> Params:
    """line_items[0][quantity]=1 as a tree; what looks like a list is one only where the type says so."""
    tree: Params = {}
    for name, value in parse_qsl(form, keep_blank_values=True):
        *outer, last = [name.split("[", 1)[0], *A_KEY.findall(name)]
        place = tree
        for key in outer:
            place = place.setdefault(key or str(len(place)), {})
            if not isinstance(place, dict):
                raise Refused(f"Invalid object: {name}", param=name)
        place[last or str(len(place))] = value
    return tree


def _object(given: Any, wanted: type, *, path: str) -> Params:
    if not isinstance(given, dict):
        raise Refused("Invalid object", param=path)
    fields, required = _fields(wanted)
    for name in given:
        if name not in fields:
            where = _inside(path, name)
            raise Refused(f"Received unknown parameter: {where}", code="parameter_unknown", param=where)
    for name in required:
        if name not in given:
            where = _inside(path, name)
            raise Refused(f"Missing required param: {where}.", code="parameter_missing", param=where)
    return {name: _value(value, fields[name], path=_inside(path, name)) for name, value in given.items()}


@cache
def _fields(wanted: type) -> tuple[dict[str, Any], list[str]]:
    hints = get_type_hints(wanted, localns=NAMES, include_extras=True)
    fields = {name: hint for name, hint in hints.items() if name not in OF_THE_LIBRARY}
    required = [name for name, hint in fields.items() if get_origin(hint) is not NotRequired]
    return {name: _bare(hint) for name, hint in fields.items()}, required


def _bare(hint: Any) -> Any:
    return get_args(hint)[0] if get_origin(hint) in (NotRequired, Required) else hint


def _value(given: Any, hint: Any, *, path: str) -> Any:
    if get_origin(hint) in (Union, types.UnionType):
        return _one_of(given, [choice for choice in get_args(hint) if choice is not type(None)], path=path)
    if get_origin(hint) is Literal:
        return _literal(given, get_args(hint), path=path)
    if is_typeddict(hint):
        return _object(given, hint, path=path)
    if get_origin(hint) in (list, tuple):
        return _list(given, get_args(hint)[0], path=path)
    if get_origin(hint) in (dict, UntypedStripeObject):
        return _words(given, path=path)
    return _plain(given, hint, path=path)


def _one_of(given: Any, choices: list, *, path: str) -> Any:
    """The library leaves lists of words open for words to come; Stripe does not, so the words decide."""
    words = [word for choice in choices if get_origin(choice) is Literal for word in get_args(choice)]
    if given == "" and "" in words:
        return ""
    rest = [choice for choice in choices if get_origin(choice) is not Literal]
    words = [word for word in words if word]
    if words and all(choice is str for choice in rest):
        return _literal(given, words, path=path)
    nested = [choice for choice in rest if not isinstance(choice, type) or is_typeddict(choice)]
    flat = [choice for choice in rest if choice not in nested]
    return _value(given, (nested if isinstance(given, dict) and nested else flat or nested)[0], path=path)


def _literal(given: Any, words: Any, *, path: str) -> Any:
    if given in words:
        return given
    known = [str(word) for word in words]
    listed = known[0] if len(known) == 1 else f"{', '.join(known[:-1])}, or {known[-1]}"
    raise Refused(f"Invalid {path}: must be one of {listed}", param=path)


def _list(given: Any, hint: Any, *, path: str) -> list:
    if given == "":
        return []
    if not isinstance(given, dict) or not all(key.isdigit() for key in given):
        raise Refused("Invalid array", param=path)
    return [_value(given[key], hint, path=f"{path}[{key}]") for key in sorted(given, key=int)]


def _words(given: Any, *, path: str) -> dict[str, str]:
    if not isinstance(given, dict):
        raise Refused("Invalid object", param=path)
    for name, word in given.items():
        if not isinstance(word, str):
            raise Refused("Invalid string", param=_inside(path, name))
    return given


def _plain(given: Any, hint: Any, *, path: str) -> Any:
    if not isinstance(given, str):
        raise Refused(f"Invalid string: {given}", param=path)
    return PLAIN.get(hint, _text)(given, path)


def _text(given: str, path: str) -> str:
    if not given:
        message = f"You passed an empty string for '{path}'. We assume empty values are an attempt to unset a parameter"
        raise Refused(f"{message}; however '{path}' cannot be unset.", code="parameter_invalid_empty", param=path)
    if "\x00" in given:
        raise Refused(f"Invalid string: {path}", param=path)
    return given


def _integer(given: str, path: str) -> int:
    if not re.fullmatch(r"-?[0-9]{1,18}", given):
        raise Refused(f"Invalid integer: {given}", code="parameter_invalid_integer", param=path)
    return int(given)


def _boolean(given: str, path: str) -> bool:
    if given not in ("true", "false"):
        raise Refused(f"Invalid boolean: {given}", param=path)
    return given == "true"


def _decimal(given: str, path: str) -> Decimal:
    try:
        return Decimal(given)
    except InvalidOperation:
        raise Refused(f"Invalid decimal: {given}", param=path) from None


PLAIN: dict[Any, Callable] = {int: _integer, bool: _boolean, Decimal: _decimal, float: _decimal, str: _text}


def _inside(path: str, name: str) -> str:
    return f"{path}[{name}]" if path else name

"""OpenAPI as a page reads it: one endpoint after the other, with what it takes and what it answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Field:
    """Something that is sent or comes back."""

    name: str
    type: str
    needed: bool = False
    description: str = ""


@dataclass(frozen=True)
class Endpoint:
    """One method of one address."""

    method: str
    path: str
    anchor: str
    summary: str
    description: str
    parameters: list[Field]
    sent: list[Field]
    answered: list[Field]
    statuses: list[str]


def endpoints_of(schema: dict) -> list[Endpoint]:
    """Every endpoint, in the order of the document."""
    shapes = schema["components"]["schemas"]
    return [
        _endpoint(method, path, operation, shapes)
        for path, methods in schema["paths"].items()
        for method, operation in methods.items()
    ]


def _endpoint(method: str, path: str, operation: dict, shapes: dict) -> Endpoint:
    parameters = [
        Field(one["name"], _type(one["schema"], shapes), one["required"], one.get("description", ""))
        for one in operation["parameters"]
    ]
    success = next(told for status, told in operation["responses"].items() if int(status) < 300)
    return Endpoint(
        method=method.upper(),
        path=path,
        anchor=operation["operationId"],
        summary=operation["summary"],
        description=operation.get("description", ""),
        parameters=parameters,
        sent=list(_fields(operation.get("requestBody"), shapes)),
        # Whatever stands in an answer is always there.
        answered=[replace(field, needed=False) for field in _fields(success, shapes)],
        statuses=sorted(str(status) for status in operation["responses"]),
    )


def _fields(content: dict | None, shapes: dict) -> Iterator[Field]:
    """The members of a document, one below the other with their whole names."""
    for told in (content or {}).get("content", {}).values():
        yield from _members(told["schema"], shapes, "")


def _members(shape: dict, shapes: dict, prefix: str) -> Iterator[Field]:
    shape = _resolved(shape, shapes)
    for name, member in shape.get("properties", {}).items():
        inner = _resolved(member, shapes)
        listed = inner.get("type") == "array"
        whole = f"{prefix}{name}{'[]' if listed else ''}"
        yield Field(whole, _type(member, shapes), name in shape.get("required", []), member.get("description", ""))
        yield from _members(inner["items"] if listed else inner, shapes, f"{whole}.")


def _resolved(shape: dict, shapes: dict) -> dict:
    """What a reference names; of "this or nothing", this."""
    for choice in shape.get("anyOf", []):
        if choice.get("type") != "null":
            return _resolved(choice, shapes)
    if "$ref" in shape:
        return shapes[shape["$ref"].rsplit("/", 1)[-1]]
    return shape


def _type(shape: dict, shapes: dict) -> str:
    inner = _resolved(shape, shapes)
    nothing = " | null" if any(choice.get("type") == "null" for choice in shape.get("anyOf", [])) else ""
    if "enum" in inner:
        return " | ".join(str(value) for value in inner["enum"]) + nothing
    if inner.get("type") == "array":
        return f"[{_type(inner['items'], shapes)}]{nothing}"
    return inner.get("type", "object") + nothing

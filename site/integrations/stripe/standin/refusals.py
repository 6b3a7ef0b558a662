"""How Stripe says no."""

from __future__ import annotations


class Refused(Exception):
    """An answer that is an error, in Stripe's words."""

    def __init__(
        self,
        message: str,
        *,
        status: int = 400,
        code: str = "",
        param: str = "",
        kind: str = "invalid_request_error",
        begun: bool = False,
    ) -> None:
        super().__init__(message)
        self.status = status
        # Whether work had begun when it was refused: only then the answer is kept under the idempotency key.
        self.begun = begun
        error = {"code": code, "message": message, "param": param, "type": kind}
        self.body = {"error": {name: value for name, value in error.items() if value}}


def missing_resource(what: str, key: str, *, param: str = "id") -> Refused:
    return Refused(f"No such {what}: '{key}'", status=404, code="resource_missing", param=param)


def not_here(param: str) -> Refused:
    """For what Stripe takes and the stand-in has not learned: better an error than a wrong sum."""
    return Refused(f"The stand-in does not know what to do with {param}. Stripe does.", param=param)

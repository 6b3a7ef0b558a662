"""Cells of tables that spreadsheets open."""

from __future__ import annotations

FORMULA = ("=", "+", "-", "@", "\t", "\r")


def no_formula(value: object) -> str:
    """What a spreadsheet shows as it is: names come from strangers, and some programs run what begins like this."""
    text = str(value)
    return f"'{text}" if text.startswith(FORMULA) else text

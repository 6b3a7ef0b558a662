"""A code as a square that cameras read."""

from __future__ import annotations

from functools import lru_cache

from qrcode import QRCode
from qrcode.constants import ERROR_CORRECT_Q

QUIET = 4  # modules of white around it, as ISO/IEC 18004 asks


@lru_cache(maxsize=512)
def square_of(code: str) -> tuple[int, str]:
    """The side in modules, its white edge included, and the dark modules as the path of an SVG."""
    sign = QRCode(error_correction=ERROR_CORRECT_Q, border=QUIET)  # a quarter of it may be dirty or torn
    sign.add_data(code)
    rows = sign.get_matrix()
    path = "".join(f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, is_dark in enumerate(row) if is_dark)
    return len(rows), path


def svg_of(code: str) -> str:
    """The same as a picture, black on white."""
    side, path = square_of(code)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}">'
        f'<path fill="#fff" d="M0 0h{side}v{side}H0z"/><path d="{path}"/></svg>'
    )

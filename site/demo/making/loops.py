"""Short silent films whose end is their beginning, for lessons that have no film of their own."""

from collections.abc import Iterator
from pathlib import Path

import film
import numpy as np

LIMIT = 400_000
SECONDS = 8


def turns() -> Iterator[float]:
    """Where each frame stands in the loop, as an angle."""
    count = SECONDS * film.FRAMES
    return (2 * np.pi * number / count for number in range(count))


def breathing_rings() -> Iterator[np.ndarray]:
    """Paper rings that come a little closer and go back, once."""
    picture = film.opened("covers/cover-breath-01.webp")
    for turn in turns():
        yield film.view(picture, 0.42, 0.5, 0.88 - 0.035 * (1 - np.cos(turn)))


def still_water() -> Iterator[np.ndarray]:
    """A lake at dawn whose water moves and whose shore does not."""
    still = film.view(film.opened("landscapes/landscape-lake-dawn.webp"), 0.44, 0.58, 0.82)
    return moving_water(still, horizon=380, shore=lambda down: film.WIDTH - 330 - 40 * down)


def night_sea() -> Iterator[np.ndarray]:
    """A sea under the moon, moving towards the rocks."""
    still = film.view(film.opened("landscapes/landscape-coast-night.webp"), 0.36, 0.58, 0.66)
    return moving_water(still, horizon=380, shore=lambda down: film.WIDTH - 40 - 260 * down)


def moving_water(still: np.ndarray, *, horizon: int, shore) -> Iterator[np.ndarray]:
    """The picture with its rows below the horizon swaying, less near the shore and far away."""
    high, wide = still.shape[:2]
    row, column = np.arange(horizon, high)[:, None], np.arange(wide)[None, :]
    down = (row - horizon) / (high - horizon)
    calm = np.clip((shore(down) - column) / 160, 0, 1)
    for turn in turns():
        sway = np.sin(turn + row * 0.21 * (1.2 - down)) + 0.6 * np.sin(2 * turn - row * 0.09 + column * 0.006)
        source = np.clip(column + 5.0 * down**0.7 * sway * calm, 0, wide - 1.001)
        left = source.astype(int)
        part = (source - left)[..., None]
        water = still[row, left] * (1 - part) + still[row, left + 1] * part
        yield np.concatenate([still[:horizon], water])


LOOPS = {"breathing-rings": breathing_rings, "still-water": still_water, "night-sea": night_sea}


def write(path: Path, name: str) -> None:
    """One loop, as good as its limit of bytes allows."""
    for quality in range(25, 40):
        film.write(path, LOOPS[name](), quality=quality)
        if path.stat().st_size <= LIMIT:
            return
    raise SystemExit(f"{name} does not fit into {LIMIT} bytes")

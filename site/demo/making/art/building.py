"""What houses are made of: walls, boards, stones, windows."""
import numpy as np
from palette import ink
from press import Patch, lerp


def rect(x0, y0, x1, y1):
    return [(x0, y0), (x1, y0), (x1, y1), (x0, y1)]


def boards(p, poly, base, dark, pitch=13, vertical=True, var=.5, key="b"):
    """A boarded wall: each plank a slightly different mix."""
    m = p.poly(poly)
    rng = p.rng("boards", key)
    u = p.X if vertical else p.Y
    k = np.floor(u / pitch).astype(int)
    tone = rng.random(k.max() - k.min() + 2)[k - k.min()] * var
    t = tone + .10 * p.cloud(30, ("bd", key), 2, .4 if vertical else 4)
    p.lay(m, p.ramp(t, base, dark, speckle=.3))
    seam = np.clip(1.2 - np.minimum((u / pitch) % 1, 1 - (u / pitch) % 1) * pitch * p.s / .9, 0, 1)
    p.lay(p.clip(Patch(seam.astype(np.float32)), m), ink(dark) * np.float32([.85, 1, 1]), .5)
    return m


def stonework(p, key, light, dark):
    """Rubble courses: rows of stones of uneven length."""
    rng = p.rng("stone", key)
    row = np.floor(p.Y / 15).astype(int)
    shift = rng.uniform(0, 60, row.max() + 2)[row]
    cell = np.floor((p.X + shift + 5 * p.cloud(30, ("sw", key), 1)) / 27).astype(int)
    tone = rng.random(4096)[(row * 131 + cell * 17) % 4096]
    fx, fy = (p.X + shift + 5 * p.cloud(30, ("sw", key), 1)) / 27 % 1, p.Y / 15 % 1
    joint = (np.minimum(fx, 1 - fx) * 27 < 1.2) | (np.minimum(fy, 1 - fy) * 15 < 1.1)
    return p.ramp(.1 + .75 * tone + .25 * joint, light, dark, speckle=.35)


def window(p, x0, y0, x1, y1, glass, frame, cols=1, rows=1, bar=3, sill=None):
    p.lay(p.poly(rect(x0 - bar, y0 - bar, x1 + bar, y1 + bar)), frame)
    p.lay(p.poly(rect(x0, y0, x1, y1)), glass)
    for i in range(1, cols):
        x = lerp(x0, x1, i / cols)
        p.lay(p.poly(rect(x - bar / 2, y0, x + bar / 2, y1)), frame)
    for i in range(1, rows):
        y = lerp(y0, y1, i / rows)
        p.lay(p.poly(rect(x0, y - bar / 2, x1, y + bar / 2)), frame)

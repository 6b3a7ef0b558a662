"""Covers about sitting: a brush arc, horizons, bowls."""
import numpy as np
from cover_sheet import TAU
from palette import ink
from press import Patch, lerp, smooth


def brush_arc(c, cx, cy, R, a0, sweep, width, colour, key, dry=1.0):
    """One loaded brush stroke along a circle; the ink runs out toward its end."""
    rng = c.rng("brush", key)
    th = (np.arctan2(c.Y - cy, c.X - cx) - a0) % TAU
    u = th / sweep                                       # 0..1 along the stroke
    k = rng.normal(size=4) * .02
    rad = R * (1 + k[0] * np.cos(th + 1) + k[1] * np.cos(2 * th) - .035 * u)
    v = (np.hypot(c.X - cx, c.Y - cy) - rad) / width * 2   # -1..1 across the stroke
    prof = np.interp(np.clip(u, 0, 1), [0, .03, .12, .55, .9, 1], [.55, .92, 1, .86, .62, .30])
    bristle_v = np.clip((v * .5 + .5), 0, 1)
    nb = 90
    lanes = rng.uniform(0, 1, nb)
    lane = np.interp(bristle_v, np.linspace(0, 1, nb), lanes)
    streak = lane * .75 + .25 * (.5 + .3 * c.cloud(16, ("br", key), 2))
    load = np.interp(np.clip(u, 0, 1), [0, .25, .6, 1], [1.35, 1.05, .62, .22])
    cover = smooth((load - streak * dry + .06 * c.grain()) / .16)
    edge = np.clip((prof - np.abs(v) + .03 * c.cloud(9, ("ed", key), 2)) * width * .5 * c.s / 1.6 + .5, 0, 1)
    a = cover * edge * ((u >= 0) & (u <= 1)) * np.clip(u / .012, 0, 1)
    c.lay(Patch(a.astype(np.float32)), colour)


def med_arc(c, s):
    c.ground(s[0], s[1])
    cx, cy, R = c.cx, 450, c.u(250, 285)
    hor = cy + R * c.u(.30, .62)
    c.lay(c.below(np.full(c.W, hor) + 2 * c.noise1("hz", 200, 3)), c.ramp((c.Y - hor) / 420, s[2], lerp(ink(s[2]), ink(s[1]), .5), speckle=.5), .9)
    brush_arc(c, cx, cy, R, c.u(.5, 2.6), c.u(5.2, 5.75), c.u(74, 104), s[4], "a")
    c.point(cx, cy - c.u(-10, 40), 34, s[5])


def med_horizon(c, s):
    hor = c.u(540, 620)
    c.ground(s[3], s[2])
    R = c.u(130, 290)
    cx = c.cx + c.u(-210, 210)
    cy = hor - c.u(.1, .55) * R
    d = np.hypot(c.X - cx, c.Y - cy)
    c.lay(Patch((np.clip(1 - (d - R) / 420, 0, 1) ** 2 * .45).astype(np.float32)), s[0])
    c.lay(c.disc(cx, cy, R), c.ramp((c.Y - cy) / (2 * R) + .5, s[5], lerp(ink(s[5]), ink(s[0]), .5), speckle=.5))
    wat = c.below(np.full(c.W, hor))
    c.lay(wat, c.ramp((c.Y - hor) / 330 + .05 * c.cloud(10, "w", 2, 30), lerp(ink(s[2]), ink(s[4]), .55), s[4], speckle=.4))
    y, gap = hor + 10, 16.0
    rows, i = [], 0
    while y < 890:
        f = (y - hor) / (900 - hor)
        half = np.sqrt(max(0, 1 - (f * 1.02) ** 2)) * R * (1.0 + .15 * np.sin(i * 2.1))
        j = c.u(-14, 14)
        rows.append(([(cx - half + j, y), (cx + j, y + 1), (cx + half + j, y)], [1, lerp(5, 15, f), 1]))
        gap *= 1.10
        y += gap
        i += 1
    c.lay(c.strokes(rows), c.ramp((c.Y - hor) / 340, s[5], lerp(ink(s[5]), ink(s[4]), .35), speckle=.4), .9)


def med_inverse(c, s):
    """A disc whose light runs against the light of the field."""
    flip = c.r.random() < .5
    a, b = (s[4], s[0]) if flip else (s[0], s[4])
    mid = lerp(ink(s[2]), ink(s[5]), .35)
    c.ground(a, lerp(lerp(ink(a), ink(b), .55), mid, .35), 90, .03, .3)
    hor = c.u(520, 640)
    R, cx = c.u(215, 310), c.cx + c.u(-130, 130)
    cy = c.u(400, 450)
    disc = c.disc(cx, cy, R)
    c.lay(disc, c.ramp((c.Y - cy) / (2 * R) + .5, b, lerp(ink(b), mid, .75), lerp(ink(a), mid, .35), speckle=.55))
    low = c.below(hor + 3 * c.noise1("hz", 260, 3))
    c.lay(low, c.ramp((c.Y - hor) / 360, lerp(ink(s[2]), ink(b), .30), lerp(ink(s[4]), ink(s[2]), .15), speckle=.5))
    c.lay(c.clip(disc, low), c.ramp((c.Y - hor) / 300, lerp(ink(s[5]), ink(s[2]), .25), lerp(ink(s[5]), ink(s[4]), .55), speckle=.5))
    c.point(cx, cy - R * c.u(.0, .25), 30)


def med_bowl(c, s):
    """A bowl of ground holding one round thing."""
    c.ground(s[0], s[1])
    cx, R = c.cx + c.u(-200, 200), c.u(105, 225)
    cy = c.u(330, 430)
    n, spread = int(c.r.integers(4, 8)), c.u(.8, 1.35)
    for i in range(n):
        f = i / (n - 1)
        dip = lerp(R * 1.75, 90, f)
        y0 = lerp(cy - R * .35, 770, f)
        line = y0 + dip * np.exp(-((c.x - cx - c.u(-30, 30) * f) / lerp(250, 420, f) / spread) ** 2) + 5 * c.noise1(("bl", i), 300, 3)
        if i == 0:
            c.lay(c.disc(cx, cy, R), c.ramp((c.X - cx + c.Y - cy) / (3 * R) + .5, s[5], lerp(ink(s[5]), ink(s[2]), .55), speckle=.6))
        base = lerp(ink(s[2]), ink(s[4]), f)
        c.lay(c.below(line), c.ramp(smooth((c.Y - line[None, :]) / 190), lerp(base, ink(s[0]), .22), base, speckle=.55))

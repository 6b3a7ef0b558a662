"""Covers about nature: ridges, leaves, moons, reeds."""
import numpy as np
from cover_sheet import TAU
from palette import ink
from press import Patch, lerp, ribbon, smooth, spline
from things import skyline


def nature_ridges(c, s):
    c.ground(s[0], s[1])
    R = c.u(70, 190)
    mx, my = c.cx + c.u(-280, 280), c.u(190, 360)
    c.lay(c.disc(mx, my, R), c.ramp((c.Y - my) / (2 * R) + .5, "saffron", lerp(ink("saffron"), ink(s[1]), .45), speckle=.5))
    n, high, steep = int(c.r.integers(3, 8)), c.u(360, 520), c.u(.7, 1.7)
    for i in range(n):
        f = i / (n - 1)
        y = lerp(high, 820, f)
        pts = [(x, y + c.u(-70, 60) * steep * (1 - .4 * f)) for x in np.linspace(-60, 1260, 7)]
        line = skyline(c, pts, 10, 150, ("r", i))
        col = lerp(ink(s[2]), ink(s[4]), f)
        c.lay(c.below(line), c.ramp(smooth((c.Y - line[None, :]) / 180 + .1 * c.cloud(70, ("g", i), 3, .7)), col, lerp(col, ink(s[1]), .55 * (1 - f) + .12), speckle=.6))



def leaf(c, x, y, ang, L, w, a, b, key):
    """A leaf in two halves, one in light and one in shade."""
    t = np.linspace(0, 1, 40)
    prof = w * np.sin(np.pi * t ** .85) ** .9
    bend = c.u(-.25, .25)
    th = ang + bend * t
    mid = np.stack([x + np.cumsum(np.cos(th)) * L / 40, y + np.cumsum(np.sin(th)) * L / 40], 1)
    nrm = np.stack([-np.sin(th), np.cos(th)], 1)
    one, two = mid + nrm * prof[:, None], mid - nrm * prof[:, None]
    dist = np.hypot(c.X - x, c.Y - y) / L
    c.lay(c.poly(np.vstack([mid, one[::-1]])), c.ramp(dist, lerp(ink(a), ink(b), .45), a, speckle=.55))
    c.lay(c.poly(np.vstack([mid, two[::-1]])), c.ramp(dist, b, lerp(ink(a), ink(b), .6), speckle=.55))
    return mid


def nature_leaves(c, s):
    c.ground(s[0], s[1])
    R = c.u(200, 260)
    m, _ = c.wobbly(c.cx + c.u(-230, 230), c.u(300, 520), R * c.u(.7, 1.15), .012, "sun")
    c.lay(m, c.ramp((c.Y - 200) / 500, s[5], lerp(ink(s[5]), ink(s[1]), .5), speckle=.5))
    sgn = 1 if c.r.random() < .5 else -1
    far, arch = c.u(60, 380), c.u(-60, 90)
    stem = spline([(c.cx - sgn * far, 940), (c.cx - sgn * (far * .6 + arch), 700), (c.cx - sgn * arch, 460), (c.cx + sgn * (far * .55), 260), (c.cx + sgn * far, 110)], n=30)
    c.lay(c.poly(ribbon(stem, [11, 9, 6, 2])), s[4])
    n, big, slim = int(c.r.integers(5, 10)), c.u(230, 330), c.u(.12, .25)
    for i in range(n):
        f = lerp(.14, .93, i / (n - 1))
        j = int(f * (len(stem) - 1))
        x, y = stem[j]
        dx, dy = stem[min(j + 2, len(stem) - 1)] - stem[max(j - 2, 0)]
        base = np.arctan2(dy, dx)
        L = lerp(big, big * .5, f) * c.u(.9, 1.1)
        for side in (-1, 1):
            leaf(c, x, y, base + side * c.u(.75, 1.0), L, L * slim * c.u(.9, 1.1), s[2] if side * sgn > 0 else s[3], s[4], (i, side))
    x, y = stem[-1]
    leaf(c, x, y, np.arctan2(*(stem[-1] - stem[-4])[::-1]), 150, 26, s[2], s[4], "tip")


def nature_moons(c, s):
    """Moon phases over a still horizon."""
    c.ground(s[4], lerp(ink(s[4]), ink(s[2]), .75))
    n = (7 if c.wide else 5) + c.pick([0, 0, -2])
    y, bow = c.u(240, 400), c.u(-150, 110)
    pitch = min((c.w - 150) / n, 190)
    for i in range(n):
        k = (i - (n - 1) / 2) / ((n - 1) / 2)
        x, yy = c.cx + k * pitch * (n - 1) / 2, y + bow * k * k
        rr = min(pitch, 165) * (.44 - .12 * abs(k))
        full = c.disc(x, yy, rr)
        c.lay(full, lerp(ink(s[4]), ink(s[2]), .6), .6)
        if abs(k) > .99:
            continue
        half = np.sqrt(np.clip(rr * rr - (c.Y - yy) ** 2, 0, None))
        phase = np.clip(1 - abs(k) * 1.12, -.6, 1)                # 1 full, 0 half, below that a crescent
        edge = -half * (2 * phase - 1) if abs(k) > .01 else -half - 4
        lit = np.clip((np.sign(k) * -1 * (c.X - x) * 1.0 - edge) * c.s + .5, 0, 1)
        lit = c.clip(Patch(lit.astype(np.float32)), full)
        c.lay(lit, c.ramp((c.Y - yy + c.X - x) / (4 * rr) + .5, s[0], lerp(ink(s[0]), ink(s[2]), .30), speckle=.5))
    for i in range(4):
        f = i / 3
        line = lerp(590, 830, f) + lerp(26, 40, f) * np.sin(c.x / c.u(170, 300) + c.u(0, TAU)) + 8 * c.noise1(("h", i), 200, 4)
        col = lerp(ink(s[2]), ink(s[4]), f * .85)
        c.lay(c.below(line), c.ramp(smooth((c.Y - line[None, :]) / 150), lerp(col, ink(s[1]), .25 * (1 - f)), lerp(col, ink(s[4]), .55), speckle=.55))
        if i == 1:
            c.point(c.cx + c.u(-120, 120), 662, 30)


def nature_reeds(c, s):
    """Tall grasses before a low disc and still water."""
    c.ground(s[0], s[1])
    hor = c.u(560, 630)
    cx, R = c.cx + c.u(-190, 190), c.u(130, 180)
    cy = hor - R * c.u(.5, 1.2)
    c.lay(c.disc(cx, cy, R), c.ramp((c.Y - cy) / (2 * R) + .5, s[5], lerp(ink(s[5]), ink("saffron"), .6), speckle=.5))
    far = skyline(c, [(-20, hor - 30), (300, hor - c.u(10, 70)), (700, hor - c.u(10, 60)), (1220, hor - c.u(20, 70))], 8, 140, "far")
    c.lay(c.below(far), c.ramp((c.Y - far[None, :]) / 70, lerp(ink(s[2]), ink(s[1]), .35), lerp(ink(s[2]), ink(s[1]), .7), speckle=.5))
    t = (c.Y - hor) / 340 + .05 * c.cloud(9, "wt", 2, 26)
    c.lay(c.below(np.full(c.W, hor)), c.ramp(t, lerp(ink(s[2]), ink(s[1]), .6), s[2], lerp(ink(s[2]), ink(s[4]), .6), speckle=.4))
    y, rows = hor + 10, []
    while y < 890:
        f = (y - hor) / (900 - hor)
        half = R * np.sqrt(max(.02, 1 - f * f)) * c.u(.6, 1.05)
        rows.append(([(cx - half, y), (cx, y + 1), (cx + half, y)], [1, lerp(4, 12, f), 1]))
        y += lerp(14, 44, f)
    c.lay(c.strokes(rows), c.ramp(t, s[5], lerp(ink(s[5]), ink(s[2]), .4), speckle=.4), .85)
    side = -1 if cx > c.cx else 1
    for k, (col, n, h0) in enumerate([(lerp(ink(s[3]), ink(s[4]), .25), 16, 480), (ink(s[4]), 20, 640)]):
        lines = []
        for _ in range(n):
            x = c.cx + side * c.w * .5 * (1 - abs(c.r.normal(0, .34))) + c.u(-40, 40)
            h, b = h0 * c.u(.45, 1.05), side * -1 * c.u(20, 190)
            pts = spline([(x, 930), (x + b * .1, 930 - h * .4), (x + b * .4, 930 - h * .8), (x + b, 930 - h)], n=10)
            if c.r.random() < .55:
                lines.append((pts, [9, 8, 5, 2]))
                tip = spline([(x + b * .55, 930 - h * .88), (x + b * 1.0, 930 - h), (x + b * 1.35, 930 - h * 1.06)], n=8)
                lines.append((tip, [3, 17, 14, 2]))
            else:
                lines.append((pts, [13, 20, 15, 1]))
        c.lay(c.strokes(lines), c.ramp((c.Y - 300) / 600, lerp(col, ink(s[3]), .35), col, speckle=.5))

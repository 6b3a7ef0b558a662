"""Covers about sound: plates, strings, bars."""
import numpy as np
from cover_sheet import TAU
from palette import ink
from press import lerp, ribbon, smooth
from scipy.special import jn_zeros, jv


def sand(c, plate, f, width, s, stray=True):
    """Sand gathers where the plate is at rest; `stray` leaves some grains lying about."""
    w = np.exp(-(f / width) ** 2)
    if stray:
        tone = np.clip(w * 1.1 + np.exp(-(f / (width * 3.2)) ** 2) * .30 - .05, 0, 1)
    else:
        tone = np.clip(w * 1.3 - .16, -.2, 1)
    c.lay(c.stipple(plate, tone, .42), s[0])


def sound_plate(c, s):
    c.ground(s[3], s[2])
    R = c.u(345, 385)
    cx = c.cx
    plate = c.disc(cx, 450, R)
    c.lay(c.disc(cx + 10, 462, R + 2, 16), s[4], .35)
    c.lay(plate, c.ramp((c.X - cx + c.Y - 450) / (3 * R) + .5, lerp(ink(s[4]), ink(s[2]), .18), s[4], speckle=.5))
    x, y = (c.X - cx) / R, (c.Y - 450) / R
    m, k = c.pick([5, 7]), 2
    r, th = np.hypot(x, y), np.arctan2(y, x)
    z = jn_zeros(m, k + 1)
    f = jv(m, r * z[k]) * np.cos(m * th + c.u(0, TAU)) + c.u(.34, .5) * jv(0, r * jn_zeros(0, k + 2)[-1])
    f = f / .32
    sand(c, plate, f, c.u(.085, .11), s)
    c.point(cx, 450, 24)


def sound_field(c, s):
    """A whole sheet of Chladni lines."""
    c.ground(s[4], lerp(ink(s[4]), ink(s[2]), .35), 60)
    # plane waves from an odd number of sides: rosettes, never a grid and never a cross
    n, lam, rot = c.pick([5, 7]), c.u(190, 260), c.u(0, TAU)
    X, Y = c.X - c.cx, c.Y - 450
    f = sum(np.cos(TAU / lam * (X * np.cos(rot + TAU * k / n) + Y * np.sin(rot + TAU * k / n))) for k in range(n)) / np.sqrt(n) * 1.1 - c.u(.0, .25)
    band = np.clip(np.abs(f) / 1.7, 0, 1)
    c.lay(c.full(), c.ramp(band, lerp(ink(s[4]), ink(s[2]), .22), s[4], lerp(ink(s[4]), ink(s[2]), .14), lerp(ink(s[4]), ink(s[2]), .36), speckle=.10))
    sand(c, c.full(), f, .10, s, stray=False)
    c.point(c.cx, 450, 30)


def sound_strings(c, s):
    """Standing waves on strings: harmonics one above the other, printed over each other."""
    c.ground(s[0], s[1])
    rows = int(c.r.integers(3, 5))
    start = int(c.r.integers(1, 3))
    cols = [s[2], s[5], s[4], s[3]]
    order = c.r.permutation(3)
    x = np.linspace(0, 1, 400)
    px = -60 + x * (c.w + 120)
    ys = np.linspace(250, 690, rows)
    for i, y in enumerate(ys):
        k = start + i
        A = lerp(215, 105, i / (rows - 1))
        for j, g in enumerate((1, .66, .34)):
            e = A * g * np.abs(np.sin(np.pi * (k * x + .25 * (i % 2)))) ** .92
            pts = np.vstack([np.stack([px, y - e], 1), np.stack([px, y + e], 1)[::-1]])
            tone = np.clip(.95 - np.abs(c.Y - y) / (A * 1.5), .25, 1)
            c.overprint(c.stipple(c.poly(pts), tone, .9), lerp(ink(cols[order[i % 3]]), ink("paper"), .50 - .16 * j), .9)
    for y in ys:
        c.lay(c.poly(ribbon([(-5, y), (c.w + 5, y)], [2.2, 2.2])), s[4])
    k, i = start + rows - 1, rows - 1
    xn = (round(k * c.u(.3, .7)) - .25 * (i % 2)) / k
    c.point(-60 + xn * (c.w + 120), ys[-1], 34)


def sound_bars(c, s):
    """Bars whose width is the loudness of a standing wave."""
    c.ground(s[4], lerp(ink(s[4]), ink(s[2]), .4))
    n = 23 if c.wide else 17
    k1, k2, ph = c.u(.8, 1.6), c.u(2, 3.4), c.u(0, TAU)
    lines = []
    pitch = c.w / n
    for i in range(n):
        x0 = (i + .5) * pitch
        y = np.linspace(-10, 910, 220)
        u, v = (x0 - c.cx) / 450, (y - 450) / 450
        a = np.cos(k1 * np.pi * v + .0) * np.cos(k1 * np.pi * u * .8 + ph * .05) + .6 * np.cos(k2 * np.pi * np.hypot(u, v))
        w = pitch * (.10 + .78 * smooth(.5 + .42 * a))
        lines.append((np.stack([x0 + 0 * y, y], 1), w))
    c.lay(c.strokes(lines), c.ramp(np.hypot(c.X - c.cx, c.Y - 450) / 620, s[5], s[3], s[2], speckle=.5))
    c.point(c.cx, 450, 40, s[0])

"""Covers about breath: rings, swells, lifted lines."""
import numpy as np
from cover_sheet import TAU
from palette import ink
from press import Patch, lerp, smooth


def breath_rings(c, s):
    """Cut-paper rings that swell and settle around the still point."""
    c.ground(s[4], s[4])
    cx, cy = c.cx + c.u(-.26, .26) * 900 * (1 if c.wide else .6), c.u(370, 540)
    n = int(c.r.integers(7, 10))
    q, light = c.u(.85, 1.35), c.u(.3, 1.3)
    R = 1.04 * np.hypot(max(cx, c.w - cx), max(cy, 900 - cy))
    dark, main, lit = ink(s[4]), ink(s[2]), ink(s[3])
    for i in range(n):
        f = i / (n - 1)
        r = (R - 80) * (1 - f) ** q + 80
        base = lerp(dark, main, f * 2) if f < .5 else lerp(main, lit, f * 2 - 1)
        m, d = c.wobbly(cx, cy, r, .012, i)
        fall = np.clip(1 + (d + 6) / 34, 0, 1) * (d < 6)      # soft shade the ring throws on the one below
        if i:
            c.lay(Patch((smooth(fall) * .42).astype(np.float32)), lerp(base, dark, .9) * np.float32([.86, 1, 1]))
        th = ((c.X - cx) * np.cos(light) + (c.Y - cy) * np.sin(light)) / r
        c.lay(m, c.ramp(smooth(.5 + .55 * th), lerp(base, ink("paper"), .16), lerp(base, dark, .30), speckle=.55))
    c.point(cx, cy, 32)


def breath_swell(c, s):
    """Waves that rise in the middle of the sheet, like a slow inhalation."""
    c.ground(s[3], s[0])
    px = c.cx + c.u(-240, 240)
    c.point(px, c.u(150, 230), c.u(40, 62))
    n = int(c.r.integers(7, 10))
    ph, drift, wl = c.u(0, TAU), c.u(.5, 1.1), c.u(560, 860)
    for i in range(n):
        f = i / (n - 1)
        y = lerp(330, 880, f ** .92)
        env = .35 + .75 * np.exp(-((c.x - px) / 430) ** 2)
        line = y - (72 - 30 * f) * env * np.sin((c.x - px) / wl * TAU + ph + drift * i) - 46 * env
        base = lerp(ink(s[1]), ink(s[4]), f)
        t = (c.Y - line[None, :]) / (130 - 20 * f)
        c.lay(c.below(line), c.ramp(smooth(t), lerp(base, ink("paper"), .30 * (1 - f) + .08), base, speckle=.55))


def breath_two(c, s):
    """Two sets of rings printed over one another."""
    c.ground("paper", s[0], bands=.03)
    off, ang = c.u(210, 330), c.u(-.5, .5)
    pitch = c.u(46, 60)
    for k, (sg, col) in enumerate([(-1, s[2]), (1, s[5])]):
        x, y = c.cx + sg * off * np.cos(ang) * .8, 450 + sg * off * np.sin(ang)
        d = np.hypot(c.X - x, c.Y - y)
        reach = c.u(440, 560)
        w = .5 + .34 * np.cos(d / reach * np.pi)
        ph = np.abs((d / pitch) % 1 - .5) * 2
        a = np.clip((w - ph) * pitch * c.s / 2.4 + .5, 0, 1) * np.clip((reach - d) * c.s + .5, 0, 1) * (d > pitch * 1.25)
        c.overprint(c.stipple(Patch(a.astype(np.float32)), np.clip(1.15 - .5 * d / reach, 0, 1), .7), col)
    c.point(c.cx, 450, 30)


def breath_field(c, s):
    """Level lines lifted by one round breath."""
    c.ground(s[4], s[2], bands=.06)
    cx, cy, R = c.cx + c.u(-160, 160), c.u(420, 520), c.u(230, 300)
    lift, pitch = c.u(70, 120), c.u(25, 31)
    lines = []
    for y in np.arange(-40, 1050, pitch):
        x = np.linspace(-20, c.w + 20, 240)
        q = np.clip(1 - ((x - cx) ** 2 + (y - cy) ** 2) / (R * 1.25) ** 2, 0, 1)
        yy = y - lift * q ** 1.5 - 3 * np.sin(x / 140 + y / 60)
        w = 2.2 + 11.5 * q ** .8
        lines.append((np.stack([x, yy], 1), w))
    c.lay(c.strokes(lines), c.ramp((c.Y - 100) / 700, s[0], s[3], speckle=.4), .95)
    c.point(cx, cy - lift - R * .1, 30)

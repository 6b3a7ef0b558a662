"""Covers about the body: folds, figures, ribbons."""
import numpy as np
from palette import ink
from press import Patch, lerp, ribbon, smooth, spline
from scipy.interpolate import CubicSpline
from scipy.ndimage import gaussian_filter1d


def yoga_contours(c, s):
    """Parallel lines folding like a body that turns."""
    c.ground(s[0], s[1])
    n = int(c.r.integers(9, 13))
    ctrl = 7
    top = np.array([c.u(-150, 150) for _ in range(ctrl)])
    bot = np.array([c.u(-170, 170) for _ in range(ctrl)])
    gaps = np.abs(np.array([c.u(.5, 1.5) for _ in range(n)]))
    gaps = np.cumsum(gaps) / gaps.sum()
    xs = np.linspace(-60, c.w + 60, ctrl)
    tilt = c.u(-170, 170)
    x = c.x
    A = CubicSpline(xs, top)(x) + 130
    B = CubicSpline(xs, bot)(x) + 960
    for i in range(n):
        f = gaps[i] - gaps[0]
        sway = np.sin(f * np.pi) * tilt * np.sin((x / c.w - .5) * np.pi)
        line = lerp(A, B, f ** 1.05) + sway
        base = [ink(s[2]), ink(s[3]), ink(s[5]), ink(s[4])]
        k = f * 3
        j = min(int(k), 2)
        col = lerp(base[j], base[j + 1], k - j)
        t = (c.Y - line[None, :]) / 120
        c.lay(c.below(line), c.ramp(smooth(t), lerp(col, ink("paper"), .34), col, lerp(col, ink(s[4]), .30), speckle=.55))
    px = c.cx + c.u(-260, 260)
    c.point(px, float(np.interp(px, x, A)) - 75, 34)


POSES = [
    # (name, head, limbs as (spline points, widths), far limbs, lined limb)
    ("tree", (450, 262), [([(520, 590), (600, 596), (648, 640), (590, 690), (476, 716)], [96, 92, 84, 70, 46]),
                          ([(420, 372), (338, 300), (352, 190), (448, 92)], [58, 54, 46, 26]),
                          ([(480, 372), (562, 300), (548, 190), (452, 92)], [58, 54, 46, 26]),
                          ([(450, 850), (452, 700), (462, 560), (448, 440), (450, 366)], [60, 84, 122, 112, 136])], 1, 3),
    ("seat", (450, 236), [([(384, 400), (310, 500), (276, 620), (300, 730)], [58, 56, 48, 34]),
                          ([(516, 400), (590, 500), (624, 620), (600, 730)], [58, 56, 48, 34]),
                          ([(450, 720), (452, 620), (448, 500), (450, 376)], [176, 150, 130, 164]),
                          ([(480, 752), (640, 706), (728, 760), (610, 804), (400, 800)], [110, 112, 96, 84, 50]),
                          ([(420, 752), (260, 706), (172, 760), (290, 806), (520, 806)], [110, 112, 96, 84, 50])], 2, 2),
    ("lunge", (566, 236), [([(548, 340), (460, 250), (440, 110)], [56, 50, 30]),
                           ([(190, 812), (310, 732), (430, 650), (520, 570), (550, 450), (556, 346)], [40, 72, 98, 124, 118, 140]),
                           ([(505, 612), (640, 592), (724, 640), (716, 740), (712, 812)], [112, 104, 94, 80, 60]),
                           ([(566, 340), (664, 250), (690, 110)], [56, 50, 30])], 1, 1),
    ("dog", (392, 640), [([(470, 420), (400, 560), (300, 700), (214, 806)], [128, 104, 64, 36]),
                         ([(480, 400), (590, 520), (640, 660), (690, 806)], [136, 112, 84, 50])], 0, 1),
    ("child", (268, 744), [([(310, 770), (210, 790), (130, 806)], [60, 46, 34]),
                           ([(330, 720), (410, 610), (540, 570), (650, 640), (690, 730)], [110, 140, 156, 150, 110]),
                           ([(690, 736), (600, 772), (520, 792), (470, 800)], [112, 104, 84, 56]),
                           ([(480, 812), (600, 812), (716, 812)], [40, 46, 30])], 1, 1),
]


def yoga_figure(c, s):
    """A body as two or three ribbons; its head is the still point."""
    c.ground(s[0], s[1])
    name, head, limbs, far, lined = c.pick(POSES)
    flip = -1 if c.r.random() < .5 else 1
    ox = c.cx
    R = c.u(300, 360)
    m, d = c.wobbly(ox + c.u(-90, 90), c.u(400, 470), R, .014, "halo")
    c.lay(m, c.ramp((c.Y - 100) / 700, s[2], lerp(ink(s[2]), ink(s[1]), .6), speckle=.5))
    floor = 836 + 5 * c.noise1("fl", 300, 3)
    c.lay(c.below(floor), c.ramp((c.Y - 836) / 90, s[4], lerp(ink(s[4]), ink(s[3]), .3), speckle=.5))
    for i, (pts, w) in enumerate(limbs):
        pts = np.array([(ox + flip * (x - 450), y) for x, y in pts])
        sp = spline(pts, n=24)
        rb = ribbon(sp, w)
        e0, e1 = c.disc(*sp[0], w[0] / 2), c.disc(*sp[-1], w[-1] / 2)
        a = np.zeros((c.H, c.W), np.float32)
        for q in (c.poly(rb), e0, e1):
            a[q.win] = np.maximum(a[q.win], q.a)
        body = Patch(a)
        col = lerp(ink(s[5]), ink(s[4]), .34 if i < far else .10 * (i == len(limbs) - 1))
        t = flip * (c.X - sp[:, 0].mean()) / 420 + (c.Y - sp[:, 1].mean()) / 700 + .45
        c.lay(body, c.ramp(smooth(t), lerp(col, ink("paper"), .14), lerp(col, ink(s[4]), .50), speckle=.6))
        for k in range(1, 4) if i == lined else ():   # contour lines that follow the limb
            off = (k / 4 - .5)
            nrm = np.gradient(sp, axis=0)
            nrm = np.stack([-nrm[:, 1], nrm[:, 0]], 1) / np.hypot(nrm[:, 0], nrm[:, 1])[:, None]
            ww = np.interp(np.linspace(0, 1, len(sp)), np.linspace(0, 1, len(w)), w)[:, None]
            ln = (sp + nrm * ww * off)[6:-6]
            c.lay(c.poly(ribbon(ln, [.6, 3.2, 3.2, .6])), s[0], .5)
    c.point(ox + flip * (head[0] - 450), head[1], 54)


def yoga_bends(c, s):
    """A bundle of ribbons that bends over, under and on: one long movement."""
    c.ground(s[0], s[1])
    n = int(c.r.integers(3, 7))
    gap = c.u(210, 240) / n
    r1, r2 = c.u(205, 240), c.u(190, 230)
    flip = -1 if c.r.random() < .5 else 1
    x0 = -(2 * r1 + 2 * r2) / 2
    y1, y2 = c.u(360, 420), c.u(500, 560)
    th = np.linspace(np.pi, 2 * np.pi, 60)
    path = np.vstack([[(x0, 1100), (x0, 1000), (x0, y1 + 60)],
                      np.stack([x0 + r1 + r1 * np.cos(th), y1 + r1 * np.sin(th)], 1),
                      np.stack([x0 + 2 * r1 + r2 - r2 * np.cos(th - np.pi), y2 + r2 * np.sin(th - np.pi)], 1),
                      [(x0 + 2 * r1 + 2 * r2, y2 - 80), (x0 + 2 * r1 + 2 * r2, -100), (x0 + 2 * r1 + 2 * r2, -200)]])
    t = np.linspace(0, 1, 500)
    seg = np.concatenate([[0], np.cumsum(np.hypot(*np.diff(path, axis=0).T))])
    path = np.stack([np.interp(t * seg[-1], seg, path[:, k]) for k in (0, 1)], 1)
    path = np.stack([gaussian_filter1d(path[:, k], 5) for k in (0, 1)], 1)
    d = np.gradient(path, axis=0)
    nrm = np.stack([-d[:, 1], d[:, 0]], 1) / np.hypot(d[:, 0], d[:, 1])[:, None]
    cols = [s[4], s[5], s[3], s[2], s[5]]
    hx = c.cx + flip * (x0 + r1)
    c.lay(c.wobbly(c.cx - flip * c.u(-60, 60), 450, 330, .012, "halo")[0], c.ramp(c.Y / 900, s[1], lerp(ink(s[1]), ink(s[2]), .55), speckle=.5))
    for i in range(n):
        off = (i - (n - 1) / 2) * gap
        q = path + nrm * off
        q = np.stack([c.cx + flip * q[:, 0], q[:, 1]], 1)
        m = c.poly(ribbon(q, [gap * .90] * 2))
        col = ink(cols[i % 5])
        tt = .5 + (c.Y - 450) / 900 * flip + (c.X - c.cx) / 1300
        c.lay(m, c.ramp(smooth(tt), lerp(col, ink("paper"), .20), lerp(col, ink(s[4]), .38), speckle=.6))
    c.point(hx, y1 + 12, 54)

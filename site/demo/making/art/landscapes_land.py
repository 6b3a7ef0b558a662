"""Landscapes of ridges, sand, woods and fields."""
import numpy as np
from palette import ink
from press import Patch, lerp, ribbon, spline
from things import (
    crown,
    cumulus,
    grasses,
    paint_cumulus,
    range_layer,
    skyline,
    sun,
    treeline,
)

W, H = 1600, 1000
from sky import sky


def ridges_autumn(p):
    sky(p, "oat", "paper+blush:.35", "apricot+blush:.4", "apricot+saffron:.25", y1=640, bands=.05)
    sun(p, 1080, 330, 84, "saffron+clay:.12", "apricot+saffron:.3", reach=3.4, strength=.55)
    hues = [("blush+haze:.35", "blush+oat:.35"), ("haze+clay:.30", "blush+apricot:.3"),
            ("clay+haze:.48", "apricot+blush:.4"), ("clay+plum:.12", "clay+apricot:.65"),
            ("brick+plum:.25", "clay+blush:.30"), ("plum+deep:.35", "brick+clay:.35")]
    lines = [
        [(0, 470), (220, 430), (460, 452), (700, 402), (900, 372), (1120, 322), (1330, 382), (1600, 352)],
        [(0, 500), (260, 520), (520, 470), (820, 500), (1060, 430), (1290, 452), (1450, 392), (1600, 420)],
        [(0, 585), (330, 560), (620, 592), (880, 530), (1160, 560), (1400, 476), (1600, 500)],
        [(0, 640), (240, 668), (560, 640), (860, 690), (1180, 620), (1420, 600), (1600, 548)],
        [(0, 742), (300, 705), (640, 764), (960, 752), (1260, 700), (1600, 650)],
        [(0, 812), (360, 846), (700, 830), (1060, 858), (1360, 800), (1600, 752)],
    ]
    for i, (pts, (top, foot)) in enumerate(zip(lines, hues)):
        l = skyline(p, pts, 9 + 3 * i, 150 - 8 * i, ("r", i), octaves=6, gain=.55)
        if i >= 3:
            l = treeline(p, l, ("t", i), 8 + 7 * (i - 3), .5)
        range_layer(p, l, top, foot, 150 + 12 * i, ("r", i), .5, .12)
    l = skyline(p, [(0, 905), (300, 925), (700, 960), (1000, 955), (1300, 915), (1600, 880)], 8, 100, "f")
    l = treeline(p, l, "tf", 54, .62, .55)
    p.lay(p.below(l), p.ramp((p.Y - 820) / 180, "deep+plum:.35", "deep*0.82", speckle=.3))


def dunes_noon(p):
    sky(p, "lake+mist:.55", "mist+paper:.4", "paper", "oat", y1=520, bands=.035)
    sun(p, 470, 190, 40, "paper", "paper", reach=4, strength=.7)
    far = skyline(p, [(0, 520), (300, 505), (560, 520), (820, 480), (1040, 495), (1300, 455), (1600, 490)], 3, 200, "far", octaves=2)
    range_layer(p, far, "sand+haze:.25", "sand+oat:.4", 60, "far", .3, .05)

    def dune(crest, spine, light, shade, key, depth=330, foot=None):
        """crest: skyline points; spine: sharp edge from summit down toward us, shade on its right."""
        l = skyline(p, crest, 1.2, 260, key, octaves=2)
        body = p.below(l)
        rip = np.sin((p.Y * .9 + p.X * .22 + 26 * p.cloud(150, ("rp", key), 2, 2.5)) * .16) * np.clip((p.Y - l[None, :]) / 300, 0, 1)
        t = (p.Y - l[None, :]) / depth + .05 * rip + .05 * p.cloud(120, ("d", key), 2, 3)
        p.lay(body, p.ramp(t, *light, speckle=.22))
        sp = spline(spine, n=40)
        edge = np.interp(p.y, sp[:, 1], sp[:, 0], left=sp[0, 0], right=sp[-1, 0])
        wob = 1.5 * p.cloud(60, ("e", key), 2)
        d = p.X - edge[:, None] + wob
        inside = Patch(np.clip(d * p.s / 1.4 + .5, 0, 1).astype(np.float32) * (p.Y >= sp[0, 1] - 1))
        sh = p.clip(inside, body)
        tt = np.clip(d / 520, 0, 1) + .06 * rip + (p.Y - l[None, :]) / 1500
        p.lay(sh, p.ramp(tt, *shade, speckle=.26))
        glow = Patch((np.exp(-np.abs(d + 3) / 9) * (d < 0)).astype(np.float32) * (p.Y >= sp[0, 1]))
        p.lay(p.clip(glow, body), "paper+apricot:.3", .55)

    dune([(0, 560), (340, 575), (640, 555), (860, 500), (960, 470), (1080, 520), (1300, 560), (1600, 545)],
         [(960, 470), (940, 520), (985, 580), (960, 660), (1000, 1000)],
         ["apricot+sand:.4", "sand", "sand+apricot:.4"], ["ochre+sand:.45", "sand+clay:.25", "sand"], "d1", 220)
    dune([(0, 640), (300, 650), (640, 668), (900, 640), (1120, 540), (1290, 418), (1400, 500), (1600, 590)],
         [(1290, 418), (1272, 470), (1312, 540), (1268, 630), (1180, 720), (1120, 830), (1160, 1000)],
         ["apricot", "apricot+sand:.5", "saffron+sand:.45", "sand+clay:.15"],
         ["clay+ochre:.25", "clay+ochre:.45", "ochre+clay:.35", "sand+clay:.4"], "d2", 420)
    dune([(0, 792), (240, 770), (520, 806), (760, 850), (980, 902), (1240, 930), (1600, 872)],
         [(240, 770), (330, 800), (470, 840), (600, 890), (700, 960), (760, 1010)],
         ["saffron+apricot:.4", "saffron+sand:.3", "ochre+apricot:.4"],
         ["brick+clay:.45", "clay", "clay+ochre:.4", "ochre+apricot:.25"], "d3", 260)


def forest_spring(p):
    sky(p, "mist+sage:.15", "mist", "paper", "paper+apricot:.2", y1=620, bands=.04)
    sun(p, 330, 300, 46, "paper", "paper+saffron:.2", reach=7, strength=.85)
    a = skyline(p, [(0, 560), (400, 540), (800, 552), (1200, 500), (1600, 470)], 10, 160, "a")
    range_layer(p, treeline(p, a, "a", 18, .8), "sage+mist:.5", "mist+paper:.3", 120, "a")
    b = skyline(p, [(0, 618), (400, 604), (700, 596), (1000, 560), (1300, 470), (1600, 420)], 10, 120, "b")
    range_layer(p, treeline(p, b, "b", 40, .8), "sage+lake:.35", "sage+mist:.65", 130, "b", base=b - 20)
    # meadow
    m = skyline(p, [(0, 660), (500, 648), (900, 655), (1250, 690), (1600, 720)], 3, 240, "m", octaves=3)
    t = (p.Y - m[None, :]) / 360 + .06 * p.cloud(34, "md", 3, 6)
    p.lay(p.below(m), p.ramp(t, "sage+saffron:.30", "sage+moss:.25", "moss+sage:.3", "moss+fern:.45", speckle=.35))
    path = [(300, 655), (326, 690), (286, 740), (330, 810), (420, 900), (400, 1030)]
    p.lay(p.clip(p.poly(ribbon(spline(path), [8, 18, 30, 60, 110, 170])), p.below(m)),
          p.ramp((p.Y - 650) / 350, "oat+saffron:.12", "sand+oat:.5", speckle=.3), .85)
    # the wood: it closes the right side and hangs in from above
    floor = skyline(p, [(0, 1200), (860, 860), (1000, 748), (1120, 712), (1300, 700), (1600, 696)], 5, 100, "fl")
    back = crown(p, [(1330, 420, 190, 300), (1520, 380, 260, 380), (1160, 520, 90, 150), (1165, 400, 80, 130), (1150, 600, 80, 120), (1230, 300, 120, 180), (1400, 330, 170, 200), (1280, 520, 150, 180), (1420, 120, 240, 200), (1650, 200, 200, 300)], "w", .9, 30)
    p.lay(back, p.ramp(p.Y / 800 + .16 * p.cloud(70, "wd", 3), "sage+mist:.2", "moss+sage:.4", "moss+fern:.4", speckle=.5))
    rng = p.rng("poles")
    for _ in range(26):
        x, w = rng.uniform(1120, 1600), rng.uniform(4, 11)
        p.lay(p.clip(p.poly(ribbon([(x, 180), (x + rng.uniform(-14, 14), 720)], [w * .7, w])), back), "fern+moss:.25", .75)
    p.lay(p.below(floor), p.ramp((p.Y - floor[None, :]) / 230 + .1 * p.cloud(30, "flt", 3, 4), "moss+sage:.3", "fern+moss:.5", "fern", speckle=.45))
    p.lay(p.poly([(1110, 735), (1160, 722), (1010, 1000), (760, 1000)]), p.ramp((p.Y - 720) / 280, "sage+saffron:.35", "moss+sage:.4", speckle=.6), .45)
    # birches
    rng = p.rng("birch")
    for x, w, top, foot in [(1128, 13, 190, 742), (1196, 20, 0, 790), (1290, 15, 0, 752), (1362, 34, 0, 880), (1470, 20, 0, 800), (1538, 46, 0, 960)]:
        lean = rng.uniform(-18, 18)
        pts = spline([(x + lean, top - 10), (x + lean * .4, lerp(top, foot, .4)), (x, foot)], n=20)
        tr = p.poly(ribbon(pts, [w * .7, w * .85, w * 1.15]))
        edge = np.interp(p.y, pts[:, 1], pts[:, 0])
        d = (p.X - edge[:, None]) / w + .5
        p.lay(tr, p.ramp(d + .1 * p.cloud(12, ("bk", x), 2), "paper", "oat", "haze+sage:.5", "moss+lilac:.4", speckle=.5))
        marks = []
        for _ in range(int((foot - top) / 17)):
            y = rng.uniform(top, foot)
            cx = np.interp(y, pts[:, 1], pts[:, 0]) + rng.choice([-1, 1]) * w * rng.uniform(.15, .5)
            L = w * rng.uniform(.2, .55)
            marks.append(([(cx - L, y - 1), (cx, y + 1), (cx + L, y)], [.3, rng.uniform(2, 5.5) * w / 30 + 1, .3]))
        p.lay(p.clip(p.strokes(marks), tr), "deep+umber:.4", .9)
        p.overprint(p.poly(spline([(x - w * .4, foot - 4), (x + w, foot - 2), (x + w * 6, foot + 16), (x + w * 5, foot + 26), (x, foot + 8)], True)), "fern+moss:.3", .6)
        p.lay(p.strokes(grasses(p, int(10 + w * 1.1), x - w * 1.3, x + w * 1.3, foot, foot + 12, w * .7 + 8, w * 1.6 + 16, ("tuft", x), 2.2, .2)), "fern+moss:.2")
    over = crown(p, [(1140, 130, 110, 90), (1220, 190, 100, 70), (1250, 40, 200, 110), (1440, 60, 220, 150), (1590, 120, 150, 200), (1100, 10, 130, 70), (1330, 150, 90, 60), (1540, 330, 90, 70)], "ov", 1.3, 18)
    p.lay(over, p.ramp(p.Y / 420 + .2 * p.cloud(26, "ovd", 3) + (p.X - 1300) / 1500, "sage+saffron:.38", "sage+moss:.35", "moss", "fern+moss:.5", speckle=.6))
    p.lay(p.strokes(grasses(p, 420, 1060, 1620, 760, 1010, 24, 70, "g", 2.2, .18)), "fern+deep:.3", .7)
    p.lay(p.strokes(grasses(p, 320, 820, 1620, 940, 1040, 30, 90, "g2", 2.6, .2, .2)), "deep+fern:.4", .85)


def terraces_spring(p):
    sky(p, "mist+lake:.25", "mist", "paper", "paper+apricot:.25", y1=420, bands=.05)
    sun(p, 360, 210, 44, "paper", "paper+saffron:.15", reach=6, strength=.7)
    for i, (pts, a, b) in enumerate([
            ([(0, 350), (300, 330), (600, 352), (900, 290), (1180, 230), (1400, 262), (1600, 220)], "haze+mist:.3", "mist"),
            ([(0, 410), (330, 420), (700, 400), (1000, 350), (1300, 320), (1600, 300)], "lake+sage:.45", "mist+sage:.3")]):
        l = skyline(p, pts, 10, 130, ("m", i))
        range_layer(p, l, a, b, 120, ("m", i))
    # terraced valley: contour bands of a height field in perspective
    ridge = skyline(p, [(0, 520), (260, 500), (560, 520), (860, 468), (1140, 402), (1380, 392), (1600, 360)], 5, 160, "tr", octaves=3)
    v = np.clip((p.Y - ridge[None, :]) / (1000 - ridge[None, :]), 0, 1)
    u = (p.X - 520) / 1000
    warp = p.cloud(360, "wp", 2, 2.0) * .26 + p.cloud(110, "wp2", 2, 2.4) * .035
    hgt = 11.5 * np.power(v + .02, .62) - 2.2 * np.exp(-((u - .62 + .3 * v) / .30) ** 2) * (1 - v * .4) + 1.7 * np.abs(u) ** 1.3 * (1 - .5 * v) + warp * 2.4
    k = np.floor(hgt)
    f = hgt - k
    hsh = np.modf(np.sin(k * 12.9898 + np.floor(u * 2.1 + k * .37 + .15 * warp) * 4.1) * 43758.5453)[0]
    hsh = np.abs(hsh)
    base = p.below(ridge)
    pal = ["sage+saffron:.42", "sage+saffron:.16", "moss+sage:.40", "sage+moss:.35", "sage+lake:.30"]
    idx = np.clip((hsh * len(pal)).astype(int), 0, len(pal) - 1)
    cols = np.stack([ink(c) for c in pal])[idx]
    far = (1 - v)[..., None] ** 2.2
    cols = cols * (1 - .5 * far) + ink("mist+sage:.35") * .5 * far
    rowsp = np.sin(f * 6.283 * 5) * .006 * v
    cols[..., 0] += .055 * (1 - f) - .035 + rowsp + .016 * p.grain()
    p.lay(base, lambda w: cols[w].astype(np.float32))
    water = (hsh > .80)
    wcol = p.ramp(f + .15 * p.cloud(24, "ww", 2, 5), "mist+paper:.3", "mist+lake:.30", "lake+mist:.45", speckle=.25)
    p.lay(p.clip(Patch(water.astype(np.float32) * np.clip((f - .10) * 30, 0, 1) * np.clip((.97 - f) * 30, 0, 1)), base), wcol, .95)
    gy, gx = np.gradient(hgt)
    slope = np.hypot(gy, gx) * p.s + 1e-5
    lip = np.clip(1.2 - (1 - f) / slope / (1.6 + 5.5 * v), 0, 1)
    p.lay(p.clip(Patch((lip * (.35 + .65 * v)).astype(np.float32)), base), "fern+moss:.35", .9)
    hi = np.clip(1.2 - f / slope / (1.0 + 2.0 * v), 0, 1)
    p.lay(p.clip(Patch((hi * v).astype(np.float32)), base), "paper+saffron:.3", .55)
    # a hut and trees
    for x, y, r in [(1236, 548, 26), (1262, 540, 34), (1300, 552, 24), (930, 640, 20), (700, 560, 13), (716, 556, 16), (1490, 700, 40), (1530, 690, 52)]:
        cr = crown(p, [(x, y - r, r, r * 1.1)], ("t", x), .7, 10)
        p.lay(p.poly(ribbon([(x, y - r), (x, y + r * .7)], [3, 4])), "umber")
        p.lay(cr, p.ramp((p.X - x + (p.Y - y + r)) / (2.2 * r) + .5, "moss+sage:.3", "fern", "fern+deep:.4", speckle=.7))
    hx, hy = 1180, 556
    p.lay(p.poly([(hx, hy), (hx, hy - 26), (hx + 40, hy - 26), (hx + 40, hy)]), "oat")
    p.lay(p.poly([(hx - 7, hy - 24), (hx + 8, hy - 46), (hx + 34, hy - 46), (hx + 48, hy - 24)]), "clay")
    p.lay(p.poly([(hx + 24, hy), (hx + 24, hy - 16), (hx + 33, hy - 16), (hx + 33, hy)]), "umber")
    p.lay(p.strokes(grasses(p, 420, 1180, 1640, 985, 1040, 30, 120, "g", 2.4, .22, .25)), "fern+deep:.3")
    p.lay(p.strokes(grasses(p, 160, -20, 300, 1000, 1040, 20, 70, "g2", 2.4, .22, .2)), "fern+moss:.3")


def meadow_summer(p):
    sky(p, "lake+teal:.20", "lake+mist:.2", "mist+lake:.25", "paper+mist:.4", y1=600, bands=.025)
    paint_cumulus(p, cumulus(p, 1050, 470, 640, 330, "a", 54), 470, "snow", "haze+mist:.35", "a")
    paint_cumulus(p, cumulus(p, 1500, 520, 460, 150, "b", 34), 520, "snow", "haze+mist:.4", "b", 18)
    paint_cumulus(p, cumulus(p, 360, 540, 430, 50, "c", 26), 540, "snow+mist:.2", "mist+haze:.4", "c", 14)
    a = skyline(p, [(0, 570), (300, 556), (640, 580), (980, 548), (1300, 560), (1600, 530)], 6, 160, "a")
    range_layer(p, a, "lake+sage:.5", "sage+mist:.4", 70, "a")
    b = skyline(p, [(0, 620), (420, 600), (800, 622), (1200, 598), (1600, 586)], 4, 180, "b", octaves=3)
    p.lay(p.below(b), p.ramp((p.Y - b[None, :]) / 90 + .06 * p.cloud(24, "bb", 2, 8), "moss+sage:.45", "sage+saffron:.3", "sage", speckle=.4))
    for x0, x1, y in [(180, 420, 612), (600, 760, 622), (1280, 1600, 594)]:
        bl = [(x, y - 4, 18, 12) for x in np.arange(x0, x1, 17)]
        p.lay(crown(p, bl, ("hg", x0), .8, 9), "moss+fern:.4")
    c = skyline(p, [(0, 700), (360, 672), (760, 668), (1100, 636), (1300, 628), (1600, 668)], 3, 260, "c", octaves=2)
    strip = np.sin((p.X - 300 + (p.Y - 640) * 1.7) / 64) * .14
    p.lay(p.below(c), p.ramp((p.Y - c[None, :]) / 190 + strip * np.clip((p.Y - c[None, :]) / 60, 0, 1), "saffron+sand:.35", "apricot+sage:.35", "sage+ochre:.35", speckle=.4))
    # the oak and its shadow
    p.lay(p.clip(p.poly(spline([(1196, 660), (1250, 650), (1420, 662), (1440, 674), (1330, 684), (1216, 676)], True)), p.below(c)), "moss+fern:.4", .6)
    p.lay(p.poly([(1206, 664), (1214, 610), (1204, 560), (1222, 560), (1228, 590), (1238, 556), (1252, 560), (1238, 612), (1244, 664)]), "umber")
    oak = crown(p, [(1225, 500, 105, 82), (1155, 530, 62, 50), (1300, 528, 66, 54), (1225, 440, 70, 56), (1180, 470, 60, 50), (1275, 468, 60, 50)], "oak", .9, 15)
    p.lay(oak, p.ramp((p.X - 1225) / 300 + (p.Y - 500) / 210 + .5 + .16 * p.cloud(22, "ok", 3), "sage+saffron:.30", "moss", "fern", "deep+fern:.4", speckle=.6))
    d = skyline(p, [(0, 790), (340, 800), (760, 770), (1200, 760), (1600, 792)], 3, 220, "d", octaves=3)
    p.lay(p.below(d), p.ramp((p.Y - d[None, :]) / 230 + .1 * p.cloud(20, "dd", 3, 6), "sage+saffron:.22", "moss+sage:.5", "moss", "fern+moss:.4", speckle=.45))
    p.lay(p.strokes(grasses(p, 900, -20, 1620, 820, 1020, 30, 90, "g0", 2.0, .25, .1)), "moss+fern:.35", .55)
    p.lay(p.strokes(grasses(p, 420, -20, 1620, 930, 1040, 60, 170, "g1", 2.4, .25, .4)), "ochre+sand:.45", .75)
    p.lay(p.strokes(grasses(p, 420, -20, 1620, 960, 1050, 50, 140, "g2", 2.8, .22)), "fern", .85)
    rng = p.rng("pop")
    for _ in range(70):
        x, y = rng.uniform(700, 1620), rng.uniform(815, 985)
        r = lerp(3.5, 11, (y - 800) / 190)
        p.lay(p.poly(spline([(x - r, y), (x - r * .5, y - r * .75), (x + r * .4, y - r * .7), (x + r, y - r * .1), (x + r * .3, y + r * .6), (x - r * .5, y + r * .55)], True)),
              "clay" if rng.random() < .8 else "saffron+clay:.35", .95)

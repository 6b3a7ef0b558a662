"""Places one reaches by tram: a studio, a courtyard."""
import numpy as np
from building import rect
from palette import ink
from press import Patch, lerp, ribbon, spline
from sky import sky
from things import crown, range_layer, skyline

H = 1000
W = 1500


def city_studio(p):
    p.lay(p.full(), p.ramp((p.X) / 1500 + .04 * p.cloud(200, "wl", 2), "oat", "sand+oat:.5", speckle=.3))
    fl = 730
    wins = [(150, 470), (560, 880), (970, 1290)]
    y0, y1 = 96, 640
    # the city outside, painted once and seen through all windows
    openings = [np.vstack([spline([(a, y0 + 34), ((a + b) / 2, y0 - 8), (b, y0 + 34)], n=10), [(b, y1), (a, y1)]]) for a, b in wins]
    out = p.poly(*openings)
    p.lay(out, p.ramp((p.Y - 90) / 480 + .05 * p.cloud(60, "cs", 3, 4), "lake+mist:.5", "mist", "paper+apricot:.35", "apricot+blush:.4", speckle=.2))
    p.lay(p.clip(p.disc(1130, 330, 44), out), "paper+saffron:.25")
    rng = p.rng("city")
    for lay, (yb, hmin, hmax, col, foot) in enumerate([(560, 60, 260, "haze+blush:.5", "blush+mist:.3"), (610, 40, 190, "haze+lake:.5", "haze+blush:.5"), (660, 20, 110, "teal+haze:.45", "lake+haze:.4")]):
        x, line = 100, np.full(p.W, float(yb))
        while x < 1340:
            w, h = rng.uniform(26, 70), rng.uniform(hmin, hmax) * (1 if rng.random() < .8 else 1.3)
            m = (p.x >= x) & (p.x < x + w)
            line[m] = yb - h
            if rng.random() < .35:
                cx = x + w / 2
                line[(p.x > cx - 4) & (p.x < cx + 4)] -= 22
            if rng.random() < .3:
                line[m] -= np.clip(14 - np.abs(p.x[m] - x - w / 2) * 28 / w, 0, 14)
            x += w * rng.uniform(.9, 1.15)
        p.lay(p.clip(p.below(line), out), p.ramp((p.Y - line[None, :]) / 190, col, foot, speckle=.4))
    tr = crown(p, [(x, 640 + rng.uniform(-8, 18), 34, 40) for x in range(150, 1300, 44)], "park", .9, 14)
    p.lay(p.clip(tr, out), p.ramp((p.Y - 600) / 60, "sage+moss:.3", "fern", speckle=.5))
    for (a, b), op in zip(wins, openings):
        # reveal in shade on the left, frame and bars
        p.lay(p.clip(p.poly([(a, 60), (a + 22, 60), (a + 22, y1), (a, y1)]), p.poly(op)), "sand+haze:.45", .95)
        fr = [([(a, y1), (a, y0 + 34)], 8), ([(b, y1), (b, y0 + 34)], 8), ([(a + 22, y1), (a + 22, y0 + 28)], 5)]
        for i in (1, 2, 3):
            x = lerp(a + 22, b, i / 4)
            fr.append(([(x, y1), (x, np.interp(x, *spline([(a, y0 + 34), ((a + b) / 2, y0 - 8), (b, y0 + 34)], n=10).T))], 5))
        for i in (1, 2, 3, 4):
            y = lerp(y0 + 40, y1, i / 5)
            fr.append(([(a + 22, y), (b, y)], 5 if i != 1 else 8))
        fr.append((spline([(a, y0 + 34), ((a + b) / 2, y0 - 8), (b, y0 + 34)], n=10), 8))
        p.lay(p.poly(*[ribbon(q, [w, w]) for q, w in fr]), "deep+umber:.5")
        p.lay(p.poly(rect(a - 16, y1, b + 16, y1 + 14)), "paper")
        p.lay(p.poly(rect(a - 16, y1 + 14, b + 16, y1 + 20)), "sand+haze:.5")
    p.lay(p.poly(rect(0, fl - 26, 1500, fl)), "paper+sand:.35")
    p.lay(p.poly(rect(0, fl - 4, 1500, fl)), "sand+umber:.25")
    # floor boards to a vanishing point
    vx, vy = 760, 420
    floor = p.below(np.full(p.W, fl))
    ang = (p.X - vx) / np.maximum(p.Y - vy, 1)
    k = np.floor(ang * 14).astype(int)
    tone = p.rng("fl").random(k.max() - k.min() + 2)[k - k.min()]
    p.lay(floor, p.ramp(tone * .45 + (p.Y - fl) / 700 + .08 * p.cloud(30, "fw", 2, 3), "sand+ochre:.4", "ochre+sand:.3", "ochre+clay:.35", speckle=.3))
    seam = np.abs(ang * 14 - np.round(ang * 14)) * np.maximum(p.Y - vy, 1) / 14
    p.lay(p.clip(Patch(np.clip(1.4 - seam * p.s, 0, 1).astype(np.float32)), floor), "brick+umber:.3", .35)
    # light falling in from the right
    for a, b in wins:
        def fall(x, d):
            return (x - 40 - d * 1.15 + (x - vx) * d / 420, fl + d)
        for i in range(4):
            for j in range(3):
                xa, xb = lerp(a + 22, b, (i + .05) / 4), lerp(a + 22, b, (i + .95) / 4)
                da, db = lerp(16, 210, (j + .04) / 3), lerp(16, 210, (j + .96) / 3)
                p.lay(p.clip(p.poly([fall(xa, da), fall(xb, da), fall(xb, db), fall(xa, db)]), floor), "paper+saffron:.25", .62)
    # mats
    for x, w, col in ((360, 200, "teal"), (760, 200, "clay"), (1150, 200, "sage+moss:.4")):
        q = [(x + (x - vx) * .12, 800), (x + w * .55 + (x - vx) * .12, 800), (x + w * .78 + (x - vx) * .42, 960), (x - w * .18 + (x - vx) * .42, 960)]
        q = np.array(q)
        p.lay(p.poly(q + (6, 7)), "brick+umber:.4", .35)
        p.lay(p.poly(q), p.ramp((p.Y - 800) / 160, col, ink(col) * np.float32([.9, 1, 1]), speckle=.4), .96)
        c0 = (q[0] + q[1]) / 2
        cu = spline([(c0[0] - 38, 806), (c0[0], 784), (c0[0] + 38, 806), (c0[0] + 34, 826), (c0[0], 832), (c0[0] - 34, 826)], True)
        p.lay(p.poly(cu), p.ramp((p.Y - 784) / 50, "apricot" if col != "clay" else "oat", "ochre" if col != "clay" else "sand", speckle=.5))
    # plant, right
    px, py = 1398, 778
    p.lay(p.poly([(px - 44, py - 96), (px + 44, py - 96), (px + 32, py), (px - 32, py)]), p.ramp((p.X - px + 44) / 88, "clay+apricot:.3", "brick", speckle=.5))
    rng = p.rng("plant")
    for i in range(15):
        a = lerp(-1.15, 1.15, i / 14) + rng.uniform(-.1, .1)
        L = rng.uniform(210, 380) * (1 - .25 * abs(a))
        mid = spline([(px, py - 92), (px + np.sin(a) * L * .35, py - 92 - np.cos(a) * L * .55), (px + np.sin(a) * L, py - 92 - np.cos(a) * L * .86)], n=10)
        p.lay(p.poly(ribbon(mid, [4, 20, 34, 30, 16, 1])), p.ramp((p.Y - 380) / 340 + rng.uniform(-.2, .2), "sage+moss:.4", "fern", "deep+fern:.5", speckle=.5))
    # lamps
    for x in (515, 925):
        p.lay(p.poly(ribbon([(x, -5), (x, 190)], [3, 3])), "deep+umber:.5")
        p.lay(p.poly(spline([(x - 46, 236), (x - 30, 200), (x, 186), (x + 30, 200), (x + 46, 236), (x, 242)], True)), p.ramp((p.X - x + 46) / 92, "saffron", "ochre", speckle=.5))


def courtyard(p):
    sky(p, "lake+mist:.15", "lake+mist:.55", "mist+paper:.5", y1=330, bands=.03)
    a = skyline(p, [(0, 250), (300, 210), (600, 240), (900, 190), (1200, 160), (1500, 200)], 8, 130, "a")
    range_layer(p, a, "sage+haze:.5", "sage+mist:.3", 120, "a")
    for x, h in ((206, 170), (236, 210), (268, 150), (1230, 150), (1262, 190)):
        w = h * .085
        cy = spline([(x, 290 - h), (x + w * .8, 290 - h * .55), (x + w, 290 - h * .2), (x + w * .3, 300), (x - w * .3, 300), (x - w, 290 - h * .2), (x - w * .8, 290 - h * .55)], True)
        p.lay(p.poly(cy), p.ramp((p.X - x) / w / 2 + .5, "moss+fern:.5", "deep+fern:.4", speckle=.5))
    # roof
    p.lay(p.poly([(-10, 330), (-10, 262), (1510, 262), (1510, 330)]), p.ramp((p.Y - 262) / 70 + .12 * np.abs(np.sin(p.X / 15 * np.pi)) + .1 * p.cloud(40, "rf", 3), "clay+apricot:.35", "clay", "brick+clay:.5", speckle=.4))
    tiles = [([(x, 262), (x, 330)], [1.2, 2.2]) for x in range(0, 1500, 15)]
    p.lay(p.strokes(tiles), "brick", .45)
    wall = p.poly(rect(-5, 328, 1505, 712))
    stone = .10 * p.cloud(26, "st", 3, 2.2)
    p.lay(wall, p.ramp((p.Y - 328) / 500 + stone, "paper+sand:.3", "oat+sand:.35", "sand+oat:.3", speckle=.35))
    eave = p.poly([(-5, 328), (1505, 328), (1505, 350), (-5, 362)])
    p.lay(eave, "lilac+sand:.35", .62)
    course = []
    rng = p.rng("course")
    for y in range(372, 710, 26):
        for x in np.arange(-20 + rng.uniform(0, 40), 1500, 74):
            if rng.random() < .42:
                course.append(([(x, y), (x + rng.uniform(30, 66), y)], [1.3, 1.3]))
                if rng.random() < .5:
                    course.append(([(x, y), (x, y + 24)], [1.2, 1.2]))
    p.lay(p.strokes(course), "sand+clay:.35", .38)
    for x in (185, 435, 685, 935, 1185, 1435):
        q = np.vstack([spline([(x - 17, 412), (x, 394), (x + 17, 412)], n=8), [(x + 17, 446), (x - 17, 446)]])
        p.lay(p.poly(q), "deep+plum:.5")
        p.lay(p.poly([(x - 17, 446), (x - 17, 412), (x - 8, 400), (x - 8, 446)]), "sand+clay:.3")
        p.lay(p.poly(rect(x - 23, 446, x + 23, 452)), "paper")
    # string course and arcade
    p.lay(p.poly(rect(-5, 468, 1505, 480)), "paper")
    p.lay(p.poly(rect(-5, 480, 1505, 487)), "lilac+sand:.45", .7)
    pitch, r, spring, base = 250, 92, 606, 712
    depth = p.ramp((p.Y - 500) / 210 + .06 * p.cloud(40, "ar", 2), "plum+deep:.45", "plum+brick:.35", "clay+plum:.4", speckle=.45)
    for i in range(-1, 7):
        cx = 60 + i * pitch
        th = np.linspace(np.pi, 2 * np.pi, 50)
        arch = np.vstack([np.stack([cx + r * np.cos(th), spring + r * np.sin(th)], 1), [(cx + r, base), (cx - r, base)]])
        ring = np.vstack([np.stack([cx + (r + 17) * np.cos(th), spring + (r + 17) * np.sin(th)], 1), np.stack([cx + r * np.cos(th), spring + r * np.sin(th)], 1)[::-1]])
        m = p.poly(arch)
        p.lay(m, depth)
        # sun on the inner wall and the reveal
        inner = [(cx - 20, base), (cx - 20, 640), (cx + r + 20, 560), (cx + r + 20, base)]
        p.lay(p.clip(p.poly(inner), m), "clay+apricot:.5", .55)
        door = np.vstack([spline([(cx - 52, 640), (cx - 34, 618), (cx - 16, 640)], n=8), [(cx - 16, base), (cx - 52, base)]])
        if i % 3 == 1:
            p.lay(p.clip(p.poly(door), m), "teal+deep:.5")
        off = np.vstack([np.stack([cx - 15 + r * np.cos(th), spring + 3 + r * np.sin(th)], 1), [(cx - 15 + r, base), (cx - 15 - r, base)]])
        p.lay(p.minus(m, p.poly(off)), "sand+apricot:.3")
        p.lay(p.poly(ring), p.ramp((p.X - cx) / 220 + .5, "paper", "oat+sand:.6", speckle=.4))
        for k in range(1, 9):
            a = np.pi + k * np.pi / 9
            p.lay(p.poly(ribbon([(cx + r * np.cos(a), spring + r * np.sin(a)), (cx + (r + 17) * np.cos(a), spring + (r + 17) * np.sin(a))], [1.4, 1.4])), "sand+clay:.4", .6)
        # column between arches
        x = cx + pitch / 2
        p.lay(p.poly(rect(x - 33, spring - 8, x + 33, spring + 8)), "paper")
        p.lay(p.poly(rect(x - 33, spring + 8, x + 33, spring + 13)), "lilac+sand:.5")
        p.lay(p.poly(rect(x - 20, spring + 12, x + 20, base)), p.ramp((p.X - x + 20) / 40, "paper", "oat", "sand+lilac:.4", speckle=.5))
        p.lay(p.poly(rect(x - 28, base - 14, x + 28, base)), "oat")
    # court
    fl = p.below(np.full(p.W, 712))
    p.lay(fl, p.ramp((p.Y - 712) / 290 + .07 * p.cloud(30, "fl", 3, 4), "oat+sand:.3", "sand+oat:.4", "sand+apricot:.2", speckle=.35))
    vx = 750
    pav = []
    for y in (735, 764, 800, 846, 905, 980):
        pav.append(([(-5, y), (1505, y)], [1 + (y - 712) / 160] * 2))
    for k in range(-16, 17):
        pav.append(([(vx + k * 95 * 232 / 520, 712), (vx + k * 95, 1000)], [1, 2.6]))
    p.lay(p.clip(p.strokes(pav), fl), "sand+clay:.35", .45)
    # shade from the near gallery
    shade = p.clip(p.poly([(-10, 1010), (-10, 846), (1510, 946), (1510, 1010)]), fl)
    p.overprint(shade, "lilac+plum:.35", .60)
    # tree in the court with its shade, and a stone basin
    p.overprint(p.poly(spline([(560, 800), (700, 770), (930, 768), (1080, 790), (960, 822), (700, 826)], True)), "lilac+plum:.35", .62)
    p.lay(p.poly(spline([(966, 806), (970, 730), (952, 660), (900, 570), (924, 560), (976, 640), (996, 560), (1016, 560), (1008, 660), (1012, 730), (1030, 806), (998, 812)], True)), p.ramp((p.X - 960) / 60, "ochre+umber:.4", "umber", speckle=.6))
    ol = crown(p, [(960, 470, 150, 110), (860, 520, 90, 66), (1070, 500, 100, 84), (980, 390, 100, 74), (890, 440, 80, 60), (1050, 420, 80, 60)], "ol", 1.2, 17)
    p.lay(ol, p.ramp((p.X - 960) / 420 + (p.Y - 470) / 300 + .5 + .16 * p.cloud(20, "olv", 3), "sage+paper:.35", "sage+moss:.4", "moss+fern:.5", "fern", speckle=.7))
    bx, by = 470, 800
    p.overprint(p.poly(spline([(bx - 140, by + 34), (bx, by + 20), (bx + 100, by + 26), (bx + 60, by + 56), (bx - 150, by + 60)], True)), "lilac+plum:.35", .6)
    p.lay(p.poly([(bx - 96, by - 34), (bx + 96, by - 34), (bx + 80, by + 44), (bx - 80, by + 44)]), p.ramp((p.X - bx + 96) / 192, "paper", "oat+sand:.4", "sand+lilac:.45", speckle=.5))
    th = np.linspace(0, 2 * np.pi, 60)
    p.lay(p.poly(np.stack([bx + 102 * np.cos(th), by - 36 + 22 * np.sin(th)], 1)), "paper+oat:.5")
    p.lay(p.poly(np.stack([bx + 84 * np.cos(th), by - 36 + 15 * np.sin(th)], 1)), p.ramp((p.X - bx) / 160 + .5, "lake", "teal", speckle=.4))

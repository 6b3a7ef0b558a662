"""Landscapes of water, snow and night."""
import numpy as np
from palette import ink
from press import Patch, lerp, ribbon, smooth, spline
from things import (
    bare_tree,
    crown,
    cumulus,
    grasses,
    massif,
    paint_cumulus,
    range_layer,
    reflect,
    skyline,
    spruce,
    stars,
    sun,
    treeline,
    water_strokes,
)

W, H = 1600, 1000
from sky import sky


def lake_dawn(p):
    hz = 585
    sky(p, "lake+mist:.45", "mist", "oat", "blush+apricot:.4", "apricot", y1=560)
    sun(p, 1120, 392, 50, "paper+saffron:.25", "apricot+paper:.35", reach=6, strength=.8)
    a = skyline(p, [(0, 500), (260, 470), (520, 486), (760, 425), (1000, 380), (1180, 428), (1400, 360), (1600, 330)],
                10, 140, "a")
    range_layer(p, a, "haze+blush:.45", "blush+oat:.4", 150, "a")
    b = skyline(p, [(0, 540), (300, 528), (620, 545), (860, 520), (1060, 478), (1300, 420), (1480, 440), (1600, 415)],
                12, 120, "b")
    range_layer(p, b, "lake+haze:.5", "blush+mist:.5", 130, "b")
    c = skyline(p, [(0, 566), (420, 572), (800, 574), (1000, 556), (1220, 520), (1420, 488), (1600, 470)], 7, 110, "c")
    c = treeline(p, c, "c", 15, .8)
    range_layer(p, c, "teal+lake:.45", "mist+lake:.3", 95, "c")
    mist = np.exp(-((p.Y - hz + 6) / 26) ** 2) * (.75 + .3 * p.cloud(40, "m", 2, 8))
    p.lay(Patch(np.clip(mist, 0, 1).astype(np.float32)), "oat+mist:.4", .85)
    reflect(p, hz, 6, 1.04, tint="lake", tint_amt=.16, darken=.012)
    p.lay(p.strokes(water_strokes(p, hz, 1000, "w", 46, focus=(1120, 30, 190), lmax=220)), "apricot+paper:.5", .75)
    p.lay(p.strokes(water_strokes(p, hz + 30, 1000, "w2", 60, lmax=380, wmax=4)), "mist", .38)
    p.lay(p.strokes(water_strokes(p, hz + 60, 1000, "w3", 40, lmax=420, wmax=6)), "teal+lake:.5", .22)
    # near shore with spruces, right
    shore = skyline(p, [(0, 1100), (900, 1060), (1120, 985), (1330, 905), (1600, 862)], 8, 90, "s")
    trees = [spruce(p, x, b0, h, i) for i, (x, b0, h) in enumerate(
        [(1575, 900, 560), (1502, 905, 430), (1440, 912, 300), (1545, 905, 350), (1386, 925, 205), (1338, 935, 130)])]
    p.lay(p.poly(*trees), p.ramp(p.Y / 1000, (.3, "deep+teal:.35"), (.95, "deep*0.86"), speckle=.25))
    p.lay(p.below(shore), p.ramp((p.Y - 860) / 150, "deep+fern:.3", "deep*0.8", speckle=.3))
    reeds = grasses(p, 130, 960, 1420, 985, 1020, 30, 120, "r", 2.4, .12, .25)
    p.lay(p.strokes(reeds), "deep*0.86")


def sea_noon(p):
    hz = 610
    sky(p, "lake+teal:.12", "lake+mist:.45", "mist", "paper+mist:.3", y1=620, bands=.03)
    paint_cumulus(p, cumulus(p, 1270, 548, 620, 250, "c1", 40), 548, "paper", "haze+mist:.45", "c1")
    paint_cumulus(p, cumulus(p, 820, 574, 330, 70, "c2", 22), 574, "paper", "haze+mist:.6", "c2", 14)
    paint_cumulus(p, cumulus(p, 320, 590, 420, 36, "c3", 22), 590, "paper+mist:.3", "mist", "c3", 12)
    t = (p.Y - hz) / 390
    t = t + .10 * p.cloud(7, "s1", 2, 30) * np.clip(t * 3, .2, 1) + .05 * p.cloud(30, "s2", 2, 12)
    p.lay(p.below(np.full(p.W, hz)), p.ramp(t, "lake+mist:.2", "lake+teal:.3", "teal+lake:.35", "teal", "teal+deep:.45", speckle=.2))
    p.lay(p.strokes(water_strokes(p, hz, 960, "w", 120, focus=(560, 120, 330), lmin=8, lmax=120, wmax=4.5)), "paper", .72)
    p.lay(p.strokes(water_strokes(p, hz, 1000, "w2", 70, lmax=420, wmax=5)), "lake+mist:.3", .4)
    # far headland
    h1 = skyline(p, [(0, 640), (980, 640), (1010, 606), (1120, 580), (1260, 566), (1420, 520), (1600, 500)], 4, 80, "h1")
    hm = Patch(p.below(h1).a * 1.0, p.below(h1).y0)
    cut = p.minus(hm, p.below(np.interp(p.x, [0, 1000, 1600], [612, 614, 640])))
    p.lay(cut, p.ramp((p.Y - h1[None, :]) / 110 + .12 * p.cloud(22, "hh", 3, .6), "sage+mist:.25", "sage+haze:.4", "haze+sand:.4", speckle=.4))
    # near cliff with grass top, right
    top = skyline(p, [(0, 1300), (880, 1120), (1000, 935), (1090, 850), (1230, 800), (1380, 770), (1600, 738)], 5, 90, "top", octaves=4)
    p.lay(p.below(top), p.ramp((p.Y - top[None, :]) / 190 + .16 * p.cloud(30, "cf", 3, .5), "oat+sand:.4", "sand+clay:.18", "sand+clay:.42", "clay+plum:.35", speckle=.5))
    turf = skyline(p, [(0, 1300), (960, 1010), (1060, 905), (1180, 868), (1340, 850), (1600, 838)], 9, 60, "turf")
    up = p.minus(p.below(top - 4), p.below(turf))
    p.lay(up, p.ramp((p.Y - top[None, :]) / 90 + .1 * p.cloud(20, "tf", 3, 2), "sage+saffron:.25", "sage+moss:.4", "moss", speckle=.5))
    p.lay(p.strokes(grasses(p, 240, 1060, 1620, 770, 880, 14, 40, "g", 1.8, .35)), "moss+fern:.4", .7)
    # small white house
    hx, hy = 1405, 778
    p.lay(p.poly([(hx, hy), (hx, hy - 34), (hx + 46, hy - 34), (hx + 46, hy + 2)]), "paper")
    p.lay(p.poly([(hx + 46, hy + 2), (hx + 46, hy - 34), (hx + 60, hy - 50), (hx + 76, hy - 34), (hx + 76, hy)]), "oat+haze:.4")
    p.lay(p.poly([(hx - 4, hy - 33), (hx + 14, hy - 54), (hx + 61, hy - 54), (hx + 48, hy - 33)]), "clay")
    p.lay(p.poly([(hx + 48, hy - 33), (hx + 60, hy - 54), (hx + 80, hy - 33), (hx + 75, hy - 32), (hx + 60, hy - 47), (hx + 50, hy - 33)]), "brick")
    p.lay(p.poly([(hx + 14, hy - 10), (hx + 14, hy - 24), (hx + 24, hy - 24), (hx + 24, hy - 10)]), "teal")


def moon_hills(p):
    sky(p, "night+indigo:.35", "indigo", "indigo+teal:.35", "teal+haze:.35", "haze+teal:.3", y1=720, bands=.05)
    stars(p, 130, "s", 520, (1120, 330, 260))
    mx, my, r = 1120, 330, 128
    d = np.hypot(p.X - mx, p.Y - my)
    p.lay(Patch((np.clip(1 - (d - r) / 420, 0, 1) ** 2.4 * .5).astype(np.float32)), "haze+apricot:.3")
    p.lay(p.disc(mx, my, r), p.ramp((p.Y - my + p.X - mx) / 500 + .5, "paper", "oat", speckle=.3))
    mar = p.cloud(60, "mare", 3)
    p.lay(p.clip(Patch(smooth((mar - .35) / .8).astype(np.float32)), p.disc(mx, my, r)), "sand+haze:.5", .38)
    data = [([(0, 610), (300, 590), (620, 622), (900, 560), (1200, 590), (1600, 540)], "haze+indigo:.35", "haze+teal:.2"),
            ([(0, 660), (340, 690), (720, 640), (1040, 668), (1340, 610), (1600, 640)], "indigo+haze:.42", "haze+indigo:.25"),
            ([(0, 742), (300, 728), (700, 768), (1060, 720), (1600, 752)], "indigo+teal:.30", "indigo+haze:.38"),
            ([(0, 822), (420, 850), (820, 806), (1200, 842), (1600, 800)], "indigo+night:.35", "indigo+teal:.35")]
    for i, (pts, a, b) in enumerate(data):
        l = skyline(p, pts, 4, 240, ("h", i), octaves=3)
        if i == 1:
            l = treeline(p, l, "x", 9, .4, x0=300, x1=900)
        t = (p.Y - l[None, :]) / 130
        rim = np.clip(1 - (p.Y - l[None, :]) / 16, 0, 1)
        p.lay(p.below(l), p.ramp(smooth(t + .06 * p.cloud(50, ("c", i), 3, 3)), a, b, speckle=.5))
        p.lay(p.clip(Patch((rim * np.clip(1.1 - np.abs(p.X - mx) / 700, 0, 1)).astype(np.float32)), p.below(l)), "haze+paper:.3", .45)
        if i == 2:
            rows = [([(x, 1000), (lerp(x, 1180, .55), 800), (lerp(x, 1180, .8), 738)], [4, 2, .6]) for x in range(200, 1800, 60)]
            p.lay(p.clip(p.strokes(rows), p.below(l)), "indigo+haze:.25", .35)
            for x, y, h in [(1245, 728, 150), (1275, 733, 110), (1300, 730, 180), (1345, 738, 130), (1010, 722, 60), (985, 725, 44), (520, 752, 52)]:
                w = h * .085
                cy = spline([(x, y - h), (x + w * .8, y - h * .55), (x + w, y - h * .2), (x + w * .3, y + 4), (x - w * .3, y + 4), (x - w, y - h * .2), (x - w * .8, y - h * .55)], True)
                p.lay(p.poly(cy), p.ramp((p.X - x) / w / 2 + .5, "night+teal:.25", "night", speckle=.4))
            hx, hy = 1180, 728
            p.lay(p.poly([(hx, hy + 8), (hx, hy - 26), (hx + 26, hy - 42), (hx + 54, hy - 26), (hx + 54, hy + 8)]), "night+indigo:.3")
            p.lay(p.poly([(hx + 14, hy - 4), (hx + 14, hy - 18), (hx + 24, hy - 18), (hx + 24, hy - 4)]), "saffron")
            p.lay(p.disc(hx + 19, hy - 11, 2, 34), "saffron", .22)
    l = skyline(p, [(0, 905), (400, 930), (800, 945), (1200, 920), (1600, 890)], 5, 160, "f")
    p.lay(p.below(l), p.ramp((p.Y - 890) / 110, "night+indigo:.3", "night*0.85", speckle=.3))
    p.lay(p.strokes(grasses(p, 700, -20, 1620, 925, 1020, 16, 66, "g", 2.0, .25, .12)), "night*0.85")


def snow_dusk(p):
    sky(p, "indigo+lilac:.45", "lilac", "haze+lilac:.35", "blush", "apricot", y1=560, bands=.05)
    a = skyline(p, [(0, 470), (240, 440), (520, 470), (820, 400), (1100, 430), (1380, 352), (1600, 385)], 12, 130, "a")
    range_layer(p, a, "lilac+haze:.4", "blush+haze:.35", 130, "a")
    b = skyline(p, [(0, 540), (360, 560), (760, 520), (1150, 498), (1600, 460)], 8, 130, "b")
    range_layer(p, treeline(p, b, "b", 22, .75), "lilac+indigo:.35", "haze+lilac:.25", 110, "b")

    def snow(pts, key, lights, depth, rough=3):
        l = skyline(p, pts, rough, 300, key, octaves=2)
        t = (p.Y - l[None, :]) / depth + .10 * p.cloud(150, ("sn", key), 2, 3.5) + (p.X - 800) / 4200
        p.lay(p.below(l), p.ramp(t, *lights, speckle=.32))
        return l

    snow([(0, 600), (340, 618), (700, 590), (1040, 548), (1330, 560), (1600, 590)], "s1", ["snow+blush:.35", "haze+snow:.4", "haze+lilac:.2"], 200)
    trees = [spruce(p, x, y, h, ("t", x), .19) for x, y, h in [(800, 596, 96), (836, 596, 150), (872, 594, 118), (908, 590, 84), (766, 600, 64)]]
    p.lay(p.poly(*trees), p.ramp((p.Y - 420) / 170, "indigo+teal:.35", "indigo+lilac:.2", speckle=.4))
    snow([(0, 690), (300, 668), (680, 704), (1000, 690), (1280, 640), (1600, 622)], "s2", ["snow", "snow+haze:.35", "haze", "haze+lilac:.3"], 230)
    # cabin
    hx, hy = 1010, 680
    p.lay(p.poly([(hx, hy), (hx, hy - 62), (hx + 110, hy - 62), (hx + 110, hy)]), "umber+brick:.35")
    p.lay(p.poly([(hx - 70, hy + 6), (hx - 70, hy - 56), (hx - 33, hy - 104), (hx + 4, hy - 56), (hx + 4, hy + 6)]), "umber")
    p.lay(p.poly([(hx - 84, hy - 44), (hx - 33, hy - 116), (hx + 96, hy - 116), (hx + 124, hy - 54), (hx + 10, hy - 54), (hx - 33, hy - 106), (hx - 76, hy - 40)]), "snow+haze:.15")
    p.lay(p.poly([(hx + 66, hy - 112), (hx + 66, hy - 140), (hx + 82, hy - 140), (hx + 82, hy - 112)]), "brick+umber:.4")
    for wx, wy, ww, wh in [(-46, -40, 26, 28), (30, -46, 24, 24), (66, -46, 24, 24)]:
        p.lay(p.disc(hx + wx + ww / 2, hy + wy + wh / 2, 6, 46), "saffron", .28)
        p.lay(p.poly([(hx + wx, hy + wy), (hx + wx + ww, hy + wy), (hx + wx + ww, hy + wy + wh), (hx + wx, hy + wy + wh)]), "saffron+apricot:.4")
        p.lay(p.poly(ribbon([(hx + wx + ww / 2, hy + wy), (hx + wx + ww / 2, hy + wy + wh)], [2, 2])), "umber")
    smoke = spline([(hx + 74, hy - 144), (hx + 84, hy - 190), (hx + 66, hy - 240), (hx + 92, hy - 300), (hx + 84, hy - 350)])
    p.lay(p.poly(ribbon(smoke, [6, 14, 18, 22, 3])), "snow+blush:.4", .45)
    snow([(0, 800), (360, 776), (720, 806), (1050, 842), (1330, 760), (1600, 700)], "s3", ["snow", "snow+blush:.15", "snow+haze:.45", "haze+lilac:.15"], 250)
    # fence leading in
    posts = []
    for i in range(1, 11):
        f = i / 10
        x, y, hgt = lerp(430, 930, f ** .8), lerp(985, 712, f ** .8), lerp(96, 18, f ** .7)
        posts.append(([(x, y), (x + 2, y - hgt)], [hgt * .11, hgt * .09]))
    p.lay(p.strokes(posts), "umber+indigo:.45")
    rails = [([(q[0][1][0], q[0][1][1] + 6 * 0 + (q[0][0][1] - q[0][1][1]) * .2) for q in posts], [5, 1.2]),
             ([(q[0][1][0], q[0][1][1] + (q[0][0][1] - q[0][1][1]) * .55) for q in posts], [5, 1.2])]
    p.lay(p.strokes(rails), "umber+indigo:.45")
    p.lay(p.strokes(bare_tree(p, 1450, 890, 600, "bt", -.02, .40, 9, .042)), "umber+indigo:.5")
    snow([(0, 930), (400, 900), (800, 950), (1200, 930), (1420, 862), (1600, 850)], "s4", ["snow", "snow+haze:.25", "haze+snow:.3"], 200)


def coast_night(p):
    hz = 600
    sky(p, "night", "night+indigo:.5", "indigo", "indigo+teal:.45", "teal+haze:.25", y1=610, bands=.05)
    stars(p, 210, "s", 540, (1170, 250, 130))
    mx, my = 1170, 250
    d = np.hypot(p.X - mx, p.Y - my)
    p.lay(Patch((np.clip(1 - d / 420, 0, 1) ** 2.6 * .42).astype(np.float32)), "haze+paper:.3")
    p.lay(p.minus(p.disc(mx, my, 62), p.disc(mx - 27, my - 16, 54)), "paper+saffron:.15")
    t = (p.Y - hz) / 400 + .10 * p.cloud(7, "s1", 2, 28) + .05 * p.cloud(36, "s2", 2, 9)
    p.lay(p.below(np.full(p.W, hz)), p.ramp(t, "teal+haze:.12", "teal+indigo:.45", "indigo", "night+indigo:.5", speckle=.3))
    p.lay(p.strokes(water_strokes(p, hz, 960, "w", 190, focus=(1170, 26, 120), lmin=14, lmax=120, wmax=6)), "paper+apricot:.25", .8)
    p.lay(p.strokes(water_strokes(p, hz + 6, 1000, "w2", 110, lmax=330, wmax=4)), "haze+teal:.4", .30)
    h1 = skyline(p, [(0, 560), (160, 548), (330, 566), (480, 590), (560, 612), (1600, 640)], 5, 90, "h1")
    p.lay(p.minus(p.below(h1), p.below(np.full(p.W, hz + 2))), p.ramp((p.Y - h1[None, :]) / 60, "indigo+teal:.25", "indigo+haze:.25", speckle=.4))
    def rock(outline, faces, key):
        o = p.poly(np.array(outline))
        p.lay(o, p.ramp((p.Y - min(y for _, y in outline)) / 330 + .14 * p.cloud(40, ("rk", key), 3, .6), "indigo+night:.35", "night+indigo:.2", "night*0.9", speckle=.45))
        for k, (face, a) in enumerate(faces):
            f = p.clip(p.poly(np.array(face)), o)
            ys = [y for _, y in face]
            t = 1 - (p.Y - min(ys)) / (max(ys) - min(ys)) * .75 + .12 * p.cloud(24, ("fc", key, k), 3, .6)
            p.lay(p.stipple(f, np.clip(t, 0, 1) * a, .9), "haze+teal:.45")
    rock([(1010, 700), (1030, 640), (1052, 560), (1064, 548), (1080, 556), (1092, 600), (1112, 650), (1128, 702)], [([(1010, 700), (1030, 640), (1052, 560), (1064, 548), (1062, 610), (1046, 702)], .85)], "a")
    rock([(1196, 760), (1214, 690), (1236, 600), (1262, 470), (1284, 446), (1318, 452), (1336, 520), (1352, 600), (1382, 680), (1400, 770)],
         [([(1196, 760), (1214, 690), (1236, 600), (1262, 470), (1284, 446), (1276, 540), (1290, 620), (1262, 700), (1250, 760)], .85), ([(1318, 452), (1300, 540), (1322, 620), (1310, 690), (1330, 600), (1326, 520)], .35)], "b")
    rock([(1040, 1010), (1080, 950), (1150, 905), (1180, 842), (1262, 806), (1330, 742), (1420, 716), (1500, 660), (1610, 630), (1610, 1010)],
         [([(1040, 1010), (1080, 950), (1150, 905), (1180, 842), (1262, 806), (1240, 880), (1180, 920), (1150, 1010)], .60), ([(1262, 806), (1330, 742), (1420, 716), (1380, 790), (1330, 830), (1300, 920), (1270, 860)], .55), ([(1420, 716), (1500, 660), (1610, 630), (1560, 700), (1480, 760)], .5)], "c")
    foam = water_strokes(p, 690, 780, "fm", 34, xr=(1000, 1420), lmin=24, lmax=90, wmax=4) + water_strokes(p, 900, 990, "fm2", 16, xr=(960, 1110), lmin=40, lmax=120, wmax=6)
    p.lay(p.strokes(foam), "mist", .42)
    pines = [spruce(p, x, y, h, ("p", x), .2) for x, y, h in [(1410, 728, 120), (1452, 706, 190), (1494, 684, 140), (1540, 668, 250), (1584, 652, 190)]]
    p.lay(p.poly(*pines), "night*0.85")


def river_autumn(p):
    sky(p, "sand+blush:.3", "apricot+oat:.3", "saffron+apricot:.55", "paper+saffron:.35", y1=470, bands=.05)
    sun(p, 1010, 372, 60, "paper", "paper+saffron:.3", reach=5, strength=.8)
    for i, (pts, a, b) in enumerate([
            ([(0, 400), (260, 372), (520, 410), (780, 440), (1000, 452), (1220, 420), (1440, 362), (1600, 340)], "haze+clay:.35", "apricot+blush:.4"),
            ([(0, 440), (260, 452), (560, 462), (800, 486), (1040, 486), (1280, 440), (1600, 400)], "clay+haze:.4", "apricot+clay:.25"),
            ([(0, 520), (300, 492), (640, 516), (900, 512), (1180, 492), (1420, 446), (1600, 458)], "clay+brick:.25", "clay+apricot:.5")]):
        l = skyline(p, pts, 8 + 2 * i, 130, ("m", i))
        if i == 2:
            l = treeline(p, l, "tl", 10, .5)
        range_layer(p, l, a, b, 100, ("m", i))
    v = skyline(p, [(0, 545), (500, 530), (1000, 525), (1600, 520)], 2, 200, "v", octaves=2)
    p.lay(p.below(v), p.ramp((p.Y - v[None, :]) / 460 + .05 * p.cloud(20, "vv", 3, 9), "ochre+apricot:.5", "ochre+saffron:.3", "ochre+clay:.35", "clay+brick:.4", "brick+umber:.4", speckle=.4))
    # river, S-curve in perspective
    L = spline([(996, 527), (940, 545), (820, 566), (900, 606), (1090, 650), (1130, 700), (960, 780), (700, 880), (560, 1020)], n=30)
    R = spline([(1030, 527), (1010, 545), (930, 566), (1030, 602), (1240, 640), (1320, 702), (1250, 790), (1180, 890), (1190, 1030)], n=30)
    river = p.poly(np.vstack([L, R[::-1]]))
    p.lay(p.poly(np.vstack([L - (6, 3), (R + (4, -3))[::-1]])), "brick+umber:.3", .6)
    p.lay(river, p.ramp((p.Y - 525) / 475 + .08 * p.cloud(8, "rv", 2, 18), "paper+saffron:.3", "apricot+paper:.3", "blush+apricot:.4", "haze+lake:.5", "lake+teal:.35", speckle=.25))
    p.lay(p.clip(p.strokes(water_strokes(p, 535, 1000, "ws", 90, focus=(1010, 30, 210), lmax=160)), river), "paper", .6)
    # woods on the banks
    rng = p.rng("wood")
    items = []
    for _ in range(95):
        y = 540 + 330 * rng.random() ** 1.6
        f = (y - 530) / 340
        side = rng.random() < .22
        lx, rx = np.interp(y, L[:, 1], L[:, 0]), np.interp(y, R[:, 1], R[:, 0])
        x = lx - 30 - rng.exponential(200) - 60 * f if side else rx + 20 + rng.exponential(230) + 50 * f
        items.append((y, x, lerp(9, 58, f) * rng.uniform(.7, 1.2), rng.integers(0, 4)))
    tones = [("saffron+apricot:.2", "ochre+clay:.35"), ("saffron+clay:.25", "clay+brick:.4"), ("clay+apricot:.25", "brick"), ("ochre", "brick+fern:.4")]
    for i, (y, x, r, c) in enumerate(sorted(items)):
        if not -80 < x < 1680:
            continue
        a, b = tones[c]
        tall = 1.9 if c == 0 else 1.2
        cr = crown(p, [(x, y - r * tall, r * (.55 if c == 0 else .95), r * tall)], ("t", i), .8, max(6, r * .3))
        p.lay(p.poly(ribbon([(x, y - r), (x, y + r * .25)], [r * .1 + 1, r * .14 + 1])), "umber")
        p.lay(cr, p.ramp((x - p.X) / (2.6 * r) + (p.Y - y + r * tall) / (3.2 * r) + .5, lerp(ink(a), ink("ochre+apricot:.4"), max(0, (620 - y) / 160)), b, speckle=.6))
    fg = skyline(p, [(0, 900), (200, 935), (420, 990), (560, 1030), (1080, 1040), (1260, 985), (1420, 930), (1600, 880)], 6, 90, "fg")
    p.lay(p.below(fg), p.ramp((p.Y - 900) / 100, "brick+umber:.5", "umber", speckle=.4))
    p.lay(p.strokes([g for g in grasses(p, 700, -20, 520, 925, 1030, 20, 90, "g", 2.2, .2, .2) + grasses(p, 640, 1215, 1640, 925, 1030, 20, 100, "gg", 2.2, -.2, .2) if g[0][0][1] > np.interp(g[0][0][0], p.x, fg)]), "umber")


def peaks_dawn(p):
    sky(p, "indigo", "indigo+lilac:.5", "lilac", "lilac+haze:.5", "haze+blush:.45", "blush", y1=620, bands=.05)
    stars(p, 60, "s", 260)

    m0 = skyline(p, [(0, 540), (160, 500), (300, 530), (480, 470), (600, 510), (760, 480), (900, 500), (1100, 470), (1300, 480),
                     (1450, 430), (1600, 460)], 13, 75, "m0", sharp=True)
    range_layer(p, m0, "lilac+haze:.3", "blush+haze:.4", 150, "m0")
    massif(p, [(0, 640), (300, 620), (560, 560), (690, 600), (820, 500), (900, 420), (960, 380), (1030, 262), (1085, 205), (1130, 262), (1200, 330), (1260, 320), (1330, 410), (1450, 470), (1600, 520)],
           [(1085, 1.0), (1260, 1.05)], "m1", ["blush+apricot:.4", "blush+clay:.22", "haze+blush:.5"], "indigo+lilac:.5", "haze+blush:.4", 430)
    for g in ([(1034, 292), (1046, 330), (1026, 392), (1034, 440), (992, 520), (960, 610), (968, 520), (992, 440), (1000, 372)],
              [(938, 408), (952, 446), (930, 500), (936, 540), (886, 640), (900, 540), (914, 474)],
              [(836, 500), (856, 534), (836, 580), (800, 650), (812, 570)]):
        ys = [y for _, y in g]
        p.lay(p.stipple(p.poly(np.array(g)), np.clip(.92 - .8 * (p.Y - min(ys)) / (max(ys) - min(ys)), 0, 1), .8), "indigo+lilac:.6")
    n = p.cloud(60, "cs", 3, 5)
    for i, (y, c, a) in enumerate([(640, "blush+paper:.4", .9), (700, "haze+blush:.35", .9), (765, "haze+snow:.3", .95)]):
        l = y + 16 * p.noise1(("cl", i), 220, 3) + 5 * p.noise1(("cl2", i), 50, 3)
        t = (p.Y - l[None, :]) / 95 + .12 * n
        p.lay(p.below(l, 16), p.ramp(t, c, "haze+lilac:.25", speckle=.4), a)
    l = skyline(p, [(0, 800), (240, 830), (520, 880), (900, 905), (1200, 850), (1420, 780), (1600, 740)], 14, 110, "f0")
    range_layer(p, treeline(p, l, "f0", 34, .6), "indigo+lilac:.22", "lilac+haze:.35", 150, "f0", base=l - 10)
    l = skyline(p, [(0, 905), (300, 940), (700, 975), (1050, 962), (1350, 890), (1600, 850)], 10, 110, "f1")
    p.lay(p.below(treeline(p, l, "f1", 70, .6, .5)), p.ramp((p.Y - 800) / 200, "indigo+night:.3", "night+indigo:.3", speckle=.3))

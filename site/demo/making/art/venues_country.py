"""Places outside: a lake house, a hut, a pavilion."""
import numpy as np
from building import boards, rect, stonework, window
from press import lerp, ribbon, spline
from sky import sky
from things import crown, grasses, massif, range_layer, reflect, skyline, spruce, sun, treeline, water_strokes

H = 1000
W = 1500


def lake_house(p):
    hz = 660
    sky(p, "lake+mist:.5", "mist", "paper+apricot:.2", "apricot+blush:.4", y1=600)
    sun(p, 330, 330, 46, "paper+saffron:.3", "apricot+paper:.4", reach=6, strength=.7)
    a = skyline(p, [(0, 440), (260, 470), (560, 430), (860, 380), (1160, 330), (1500, 300)], 10, 140, "a")
    range_layer(p, a, "haze+lake:.4", "mist+blush:.3", 170, "a")
    b = skyline(p, [(0, 560), (300, 575), (640, 540), (900, 470), (1200, 430), (1500, 400)], 8, 120, "b")
    range_layer(p, treeline(p, b, "b", 26, .8), "lake+teal:.5", "lake+mist:.5", 150, "b")
    c = skyline(p, [(0, 640), (380, 630), (620, 590), (900, 540), (1200, 520), (1500, 490)], 6, 110, "c")
    range_layer(p, treeline(p, c, "c", 62, .75, .45, x0=430), "teal+fern:.45", "teal+sage:.4", 150, "c", base=c - 40)
    bank = skyline(p, [(0, 668), (360, 660), (520, 640), (760, 622), (1500, 616)], 3, 120, "bank")
    p.lay(p.below(bank), p.ramp((p.Y - 610) / 60 + .1 * p.cloud(14, "bk", 2, 4), "sage+saffron:.2", "moss", speckle=.5))
    gy = 622
    # long wing
    boards(p, rect(760, 508, 1330, gy), "ochre+clay:.25", "brick+umber:.35", 12, key="w")
    p.lay(p.poly([(724, 520), (790, 396), (1306, 396), (1366, 520)]), p.ramp((p.Y - 396) / 124 + .05 * p.cloud(20, "rf", 2, 5), "umber+plum:.4", "umber*0.9", speckle=.4))
    for y in range(412, 520, 16):
        p.lay(p.poly(ribbon([(790 - (y - 396) * .532, y), (1306 + (y - 396) * .484, y)], [1.4, 1.4])), "umber+clay:.3", .35)
    p.lay(p.poly(rect(1196, 352, 1236, 430)), p.ramp((p.X - 1196) / 40, "sand+haze:.4", "haze+umber:.4", speckle=.5))
    p.lay(p.poly(rect(1190, 346, 1242, 356)), "umber")
    for x in (1030, 1118, 1206):
        window(p, x, 534, x + 62, gy - 8, "apricot+saffron:.35", "umber", 2, 1, 4)
    p.lay(p.poly(rect(752, 514, 1340, 528)), "umber", .55)
    # gable wing in front
    gx, half, eave, top = 860, 128, 506, 336
    boards(p, [(gx - half, gy), (gx - half, eave), (gx, top), (gx + half, eave), (gx + half, gy)], "ochre+sand:.2", "clay+ochre:.5", 11, key="g")
    p.lay(p.poly([(gx - 92, gy - 6), (gx - 92, 512), (gx, 392), (gx + 92, 512), (gx + 92, gy - 6)]), "umber")
    p.lay(p.poly([(gx - 86, gy - 8), (gx - 86, 514), (gx, 402), (gx + 86, 514), (gx + 86, gy - 8)]), p.ramp((p.Y - 400) / 220, "lake+mist:.3", "apricot+saffron:.2", "saffron+apricot:.4", speckle=.3))
    for x in (-43, 0, 43):
        p.lay(p.poly(rect(gx + x - 2.5, 402 + abs(x) * 1.3, gx + x + 2.5, gy - 8)), "umber")
    p.lay(p.poly(rect(gx - 88, 512, gx + 88, 518)), "umber")
    for s in (-1, 1):
        p.lay(p.poly([(gx, top - 22), (gx, top + 4), (gx + s * (half + 22), eave + 34), (gx + s * (half + 34), eave + 22)]), "umber*0.85" if s > 0 else "umber+plum:.35")
    # deck, steps and jetty
    p.lay(p.poly(rect(690, gy - 4, 1390, gy + 8)), "sand+ochre:.4")
    p.lay(p.poly(rect(690, gy + 8, 1390, gy + 14)), "umber")
    for x in range(700, 1390, 46):
        p.lay(p.poly(rect(x, gy + 12, x + 7, hz + 2)), "umber")
    for i, (x, y, h) in enumerate([(1440, 640, 330), (1492, 646, 400), (1398, 632, 210), (676, 640, 190), (640, 642, 120)]):
        p.lay(p.poly(spruce(p, x, y, h, i)), p.ramp((p.Y - 300) / 360, "fern+teal:.4", "deep", speckle=.4))
    reflect(p, hz, 4.2, 1.05, tint="lake", tint_amt=.28, darken=.02)
    p.lay(p.poly([(560, 668), (700, 640), (770, 640), (660, 668)]), "sand+ochre:.35")
    p.lay(p.poly([(300, 760), (560, 668), (660, 668), (470, 760)]), p.ramp((p.Y - 660) / 100, "sand+ochre:.35", "ochre+sand:.5", speckle=.4))
    for k in range(9):
        f = k / 9
        y = lerp(760, 670, f ** .8)
        xl, xr = np.interp(y, [668, 760], [560, 300]), np.interp(y, [668, 760], [660, 470])
        p.lay(p.poly(ribbon([(xl, y), (xr, y)], [2.4 - 1.4 * f] * 2)), "brick+umber:.4", .6)
    p.lay(p.poly([(300, 760), (470, 760), (470, 770), (300, 770)]), "umber")
    p.lay(p.poly([(470, 760), (660, 668), (660, 674), (470, 770)]), "umber")
    for x, y in ((312, 768), (452, 768), (540, 734), (610, 702)):
        p.lay(p.poly(rect(x, y, x + 9, y + (46 if x < 500 else 30))), "umber")
    p.lay(p.strokes(water_strokes(p, hz, 1000, "w", 60, (0, 1500), lmax=380, wmax=4.5)), "mist", .45)
    p.lay(p.strokes(water_strokes(p, hz, 1000, "w2", 36, focus=(330, 30, 130), lmax=200)), "paper+saffron:.3", .7)
    p.lay(p.strokes(water_strokes(p, hz, 900, "w3", 30, focus=(860, 40, 90), lmax=130)), "saffron+apricot:.5", .55)
    p.lay(p.strokes(grasses(p, 170, 1040, 1520, 960, 1030, 40, 190, "r", 2.6, .12, .2)), "deep")


def mountain_hut(p):
    sky(p, "teal+lake:.5", "lake", "lake+mist:.5", "mist", "paper+blush:.3", y1=620, bands=.03)
    m0 = skyline(p, [(0, 430), (200, 380), (420, 440), (640, 400), (900, 450), (1200, 400), (1500, 440)], 13, 80, "m0", sharp=True)
    range_layer(p, m0, "haze+lake:.4", "mist+haze:.3", 200, "m0")
    massif(p, [(0, 560), (140, 470), (260, 400), (330, 300), (400, 210), (446, 160), (500, 220), (560, 270), (610, 240), (680, 320), (780, 430), (900, 470), (1040, 440), (1180, 500), (1500, 560)],
           [(446, .60), (610, .65), (260, .28), (1040, .6)], "m1", ["snow", "snow+haze:.2", "mist+haze:.3"], "teal+haze:.5", "mist+haze:.25", 380)
    for i, (y, c) in enumerate([(600, "mist+paper:.3"), (650, "mist+haze:.4")]):
        l = y + 14 * p.noise1(("cl", i), 200, 3)
        p.lay(p.below(l, 18), p.ramp((p.Y - l[None, :]) / 90 + .1 * p.cloud(60, "cc", 3, 5), c, "haze+mist:.5", speckle=.4), .92)
    b = skyline(p, [(0, 700), (260, 720), (560, 760), (860, 740), (1200, 690), (1500, 660)], 8, 110, "b")
    range_layer(p, treeline(p, b, "b", 34, .75), "teal+fern:.4", "lake+mist:.35", 210, "b", base=b - 16)
    g = skyline(p, [(0, 900), (300, 890), (560, 850), (760, 770), (900, 716), (1180, 700), (1340, 712), (1500, 690)], 5, 120, "g", octaves=4)
    p.lay(p.below(g), p.ramp((p.Y - g[None, :]) / 230 + .12 * p.cloud(26, "gg", 3, 3), "sage+saffron:.28", "moss+sage:.5", "moss", "fern", speckle=.5))
    rng = p.rng("rocks")
    for _ in range(20):
        x = rng.uniform(640, 1500)
        y = np.interp(x, p.x, g) + rng.uniform(20, 200)
        r = rng.uniform(12, 46) * (1 + (y - 700) / 300)
        q = np.array([(x - r, y), (x - r * .7, y - r * .5), (x - r * .1, y - r * .72), (x + r * .6, y - r * .5), (x + r, y), (x, y + r * .14)])
        p.lay(p.poly(q), p.ramp((p.X - x) / (2 * r) + .5 + .1 * p.cloud(10, "rk", 2), "oat+haze:.4", "haze+teal:.3", speckle=.6))
        p.lay(p.poly([q[2], q[3], q[4], q[5], (x + r * .15, y - r * .25)]), "teal+haze:.45", .6)
    # path
    path = spline([(980, 726), (930, 760), (960, 800), (860, 850), (880, 920), (760, 1010)])
    p.lay(p.poly(ribbon(path, [16, 22, 26, 40, 58, 90])), p.ramp((p.Y - 720) / 280, "oat", "sand+oat:.4", speckle=.5), .9)
    # the hut: stone foot, timber body, steep roof
    x0, x1, gy = 970, 1230, 730
    p.lay(p.poly([(x0, gy), (x0, 640), (x1, 640), (x1, gy + 4)]), stonework(p, "sf", "oat+haze:.3", "haze+teal:.22"))
    boards(p, rect(x0, 580, x1, 646), "ochre+clay:.3", "brick+umber:.3", 11, False, key="h1")
    g0, g1, apex = x0 - 150, x0, 470
    p.lay(p.poly([(g0, gy - 4), (g0, 640), (g1, 640), (g1, gy)]), stonework(p, "sg", "haze+oat:.3", "teal+haze:.45"))
    boards(p, [(g0, 646), (g0, 580), ((g0 + g1) / 2, apex + 10), (g1, 580), (g1, 646)], "clay+umber:.35", "umber", 11, key="h2")
    mx = (g0 + g1) / 2
    p.lay(p.poly([(mx, apex - 14), (x1 - 66, apex - 14), (x1 + 22, 596), (g1 + 16, 600)]), p.ramp((p.Y - 456) / 140 + .06 * p.cloud(20, "hr", 2, 4), "brick+clay:.4", "brick", speckle=.4))
    for k in range(1, 9):
        f = k / 9
        p.lay(p.poly(ribbon([(lerp(mx, g1 + 16, f), lerp(apex - 14, 600, f)), (lerp(x1 - 66, x1 + 22, f), lerp(apex - 14, 596, f))], [1.6, 1.6])), "umber", .3)
    p.lay(p.poly([(mx, apex - 16), (mx, apex + 10), (g0 - 10, 606), (g0 - 20, 594)]), "umber+brick:.5")
    p.lay(p.poly([(mx, apex - 16), (mx, apex + 8), (g1 + 8, 610), (g1 + 18, 598)]), "umber")
    p.lay(p.poly(rect(1116, 418, 1150, 500)), p.ramp((p.X - 1116) / 34, "oat+haze:.4", "haze+teal:.4", speckle=.5))
    p.lay(p.poly(rect(1110, 412, 1156, 422)), "deep")
    smoke = spline([(1132, 408), (1144, 370), (1122, 330), (1150, 280), (1140, 230)])
    p.lay(p.poly(ribbon(smoke, [8, 16, 22, 24, 4])), "paper", .45)
    for x in (1016, 1150):
        window(p, x, 592, x + 34, 628, "apricot+saffron:.3", "paper", 2, 1, 4)
    window(p, mx - 20, 560, mx + 20, 602, "apricot+saffron:.3", "oat", 2, 2, 4)
    p.lay(p.poly(rect(1080, 600, 1122, gy + 1)), "umber")
    p.lay(p.poly(rect(1086, 606, 1116, gy + 1)), "teal")
    p.lay(p.poly(rect(1150, 700, 1224, 708)), "umber")
    for x in (1156, 1212):
        p.lay(p.poly(rect(x, 706, x + 7, 730)), "umber")
    p.lay(p.strokes(grasses(p, 520, 500, 1520, 900, 1020, 22, 76, "g", 2.2, .25, .15)), "fern+deep:.3", .85)
    for i, (x, y, h) in enumerate([(1400, 740, 300), (1452, 750, 390), (1496, 745, 280), (1340, 730, 130)]):
        p.lay(p.poly(spruce(p, x, y, h, i)), p.ramp((p.Y - 400) / 360, "fern+teal:.4", "deep", speckle=.4))


def pavilion(p):
    hz = 706
    sky(p, "sage+mist:.5", "mist+paper:.4", "paper+apricot:.3", y1=560, bands=.04)
    sun(p, 420, 250, 56, "paper", "paper+saffron:.25", reach=5, strength=.8)
    far = crown(p, [(x, 560 + 24 * np.sin(x / 90), 95, 110) for x in range(-40, 1560, 84)], "far", 1.1, 26)
    p.lay(far, p.ramp((p.Y - 450) / 230, "sage+mist:.5", "mist+sage:.4", speckle=.5))
    p.lay(p.poly(rect(-5, 600, 1505, hz)), "sage+mist:.4")
    mid = crown(p, [(90, 540, 150, 170), (240, 610, 110, 90), (1300, 520, 150, 200), (1440, 480, 160, 250), (1180, 620, 100, 90)], "mid", 1.1, 24)
    p.lay(mid, p.ramp((p.Y - 400) / 330 + .16 * p.cloud(50, "md", 3), "sage+saffron:.22", "moss+sage:.4", "moss+fern:.4", speckle=.6))
    lawn = skyline(p, [(0, 650), (400, 664), (800, 670), (1500, 650)], 3, 160, "lw")
    p.lay(p.below(lawn), p.ramp((p.Y - 650) / 60 + .1 * p.cloud(18, "lw2", 2, 5), "sage+saffron:.3", "moss+sage:.4", speckle=.5))
    hd = crown(p, [(x, 660, 46, 34) for x in list(range(20, 420, 50)) + list(range(1120, 1500, 50))], "hd", 1.0, 14)
    p.lay(hd, p.ramp((p.Y - 630) / 60, "moss+sage:.3", "fern", speckle=.6))
    # pavilion
    cx, deck = 760, 684
    L, R, top = cx - 270, cx + 270, 446
    p.lay(p.poly(rect(L + 10, top, R - 10, deck)), p.ramp((p.Y - top) / 240 + .05 * p.cloud(60, "in", 2), "plum+umber:.4", "clay+umber:.35", "ochre+clay:.4", speckle=.4))
    for i in range(3):   # openings to the garden behind
        a, b = L + 36 + i * 166, L + 36 + i * 166 + 136
        p.lay(p.poly(rect(a, top + 28, b, deck - 34)), p.ramp((p.Y - 470) / 200 + .1 * p.cloud(30, "gd", 3), "paper+saffron:.2", "sage+paper:.4", "sage+moss:.3", speckle=.4))
        for x in (a, (a + b) / 2, b):
            p.lay(p.poly(rect(x - 2.5, top + 28, x + 2.5, deck - 34)), "umber")
        p.lay(p.poly(rect(a, (top + deck) / 2 - 2, b, (top + deck) / 2 + 2)), "umber")
    p.lay(p.disc(cx, 520, 10, 70), "saffron+apricot:.3", .4)
    p.lay(p.poly(ribbon([(cx, 440), (cx, 492)], [2, 2])), "umber")
    p.lay(p.poly(spline([(cx - 26, 520), (cx - 20, 498), (cx, 490), (cx + 20, 498), (cx + 26, 520), (cx + 20, 542), (cx, 550), (cx - 20, 542)], True)), p.ramp((p.Y - 490) / 60, "paper+saffron:.3", "saffron", speckle=.4))
    for x in (L, L + 176, R - 176, R):
        p.lay(p.poly(rect(x - 9, top - 10, x + 9, deck)), p.ramp((p.X - x + 9) / 18, "ochre+clay:.2", "brick+umber:.4", speckle=.5))
    p.lay(p.poly(rect(L - 20, top - 8, R + 20, top + 12)), "brick+umber:.35")
    roof = [(cx - 190, 318), (cx + 190, 318), (R + 96, 446), (L - 96, 446)]
    p.lay(p.poly(roof), p.ramp((p.Y - 318) / 130 + .06 * p.cloud(24, "rf", 2, 4) + (p.X - cx) / 1500, "ochre+clay:.45", "clay+brick:.5", "brick+umber:.35", speckle=.45))
    for k in range(1, 10):
        y = lerp(318, 446, k / 10)
        p.lay(p.poly(ribbon([(lerp(cx - 190, L - 96, k / 10), y), (lerp(cx + 190, R + 96, k / 10), y)], [1.6, 1.6])), "umber", .35)
    p.lay(p.poly(rect(cx - 196, 310, cx + 196, 322)), "umber")
    p.lay(p.poly([(L - 100, 444), (R + 100, 444), (R + 92, 458), (L - 92, 458)]), "umber")
    # deck and steps
    p.lay(p.poly(rect(L - 60, deck, R + 60, deck + 12)), "sand+ochre:.3")
    p.lay(p.poly(rect(L - 60, deck + 12, R + 60, deck + 18)), "umber")
    for x in range(int(L - 40), int(R + 60), 74):
        p.lay(p.poly(rect(x, deck + 16, x + 10, hz + 10)), "umber")
    p.lay(p.poly(spline([(cx - 60, deck - 4), (cx - 40, deck - 22), (cx, deck - 26), (cx + 40, deck - 22), (cx + 60, deck - 4), (cx, deck + 2)], True)), p.ramp((p.Y - 655) / 30, "clay", "brick", speckle=.5))
    reflect(p, hz, 4, 1.03, tint="teal", tint_amt=.24, darken=.02)
    p.lay(p.strokes(water_strokes(p, hz, 1000, "w", 70, (0, 1500), lmax=320, wmax=4)), "mist+sage:.3", .45)
    # lily pads, stepping stones, near leaves
    rng = p.rng("pads")
    for _ in range(34):
        y = rng.uniform(770, 985)
        x = rng.choice([rng.normal(330, 130), rng.normal(1160, 130)])
        r = lerp(14, 46, (y - 760) / 230)
        th = np.linspace(.35, 2 * np.pi - .1, 40) + rng.uniform(0, 6)
        q = np.vstack([[(x, y)], np.stack([x + r * np.cos(th), y + r * .32 * np.sin(th)], 1)])
        p.lay(p.poly(q), p.ramp((p.X - x) / (2 * r) + .5, "sage+saffron:.15", "moss+fern:.35", speckle=.5))
        if rng.random() < .25:
            p.lay(p.poly(spline([(x - r * .3, y - 2), (x - r * .2, y - r * .4), (x, y - r * .55), (x + r * .2, y - r * .4), (x + r * .3, y - 2)], True)), "blush+paper:.4")
    for i, (x, y, r) in enumerate([(760, 742, 44), (730, 780, 54), (780, 824, 64), (736, 880, 78), (790, 950, 96)]):
        th = np.linspace(0, 2 * np.pi, 60)
        p.lay(p.poly(np.stack([x + 3 + r * np.cos(th), y + 8 + r * .27 * np.sin(th)], 1)), "deep", .55)
        p.lay(p.poly(np.stack([x + r * np.cos(th), y + r * .26 * np.sin(th)], 1)), p.ramp((p.X - x) / (2 * r) + .5, "haze+oat:.5", "haze+teal:.30", speckle=.5))
    for side in (-1, 1):
        for i in range(13):
            bx = 750 + side * rng.uniform(610, 790)
            by = 1030
            a = -side * rng.uniform(-.1, .75)
            Ln = rng.uniform(180, 420)
            mid = spline([(bx, by), (bx + np.sin(a) * Ln * .4, by - np.cos(a) * Ln * .6), (bx + np.sin(a) * Ln, by - np.cos(a) * Ln * .9)], n=10)
            p.lay(p.poly(ribbon(mid, [6, 30, 46, 36, 18, 1])), p.ramp((p.Y - 600) / 400 + rng.uniform(-.25, .25), "moss+fern:.5", "fern+deep:.4", "deep", speckle=.5))

"""Six teacher portraits: cut-paper busts, faceless, lit from the left. 800 x 800 units."""
import numpy as np
from palette import ink, oklch_to_lab
from press import Press, lerp, ribbon, smooth, spline

SCALE = 1.0
SKIN = {
    "fair": oklch_to_lab(.835, .052, 58), "tan": oklch_to_lab(.725, .075, 60), "olive": oklch_to_lab(.66, .082, 58),
    "brown": oklch_to_lab(.545, .070, 48), "deep": oklch_to_lab(.45, .068, 44), "rose": oklch_to_lab(.79, .062, 42),
}


class Bust(Press):
    def __init__(self, name, scale, disc, disc2, skin, zoom=1.17, drop=8):
        self.ZOOM, self.DROP = zoom, drop
        super().__init__(800, 800, name, scale)
        self.skin = SKIN[skin]
        self.dark = self.skin * np.float32([.80, 1.02, .96]) + np.float32([0, .008, -.004])
        self.plate = self.disc(400, 400, 384)
        self.lay(self.plate, self.ramp((self.X + self.Y - 800) / 1000 + .5 + .04 * self.cloud(160, "pl"), disc, disc2, speckle=.4))

    ZX, ZY = 400, 520

    def poly(self, *polys, holes=()):
        z = np.float32([self.ZX, self.ZY])
        return super().poly(*[(np.asarray(q, float) - z) * self.ZOOM + z + (0, self.DROP) for q in polys])

    def dot(self, x, y, r, colour):
        z = self.ZOOM
        self.lay(self.clip(self.disc((x - self.ZX) * z + self.ZX, (y - self.ZY) * z + self.ZY + self.DROP, r * z), self.plate), colour)

    def cut(self, pts, colour, shade=None, angle=20, mid=400, reach=230, corners=False, n=16, alpha=1):
        """One piece of cut paper with a grained turn from light to shade."""
        pl = np.asarray(pts, float) if corners else spline(pts, True, n)
        m = self.clip(self.poly(pl), self.plate)
        if shade is None:
            shade = ink(colour) * np.float32([.84, 1, 1])
        a = np.deg2rad(angle)
        t = ((self.X - mid) * np.cos(a) + (self.Y - pl[:, 1].mean()) * np.sin(a)) / reach * .5 + .5
        self.lay(m, self.ramp(smooth(t), colour, shade, speckle=.5), alpha)
        return m

    def inside(self, pts, within, colour, alpha=1.0, corners=False):
        m = self.clip(self.poly(np.asarray(pts, float) if corners else spline(pts, True)), within)
        self.lay(m, colour, alpha)
        return m

    def line(self, pts, w, colour, alpha=1.0, within=None):
        m = self.poly(ribbon(spline(pts, n=12), w))
        self.lay(self.clip(m, within or self.plate), colour, alpha)


def shoulders(b, colour, shade, slope=0, wide=0, neck=62):
    return b.cut([(400 - neck, 536), (340 - wide * .3, 562 + slope), (246 - wide * .7, 596 + slope), (176 - wide, 652 + slope), (134 - wide, 840),
                  (400, 900), (666 + wide, 840), (624 + wide, 652 + slope), (554 + wide * .7, 596 + slope), (460 + wide * .3, 562 + slope), (400 + neck, 536), (400, 556)],
                 colour, shade, 12, 400, 330)


def shoulders_open(b, colour, shade, neckline, slope=0, wide=0):
    """A garment seen from the front, open along the neckline."""
    left = spline([(134 - wide, 900), (150 - wide, 740), (182 - wide, 652 + slope), (244 - wide * .6, 598 + slope), neckline[0]], n=12)
    return b.cut(np.vstack([left, spline(neckline, n=10), (800, 0) + left[::-1] * (-1, 1)]), colour, shade, 12, 400, 330, corners=True)


def front(b, jaw=1.0, ears=True, neck=56, shade_face=True):
    """Neck and head seen from the front, with one plane of shade that tells the profile."""
    body = np.vstack([spline([(400 - neck, 400), (400 - neck, 480), (400 - neck - 6, 524), (400 - neck - 34, 556)], n=10),
                      [(316, 620), (360, 720), (440, 720), (484, 620)],
                      spline([(400 + neck + 34, 556), (400 + neck + 6, 524), (400 + neck, 480), (400 + neck, 400)], n=10)])
    m = b.cut(body, b.skin, b.dark, 0, 400, 150, corners=True)
    b.inside([(400 - neck - 8, 420), (400 - neck, 476), (372, 512), (410, 536), (452, 580), (500, 570), (500, 420)], m, b.dark, .8)
    if ears:
        for s in (-1, 1):
            b.cut([(400 + s * 96, 322), (400 + s * 113, 316), (400 + s * 116, 346), (400 + s * 104, 376), (400 + s * 93, 372)], b.skin if s < 0 else b.dark)
    j = jaw
    head = [(400, 186), (334, 204), (300, 268), (300, 340), (312 - 4 * (j - 1), 398), (346, 452), (400, 480), (454, 452), (488, 398), (500, 340), (500, 268), (466, 204)]
    m = b.cut(head, b.skin, b.skin, 0)
    if shade_face:
        prof = [(420, 150), (418, 230), (409, 282), (414, 300), (440, 366), (436, 380), (412, 386), (420, 408), (410, 418), (416, 434), (402, 452), (410, 500), (560, 500), (560, 150)]
        edge = np.vstack([spline(prof[:12], n=10), prof[12:]])
        b.lay(b.clip(b.poly(edge), m), b.ramp((b.X - 410) / 130, lerp(b.skin, b.dark, .80), b.dark, speckle=.5))
    return m


PROFILE = [(352, 196), (424, 184), (480, 214), (503, 262), (502, 292), (514, 322), (536, 358), (530, 372), (510, 376), (519, 394), (510, 405),
           (517, 418), (504, 436), (508, 460), (492, 484), (452, 490), (424, 500)]


def profile(b, flip=False, mirror=400):
    f = (lambda P: [(2 * mirror - x, y) for x, y in P]) if flip else (lambda P: P)
    neck = f([(318, 400), (316, 480), (322, 560), (350, 630), (460, 620), (446, 556), (440, 500), (452, 470), (420, 400)])
    b.cut(neck, b.skin, b.dark, 0 if not flip else 180, 390, 130)
    nk = f([(360, 470), (452, 484), (442, 510), (450, 570), (420, 560), (380, 510)])
    b.lay(b.poly(spline(nk, True)), b.dark, .8)
    head = f(PROFILE + [(380, 486), (340, 450), (296, 380), (288, 290), (306, 226)])
    pl = spline(head, True, 12)
    m = b.poly(pl)
    b.lay(m, b.ramp(smooth((b.Y - 240) / 320 + (-.3 if flip else .3) * (400 - b.X) / 150 + .1), b.skin, lerp(b.skin, b.dark, .9), speckle=.5))
    ear = f([(372, 322), (392, 312), (402, 332), (394, 366), (380, 378), (372, 352)])
    b.cut(ear, lerp(b.skin, b.dark, .55), b.dark, 0, 386, 40)
    return m, f


def low_bun(b):
    m, f = profile(b)
    hair = f([(492, 232), (470, 186), (404, 152), (326, 164), (268, 222), (254, 304), (272, 380), (312, 420), (344, 410), (366, 372), (384, 300), (430, 262)])
    bun = f([(286, 372), (240, 360), (196, 388), (190, 440), (226, 478), (276, 470), (300, 430)])
    b.cut(bun, "umber*0.82", "umber*0.6", 30, 240, 80)
    b.cut(hair, "umber*0.82", "umber*0.6", 120, 360, 160)
    for i in range(5):
        k = i / 4
        b.line(f([(478 - 26 * k, 226 - 6 * k), (400 - 40 * k, 190 + 36 * k), (320 - 16 * k, 250 + 40 * k), (290 - 2 * k, 360 + 14 * k)]), [1, 2.6, 1], "umber+clay:.35", .6)
    sh = shoulders(b, "clay", "brick", 4, 6)
    b.inside([(320, 560), (300, 640), (360, 706), (430, 690), (470, 620), (462, 556), (440, 600), (380, 640)], sh, "saffron+apricot:.4")
    b.inside([(300, 600), (250, 720), (330, 860), (420, 900), (330, 720)], sh, "brick", .55)
    b.dot(382, 392, 8, "saffron")


def grey_beard(b):
    m, f = profile(b, True)
    hair = f([(494, 236), (470, 190), (404, 164), (336, 176), (286, 226), (274, 300), (292, 380), (330, 420), (352, 396), (362, 330), (384, 290), (410, 262), (440, 236)])
    b.cut(hair, "oat+haze:.35", "haze+umber:.22", 130, 430, 160)
    beard = f([(372, 360), (392, 400), (440, 402), (480, 388), (512, 380), (520, 398), (509, 406), (516, 420), (512, 446), (522, 486), (494, 536), (446, 534), (402, 500), (366, 440)])
    b.cut(beard, "oat+haze:.35", "haze+umber:.22", 90, 420, 120)
    for i in range(4):
        k = i / 3
        b.line(f([(392 + 34 * k, 410), (420 + 30 * k, 470), (456 + 16 * k, 520)]), [1, 2.4, 1], "haze+umber:.45", .5)
    sh = shoulders(b, "teal", "deep", 0, 10)
    b.inside(f([(318, 536), (346, 580), (412, 604), (458, 584), (474, 560), (486, 590), (474, 632), (414, 650), (334, 622), (300, 566)]), sh, "deep")
    b.line(f([(432, 648), (438, 720), (436, 860)]), [3, 3], "deep", .8)
    for y in (682, 730):
        b.dot(*f([(452, y)])[0], 5, "oat")


def long_hair(b):
    b.cut([(400, 130), (300, 150), (246, 240), (236, 400), (226, 560), (236, 690), (330, 720), (470, 720), (564, 690), (574, 560), (564, 400), (554, 240), (500, 150)],
          "night+umber:.45", "night*0.9", 10, 400, 220)
    front(b, ears=False)
    sh = shoulders_open(b, "sage", "moss", [(304, 556), (346, 600), (400, 660), (454, 600), (496, 556)], 6, -6)
    b.inside([(318, 548), (346, 590), (400, 640), (454, 590), (482, 548), (496, 572), (466, 626), (400, 684), (334, 626), (304, 572)], sh, "fern")
    left = [(404, 156), (330, 164), (276, 232), (258, 380), (250, 520), (244, 660), (300, 700), (322, 600), (312, 470), (306, 380), (330, 290), (386, 220)]
    right = [(396, 156), (470, 164), (524, 232), (542, 380), (550, 520), (556, 660), (500, 700), (478, 600), (488, 470), (494, 380), (470, 290), (414, 220)]
    b.cut(right, "night+umber:.45", "night*0.85", 0, 500, 90)
    b.cut(left, "night+umber:.45", "night+umber:.2", 0, 290, 90)
    for i in range(5):
        k = i / 4
        b.line([(392 - 8 * k, 172 + 6 * k), (318 - 12 * k, 236 + 22 * k), (284 - 6 * k, 400), (278 - 8 * k, 560 + 30 * k), (288 - 14 * k, 680)], [1, 2.6, 2.6, 1], "lilac+night:.35", .55)
        b.line([(408 + 8 * k, 172 + 6 * k), (482 + 12 * k, 236 + 22 * k), (516 + 6 * k, 400), (522 + 8 * k, 560 + 30 * k), (512 + 14 * k, 680)], [1, 2.2, 2.2, 1], "indigo", .7)


def round_curls(b):
    rng = b.rng("curls")
    th = np.linspace(0, 2 * np.pi, 34, endpoint=False)
    rad = 1 + .028 * np.cos(th * 17 + 1) + .015 * rng.normal(size=34)
    pts = np.stack([400 + 186 * rad * np.cos(th), 282 + 178 * rad * np.sin(th)], 1)
    b.cut(pts, "umber*0.72", "umber*0.5", 30, 400, 210)
    front(b)
    sh = shoulders_open(b, "saffron", "ochre+clay:.3", [(306, 556), (344, 592), (400, 612), (456, 592), (494, 556)], 2, 0)
    b.inside([(320, 546), (350, 584), (400, 602), (450, 584), (480, 546), (500, 566), (466, 618), (400, 640), (334, 618), (300, 566)], sh, "clay")
    fringe = [(400, 150), (320, 166), (280, 236), (286, 306), (306, 292), (318, 256), (352, 236), (400, 226), (448, 236), (482, 256), (494, 292), (514, 306), (520, 236), (480, 166)]
    b.cut(fringe, "umber*0.72", "umber*0.52", 20, 400, 160)
    for _ in range(46):
        a, r = rng.uniform(0, 2 * np.pi), rng.uniform(110, 172)
        x, y = 400 + r * np.cos(a), 280 + r * .95 * np.sin(a)
        if y > 250 and abs(x - 400) < 108:
            continue
        q = rng.uniform(0, 6.28)
        arc = [(x + 11 * np.cos(q + s), y + 11 * np.sin(q + s)) for s in np.linspace(0, 3.6, 7)]
        b.line(arc, [1, 3, 1], "brick+umber:.35", .55)
    for s in (-1, 1):
        b.dot(400 + s * 106, 392, 11, "teal")


def silver_bob(b):
    b.cut([(400, 140), (318, 150), (268, 222), (262, 320), (284, 420), (322, 452), (478, 452), (516, 420), (538, 320), (532, 222), (482, 150)], "haze+umber:.18", "haze+umber:.30", 10, 400, 200)
    front(b, ears=False)
    shoulders_open(b, "plum", "plum*0.8", [(306, 556), (344, 592), (400, 612), (456, 592), (494, 556)], 0, 4)
    # a side parting: the near sweep lies over the brow, the far one falls straight
    b.cut([(452, 150), (500, 170), (536, 232), (544, 330), (530, 412), (494, 448), (482, 420), (494, 360), (492, 300), (476, 240), (446, 196)], "oat+haze:.5", "haze+umber:.20", 20, 510, 80)
    b.cut([(462, 152), (400, 134), (326, 146), (274, 210), (256, 310), (266, 404), (304, 456), (322, 430), (310, 370), (314, 312), (350, 286), (420, 262), (468, 214), (474, 176)], "paper+haze:.25", "haze+oat:.35", 35, 350, 170)
    for i in range(5):
        k = i / 4
        b.line([(458 - 6 * k, 166 + 12 * k), (380 - 20 * k, 190 + 34 * k), (308 - 10 * k, 262 + 16 * k), (284 - 4 * k + 8 * k, 350), (292 - 8 * k, 430 - 10 * k)], [.6, 2, .6], "haze+umber:.25", .5)
    for i in range(3):
        k = i / 2
        b.line([(468 + 14 * k, 176), (508 + 10 * k, 250), (514 + 12 * k, 340), (502 + 12 * k, 424)], [.6, 2, .6], "haze+umber:.4", .45)
    # folded shawl
    b.cut([(508, 548), (560, 586), (640, 640), (700, 760), (700, 900), (300, 900), (330, 800), (410, 690), (470, 606)], "blush", "clay+blush:.4", 25, 480, 260)
    b.cut([(292, 548), (240, 586), (160, 640), (100, 760), (100, 900), (560, 900), (500, 800), (420, 700), (336, 606)], "blush+apricot:.45", "clay+blush:.45", 25, 330, 300)
    for k in (0, 1, 2):
        b.line([(322 + 22 * k, 618 + 26 * k), (300 + 34 * k, 700 + 22 * k), (290 + 60 * k, 820)], [1, 4, 1], "clay", .35)


def topknot(b):
    b.cut([(400, 86), (356, 92), (340, 130), (366, 166), (434, 166), (460, 130), (444, 92)], "umber+brick:.25", "umber", 20, 400, 70)
    front(b, jaw=1.2, neck=62)
    sh = shoulders_open(b, "indigo+teal:.25", "indigo", [(298, 558), (350, 620), (400, 690), (450, 620), (502, 558)], 0, 14)
    b.inside([(312, 548), (350, 604), (400, 668), (450, 604), (488, 548), (506, 570), (468, 640), (400, 724), (332, 640), (294, 570)], sh, "oat")
    b.cut([(400, 158), (330, 172), (292, 236), (294, 318), (308, 300), (320, 246), (360, 222), (400, 216), (440, 222), (480, 246), (492, 300), (506, 318), (508, 236), (470, 172)], "umber+brick:.25", "umber", 10, 400, 150)
    beard = [(296, 330), (312, 372), (340, 384), (372, 372), (400, 368), (428, 372), (460, 384), (488, 372), (504, 330), (502, 400), (470, 474), (400, 512), (330, 474), (298, 400)]
    b.cut(beard, "umber+brick:.25", "umber*0.85", 10, 400, 130)
    b.cut([(372, 402), (400, 396), (428, 402), (414, 416), (386, 416)], "brick+umber:.2", "brick+umber:.4")
    for i in range(5):
        k = i / 4
        b.line([(320 + 160 * k, 230 - 30 * np.sin(np.pi * k)), (360 + 80 * k, 184), (392 + 16 * k, 160)], [1, 2.6, 1], "clay+umber:.4", .5)


PEOPLE = {
    "portrait-low-bun": (low_bun, "apricot", "apricot+clay:.25", "deep"),
    "portrait-grey-beard": (grey_beard, "sand", "sand+ochre:.3", "rose"),
    "portrait-long-hair": (long_hair, "blush", "blush+clay:.25", "tan"),
    "portrait-round-curls": (round_curls, "lake", "lake+teal:.35", "brown"),
    "portrait-silver-bob": (silver_bob, "sage", "sage+moss:.35", "fair"),
    "portrait-topknot": (topknot, "apricot+saffron:.5", "ochre+saffron:.4", "olive", 1.09, 26),
}
SCENES = PEOPLE


def paint(name, scale=SCALE):
    fn, *look = PEOPLE[name]
    b = Bust(name, scale, *look)
    fn(b)
    return b.finish(grain=1.2)

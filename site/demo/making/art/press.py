"""A small print press: masks, inks, grain and paper, on an OKLab sheet.

Coordinates are in *units* (a landscape sheet is 1600 x 1000 units); `scale`
turns units into pixels, so that a draft and a final print show one picture.
"""
import hashlib
import io

import numpy as np
from palette import ink, lab_to_srgb
from PIL import Image, ImageDraw
from scipy.interpolate import PchipInterpolator
from scipy.ndimage import gaussian_filter


def seed_of(*parts):
    return int.from_bytes(hashlib.sha256("|".join(map(str, parts)).encode()).digest()[:8], "big")


def smooth(t):
    t = np.clip(t, 0, 1)
    return t * t * (3 - 2 * t)


def lerp(a, b, t):
    return a + (b - a) * t


# ---------------------------------------------------------------- curves

def spline(points, closed=False, n=14):
    """Centripetal-feeling Catmull-Rom curve through the points."""
    p = np.asarray(points, float)
    p = np.vstack([p[-1], p, p[:2]]) if closed else np.vstack([2 * p[0] - p[1], p, 2 * p[-1] - p[-2]])
    t = np.linspace(0, 1, n, endpoint=False)[:, None]
    out = []
    for a, b, c, d in zip(p, p[1:], p[2:], p[3:]):
        out.append(0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t ** 2
                          + (3 * b - a - 3 * c + d) * t ** 3))
    if not closed:
        out.append(p[-2][None])
    return np.vstack(out)


def ribbon(points, widths):
    """Outline of a stroke whose full width varies along the polyline."""
    p = np.asarray(points, float)
    w = np.interp(np.linspace(0, 1, len(p)), np.linspace(0, 1, len(np.atleast_1d(widths))),
                  np.atleast_1d(widths)) / 2
    d = np.gradient(p, axis=0)
    d /= np.maximum(np.hypot(d[:, 0], d[:, 1]), 1e-6)[:, None]
    nrm = np.stack([-d[:, 1], d[:, 0]], 1) * w[:, None]
    return np.vstack([p + nrm, (p - nrm)[::-1]])


# ---------------------------------------------------------------- the sheet

class Patch:
    """A mask on a window of the sheet."""

    def __init__(self, a, y0=0, x0=0):
        self.a, self.y0, self.x0 = a, y0, x0

    @property
    def win(self):
        return (slice(self.y0, self.y0 + self.a.shape[0]), slice(self.x0, self.x0 + self.a.shape[1]))


class Press:
    def __init__(self, w, h, seed, scale=1.5, ground="paper"):
        self.w, self.h, self.s, self.seed = w, h, scale, seed
        self.W, self.H = round(w * scale), round(h * scale)
        self.x = ((np.arange(self.W) + 0.5) / scale).astype(np.float32)
        self.y = ((np.arange(self.H) + 0.5) / scale).astype(np.float32)
        self.X = np.broadcast_to(self.x[None, :], (self.H, self.W))
        self.Y = np.broadcast_to(self.y[:, None], (self.H, self.W))
        self.lab = np.empty((self.H, self.W, 3), np.float32)
        self.lab[:] = ink(ground)
        rng = self.rng("grain")
        g = rng.standard_normal((self.H, self.W)).astype(np.float32)
        g = gaussian_filter(g, 0.75 * scale / 1.5 + 0.15, mode="wrap")
        self._grain = g / g.std()
        self._calls = 0

    def rng(self, *key):
        return np.random.default_rng(seed_of(self.seed, *key))

    # -- textures ------------------------------------------------------------
    def grain(self, win=None):
        """Unit-variance fine grain, shifted on each call so layers do not repeat it."""
        self._calls += 1
        dy, dx = (self._calls * 7919) % self.H, (self._calls * 104729) % self.W
        g = np.roll(self._grain, (dy, dx), (0, 1))
        return g if win is None else g[win]

    def cloud(self, size, key, octaves=3, stretch=1.0, gain=0.5):
        """Unit-variance smooth noise, features about `size` units (`stretch` times as wide)."""
        rng = self.rng("cloud", key)
        out = np.zeros((self.H, self.W), np.float32)
        amp = 1.0
        for _ in range(octaves):
            gh, gw = int(self.h / size) + 4, int(self.w / (size * stretch)) + 4
            grid = rng.standard_normal((gh, gw)).astype(np.float32)
            oy, ox = rng.random(2)
            box = (1 + ox, 1 + oy, 1 + ox + self.w / (size * stretch), 1 + oy + self.h / size)
            layer = Image.fromarray(grid).resize((self.W, self.H), Image.Resampling.BICUBIC, box=box)
            out += amp * np.asarray(layer)
            amp *= gain
            size /= 2
        return (out - out.mean()) / max(out.std(), 1e-6)

    def noise1(self, key, size, octaves=5, gain=0.5, sharp=False):
        """One-dimensional fractal noise over the columns, roughly -1..1."""
        rng = self.rng("n1", key)
        out, amp, tot = np.zeros(self.W), 1.0, 0.0
        for _ in range(octaves):
            n = int(self.w / size) + 4
            xs = (np.arange(n) - 1 - rng.random()) * size
            v = rng.uniform(-1, 1, n)
            lay = np.interp(self.x, xs, v) if sharp else PchipInterpolator(xs, v)(self.x)
            out += amp * lay
            tot += amp
            amp *= gain
            size /= 2.1
        return out / tot * 1.6

    # -- masks ---------------------------------------------------------------
    def full(self):
        return Patch(np.ones((self.H, self.W), np.float32))

    def below(self, line, soft=0.0):
        """Everything below a skyline (units per column)."""
        line = np.broadcast_to(np.asarray(line, np.float32), (self.W,))
        y0 = max(0, int((line.min() - soft) * self.s) - 2)
        if y0 >= self.H:
            return Patch(np.zeros((1, self.W), np.float32))
        d = (self.Y[y0:] - line[None, :])
        a = np.clip(d * self.s + 0.5, 0, 1) if not soft else smooth(d / soft)
        return Patch(a.astype(np.float32), y0, 0)

    def disc(self, cx, cy, r, soft=0.0):
        m = r + soft + 2
        y0, y1 = max(0, int((cy - m) * self.s)), min(self.H, int((cy + m) * self.s) + 1)
        x0, x1 = max(0, int((cx - m) * self.s)), min(self.W, int((cx + m) * self.s) + 1)
        d = np.hypot(self.X[y0:y1, x0:x1] - cx, self.Y[y0:y1, x0:x1] - cy)
        a = np.clip((r - d) * self.s + 0.5, 0, 1) if not soft else smooth((r + soft - d) / (2 * soft))
        return Patch(a.astype(np.float32), y0, x0)

    def poly(self, *polys, holes=()):
        """Anti-aliased union of polygons (units)."""
        allp = np.vstack([np.asarray(q, float) for q in polys])
        ss = 4
        x0 = max(0, int(allp[:, 0].min() * self.s) - 2)
        y0 = max(0, int(allp[:, 1].min() * self.s) - 2)
        x1 = min(self.W, int(allp[:, 0].max() * self.s) + 3)
        y1 = min(self.H, int(allp[:, 1].max() * self.s) + 3)
        if x1 <= x0 or y1 <= y0:
            return Patch(np.zeros((1, 1), np.float32))
        im = Image.new("L", ((x1 - x0) * ss, (y1 - y0) * ss))
        dr = ImageDraw.Draw(im)
        for q, v in [(q, 255) for q in polys] + [(q, 0) for q in holes]:
            q = (np.asarray(q, float) * self.s - (x0, y0)) * ss
            dr.polygon([tuple(t) for t in q], fill=v)
        return Patch(np.asarray(im.reduce(ss), np.float32) / 255, y0, x0)

    def strokes(self, lines):
        """Many ribbons at once: [(points, widths), ...]."""
        return self.poly(*[ribbon(p, w) for p, w in lines])

    def field(self, f, px=1.0):
        """Mask where field f (full sheet, units of distance) is positive."""
        return Patch(np.clip(f * self.s / px + 0.5, 0, 1).astype(np.float32))

    def clip(self, patch, other):
        """Patch cut by another mask."""
        o = np.zeros((self.H, self.W), np.float32)
        o[other.win] = other.a
        return Patch(patch.a * o[patch.win], patch.y0, patch.x0)

    def minus(self, patch, other):
        o = np.zeros((self.H, self.W), np.float32)
        o[other.win] = other.a
        return Patch(patch.a * (1 - o[patch.win]), patch.y0, patch.x0)

    def stipple(self, patch, t, soft=0.55):
        """Turn a tone t (0..1, full sheet or window) into grainy coverage of the patch."""
        t = t[patch.win] if t.shape == (self.H, self.W) else t
        g = self.grain(patch.win)
        u = 0.5 + g * 0.30
        a = np.clip((t * (1 + soft) - u * 1.0) / soft + 0.0, 0, 1)
        return Patch((patch.a * a).astype(np.float32), patch.y0, patch.x0)

    # -- inks ----------------------------------------------------------------
    def ramp(self, t, *stops, speckle=0.10):
        """Colour field from a full-sheet tone t and ink stops [(at, ink), ...] (or inks, evenly)."""
        if not isinstance(stops[0], tuple):
            stops = [(i / (len(stops) - 1), c) for i, c in enumerate(stops)]
        at = [s[0] for s in stops]
        cols = np.stack([ink(s[1]) for s in stops])

        def paint(win):
            tt = np.broadcast_to(t, (self.H, self.W))[win]
            tt = tt + speckle * 0.3 * self.grain(win)
            return np.stack([np.interp(tt, at, cols[:, k]) for k in range(3)], -1).astype(np.float32)
        return paint

    def lay(self, patch, colour, alpha=1.0, mottle=0.0):
        """Lay opaque ink through a mask."""
        win = patch.win
        c = colour(win) if callable(colour) else ink(colour)
        a = (patch.a * alpha)[..., None]
        if mottle:
            if not hasattr(self, "_mott"):
                self._mott = self.cloud(70, "mottle", 3, 1.6)
            c = c + np.stack([self._mott[win] * mottle, 0 * patch.a, self._mott[win] * mottle * .25], -1)
        self.lab[win] += (c - self.lab[win]) * a

    def overprint(self, patch, colour, alpha=1.0):
        """Transparent ink: darkens what lies below, as a second drum would."""
        win = patch.win
        c = colour(win) if callable(colour) else ink(colour)
        under = self.lab[win]
        mult = np.empty_like(under)
        c = np.broadcast_to(c, under.shape)
        mult[..., 0] = under[..., 0] * np.clip(c[..., 0] / 0.96, 0, 1)
        mult[..., 1:] = under[..., 1:] * 0.55 + c[..., 1:] * 0.8
        a = (patch.a * alpha)[..., None]
        self.lab[win] += (mult - under) * a

    def tone(self, patch, dl=0.0, da=0.0, db=0.0):
        self.lab[patch.win] += patch.a[..., None] * np.array([dl, da, db], np.float32)

    # -- finish --------------------------------------------------------------
    def finish(self, grain=1.0, flecks=1.0):
        """Paper tooth: fine grain, long soft unevenness, a few unprinted flecks."""
        lab = self.lab
        g = self._grain
        soft = self.cloud(260, "paper", 2)
        lab[..., 0] += 0.0075 * grain * g + 0.0045 * soft
        lab[..., 2] += 0.0015 * soft
        if flecks:
            rng = self.rng("flecks")
            f = gaussian_filter(rng.standard_normal((self.H, self.W)).astype(np.float32), 0.9 * self.s / 1.5)
            f /= f.std()
            a = np.clip((f - 3.1) * 1.6, 0, 1) * 0.35 * flecks
            lab += (ink("paper") - lab) * a[..., None]
        return self

    def image(self):
        rgb = lab_to_srgb(self.lab)
        rng = self.rng("dither")
        rgb = rgb * 255 + rng.random((self.H, self.W, 1), dtype=np.float32) - 0.5
        return Image.fromarray(np.clip(np.round(rgb), 0, 255).astype(np.uint8), "RGB")


def webp(im, quality):
    buf = io.BytesIO()
    im.save(buf, "WEBP", quality=quality, method=6)
    return buf.getvalue()


def calm(rgb, k, thr):
    """Quiet the faint part of the grain by k (0..1); edges and strong speckle stay."""
    a = rgb.astype(np.float32)
    base = gaussian_filter(a, (1.1, 1.1, 0))
    d = a - base
    m = np.abs(d).max(-1, keepdims=True)
    return np.clip(np.round(base + d * (1 - k * np.exp(-(m / thr) ** 2))), 0, 255).astype(np.uint8)


def encode(im, limit, quality=82):
    """WebP within the size limit: the grain gives way first, quality only last."""
    data = webp(im, quality)
    rgb = np.asarray(im)
    for k, thr in ((.5, 7), (.8, 8), (.95, 9), (1, 12), (1, 16), (1, 22), (1, 30)):
        if len(data) <= limit:
            return data
        im = Image.fromarray(calm(rgb, k, thr))
        data = webp(im, quality)
    while len(data) > limit and quality > 60:
        quality -= 3
        data = webp(im, quality)
    return data

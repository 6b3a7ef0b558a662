"""Things that stand in the landscapes: trees, clouds, water, stars."""
import numpy as np
from palette import ink
from press import Patch, lerp, smooth, spline
from scipy.interpolate import PchipInterpolator
from scipy.ndimage import gaussian_filter1d, map_coordinates


def skyline(p, pts, rough=0.0, size=160, key=0, sharp=False, blur=0, octaves=5, gain=0.5):
    """Skyline through hand-placed points plus fractal detail; returns y per column."""
    xs, ys = zip(*pts)
    base = np.interp(p.x, xs, ys) if sharp else PchipInterpolator(xs, ys, extrapolate=True)(p.x)
    if blur:
        base = gaussian_filter1d(base, blur * p.s, mode="nearest")
    return base + rough * p.noise1(key, size, octaves=octaves, gain=gain, sharp=sharp)


def range_layer(p, line, top, foot, depth=200, key=0, speckle=0.5, texture=0.10, base=None):
    """A ridge that dissolves into mist toward its foot, with soft vertical gullies."""
    d = (p.Y - (line if base is None else base)[None, :]) / depth
    t = d + texture * p.cloud(90, ("gully", key), 3, 0.6)
    p.lay(p.below(line), p.ramp(smooth(t), top, foot, speckle=speckle), mottle=0.006)


def treeline(p, line, key, size=26, density=0.55, var=0.5, x0=-50, x1=1e9, lean=0.0):
    """Skyline with a fringe of distant conifers standing on it."""
    rng = p.rng("trees", key)
    out = np.array(line, float)
    x = max(x0, -20)
    x1 = min(x1, p.w + 20)
    while x < x1:
        h = size * (1 + var * rng.uniform(-1, 1))
        if rng.random() < 0.12:
            h *= 1.5
        w = h * rng.uniform(0.17, 0.24)
        base = np.interp(x, p.x, line)
        u = np.abs(p.x - x) / w
        tier = 0.10 * np.abs(((1 - u) * 5) % 1 - 0.5)
        prof = base + 4 - h * (1 - u ** 0.85 + tier * (u < 1) * (u > 0.12))
        m = u < 1
        out[m] = np.minimum(out[m], prof[m])
        x += w * rng.exponential(1 / density)
    return out


def spruce(p, x, base, h, key, spread=0.20, sparse=0.0):
    """Outline of one near conifer: drooping irregular boughs."""
    rng = p.rng("spruce", key)
    n = max(9, int(h / 15))
    left, right = [], []
    for side, pts in ((-1, left), (1, right)):
        pts.append((x, base - h))
        for i in range(1, n + 1):
            f = i / n
            y = base - h + h * 0.97 * f ** 0.96
            w = spread * h * f ** 0.85 * rng.uniform(0.70, 1.08)
            pts.append((x + side * w * 0.34, y - h / n * 0.42))
            pts.append((x + side * w * 0.80, y - h / n * 0.10 + rng.uniform(0, 3)))
            pts.append((x + side * w, y + h / n * 0.20))
            pts.append((x + side * w * 0.62, y + h / n * 0.10))
        pts.append((x + side * h * 0.012, base - h * 0.02))
        pts.append((x + side * h * 0.014, base + h * 0.03))
    return np.array(left + right[::-1])


def crown(p, blobs, key, rough=0.35, size=16):
    """Leafy crown mask: ellipses whose rim is broken by noise."""
    n = p.cloud(size, ("leaf", key), 3, 1.0, 0.6)
    f = np.full((p.H, p.W), -999.0, np.float32)
    for cx, cy, rx, ry in blobs:
        m = 1.9
        y0, y1 = np.searchsorted(p.y, [cy - ry * m, cy + ry * m])
        x0, x1 = np.searchsorted(p.x, [cx - rx * m, cx + rx * m])
        w = (slice(y0, y1), slice(x0, x1))
        v = 1 - np.hypot((p.X[w] - cx) / rx, (p.Y[w] - cy) / ry)
        f[w] = np.maximum(f[w], v * min(rx, ry) * 1.0)
    return p.field(f + np.clip(n, -2.2, 2.2) * rough * min(size, 0.5 * min(b[2] for b in blobs)) * 0.5, 1.3)


def bare_tree(p, x, y, h, key, lean=0.0, spread=0.42, depth=8, thick=0.045):
    """Winter tree as a bundle of tapering strokes."""
    rng = p.rng("bare", key)
    lines = []

    def grow(x, y, ang, length, w, d):
        bend = rng.uniform(-0.12, 0.12)
        pts = [(x, y)]
        for _ in range(4):
            ang += bend + rng.uniform(-0.05, 0.05)
            x, y = x + np.sin(ang) * length / 4, y - np.cos(ang) * length / 4
            pts.append((x, y))
        w2 = w * 0.68
        lines.append((pts, [w, w2]))
        if d <= 0 or length < 5:
            return
        k = 2 if rng.random() < 0.72 else 3
        for a in np.linspace(-1, 1, k) if k > 1 else [0]:
            grow(x, y, ang + a * spread * rng.uniform(0.6, 1.15) - ang * 0.08,
                 length * rng.uniform(0.66, 0.84), w2 * (0.92 if k == 2 else 0.8), d - 1)

    grow(x, y, lean, h * 0.27, h * thick, depth)
    return lines


def grasses(p, n, x0, x1, y0, y1, hmin, hmax, key, width=2.4, wind=0.25, heads=0.0):
    """Blades (and seed heads) as strokes, tallest in front."""
    rng = p.rng("grass", key)
    lines = []
    for _ in range(n):
        f = rng.random()
        x, y = rng.uniform(x0, x1), lerp(y0, y1, f)
        h = rng.uniform(hmin, hmax)
        b = wind * h * rng.uniform(0.2, 1.4)
        pts = [(x, y), (x + b * 0.15, y - h * 0.4), (x + b * 0.5, y - h * 0.8), (x + b, y - h)]
        lines.append((spline(pts, n=4), [width, width * 0.8, width * 0.3]))
        if rng.random() < heads:
            q = [(x + b * 0.62, y - h * 0.86), (x + b, y - h), (x + b * 1.30, y - h * 1.10)]
            lines.append((spline(q, n=4), [width * 0.6, width * 2.3, width * 0.4]))
    return lines


def cumulus(p, cx, base, w, h, key, n=22):
    """Cloud with a flat foot: list of discs, biggest in the middle."""
    rng = p.rng("cum", key)
    out = []
    for i in range(n):
        u = rng.uniform(-1, 1)
        env = (1 - abs(u) ** 1.7)
        r = w * 0.11 * rng.uniform(0.55, 1.15) * (0.35 + 0.8 * env)
        y = base - env * h * rng.random() ** 0.7
        out.append((cx + u * w / 2, y, r))
    return out


def paint_cumulus(p, discs, base, light, shade, key, soft_foot=26, alpha=1.0, sun=(-0.45, -0.75)):
    f = np.full((p.H, p.W), -99.0, np.float32)
    s = np.full((p.H, p.W), -99.0, np.float32)
    n = p.cloud(34, ("cu", key), 3, 1.3)
    for x, y, r in discs:
        f = np.maximum(f, r - np.hypot(p.X - x, (p.Y - y) * 1.08))
    for x, y, r in discs:
        s = np.maximum(s, r * 0.92 - np.hypot(p.X - x - sun[0] * r * 0.5, (p.Y - y - sun[1] * r * 0.5)))
    foot = smooth((base - p.Y + 6 * n) / soft_foot)
    m = np.clip((f + 2.2 * n) * p.s / 2.0 + 0.5, 0, 1) * foot
    m = Patch((m * alpha).astype(np.float32))
    low = np.clip((p.Y - (base - 150)) / 150, 0, 1)
    t = smooth(0.5 - s / 60 + 0.14 * n) * 0.55 + 0.5 * low
    p.lay(m, p.ramp(t, light, shade, speckle=0.35))


def reflect(p, horizon, wobble=7.0, stretch=1.0, key=0, tint=None, tint_amt=0.25, darken=0.0):
    """Mirror what is painted above `horizon` into the water below it."""
    y0 = int(horizon * p.s)
    rows = p.H - y0
    d = (np.arange(rows) / p.s)[:, None]
    n = p.cloud(9, ("rip", key), 2, 22.0)[y0:]
    n2 = p.cloud(26, ("rip2", key), 2, 9.0)[y0:]
    amp = wobble * np.clip(d / 180, 0.06, 1)
    src_y = horizon - d * stretch + amp * n * 1.4
    src_x = p.X[y0:] + amp * n2 * 0.35
    coords = np.array([np.clip(src_y, 0, horizon - 1.5) * p.s, np.clip(src_x, 0, p.w - 1) * p.s])
    out = np.stack([map_coordinates(p.lab[..., k], coords, order=1, mode="nearest") for k in range(3)], -1)
    if tint is not None:
        out += (ink(tint) - out) * tint_amt
    out[..., 0] -= darken
    p.lab[y0:] = out


def water_strokes(p, horizon, bottom, key, n=60, xr=(0, 1600), lmin=30, lmax=260, wmax=5.0, focus=None):
    """Long thin lights on water, small at the horizon and wider near us."""
    rng = p.rng("ws", key)
    lines = []
    for _ in range(n):
        f = rng.random() ** 1.3
        y = lerp(horizon + 3, bottom, f)
        L = lerp(lmin, lmax, f) * rng.uniform(0.4, 1.3)
        x = rng.normal(focus[0], lerp(focus[1], focus[2], f)) if focus else rng.uniform(*xr)
        w = lerp(0.9, wmax, f) * rng.uniform(0.5, 1)
        pts = [(x - L / 2, y), (x - L / 5, y + rng.uniform(-1, 1)), (x + L / 5, y + rng.uniform(-1, 1)), (x + L / 2, y)]
        lines.append((spline(pts, n=5), [0.2, w, w * 0.8, 0.2]))
    return lines


def stars(p, n, key, ymax, avoid=None):
    rng = p.rng("stars", key)
    for _ in range(n):
        x, y = rng.uniform(0, p.w), ymax * rng.random() ** 1.3
        if avoid and np.hypot(x - avoid[0], y - avoid[1]) < avoid[2]:
            continue
        m = rng.random() ** 3
        p.lay(p.disc(x, y, 0.8 + 1.5 * m), "paper", alpha=(0.35 + 0.6 * m) * float(np.clip(1.15 - y / ymax, 0.1, 1)))


def sun(p, cx, cy, r, core, glow, reach=5.0, strength=0.75, speckle=0.5):
    """A flat disc and its stippled halo."""
    d = np.hypot(p.X - cx, p.Y - cy)
    t = np.clip(1 - (d - r) / (r * reach), 0, 1) ** 2.2 * strength
    t = t + 0.06 * speckle * p.grain() * (t > 0.01)
    p.lay(Patch(np.clip(t, 0, 1).astype(np.float32)), glow)
    p.lay(p.disc(cx, cy, r), core)


def massif(p, crest, peaks, key, light, shade, mist, depth):
    """Faceted mountain: lit left faces, stippled shade right of each zig-zag spur."""
    l = skyline(p, crest, 13, 75, key, sharp=True, octaves=5)
    body = p.below(l)
    t = (p.Y - l[None, :]) / depth
    p.lay(body, p.ramp(t + .08 * p.cloud(50, ("f", key), 3, .6), *light, speckle=.4))
    rng = p.rng("spur", key)
    for px, reach in peaks:
        py = float(np.interp(px, p.x, l))
        ys = np.linspace(py, py + depth * 1.2, 26)
        z = np.cumsum(rng.normal(0, 1, 26)) * 4 + np.abs(((np.arange(26) / 4.5 + rng.random()) % 2) - 1) * 30 * np.clip(np.arange(26) / 5, .2, 1)
        edge = px + (z - z[0]) - (ys - py) * .10
        far = px + (ys - py) * reach + rng.normal(0, 9, 26) * np.clip(np.arange(26) / 5, 0, 1)
        e = np.interp(p.y, ys, edge)[:, None]
        q = np.interp(p.y, ys, far)[:, None]
        d = np.minimum(p.X - e, q - p.X)
        m = np.clip(d * p.s + .5, 0, 1) * (p.Y >= py - 1)
        sh = p.clip(Patch(m.astype(np.float32)), body)
        tone = .98 - (p.X - e) / (900 * reach) - .35 * t + .12 * p.cloud(30, ("sh", key, px), 3, .6)
        p.lay(p.stipple(sh, np.clip(tone + .08, 0, 1), .8), shade)
    p.lay(p.clip(Patch(smooth(t * 1.15 - .25).astype(np.float32)), body), p.ramp(t, mist, mist, speckle=.4))

"""The sheet that every cover is painted on, with its still point."""
import numpy as np
from palette import ink
from press import Press, seed_of

SCALE = 1.2
TAU = 2 * np.pi


class Cover(Press):
    """A 900-unit-high sheet with the measures every motif needs."""

    def __init__(self, title, theme, seed, shape, scale):
        w = {"4x3": 1200, "1x1": 900}[shape]
        super().__init__(w, 900, seed_of(title, theme, seed), scale)
        self.r = self.rng("motif")          # same stream for both shapes
        self.cx = w / 2
        self.wide = shape == "4x3"

    def pick(self, options):
        return options[int(self.r.integers(len(options)))]

    def u(self, a, b):
        return float(self.r.uniform(a, b))

    def ground(self, a, b, angle=90, bands=.05, speckle=.16):
        t = np.deg2rad(angle)
        d = ((self.X - self.cx) * np.cos(t) + (self.Y - 450) * np.sin(t)) / 900 + .5
        self.lay(self.full(), self.ramp(d + bands * self.cloud(120, "gr", 3, 1.6), a, b, speckle=speckle))

    def point(self, x, y, r=26, colour="saffron"):
        """The still point."""
        self.lay(self.disc(x, y, r), self.ramp((self.Y - y + self.X - x) / (4 * r) + .5, colour, ink(colour) * np.float32([.93, 1, 1]), speckle=.5))

    def wobbly(self, cx, cy, r, amp, key, squash=1.0):
        """Mask and signed distance of a slightly hand-cut circle."""
        rng = self.rng("wob", key)
        th = np.arctan2(self.Y - cy, self.X - cx)
        k = sum(rng.normal() / n * np.cos(n * th + rng.uniform(0, TAU)) for n in (2, 3, 5))
        d = r * (1 + amp * k) - np.hypot(self.X - cx, (self.Y - cy) / squash)
        return self.field(d), d

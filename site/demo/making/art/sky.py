"""A banded sky, the ground of every landscape and venue."""


def sky(p, *stops, y0=0, y1=600, bands=0.05, key="sky", speckle=0.12):
    n = p.cloud(70, key, 3, 7.0)
    t = (p.Y - y0) / (y1 - y0) + bands * n
    p.lay(p.full(), p.ramp(t, *stops, speckle=speckle))

"""Paint the pictures.

    python site/demo/making/art/make.py all                              everything, into site/demo/pictures
    python site/demo/making/art/make.py landscapes --only lake,moon      some of one kind
    python site/demo/making/art/make.py venues --draft proofs            small PNG proofs, into the folder `proofs`
    python site/demo/making/art/make.py cover "Morning practice" breath a.webp --shape 1x1 --seed 3

Themes for `cover`: breath, meditation, yoga, sound, nature; shapes: 4x3, 1x1.
"""
import argparse
import importlib
import os
import sys
import time
from concurrent.futures import ProcessPoolExecutor

HERE = os.path.dirname(os.path.abspath(__file__))
PICTURES = os.path.join(os.path.dirname(os.path.dirname(HERE)), "pictures")
LIMIT = 180_000


def job(args):
    kind, name, draft, out = args
    t0 = time.time()
    mod = importlib.import_module(kind)
    from press import encode
    final = getattr(mod, "SCALE", 1.5)
    press = mod.paint(name, final * (0.4 if draft else 1.0))
    im = press.image()
    if draft:
        im.save(f"{out}/{name}.png")
        return name, 0, time.time() - t0
    data = encode(im, LIMIT)
    with open(f"{out}/{name}.webp", "wb") as f:
        f.write(data)
    return name, len(data), time.time() - t0


def one_cover(argv):
    from covers import THEMES, cover
    from press import encode
    ap = argparse.ArgumentParser(prog="make.py cover")
    ap.add_argument("title")
    ap.add_argument("theme", choices=THEMES)
    ap.add_argument("out")
    ap.add_argument("--shape", choices=("4x3", "1x1"), default="4x3")
    ap.add_argument("--seed", type=int, default=0)
    a = ap.parse_args(argv)
    with open(a.out, "wb") as f:
        f.write(encode(cover(a.title, a.theme, a.seed, a.shape).image(), LIMIT))


def main():
    if sys.argv[1:2] == ["cover"]:
        return one_cover(sys.argv[2:])
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("what", nargs="?", default="all")
    ap.add_argument("--draft", default="", metavar="FOLDER")
    ap.add_argument("--only", default="")
    ap.add_argument("--jobs", type=int, default=2)
    a = ap.parse_args()
    sys.path.insert(0, HERE)
    kinds = ["landscapes", "covers", "venues", "portraits"] if a.what == "all" else [a.what]
    tasks = []
    for kind in kinds:
        out = os.path.join(a.draft or PICTURES, kind)
        os.makedirs(out, exist_ok=True)
        for name in importlib.import_module(kind).SCENES:
            if any(w in name for w in a.only.split(",")):
                tasks.append((kind, name, bool(a.draft), out))
    with ProcessPoolExecutor(a.jobs) as ex:
        for name, size, secs in ex.map(job, tasks):
            print(f"{name:40s} {size:8d} B  {secs:5.1f} s", flush=True)
    if not a.draft:
        from palette import write_palette
        write_palette(os.path.join(PICTURES, "palette.json"))


if __name__ == "__main__":
    main()

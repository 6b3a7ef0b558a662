"""The rules that every kind of content shares."""

import re
from pathlib import Path

import yaml

PICTURES = {path.name for path in (Path(__file__).resolve().parent.parent.parent / "pictures").rglob("*.webp")}
CODE = re.compile(r"^[a-z0-9]+(-[a-z0-9]+)*$")
TIME = re.compile(r"^([01]?\d|2[0-3]):[0-5]\d$")
THEMES = ["breath", "meditation", "yoga", "sound", "nature"]
PAGES = ["about", "imprint", "terms", "privacy", "withdrawal", "accessibility", "contact", "faq"]
LANGS = ["en", "de", "es", "ar"]
WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
# Words that this house does not use. English only.
BANNED = re.compile(
    r"\b(journeys?|unlock\w*|transform\w*|amazing|ultimate|incredible|magical|blissful|sacred|chakras?|vibration\w*|"
    r"manifest\w*|detox\w*|toxins?|superfood|guru|miracle\w*|energi[sz]\w*|rejuvenat\w*|holistic|empower\w*|"
    r"world-class|life-changing|deepest|greatest|finest)\b",
    re.I,
)
# At least so many files of each kind.
COUNTS = {"people": 6, "courses": 10, "venues": 5, "events": 9, "products": 12, "articles": 5, "pages": 8}

problems = []


def bad(where, what):
    """Note one thing that is wrong."""
    problems.append(f"{where}: {what}")


def words(s):
    """How many words a text has."""
    return len(str(s).split())


def load(path):
    """A file's content; none when it cannot be read."""
    try:
        raw = path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as e:
        bad(path, f"not UTF-8: {e}")
        return None
    if "\t" in raw:
        bad(path, "a tab")
    if "\ufffd" in raw:
        bad(path, "a replacement character")
    try:
        return yaml.safe_load(raw)
    except yaml.YAMLError as e:
        bad(path, f"does not load: {e}")
        return None


def need(where, d, fields, optional=()):
    """Exactly these fields are there, and filled."""
    if not isinstance(d, dict):
        bad(where, "not a mapping")
        return False
    for f in fields:
        if f not in d:
            bad(where, f"no {f}")
        elif d[f] in ("", None) and f != "access_months":
            bad(where, f"empty {f}")
    for f in d:
        if f not in fields and f not in optional:
            bad(where, f"unknown field {f}")
    return True


def between(where, what, value, low, high):
    """A text has so many words."""
    n = words(value)
    if not low <= n <= high:
        bad(where, f"{what} has {n} words, wants {low}–{high}")


def at_most(where, what, value, n):
    """A line has so many signs."""
    if len(str(value)) > n:
        bad(where, f"{what} has {len(str(value))} signs, at most {n}")
    if "\n" in str(value).strip():
        bad(where, f"{what} has a line break")


def price(where, p, allow_zero=True):
    """A price in three currencies, in sensible proportion."""
    if not isinstance(p, dict) or set(p) != {"EUR", "USD", "GBP"}:
        return bad(where, f"price {p!r}")
    if any(type(v) is not int or v < 0 for v in p.values()):
        return bad(where, f"price not in whole minor units {p!r}")
    if len({v == 0 for v in p.values()}) > 1 or (p["EUR"] == 0 and not allow_zero):
        bad(where, f"price free in one currency only {p!r}")
    dear = p["EUR"] and not (1.0 <= p["USD"] / p["EUR"] <= 1.25 and 0.78 <= p["GBP"] / p["EUR"] <= 0.92)
    if dear:
        bad(where, f"price out of proportion {p!r}")


def codes(where, field, values, known):
    """A list of codes, each known and each once."""
    if not isinstance(values, list) or not values:
        return bad(where, f"{field} is not a list with something in it")
    for v in values:
        if v not in known:
            bad(where, f"{field}: {v} does not exist")
    if len(set(values)) != len(values):
        bad(where, f"{field}: twice the same")


def picture(where, name):
    """The picture exists."""
    if name not in PICTURES:
        bad(where, f"no picture {name}")


def texts(node, path=""):
    """Every text in a file, with its place."""
    if isinstance(node, dict):
        for k, v in node.items():
            yield from texts(v, f"{path}.{k}")
    elif isinstance(node, list):
        for i, v in enumerate(node):
            yield from texts(v, f"{path}[{i}]")
    elif isinstance(node, str):
        yield path, node


def voice(where, d):
    """The house's manner: no exclamation marks, no big words, curly quotes."""
    for path, s in texts(d):
        if "!" in s:
            bad(where, f"{path}: an exclamation mark")
        m = BANNED.search(s)
        if m:
            bad(where, f"{path}: the word “{m.group(0)}”")
        if re.search(r"(?<=\w)'(?=\w)|\"", s):
            bad(where, f"{path}: a straight quote")
        if s != s.strip() and not s.endswith("\n"):
            bad(where, f"{path}: space at an end")


def folder(root, name):
    """Every file of one kind, by its code."""
    out = {}
    for p in sorted((root / name).glob("*")):
        if p.suffix != ".yaml" or not CODE.match(p.stem):
            bad(p, "file name")
            continue
        out[p.stem] = load(p)
    return out


def check_sale(where, thing):
    """A sale is cheaper and ends after it begins."""
    if "sale" not in thing:
        return
    sale = thing["sale"]
    need(where + ".sale", sale, ["price", "from_days", "until_days"])
    price(where + ".sale", sale["price"])
    if sale["price"]["EUR"] >= thing["price"]["EUR"] or sale["from_days"] >= sale["until_days"]:
        bad(where, "sale")

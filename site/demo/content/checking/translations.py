"""Other languages say what English says: the same files, fields, lists and paragraphs."""

import re

from checking.rules import bad

# Said once, in English; a language may say a name in its own letters all the same.
FACTS = {"author", "brand", "city", "country", "cover", "dates", "formats", "kind", "languages", "level", "name"}
FACTS |= {"picture", "portrait", "postcode", "quota", "quotas", "spoken", "street", "subtitles", "teachers", "themes"}
FACTS |= {"time", "timezone", "venue", "weekly", "bank", "email", "phone", "register", "vat"}
# What becomes a paragraph, a heading or a line of a list of its own.
PART = re.compile(r"\n\s*\n|\n(?=- |\d+\. )")


def check_translation(where, english, other):
    """Everything that is said in English is said, in as many parts."""
    if type(other) is not type(english):
        bad(where, f"{type(other).__name__}, en has {type(english).__name__}")
    elif isinstance(english, dict):
        check_fields(where, english, other)
    elif isinstance(english, list):
        if len(other) != len(english):
            return bad(where, f"{len(other)} entries, en has {len(english)}")
        for place, (one, its) in enumerate(zip(english, other, strict=True)):
            check_translation(f"{where}[{place}]", one, its)
    elif isinstance(english, str) and parts(english) != parts(other):
        bad(where, f"{parts(other)} paragraphs, en has {parts(english)}")


def check_fields(where, english, other):
    """A mapping has the fields that English has, the same code, and none besides."""
    if other.get("code") != english.get("code"):
        bad(where, f"code {other.get('code')}, en has {english.get('code')}")
    for field in other:
        if field not in english:
            bad(where, f"{field} is not in en")
    for field, value in english.items():
        if field in other and field not in FACTS:
            check_translation(f"{where}.{field}", value, other[field])
        elif field not in FACTS and says_something(value):
            bad(where, f"no {field}")


def says_something(node):
    """Whether there is anything to translate in it."""
    if isinstance(node, dict):
        return any(field not in FACTS and says_something(value) for field, value in node.items() if field != "code")
    if isinstance(node, list):
        return any(says_something(value) for value in node)
    return isinstance(node, str)


def parts(text):
    """How many paragraphs, headings and lines of lists a text has."""
    return len([part for part in PART.split(text.strip()) if part.strip()])

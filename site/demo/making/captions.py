"""Captions: who reads along sees each line while it is heard."""

from pathlib import Path

LONGEST = 84  # two rows of 42 signs
LINGER = 0.9  # seconds that a line may stay after it was said


def clock(seconds: float) -> str:
    """A time as WebVTT writes it."""
    minutes, rest = divmod(round(seconds * 1000), 60_000)
    return f"{minutes // 60:02}:{minutes % 60:02}:{rest // 1000:02}.{rest % 1000:03}"


def parts(line: str) -> list[str]:
    """A long line cut where one would breathe, each part short enough for the screen."""
    if len(line) <= LONGEST:
        return [line]
    middle = len(line) / 2
    gaps = [at for at, sign in enumerate(line) if sign == " "]
    # A comma is worth a detour of a dozen signs.
    cut = min(gaps, key=lambda at: abs(at - middle) - (12 if line[at - 1] in ",;:،؛.?؟" else 0))
    return parts(line[:cut]) + parts(line[cut + 1 :])


def rows(text: str) -> str:
    """One part on one row, or on two of about the same length."""
    if len(text) <= LONGEST // 2:
        return text
    gaps = [at for at, sign in enumerate(text) if sign == " "]
    cut = min(gaps, key=lambda at: abs(at - len(text) / 2))
    return f"{text[:cut]}\n{text[cut + 1 :]}"


def cues(text: list[str], times: list[tuple[float, float]]) -> list[tuple[float, float, str]]:
    """Each part of each line with its own share of the time the line takes."""
    found = []
    following = [begin for begin, _ in times[1:]] + [times[-1][1] + LINGER]
    for line, (begin, end), following_begin in zip(text, times, following, strict=True):
        end = min(end + LINGER, following_begin - 0.08)
        pieces = parts(line)
        whole = sum(len(piece) for piece in pieces)
        at = begin
        for piece in pieces:
            until = at + (end - begin) * len(piece) / whole
            found.append((at, until, rows(piece)))
            at = until
    return found


def write(path: Path, *, text: list[str], times: list[tuple[float, float]], language: str) -> None:
    """One WebVTT file."""
    blocks = [f"WEBVTT\nKind: captions\nLanguage: {language}"]
    for number, (begin, end, shown) in enumerate(cues(text, times), start=1):
        blocks.append(f"{number}\n{clock(begin)} --> {clock(end)}\n{shown}")
    path.write_text("\n\n".join(blocks) + "\n", encoding="utf-8")

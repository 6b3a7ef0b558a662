"""Look at what was made with instruments: lengths, loudness, rests, captions, sizes.

Exit status 0: all is as promised. 1: something is not, each thing on its own line.
"""

import json
import re
import sys

import loops
import yaml
from make_lessons import LESSONS_FOLDER
from mixing import LOUDNESS, loudness
from programs import complaints, run, seconds

WHOLE_LIMIT = 26_000_000  # pictures, lessons and loops together
LONGEST_REST = 35  # seconds; a longer silence looks broken
FILM_LENGTH = (60, 150)


def problems_of(entry: dict) -> list[str]:
    """What is wrong with one lesson."""
    medium = LESSONS_FOLDER / entry["file"]
    found = []
    length, loud = seconds(medium), loudness(medium)
    print(f"{entry['file']:58} {length:6.1f} s {loud:6.1f} LUFS {medium.stat().st_size / 1e6:5.2f} MB")
    if abs(length - entry["seconds"]) > 0.02:
        found.append("the index tells another length")
    if abs(loud - LOUDNESS) > 1:
        found.append(f"{loud} LUFS")
    if max(rests(medium), default=0) > LONGEST_REST:
        found.append("a rest that looks broken")
    if entry["kind"] == "video":
        found += film_problems(medium, length)
    for language, path in entry["captions"].items():
        found += [f"{language}: {problem}" for problem in caption_problems(path, length)]
    return [f"{entry['file']}: {problem}" for problem in found]


def rests(medium) -> list[float]:
    """The lengths of all quiet stretches."""
    said = complaints("ffmpeg", "-nostats", "-i", medium, "-af", "silencedetect=n=-34dB:d=2", "-vn", "-f", "null", "-")
    return [float(rest) for rest in re.findall(r"silence_duration: ([\d.]+)", said)]


def film_problems(medium, length: float) -> list[str]:
    """A film is 720p H.264 with AAC, one to two and a half minutes, and starts before it is all there."""
    shown = run("ffprobe", "-v", "error", "-show_entries", "stream=codec_name,width,height", "-of", "json", medium)
    streams = {stream["codec_name"]: stream for stream in json.loads(shown)["streams"]}
    found = []
    if set(streams) != {"h264", "aac"} or (streams["h264"]["width"], streams["h264"]["height"]) != (1280, 720):
        found.append(f"streams {streams}")
    if not FILM_LENGTH[0] <= length <= FILM_LENGTH[1]:
        found.append("too short or too long")
    head = medium.read_bytes()
    if head.find(b"moov") > head.find(b"mdat"):
        found.append("no fast start")
    return found


def caption_problems(path: str, length: float) -> list[str]:
    """Captions run forwards, end before the lesson does, and fit on two rows."""
    text = (LESSONS_FOLDER / path).read_text(encoding="utf-8")
    stamps = re.findall(r"(\d\d):(\d\d):(\d\d\.\d{3})", text)
    times = [int(hours) * 3600 + int(minutes) * 60 + float(rest) for hours, minutes, rest in stamps]
    found = []
    if times != sorted(times) or not times or times[-1] > length:
        found.append("times out of order")
    shown = [block.split("\n")[2:] for block in text.strip().split("\n\n")[1:]]
    if any(not rows or len(rows) > 2 or max(map(len, rows)) > 52 for rows in shown):
        found.append("a caption that does not fit")
    return found


def whole_size() -> int:
    """Bytes of all pictures and media in the repository."""
    pictures = LESSONS_FOLDER.parent / "pictures"
    return sum(path.stat().st_size for home in (pictures, LESSONS_FOLDER) for path in home.rglob("*.*"))


def main() -> int:
    index = yaml.safe_load((LESSONS_FOLDER / "index.yaml").read_text(encoding="utf-8"))
    problems = [problem for entry in index["lessons"] for problem in problems_of(entry)]
    for loop in index["loops"]:
        size = (LESSONS_FOLDER / loop["file"]).stat().st_size
        print(f"{loop['file']:58} {loop['seconds']:6.1f} s {size / 1e6:17.2f} MB")
        if size > loops.LIMIT:
            problems.append(f"{loop['file']}: {size} bytes")
    print(f"all together {whole_size() / 1e6:.1f} MB")
    if whole_size() > WHOLE_LIMIT:
        problems.append("more bytes than the repository should carry")
    for problem in problems:
        print("PROBLEM", problem)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())

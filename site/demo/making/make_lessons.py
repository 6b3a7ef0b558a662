"""Make the spoken lessons, their captions, films and loops.

Without words it makes all of it; with words, the lessons of these codes,
and `loops` for the loops.
"""

import sys
import tempfile
from pathlib import Path

import captions
import film
import loops
import mixing
import spoken_text
import yaml
from plan import LESSONS, Lesson
from programs import run, seconds

LESSONS_FOLDER = Path(__file__).resolve().parent.parent / "lessons"


def make(lesson: Lesson) -> None:
    """One lesson: its sound or film, a poster, and captions in every language."""
    folder = LESSONS_FOLDER / lesson.course
    folder.mkdir(parents=True, exist_ok=True)
    samples, times = mixing.mix(lesson)
    with tempfile.TemporaryDirectory() as desk:
        sound = Path(desk) / "sound.wav"
        mixing.write(sound, samples)
        if lesson.is_film:
            film.write(medium(lesson), film.frames(lesson.looks, seconds(sound)), sound=sound)
            film.write_poster(poster(lesson), lesson.looks[0])
        else:
            coded = ["-c:a", "aac", "-b:a", "64k", "-ac", "1", "-map_metadata", "-1", "-movflags", "+faststart"]
            run("ffmpeg", "-v", "error", "-y", "-i", sound, *coded, medium(lesson))
    for language, text in spoken_text.translations(lesson.course, lesson.code).items():
        captions.write(caption(lesson, language), text=text, times=times, language=language)


def medium(lesson: Lesson) -> Path:
    return LESSONS_FOLDER / lesson.course / f"{lesson.code}.{'mp4' if lesson.is_film else 'm4a'}"


def poster(lesson: Lesson) -> Path:
    return LESSONS_FOLDER / lesson.course / f"{lesson.code}.poster.webp"


def caption(lesson: Lesson, language: str) -> Path:
    return LESSONS_FOLDER / lesson.course / f"{lesson.code}.{language}.vtt"


def loop(name: str) -> Path:
    return LESSONS_FOLDER / "loops" / f"{name}.mp4"


def entry(lesson: Lesson) -> dict:
    """What a loader must know about a lesson; paths count from the index."""
    found = [language for language in spoken_text.LANGUAGES if caption(lesson, language).exists()]
    entry = {
        "course": lesson.course,
        "lesson": lesson.code,
        "kind": "video" if lesson.is_film else "audio",
        "file": here(medium(lesson)),
        "seconds": round(seconds(medium(lesson)), 2),
        "captions": {language: here(caption(lesson, language)) for language in found},
    }
    return entry | ({"poster": here(poster(lesson))} if lesson.is_film else {})


def here(path: Path) -> str:
    return path.relative_to(LESSONS_FOLDER).as_posix()


def write_index() -> None:
    """The list of everything that was made."""
    index = {
        "lessons": [entry(lesson) for lesson in LESSONS if medium(lesson).exists()],
        "loops": [
            {"name": name, "file": here(loop(name)), "seconds": round(seconds(loop(name)), 2)}
            for name in loops.LOOPS
            if loop(name).exists()
        ],
    }
    with (LESSONS_FOLDER / "index.yaml").open("w", encoding="utf-8") as file:
        file.write("# Written by site/demo/making/make_lessons.py.\n")
        yaml.safe_dump(index, file, sort_keys=False, allow_unicode=True, width=120)


def main(wanted: list[str]) -> None:
    for lesson in LESSONS:
        if not wanted or lesson.code in wanted:
            make(lesson)
            print(here(medium(lesson)), flush=True)
    if not wanted or "loops" in wanted:
        (LESSONS_FOLDER / "loops").mkdir(parents=True, exist_ok=True)
        for name in loops.LOOPS:
            loops.write(loop(name), name)
            print(here(loop(name)), flush=True)
    write_index()


if __name__ == "__main__":
    main(sys.argv[1:])

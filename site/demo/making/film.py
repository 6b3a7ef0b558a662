"""Slow film over still pictures: long looks, soft changes, nothing that hurries."""

import subprocess
from pathlib import Path

import numpy as np
from PIL import Image, ImageFilter
from plan import Look
from programs import program

PICTURES = Path(__file__).resolve().parent.parent / "pictures"
WIDTH, HEIGHT, FRAMES = 1280, 720, 24
GRAIN = 1.2
CHANGE = 3.0  # seconds in which one picture becomes the next
NIGHT = np.array([24, 25, 46], np.float32)  # the ink that every film comes from and goes to


def eased(share: float) -> float:
    """Half way between an even pace and a soft start and end."""
    return 0.5 * share + 0.5 * share * share * (3 - 2 * share)


def view(picture: Image.Image, x: float, y: float, width: float) -> np.ndarray:
    """What the camera sees; cut at parts of a pixel, so that slow moves do not tremble."""
    wide = width * picture.width
    high = wide * HEIGHT / WIDTH
    left = min(max(x * picture.width - wide / 2, 0), picture.width - wide)
    top = min(max(y * picture.height - high / 2, 0), picture.height - high)
    box = (left, top, left + wide, top + high)
    return np.asarray(picture.resize((WIDTH, HEIGHT), Image.Resampling.BICUBIC, box=box, reducing_gap=None), np.float32)


def opened(name: str) -> Image.Image:
    """A picture with its paper grain softened: moving grain would cost half of all bytes."""
    return Image.open(PICTURES / name).convert("RGB").filter(ImageFilter.GaussianBlur(GRAIN))


def seen(look: Look, picture: Image.Image, share: float) -> np.ndarray:
    """The look at this share of its time."""
    along = eased(share)
    return view(picture, *(a + (b - a) * along for a, b in zip(look.start, look.end, strict=True)))


def frames(looks: tuple[Look, ...], seconds: float):
    """Every frame of a film over these looks."""
    pictures = [opened(look.picture) for look in looks]
    each = (seconds + CHANGE * (len(looks) - 1)) / len(looks)
    for number in range(round(seconds * FRAMES)):
        now = number / FRAMES
        shown = None
        for order, (look, picture) in enumerate(zip(looks, pictures, strict=True)):
            inside = now - order * (each - CHANGE)
            if not 0 <= inside <= each:
                continue
            frame = seen(look, picture, inside / each)
            strength = eased(min(1.0, inside / CHANGE)) if order else 1.0
            shown = frame if shown is None else shown + (frame - shown) * strength
        light = eased(min(1.0, now / 2, max(0.0, seconds - now) / 3))
        yield shown if light == 1 else NIGHT + (shown - NIGHT) * light


def write(path: Path, pictures, *, sound: Path | None = None, quality: int = 33) -> None:
    """An H.264 film that starts to play before it is all there."""
    heard = ["-i", str(sound), "-c:a", "aac", "-b:a", "64k", "-ac", "1"] if sound else ["-an"]
    camera = ["-f", "rawvideo", "-pix_fmt", "rgb24", "-s", f"{WIDTH}x{HEIGHT}", "-r", str(FRAMES), "-i", "-"]
    drawn = ["-c:v", "libx264", "-preset", "medium", "-crf", str(quality), "-pix_fmt", "yuv420p", "-g", "120"]
    colour = ["-vf", "scale=out_color_matrix=bt709", "-colorspace", "bt709", "-color_primaries", "bt709"]
    colour += ["-color_trc", "bt709", "-color_range", "tv"]
    command = [program("ffmpeg"), "-v", "error", "-y", *camera, *heard, *drawn, *colour]
    command += ["-map_metadata", "-1", "-movflags", "+faststart", str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE) as encoder:  # noqa: S603
        for picture in pictures:
            encoder.stdin.write(np.clip(np.rint(picture), 0, 255).astype(np.uint8).tobytes())
        encoder.stdin.close()
    if encoder.returncode:
        raise SystemExit(f"{path.name} could not be written")


def write_poster(path: Path, look: Look) -> None:
    """The picture shown before the film plays."""
    still = np.clip(np.rint(seen(look, opened(look.picture), 0.35)), 0, 255).astype(np.uint8)
    Image.fromarray(still).save(path, "WEBP", quality=82, method=6)

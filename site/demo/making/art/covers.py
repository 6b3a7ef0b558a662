"""Default covers: cover(title, theme, seed, shape) -> Press.

Each theme has a family of motifs and colour schemes; the title picks among
them and sets every measure. One small disc - the still point - is in all.
"""
from cover_breath import breath_field, breath_rings, breath_swell, breath_two
from cover_meditation import med_arc, med_bowl, med_horizon, med_inverse
from cover_nature import nature_leaves, nature_moons, nature_reeds, nature_ridges
from cover_sheet import SCALE, Cover
from cover_sound import sound_bars, sound_field, sound_plate, sound_strings
from cover_yoga import yoga_bends, yoga_contours, yoga_figure
from press import seed_of

# scheme: 0 light ground, 1 second ground, 2 main, 3 companion, 4 dark, 5 warm/contrast
THEMES = {
    "breath": ([breath_rings, breath_swell, breath_two, breath_field], [
        ("paper", "mist", "lake", "paper", "teal", "clay"),
        ("oat", "lake+mist:.5", "teal", "oat", "deep", "apricot"),
        ("mist", "haze", "teal+indigo:.35", "paper", "indigo", "saffron"),
        ("paper", "blush+paper:.4", "lake+sage:.4", "blush+paper:.3", "teal+deep:.4", "clay"),
        ("oat", "sand+oat:.5", "sage+lake:.3", "oat", "fern+deep:.5", "clay"),
        ("paper", "haze+paper:.4", "haze+lake:.4", "paper", "indigo+teal:.4", "saffron+clay:.3"),
        ("paper+blush:.5", "apricot+paper:.5", "clay+blush:.5", "paper+blush:.3", "plum", "teal+lake:.5"),
    ]),
    "meditation": ([med_arc, med_horizon, med_inverse, med_bowl], [
        ("paper", "oat", "sand", "apricot", "indigo", "clay"),
        ("oat", "blush", "haze", "blush", "indigo+night:.3", "saffron"),
        ("paper", "mist", "haze", "mist+blush:.4", "plum", "clay+saffron:.3"),
        ("paper", "oat", "clay+blush:.5", "apricot+blush:.4", "deep", "clay"),
        ("paper", "apricot+paper:.5", "apricot+clay:.25", "apricot", "brick", "saffron"),
        ("mist", "lake+mist:.5", "lake", "mist+paper:.5", "deep", "apricot"),
        ("oat", "sage+oat:.5", "sage", "oat", "fern+deep:.5", "saffron+clay:.3"),
    ]),
    "yoga": ([yoga_contours, yoga_figure, yoga_bends], [
        ("paper", "blush+paper:.45", "apricot", "blush", "brick", "clay"),
        ("oat", "apricot+oat:.4", "blush", "apricot", "plum", "clay"),
        ("paper", "sage+paper:.6", "sage", "blush", "deep+teal:.4", "clay"),
        ("paper", "haze+paper:.5", "blush+haze:.3", "clay+blush:.3", "plum+indigo:.3", "brick+clay:.5"),
        ("paper", "oat", "sand", "apricot", "umber", "clay+saffron:.25"),
        ("paper", "mist", "lake", "sage+mist:.3", "teal+deep:.4", "clay+saffron:.3"),
        ("oat", "blush+oat:.5", "clay+blush:.55", "sand", "indigo", "brick+clay:.5"),
    ]),
    "sound": ([sound_plate, sound_field, sound_strings, sound_bars], [
        ("paper", "oat", "saffron+ochre:.4", "apricot", "indigo", "clay"),
        ("paper", "apricot+paper:.5", "ochre+clay:.3", "sand", "night+indigo:.4", "saffron"),
        ("oat", "sand", "clay", "sand+blush:.3", "deep", "saffron"),
        ("paper", "blush", "plum+clay:.4", "blush+apricot:.3", "plum*0.72", "apricot"),
        ("paper", "mist", "lake", "sage+lake:.3", "deep", "clay+saffron:.3"),
        ("paper", "haze+paper:.5", "lilac+haze:.3", "haze", "indigo+night:.4", "apricot"),
        ("oat", "sage+oat:.5", "moss+sage:.3", "sage", "fern+deep:.6", "saffron"),
    ]),
    "nature": ([nature_ridges, nature_leaves, nature_moons, nature_reeds], [
        ("paper", "sage+paper:.5", "sage", "moss+sage:.4", "fern+deep:.3", "apricot+saffron:.4"),
        ("oat", "sand+oat:.4", "moss+sage:.4", "ochre+sage:.5", "fern", "clay"),
        ("paper", "mist", "lake+sage:.5", "sage", "deep", "paper+apricot:.35"),
        ("paper", "blush+paper:.4", "sage+lake:.4", "sage", "deep+fern:.4", "blush+clay:.2"),
        ("oat", "apricot+oat:.5", "ochre+sand:.4", "apricot", "brick+umber:.4", "clay+saffron:.3"),
        ("paper", "haze+paper:.5", "haze", "lilac+haze:.5", "indigo", "blush+apricot:.4"),
        ("paper", "apricot+paper:.6", "clay+apricot:.4", "ochre+apricot:.4", "plum+umber:.4", "blush+apricot:.3"),
    ]),
}


def cover(title, theme, seed=0, shape="4x3", scale=SCALE, motif=None, scheme=None):
    motifs, schemes = THEMES[theme]
    h = seed_of("cover", title, theme, seed)
    c = Cover(title, theme, seed, shape, scale)
    paint_motif = motifs[(h if motif is None else motif) % len(motifs)]
    paint_motif(c, schemes[(h // 97 if scheme is None else scheme) % len(schemes)])
    return c.finish(grain=1.3)


SAMPLES = [
    ("breath", "Breathing room", 0, 0), ("breath", "The long exhale", 1, 1), ("breath", "Two lungs", 2, 3), ("breath", "Rise and fall", 3, 2),
    ("meditation", "Sitting still", 0, 0), ("meditation", "Evening light", 1, 1), ("meditation", "Open awareness", 2, 3), ("meditation", "The quiet bowl", 3, 2),
    ("yoga", "Slow turning", 0, 0), ("yoga", "Forward fold", 1, 1), ("yoga", "Spine like water", 2, 2), ("yoga", "Standing tall", 1, 3),
    ("sound", "Singing plate", 0, 0), ("sound", "Sand and tone", 1, 1), ("sound", "Open strings", 2, 2), ("sound", "Deep listening", 3, 3),
    ("nature", "Ridge walk", 0, 0), ("nature", "Under leaves", 1, 1), ("nature", "A month of moons", 2, 2), ("nature", "Hut and sky", 3, 3),
]
SCENES = {}
for _k, (_theme, _title, _m, _s) in enumerate(SAMPLES):
    _n = _k % 4 + 1
    SCENES[f"cover-{_theme}-{_n:02d}"] = (_title, _theme, "4x3", _m, _s)
    SCENES[f"cover-{_theme}-{_n:02d}-square"] = (_title, _theme, "1x1", _m, _s)


def paint(name, scale=SCALE):
    title, theme, shape, m, s = SCENES[name]
    return cover(title, theme, 0, shape, scale, m, s)

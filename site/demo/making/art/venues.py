"""Five places, 1500 x 1000 units, in the manner of the landscapes."""
from press import Press
from venues_country import lake_house, mountain_hut, pavilion
from venues_town import city_studio, courtyard

W, H, SCALE = 1500, 1000, 1.2


SCENES = {
    "venue-lake-house": lake_house,
    "venue-city-studio": city_studio,
    "venue-stone-courtyard": courtyard,
    "venue-mountain-hut": mountain_hut,
    "venue-garden-pavilion": pavilion,
}


def paint(name, scale=SCALE):
    p = Press(W, H, name, scale)
    SCENES[name](p)
    return p.finish()

"""Twelve landscapes, 1600 x 1000 units. Each leaves one side quiet for words."""
from landscapes_land import dunes_noon, forest_spring, meadow_summer, ridges_autumn, terraces_spring
from landscapes_water_night import coast_night, lake_dawn, moon_hills, peaks_dawn, river_autumn, sea_noon, snow_dusk
from press import Press

W, H = 1600, 1000


SCENES = {
    "landscape-lake-dawn": lake_dawn,
    "landscape-ridges-autumn-dawn": ridges_autumn,
    "landscape-dunes-noon": dunes_noon,
    "landscape-forest-edge-spring": forest_spring,
    "landscape-sea-horizon-noon": sea_noon,
    "landscape-moon-hills-night": moon_hills,
    "landscape-terraces-spring": terraces_spring,
    "landscape-snow-dusk": snow_dusk,
    "landscape-coast-night": coast_night,
    "landscape-meadow-summer-noon": meadow_summer,
    "landscape-river-autumn-evening": river_autumn,
    "landscape-peaks-winter-dawn": peaks_dawn,
}


def paint(name, scale=1.5):
    p = Press(W, H, name, scale)
    SCENES[name](p)
    return p.finish()

"""Countries by their names in a language."""

from functools import lru_cache

from babel.core import Locale

# Regions that Babel lists beside countries: unions, outlying test codes, "unknown".
NOT_COUNTRIES = {"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"}


@lru_cache(maxsize=16)
def countries(language: str) -> tuple[tuple[str, str], ...]:
    """Codes (ISO 3166-1) and names, sorted by name as that language writes them."""
    names = Locale.parse(language, sep="-").territories
    found = [(code, name) for code, name in names.items() if len(code) == 2 and code not in NOT_COUNTRIES]
    return tuple(sorted(found, key=lambda country: country[1].casefold()))


def country_name(code: str, *, language: str) -> str:
    """The name of a country; the code itself where it has none."""
    return Locale.parse(language, sep="-").territories.get(code, code)

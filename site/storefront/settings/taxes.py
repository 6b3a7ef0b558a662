"""Tax inside prices: by country (ISO 3166-1) and class, with the days from which each rate holds.

Source: European Commission, Taxes in Europe Database (ec.europa.eu/taxation_customs/tedb), standard rates and rates of
books, as of November 2026. Members of the union are taxed where the buyer lives (directive 2006/112/EC, article 58),
admission where it takes place (articles 53 and 54). `standard` holds for each class that a country does not name:
`digital` (courses, downloads) and `event` (retreats, workshops) are taxed so everywhere in the union.

A country that is not here, or not yet at that day, is not taxed: the shop is not registered there. The history begins
with 2022, years before the first sale. A rate that changes gets a new day; days that are here never change.
"""

LONG_SINCE = "2022-01-01"

SHOP_TAX_RATES = {
    "AT": {"standard": {LONG_SINCE: "20"}, "book": {LONG_SINCE: "10"}},
    "BE": {"standard": {LONG_SINCE: "21"}, "book": {LONG_SINCE: "6"}},
    "BG": {"standard": {LONG_SINCE: "20"}},
    "CY": {"standard": {LONG_SINCE: "19"}},
    "CZ": {"standard": {LONG_SINCE: "21"}},
    "DE": {"standard": {LONG_SINCE: "19"}, "book": {LONG_SINCE: "7"}},
    "DK": {"standard": {LONG_SINCE: "25"}},
    "EE": {"standard": {LONG_SINCE: "20", "2024-01-01": "22", "2025-07-01": "24"}},
    "ES": {"standard": {LONG_SINCE: "21"}, "book": {LONG_SINCE: "4"}},
    "FI": {"standard": {LONG_SINCE: "24", "2024-09-01": "25.5"}},
    "FR": {"standard": {LONG_SINCE: "20"}, "book": {LONG_SINCE: "5.5"}},
    "GR": {"standard": {LONG_SINCE: "24"}},
    "HR": {"standard": {LONG_SINCE: "25"}},
    "HU": {"standard": {LONG_SINCE: "27"}},
    "IE": {"standard": {LONG_SINCE: "23"}, "book": {LONG_SINCE: "0"}},
    "IT": {"standard": {LONG_SINCE: "22"}, "book": {LONG_SINCE: "4"}},
    "LT": {"standard": {LONG_SINCE: "21"}},
    "LU": {"standard": {LONG_SINCE: "17", "2023-01-01": "16", "2024-01-01": "17"}, "book": {LONG_SINCE: "3"}},
    "LV": {"standard": {LONG_SINCE: "21"}},
    "MT": {"standard": {LONG_SINCE: "18"}},
    "NL": {"standard": {LONG_SINCE: "21"}, "book": {LONG_SINCE: "9"}},
    "PL": {"standard": {LONG_SINCE: "23"}, "book": {LONG_SINCE: "5"}},
    "PT": {"standard": {LONG_SINCE: "23"}, "book": {LONG_SINCE: "6"}},
    "RO": {"standard": {LONG_SINCE: "19", "2025-08-01": "21"}},
    "SE": {"standard": {LONG_SINCE: "25"}, "book": {LONG_SINCE: "6"}},
    "SI": {"standard": {LONG_SINCE: "22"}},
    "SK": {"standard": {LONG_SINCE: "20", "2025-01-01": "23"}},
}

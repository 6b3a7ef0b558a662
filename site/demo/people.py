"""Who can sign in to the demonstration shop."""

from __future__ import annotations

from dataclasses import dataclass

PASSWORD = "a-quiet-lake"


@dataclass(frozen=True)
class DemoPerson:
    """Someone with a part to play."""

    part: str
    email: str
    name: str
    group: str = ""


BUYER = DemoPerson("Buyer", "buyer@stillpoint.example", "Ada Lindqvist")
PEOPLE = [
    DemoPerson("Editor", "editor@stillpoint.example", "Cleo Hartmann", group="Editors"),
    DemoPerson("Translator", "translator@stillpoint.example", "Tove Winther", group="Translators"),
    DemoPerson("Support", "support@stillpoint.example", "Sina Brandt", group="Support"),
    DemoPerson("Manager", "manager@stillpoint.example", "Marta Reis", group="Shop managers"),
    BUYER,
]

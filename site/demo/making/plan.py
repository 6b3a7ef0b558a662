"""Which lessons are spoken and filmed, and how each of them sounds and looks."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Look:
    """One picture and the slow way across it: centre and width of the view, as shares of the picture."""

    picture: str
    start: tuple[float, float, float]
    end: tuple[float, float, float]


@dataclass(frozen=True)
class Lesson:
    """One lesson to make. `rest_after` and `sound_after` name a line by its first words."""

    course: str
    code: str
    air: str  # what is heard under the voice: glass, sea or wind
    pitch: float = 1.0  # one voice reads for six teachers; a little higher or lower tells them apart
    rest_after: dict[str, float] = field(default_factory=dict)
    sound_after: dict[str, str] = field(default_factory=dict)
    looks: tuple[Look, ...] = ()  # none: the lesson is for the ears only

    @property
    def is_film(self) -> bool:
        return bool(self.looks)


LESSONS = [
    Lesson(
        course="the-long-exhale",
        code="when-it-makes-you-anxious",
        air="wind",
        pitch=1.1,
        looks=(
            Look("landscapes/landscape-forest-edge-spring.webp", (0.56, 0.52, 0.84), (0.42, 0.46, 0.66)),
            Look("landscapes/landscape-terraces-spring.webp", (0.40, 0.46, 0.70), (0.60, 0.50, 0.70)),
            Look("landscapes/landscape-lake-dawn.webp", (0.54, 0.42, 0.64), (0.50, 0.48, 0.92)),
        ),
    ),
    Lesson(
        course="sitting-without-gritting",
        code="a-chair-will-do",
        air="glass",
        rest_after={"Rock forward": 4, "Do the same": 4, "We will sit": 5, "You have no task": 7},
        looks=(
            Look("landscapes/landscape-ridges-autumn-dawn.webp", (0.50, 0.50, 0.94), (0.60, 0.42, 0.68)),
            Look("covers/cover-meditation-01.webp", (0.50, 0.50, 0.76), (0.50, 0.48, 0.94)),
            Look("landscapes/landscape-river-autumn-evening.webp", (0.44, 0.54, 0.70), (0.60, 0.46, 0.74)),
        ),
    ),
    Lesson(
        course="a-slower-spine",
        code="lying-down-is-allowed",
        air="sea",
        pitch=1.1,
        rest_after={"Let’s see how": 3, "Which side": 3, "And a little towards": 3, "Six more": 6},
        looks=(
            Look("landscapes/landscape-sea-horizon-noon.webp", (0.46, 0.48, 0.66), (0.56, 0.52, 0.86)),
            Look("landscapes/landscape-dunes-noon.webp", (0.40, 0.54, 0.72), (0.60, 0.54, 0.72)),
            Look("landscapes/landscape-meadow-summer-noon.webp", (0.52, 0.50, 0.94), (0.64, 0.44, 0.66)),
        ),
    ),
    Lesson(
        course="the-long-exhale",
        code="the-breath-you-are-having",
        air="glass",
        pitch=1.1,
        rest_after={
            "Let your weight": 3,
            "Thighs, back": 3,
            "Now, without doing": 5,
            "Choose the place": 5,
            "After a minute": 4,
            "I am going to be quiet": 14,
            "It will not have waited": 9,
        },
        sound_after={"When you hear it": "bell"},
    ),
    Lesson(
        course="first-light",
        code="the-edge-of-the-bed",
        air="wind",
        rest_after={
            "Put both feet": 3,
            "How is the floor": 4,
            "Leave it there": 4,
            "You are exactly": 4,
            "Let the breath": 6,
            "And so on": 14,
            "You have another minute": 14,
        },
    ),
    Lesson(
        course="walking-as-practice",
        code="to-the-corner",
        air="wind",
        pitch=0.96,
        rest_after={
            "Good, then put": 4,
            "Now open it": 3,
            "Stand there": 6,
            "Warm, or cold": 4,
            "Now take half": 5,
            "Heel, edge": 8,
            "And now half": 6,
            "Stop.": 4,
            "Look back": 4,
        },
    ),
    Lesson(
        course="sleep-like-a-tide",
        code="high-water",
        air="sea",
        pitch=0.96,
        rest_after={
            "Lie down": 3,
            "That’s where": 4,
            "Have a look": 4,
            "Now the breath": 3,
            "In, as far": 3,
            "And out": 5,
            "In.": 3,
            "Out, and further": 5,
            "I’ll leave": 16,
        },
    ),
    Lesson(
        course="listening-for-a-living",
        code="the-nearest-sound",
        air="wind",
        pitch=1.1,
        rest_after={
            "Lean back": 3,
            "Now, what is": 6,
            "I shall make": 10,
            "A chair": 4,
            "Choose one": 6,
            "Is it high": 7,
            "Stay until": 6,
        },
        sound_after={"Now I ring": "glass"},
    ),
]

"""What each part is shown with in the gallery: the plain case, and the one that could break it."""

from __future__ import annotations

from types import SimpleNamespace

from django import forms
from django.core.paginator import Paginator
from django.templatetags.static import static
from django.utils.safestring import mark_safe
from wagtail.images import get_image_model

from home.cards import Card, CardImage, CardState, PriceTag, Progress
from home.language_line import LanguageLine
from money import Money
from storefront.gallery_reviews import bars, ratings, reviews

HERE = "/gallery/"
LONG = "Sitting, standing, walking, lying down: forty ways to be exactly where you are"


def euros(cents: int) -> Money:
    return Money(cents, "EUR")


class Details(forms.Form):
    """One field of each kind; shown empty, and sent with mistakes."""

    email = forms.EmailField(
        label="E-mail",
        help_text="What you buy goes here.",
        error_messages={"invalid": "Write your e-mail with an @, like ada@example.org"},
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    phone = forms.CharField(label="Phone", required=False, widget=forms.TextInput(attrs={"type": "tel"}))
    country = forms.ChoiceField(label="Country", choices=[("se", "Sweden"), ("pt", "Portugal")])
    time = forms.ChoiceField(
        label="When do you practise?", choices=[("am", "Mornings"), ("pm", "Evenings")], widget=forms.RadioSelect
    )
    stars = forms.ChoiceField(
        label="How was it?",
        choices=[
            ("1", "1 – poor"),
            ("2", "2 – not so good"),
            ("3", "3 – all right"),
            ("4", "4 – good"),
            ("5", "5 – very good"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how many stars"},
    )
    note = forms.CharField(label="Anything we should know?", required=False, widget=forms.Textarea)
    terms = forms.BooleanField(label="I accept the terms", error_messages={"required": "Tick the box to go on"})


def card(key: str, title: str, hue: str, **more) -> Card:
    about = {"kind_label": "Course", "by": ("Inés Calderón",), "facts": ("6 weeks", "beginners")}
    return Card(key=key, kind="course", url=HERE, title=title, hue=hue, **(about | more))


def dates() -> list[dict]:
    days = [("Sunday, 29 November 2026, 19:00–19:45", "Places are free"), ("Sunday, 6 December 2026", "Sold out")]
    return [{"label": day, "url": HERE, "note": note, "current": place == 0} for place, (day, note) in enumerate(days)]


def kinds_of_places() -> list[SimpleNamespace]:
    """A kind that is free, one of which few are left, and one that is gone."""

    def kind(title: str, state: str, label: str, tone: str = "", **more) -> SimpleNamespace:
        standing = SimpleNamespace(state=SimpleNamespace(value=state), label=label, tone=tone)
        said = {"key": f"event:1:{state}", "title": title, "text": "", "until": "", "chosen": 0, "errors": []}
        said |= {"price": PriceTag(euros(69000)), "counts": [0, 1, 2], "can_be_booked": True}
        return SimpleNamespace(standing=standing, **said | more)

    early = {"price": PriceTag(euros(57000), was=euros(62000)), "until": "12 February 2027"}
    return [
        kind("Full week", "free", "Places are free", text="Six nights, all meals, all teaching.", **early),
        kind("Kitchen place", "few", "Only 2 places left", "care", errors=["At most 2 of these."]),
        kind("A room of your own", "sold-out", "Sold out", "bad", can_be_booked=False),
    ]


def cards() -> list[Card]:
    image = CardImage(url=static("img/icon.svg"), width=640, height=640)
    return [
        card("1", "The Long Exhale", "teal", image=image, price=PriceTag(euros(14900))),
        card(
            "2",
            "A Slower Spine",
            "clay",
            price=PriceTag(euros(7900), was=euros(9900)),
            states=(CardState("sale", "Until Sunday", "care"), CardState("new", "New", "strong")),
        ),
        card(
            "3",
            "First Light",
            "saffron",
            states=(CardState("yours", "Yours", "good"),),
            progress=Progress(done=8, total=21),
            price=PriceTag(euros(4900)),
        ),
        card("4", "نَفَسٌ واحد", "sage", language="ar", price=PriceTag(euros(0))),
        card("5", LONG, "night", by=("Bela Horváth", "Ruth Adeyemi"), price=PriceTag(euros(4500), varies=True)),
        card("6", "Walking as Practice", "sage", by=(), facts=(), summary="Seven walks, none of them far."),
    ]


def buy_box(*, owned: bool = False, reason: str = "") -> SimpleNamespace:
    offer = SimpleNamespace(
        offer=SimpleNamespace(key="course:long-exhale"),
        price=PriceTag(euros(14900)),
        can_be_bought=not reason,
        reason=reason,
    )
    return SimpleNamespace(offers=[offer], first=offer, owned=owned, add_url=HERE)


def variants() -> list[SimpleNamespace]:
    """Two that can be bought, and one that is the visitor's."""
    (box,) = buy_box().offers
    plain = {"note": "", "owned": False, "open": True}
    return [
        SimpleNamespace(**plain | {"title": "EPUB and PDF", "box": box}),
        SimpleNamespace(**plain | {"title": "In Spanish", "note": "Translated by Inés.", "box": box}),
        SimpleNamespace(**plain | {"title": "In Arabic", "box": box, "owned": True, "open": False}),
    ]


def lessons(**first) -> list[dict]:
    return [
        {"title": "The breath you are having", "seconds": 720, "url": HERE, **first},
        {"title": "A short tour of the ribs", "seconds": 5560, "url": HERE, "note": "With a drawing to print"},
    ]


def line(**more) -> dict:
    return {
        "card": cards()[0],
        "title": "The Long Exhale",
        "detail": "Course, 24 lessons, for ever",
        "unit_price": euros(14900),
        "total": euros(14900),
        "quantity": 1,
        "key": "1",
        **more,
    }


def examples() -> dict[str, list[dict]]:
    """By the part's name: what it is given, once for each example."""
    listed, empty = cards(), Details()
    wrong = Details({"email": "ada", "country": "se"})
    picture = get_image_model().objects.first()
    link = {"label": "Go on at 4:20", "url": HERE}
    ways = [{"label": "Courses", "url": HERE, "current": True}, {"label": "Free", "url": f"{HERE}?quick=free"}]
    words = mark_safe("<p>Twelve minutes a day, and about an hour once a week.</p>")
    teacher = SimpleNamespace(name="Inés Calderón", role="Your teacher", bio="She was a freediver.", portrait=picture)
    choices = [
        {"value": "breath", "label": "Breath", "count": 9, "selected": True},
        {"value": "grief", "label": "Heart and grief", "count": 0, "disabled": True},
    ]
    languages = [
        {"code": "en", "name": "English", "dir": "ltr", "url": HERE, "current": True},
        {"code": "ar", "name": "العربية", "dir": "rtl", "url": HERE},
    ]
    sound = {"kind": "audio", "url": f"{HERE}sound.mp3", "type": "audio/mpeg", "title": "Before the first word"}
    captions = [{"url": f"{HERE}en.vtt", "code": "en", "label": "English"}]
    film = {"kind": "video", "url": f"{HERE}film.mp4", "type": "video/mp4", "title": "Trailer", "tracks": captions}
    steps = [
        {"label": "Your details", "url": HERE, "done": True},
        {"label": "Check and pay", "url": HERE, "current": True},
    ]
    totals = [
        {"label": "Two things", "amount": euros(16700)},
        {"label": "VAT in it, 19 %", "amount": euros(2666), "kind": "soft"},
        {"label": "To pay today", "amount": euros(16700), "kind": "sum"},
    ]
    outline = lessons(state="done")
    outline[1]["current"] = True
    outline.append({"title": "The door", "seconds": 735, "state": "locked", "why": "Opens on Monday 30 November"})
    return {
        "badge": [{"label": tone or "plain", "tone": tone} for tone in ("", "good", "care", "bad", "strong")],
        "breadcrumb": [{"trail": [*ways, {"label": "The Long Exhale"}]}],
        "button": [
            {"label": "Add course to cart"},
            {"label": "Go on", "url": HERE, "variant": "second small", "icon": "play", "hidden": "First Light"},
        ],
        "buy_bar": [{"box": buy_box(), "label": "Add course to cart"}],
        "by_line": [{"people": [teacher, SimpleNamespace(name="Bela Horváth", portrait=picture)], "url": "#teacher"}],
        "card": [{"card": listed[0], "large": True}, {"card": listed[2]}],
        "cards": [{"cards": listed, "eager": 1}],
        "cart_link": [{"url": HERE, "count": 0}],
        "chips": [{"chips": ways, "label": "Filters that are on", "removes": True, "clear_url": HERE}],
        "choice": [{"choice": choices[0], "name": "alone", "counted": "courses"}],
        "curriculum": [{"parts": [{"title": "1. The turn", "note": "2 lessons", "lessons": lessons(free=True)}]}],
        "date_choice": [{"choices": dates()}],
        "day_field": [
            {"name": "from", "label": "From", "value": "2027-04-12"},
            {"name": "to", "label": "Until", "value": "soon", "error": "This is not a day. Write it like 2027-04-12."},
        ],
        "distribution": [{"bars": bars()}],
        "door": [{"label": "All 14 dates", "url": HERE}],
        "empty": [{"title": "Your cart is empty", "body": words, "doors": ways}],
        "error_summary": [{"form": wrong}],
        "facets": [
            {
                "groups": [{"name": "theme", "label": "Theme", "choices": choices, "open": True}],
                "chosen": 1,
                "label": "Show 9 courses",
                "counted": "courses",
            }
        ],
        "facts": [
            {
                "facts": [
                    {"icon": "clock", "label": "Length", "value": "8 h 40 min, six weeks"},
                    {"icon": "infinite", "label": "Access", "value": "For ever"},
                ]
            }
        ],
        "field": [*({"field": field} for field in empty), *({"field": field} for field in wrong)],
        "field_error": [{"field": wrong["email"]}],
        "fold": [{"head": "How much time do I need?", "body": words, "note": "4 lessons, 58 min", "open": True}],
        "language_choice": [{"languages": languages}],
        "line_item": [
            {"line": line(), "small": True},
            {"line": line(quantity=2, problem="Sold out.", remove_url=HERE)},
        ],
        "media": [{"media": sound, "position": 260}, {"media": film}],
        "language_line": [
            {"line": LanguageLine("ar", "rtl", HERE, "اقرأ هذه الصفحة بالعربية", "لا، شكرًا"), "action": HERE},
        ],
        "notice": [{"body": words, "tone": tone} for tone in ("", "good", "care", "bad")],
        "offer_box": [
            {"box": buy_box(), "label": "Add course to cart", "body": words},
            {"box": buy_box(owned=True), "owned": link},
            {"box": buy_box(reason="This is not on sale yet."), "label": "Add course to cart"},
        ],
        "outline": [{"parts": [{"title": "First week: waking", "lessons": outline}]}],
        "pieces": [{"pieces": [{"text": "A slow "}, {"text": "breath", "found": True}, {"text": " out."}]}],
        "amount_field": [
            {"name": "least", "label": "At least", "value": "40", "currency": "EUR"},
            {"name": "most", "label": "At most", "value": "x", "currency": "EUR", "error": "Write a whole number."},
        ],
        "rating": ratings(),
        "review": [{"review": one, "proof": "took this course"} for one in reviews()],
        "search_field": [{"action": HERE, "words": "breath"}],
        "result": [
            {"result": {"card": listed[0], "title": [{"text": listed[0].title}], "picked": True}},
            {"result": {"card": listed[2], "title": [{"text": "Slow", "found": True}], "extract": [{"text": LONG}]}},
        ],
        "pagination": [{"page": Paginator(range(240), 24).page(4), "query": "theme=breath"}],
        "passkey": [{"form": wrong, "act": "get", "action": HERE, "label": "Sign in with a passkey"}],
        "person": [{"person": teacher, "id": "teacher", "door": {"label": "Seven courses with Inés", "url": HERE}}],
        "plate": [{"image": picture, "caption": "The lake, before anyone is up."}],
        "portrait": [{"image": picture, "size": "large", "alt": "Inés Calderón, drawn"}],
        "price": [
            {"price": PriceTag(euros(14900)), "large": True, "note": "VAT included"},
            {"price": PriceTag(euros(7900), was=euros(9900))},
            {"price": PriceTag(euros(4900), varies=True)},
            {"price": PriceTag(euros(0))},
        ],
        "section": [{"title": "You will learn", "id": "learn", "body": words, "door": link}],
        "steps": [{"steps": steps, "label": "Checkout steps"}],
        "table": [
            {
                "caption": "Your files",
                "columns": [{"label": "Title"}, {"label": "Size", "number": True}],
                "rows": [[{"label": "Workbook", "url": HERE}, {"label": "1.8 MB", "number": True}]],
            }
        ],
        "test_line": [{}],
        "theme_choice": [{"theme": "", "action": HERE}],
        "ticket_kind": [{"kind": kind, "note": "VAT included"} for kind in kinds_of_places()],
        "ticked": [{"points": ["To notice the moment a breath turns", "How to tell practice from effort"]}],
        "totals": [{"rows": totals}],
        "stars": [{"count": count} for count in (1, 4, 5)],
        "stars_choice": [{"field": wrong["stars"]}],
        "trace": [{"percent": percent} for percent in (0, 38, 100)],
        "transcript": [{"cues": [{"start": 232, "text": "It was here before you woke."}], "media_url": sound["url"]}],
        "variant_box": [
            {
                "choices": variants(),
                "chosen": variants()[0],
                "url": HERE,
                "body": words,
            }
        ],
        "views": [
            {
                "views": [{"label": "List", "url": HERE, "current": True}, {"label": "Month", "url": HERE}],
                "label": "Seen as",
            }
        ],
        "wordmark": [{"url": HERE}, {"name": "Another House", "url": HERE}],
    }

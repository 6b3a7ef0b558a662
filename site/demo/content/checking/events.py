"""Events: dates, places, tickets, beds, programme and the way back."""

from checking.rules import CODE, THEMES, TIME, WEEKDAYS, at_most, bad, between, codes, need, picture, price

FIELDS = ["title", "outcome", "summary", "teachers", "themes", "picture", "venue", "tickets", "options", "quotas"]
FIELDS += ["bring", "programme", "cancellation", "questions", "body", "attendees_only"]


def check_events(events, people, venues):
    """Each event, and that together they show every case."""
    whole = {}
    for code, event in events.items():
        where = f"events/{code}"
        if need(where, event, FIELDS, ["dates", "weekly"]):
            check_facts(where, event, people, venues)
            check_dates(where, event)
            check_tickets(where, event)
            check_beds(where, event)
            check_programme(where, event)
            check_cancellation(where, event["cancellation"])
            check_questions(where, event["questions"])
            whole[code] = event
    dates = [date for event in whole.values() for date in event.get("dates", [])]
    if not any(date["starts_in_days"] < 0 for date in dates):
        bad("events", "none past")
    if not any(quota["size"] == 0 for event in whole.values() for quota in event["quotas"]):
        bad("events", "none sold out")
    if not any("weekly" in event for event in whole.values()):
        bad("events", "none weekly")


def check_facts(where, event, people, venues):
    """What stands at the top of the event's page, and what to bring."""
    at_most(where, "outcome", event["outcome"], 110)
    at_most(where, "summary", event["summary"], 160)
    codes(where, "teachers", event["teachers"], people)
    codes(where, "themes", event["themes"], THEMES)
    picture(where, event["picture"])
    if event["venue"] != "online" and event["venue"] not in venues:
        bad(where, "venue")
    if any(type(line) is not str for line in event["bring"]):
        bad(where, "bring: a line that is not text")
    between(where, "body", event["body"], 200, 350)


def in_minutes(time):
    """A time of day as minutes since midnight."""
    hours, minutes = map(int, time.split(":"))
    return hours * 60 + minutes


def check_dates(where, event):
    """Either dates that end after they begin, or a day of the week."""
    if ("dates" in event) == ("weekly" in event):
        bad(where, "either dates or weekly")
    for date in event.get("dates", []):
        need(where + ".dates", date, ["starts_in_days", "start", "end_after_days", "end"], ["weekday"])
        if not TIME.match(str(date["start"])) or not TIME.match(str(date["end"])):
            bad(where, "time")
        elif date["end_after_days"] * 1440 + in_minutes(date["end"]) <= in_minutes(date["start"]):
            bad(where, "ends before it starts")
    if "weekly" in event:
        need(where + ".weekly", event["weekly"], ["weekday", "start", "end", "count"])
        if event["weekly"]["weekday"] not in WEEKDAYS:
            bad(where, "weekday")


def check_tickets(where, event):
    """Each ticket has a price, and places of its own or a share of a quota."""
    for quota in event["quotas"]:
        need(where + ".quota", quota, ["code", "size"])
    quotas = {quota["code"] for quota in event["quotas"]}
    for ticket in event["tickets"]:
        place = f"{where}/{ticket.get('code')}"
        need(place, ticket, ["code", "title", "text", "price"], ["places", "quota", "early"])
        price(place, ticket["price"])
        if ("places" in ticket) == ("quota" in ticket):
            bad(place, "either places or a quota")
        if "quota" in ticket and ticket["quota"] not in quotas:
            bad(place, "quota does not exist")
        if "early" in ticket:
            check_early(place, ticket)
    for quota in quotas - {ticket.get("quota") for ticket in event["tickets"]}:
        bad(where, f"quota {quota} is not used")
    for option in event["options"]:
        need(f"{where}/{option.get('code')}", option, ["code", "title", "price", "places"])
        price(f"{where}/{option['code']}", option["price"])
    sold = [thing["code"] for thing in event["tickets"] + event["options"]]
    if len(set(sold)) != len(sold) or not all(CODE.match(code) for code in sold):
        bad(where, "codes of tickets and options")


def check_early(where, ticket):
    """Who comes early pays less."""
    need(where + ".early", ticket["early"], ["price", "until_days_before"])
    price(where, ticket["early"]["price"])
    if ticket["early"]["price"]["EUR"] >= ticket["price"]["EUR"]:
        bad(where, "early is not cheaper")


def check_beds(where, event):
    """As many beds as people, where there are rooms."""
    beds = sum(option["places"] for option in event["options"] if "room" in option["code"])
    guests = sum(quota["size"] for quota in event["quotas"])
    guests += sum(ticket.get("places", 0) for ticket in event["tickets"])
    if beds and guests and beds != guests:
        bad(where, f"{beds} beds for {guests} people")


def check_programme(where, event):
    """Each day runs forwards."""
    for day in event["programme"]:
        need(where + ".programme", day, ["day", "items"])
        last = -1
        for item in day["items"]:
            need(where + ".programme", item, ["time", "text"])
            if not TIME.match(str(item["time"])):
                bad(where, f"programme time {item['time']!r}")
                continue
            if in_minutes(item["time"]) <= last:
                bad(where, f"programme not in order at {item['time']}")
            last = in_minutes(item["time"])


def check_cancellation(where, steps):
    """The later one cancels, the less comes back; the last step is the day itself."""
    for step in steps:
        need(where + ".cancellation", step, ["days_before", "refund_percent"])
    days = [step["days_before"] for step in steps]
    shares = [step["refund_percent"] for step in steps]
    if days != sorted(days, reverse=True) or days[-1] != 0:
        bad(where, "cancellation steps")
    if shares != sorted(shares, reverse=True):
        bad(where, "cancellation percents")


def check_questions(where, questions):
    """A choice has choices, and nothing else has."""
    for question in questions:
        place = f"{where}/{question.get('code')}"
        if question["kind"] not in ("text", "choice", "boolean"):
            bad(place, "kind")
        if (question["kind"] == "choice") != bool(question["choices"]):
            bad(place, "choices")
        if any(type(text) is not str for text in [*question["choices"], question["label"]]):
            bad(place, "a choice that is not text")

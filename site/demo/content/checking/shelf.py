"""What one can read: products, articles, pages and reviews."""

import re

from checking.rules import LANGS, PAGES, THEMES, at_most, bad, between, check_sale, codes, need, picture, price

FIELDS = ["title", "outcome", "summary", "kind", "themes", "teachers", "cover", "price", "formats", "languages"]
FIELDS += ["licence", "body", "sample", "contents"]
SHELF = {"book": 4, "meditation": 5, "practice": 2, "bundle": 1}
LEGAL = ["imprint", "terms", "privacy", "withdrawal"]
OF = {"course": "courses", "event": "events", "product": "products"}


def check_products(products, people):
    """Each product, and that there are so many of each kind."""
    kinds = dict.fromkeys(SHELF, 0)
    for code, product in products.items():
        where = f"products/{code}"
        if need(where, product, FIELDS, ["pages", "minutes", "text", "sale"]):
            check_product(where, product, people)
            check_sale(where, product)
            kinds[product["kind"]] = kinds.get(product["kind"], 0) + 1
    if kinds != SHELF:
        bad("products", f"kinds {kinds}, wants {SHELF}")


def check_product(where, product, people):
    """One book, meditation, practice sheet or bundle."""
    at_most(where, "outcome", product["outcome"], 110)
    at_most(where, "summary", product["summary"], 160)
    codes(where, "teachers", product["teachers"], people)
    codes(where, "themes", product["themes"], THEMES)
    codes(where, "formats", product["formats"], ["epub", "pdf", "mp3"])
    codes(where, "languages", product["languages"], LANGS)
    picture(where, product["cover"])
    price(where, product["price"], allow_zero=False)
    between(where, "body", product["body"], 80, 200)
    if "pages" not in product and "minutes" not in product:
        bad(where, "neither pages nor minutes")
    if any(type(line) is not str for line in product["contents"]):
        bad(where, "contents: a line that is not text")
    if product["kind"] == "book":
        between(where, "text", product.get("text", ""), 600, 1200)
    if product["kind"] == "meditation":
        between(where, "text", product.get("text", ""), 200, 400)
        check_stated_minutes(where, product)


def check_stated_minutes(where, product):
    """The lengths in the contents add up."""
    seconds = 0
    for line in product["contents"]:
        length = re.search(r", (\d+)(?::(\d\d))?(?: min)?$", line)
        seconds += int(length.group(1)) * 60 + int(length.group(2) or 0) if length else 0
    if seconds and seconds != product["minutes"] * 60:
        bad(where, f"contents add up to {seconds / 60:g} min, says {product['minutes']}")


def check_articles(articles, people):
    """Each article."""
    for code, article in articles.items():
        where = f"articles/{code}"
        if need(where, article, ["title", "summary", "author", "themes", "picture", "body"]):
            at_most(where, "summary", article["summary"], 160)
            codes(where, "author", [article["author"]], people)
            codes(where, "themes", article["themes"], THEMES)
            picture(where, article["picture"])
            between(where, "body", article["body"], 300, 500)


def check_pages(pages):
    """The pages every shop needs; legal ones say that they are examples."""
    for code in PAGES:
        if code not in pages:
            bad("pages", f"no {code}")
    for code, page in pages.items():
        need(f"pages/{code}", page, ["title", "body"])
    for code in LEGAL:
        body = pages[code]["body"]
        if "example" not in body[:200] or "operator" not in body.lower():
            bad(f"pages/{code}", "not marked as an example for the operator to replace")


def check_reviews(reviews, data):
    """Three to six for each course, some of them critical, in every language."""
    stars = {}
    for number, review in enumerate(reviews):
        where = f"reviews[{number}]"
        need(where, review, ["of", "stars", "title", "text", "name", "language"], ["reply"])
        kind, _, code = review["of"].partition("/")
        if code not in data.get(OF.get(kind), {}):
            bad(where, f"{review['of']} does not exist")
        if review["stars"] not in (1, 2, 3, 4, 5) or review["language"] not in LANGS:
            bad(where, "stars or language")
        if (review["language"] == "ar") != bool(re.search(r"[\u0600-\u06ff]", review["text"])):
            bad(where, "language and script differ")
        stars.setdefault(review["of"], []).append(review["stars"])
    for code in data["courses"]:
        given = stars.get(f"course/{code}", [])
        if not 3 <= len(given) <= 6:
            bad(f"reviews of {code}", f"{len(given)}, wants 3–6")
        elif min(given) > 3:
            bad(f"reviews of {code}", "none critical")
    if {review["language"] for review in reviews} != set(LANGS):
        bad("reviews", "a language without a review")

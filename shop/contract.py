"""What other apps may use of the shop. Whoever brings goods needs this module and no other of the shop's."""

from shop.capacity.operations import TooFewPlaces, drop_quota, set_quota
from shop.capacity.queries import Availability, Places, places_of, quota_places
from shop.cart.filling import Wanted, put_into_cart
from shop.desk.attention import Concern, Mend, register_concerns
from shop.desk.cells import no_formula
from shop.desk.goods import Goods
from shop.desk.notes import notes_of_orders
from shop.desk.rights import MEND, refused
from shop.desk.timeline import Happening, register_happenings
from shop.fulfilment.access import (
    buyers_of,
    end_access,
    entitled,
    entitled_ids,
    entitlement_of,
    experienced,
    give_access,
    rights_by_line,
    rights_of,
)
from shop.fulfilment.registry import (
    Acceptance,
    Attachment,
    Buyer,
    CheckoutStep,
    Description,
    Fulfiller,
    NextStep,
    Unavailable,
    register_fulfiller,
)
from shop.fulfilment.withdrawing import Ground, Right, right_of_digital
from shop.invoices.printing import PaperFailed, set_in
from shop.offers.box import BoxOffer, BuyBox, box_offers, buy_box, waiting_address
from shop.offers.models import Offer, Sellable
from shop.offers.operations import PriceTerms, put_on_sale, stop_sale, take_off_sale
from shop.offers.planned import planned_sales
from shop.offers.queries import lowest_prices, offers_of, sold_codes, sold_times, turn_of, was_sold
from shop.offers.visitors import cart_lines_of, currency_of, visitor_of
from shop.offers.words import prices_in_words, state_in_words
from shop.orders.queries import order_lines_of
from shop.payments.refunds import CannotRefund
from shop.payments.returning import Returned, Way, failed_returns, lines_that_stand, return_lines, what_goes_back
from shop.reviews.models import Rating
from shop.reviews.queries import PageReviews, page_reviews, ratings_of
from shop.reviews.registry import Reviewed, register_reviewed
from shop.waiting.operations import remove as end_wait
from shop.waiting.queries import waiting_for

__all__ = [
    "MEND",
    "Acceptance",
    "Attachment",
    "Availability",
    "BoxOffer",
    "BuyBox",
    "Buyer",
    "CannotRefund",
    "CheckoutStep",
    "Concern",
    "Description",
    "Fulfiller",
    "Goods",
    "Ground",
    "Happening",
    "Mend",
    "NextStep",
    "Offer",
    "PageReviews",
    "PaperFailed",
    "Places",
    "PriceTerms",
    "Rating",
    "Returned",
    "Reviewed",
    "Right",
    "Sellable",
    "TooFewPlaces",
    "Unavailable",
    "Wanted",
    "Way",
    "box_offers",
    "buy_box",
    "buyers_of",
    "cart_lines_of",
    "currency_of",
    "drop_quota",
    "end_access",
    "end_wait",
    "entitled",
    "entitled_ids",
    "entitlement_of",
    "experienced",
    "failed_returns",
    "give_access",
    "lines_that_stand",
    "lowest_prices",
    "no_formula",
    "notes_of_orders",
    "offers_of",
    "order_lines_of",
    "page_reviews",
    "places_of",
    "planned_sales",
    "prices_in_words",
    "put_into_cart",
    "put_on_sale",
    "quota_places",
    "ratings_of",
    "refused",
    "register_concerns",
    "register_fulfiller",
    "register_happenings",
    "register_reviewed",
    "return_lines",
    "right_of_digital",
    "rights_by_line",
    "rights_of",
    "set_in",
    "set_quota",
    "sold_codes",
    "sold_times",
    "state_in_words",
    "stop_sale",
    "take_off_sale",
    "turn_of",
    "visitor_of",
    "waiting_address",
    "waiting_for",
    "was_sold",
    "what_goes_back",
]

"""Every stored thing of the shop, by subject; Django looks for models here."""

from shop.capacity.models import Hold, Quota
from shop.cart.models import Cart, CartLine
from shop.desk.models import OrderNote
from shop.downloads.models import (
    Download,
    FileVersion,
    Permit,
    Product,
    ProductFile,
    StampedCopy,
    Variant,
    VersionNews,
)
from shop.downloads.pages import ProductIndexPage, ProductPage
from shop.downloads.rows import BundlePart, ProductFileRow, ProductTeacher, ProductTheme, ProductVariant
from shop.fulfilment.models import Entitlement, Fulfilment
from shop.invoices.models import Invoice, InvoiceSeries
from shop.offers.models import Offer, OfferPrice
from shop.orders.models import Consent, Order, OrderLine
from shop.payments.models import Dispute, LedgerEntry, Payment, Payout, Refund, SupplierEvent
from shop.reviews.models import Helpful, Invitation, Rating, Review, Reviewer, ReviewReport
from shop.waiting.models import Waiting
from shop.withdrawals.models import Withdrawal, WithdrawnLine

__all__ = [
    "BundlePart",
    "Cart",
    "CartLine",
    "Consent",
    "Dispute",
    "Download",
    "Entitlement",
    "FileVersion",
    "Fulfilment",
    "Helpful",
    "Hold",
    "Invitation",
    "Invoice",
    "InvoiceSeries",
    "LedgerEntry",
    "Offer",
    "OfferPrice",
    "Order",
    "OrderLine",
    "OrderNote",
    "Payment",
    "Payout",
    "Permit",
    "Product",
    "ProductFile",
    "ProductFileRow",
    "ProductIndexPage",
    "ProductPage",
    "ProductTeacher",
    "ProductTheme",
    "ProductVariant",
    "Quota",
    "Rating",
    "Refund",
    "Review",
    "ReviewReport",
    "Reviewer",
    "StampedCopy",
    "SupplierEvent",
    "Variant",
    "VersionNews",
    "Waiting",
    "Withdrawal",
    "WithdrawnLine",
]

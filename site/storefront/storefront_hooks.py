"""What joins apps that do not know each other."""

from shop.contract import register_concerns
from storefront.unanswered import unanswered

register_concerns(unanswered)

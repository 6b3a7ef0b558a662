"""What the house itself brings: kept pages that are never older than what they show, and what joins apps that do not
know each other."""

from home.sharing.press import register_press
from shop.contract import register_concerns
from storefront.pages import changes
from storefront.shared_pictures import set_as_picture
from storefront.unanswered import unanswered

changes.join()
register_concerns(unanswered)
register_press(set_as_picture)

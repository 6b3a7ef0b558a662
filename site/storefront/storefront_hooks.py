"""What the house itself brings: kept pages that are never older than what they show."""

from storefront.pages import changes

changes.join()

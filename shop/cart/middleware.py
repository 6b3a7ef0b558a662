"""Gives each request its cart, and asks the database only when somebody looks."""

from shop.cart.visitor import COOKIE, VisitorCart


class CartMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.cart = VisitorCart(request)
        response = self.get_response(request)
        if request.cart.guest_is_over:
            response.delete_cookie(COOKIE, samesite="Lax")
        return response

"""The least that Django can do: one view, no middleware, 30 KB from memory. Served for comparison."""

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.urls import path

PAGE = b"x" * 30 * 1024

settings.configure(SECRET_KEY="bare", ALLOWED_HOSTS=["*"], ROOT_URLCONF=__name__, MIDDLEWARE=[])
urlpatterns = [path("", lambda request: HttpResponse(PAGE))]
application = get_wsgi_application()

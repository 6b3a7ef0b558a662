"""Addresses of the pages that are not in the tree, below /<language>/, and the quick way to those that are."""

from django.urls import path, re_path
from wagtail.urls import serve_pattern

from home import views
from home.contact import views as contact
from home.newsletter import views as newsletter
from home.sharing import views as sharing

app_name = "home"
urlpatterns = [
    path("people/", views.people, name="people"),
    path("people/<slug:code>/", views.person, name="person"),
    path("share/<int:number>/<slug:mark>.jpg", sharing.of_page, name="shared_page"),
    path("share/people/<slug:code>/<slug:mark>.jpg", sharing.of_person, name="shared_person"),
    path("language-line/", views.language_line, name="language_line"),
    path("theme/", views.theme, name="theme"),
    path("write-to-us/", contact.contact, name="contact"),
    path("write-to-us/written/", contact.written, name="contact_written"),
    path("newsletter/join/", newsletter.join, name="newsletter_join"),
    path("newsletter/asked/", newsletter.asked, name="newsletter_asked"),
    path("newsletter/confirmed/", newsletter.confirmed, name="newsletter_confirmed"),
    path("newsletter/confirm/<str:proof>/", newsletter.confirm, name="newsletter_confirm"),
    path("newsletter/leave/<str:key>/", newsletter.leave, name="newsletter_leave"),
    re_path(serve_pattern, views.page, name="page"),
]

"""Addresses that search engines know by heart."""

from django.urls import path

from home.engines import views

app_name = "engines"
urlpatterns = [
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", views.sitemap_index, name="sitemaps"),
    path("sitemap-<slug:section>.xml", views.sitemap, name="sitemap"),
]

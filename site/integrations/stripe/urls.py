"""Pretended payments, below /test-payments/."""

from django.urls import path

from integrations.stripe.standin import views

app_name = "test_payments"
urlpatterns = [
    path("", views.sessions, name="sessions"),
    path("deliveries/<int:number>/again/", views.deliver_again, name="deliver_again"),
    path("<slug:key>/", views.pay, name="pay"),
    path("<slug:key>/decide/", views.decide, name="decide"),
    path("<slug:key>/afterwards/", views.afterwards, name="afterwards"),
]

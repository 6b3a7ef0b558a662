"""Addresses of the local mailbox, below /mailbox/. They exist in development and in the demonstration only."""

from django.urls import path

from messaging import views

app_name = "mailbox"
urlpatterns = [
    path("", views.letters, name="letters"),
    path("jobs/", views.jobs, name="jobs"),
    path("jobs/again/", views.job_again, name="job_again"),
    path("<int:number>/", views.letter, name="letter"),
    path("<int:number>/arrival/", views.arrival, name="arrival"),
    path("<int:number>/html/", views.letter_html, name="letter_html"),
    path("<int:number>/files/<int:attachment>/", views.attachment, name="attachment"),
]

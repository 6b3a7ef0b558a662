"""Addresses of learning, below /<language>/learn/."""

from django.urls import path

from courses.learning import views

app_name = "learning"
urlpatterns = [
    path("<int:course_id>/", views.course, name="course"),
    path("<int:course_id>/<int:lesson_id>/", views.lesson, name="lesson"),
    path("<int:course_id>/<int:lesson_id>/progress/", views.progress, name="progress"),
    path("<int:course_id>/<int:lesson_id>/done/", views.done, name="done"),
    path("<int:course_id>/<int:lesson_id>/undone/", views.undone, name="undone"),
]

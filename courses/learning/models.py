"""How far people have come. Apart from their right to be here, so that history outlives a refund."""

from django.conf import settings
from django.db import models


class LessonProgress(models.Model):
    """One person in one lesson: where they stopped, and whether it counts as done."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    lesson = models.ForeignKey("courses.Lesson", on_delete=models.PROTECT, related_name="progress")
    position_seconds = models.PositiveIntegerField(default=0)
    furthest_seconds = models.PositiveIntegerField(default=0)
    done_at = models.DateTimeField(null=True, blank=True)
    # Someone who says "not done" after nine tenths have played must not be overruled by the player.
    undone_by_hand = models.BooleanField(default=False)
    touched_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "lesson"], name="one_progress_per_lesson")]
        indexes = [models.Index(fields=["user", "-touched_at"], name="progress_last_touched")]

    def __str__(self) -> str:
        return f"{self.user_id} in {self.lesson_id}"

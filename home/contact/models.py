"""What people wrote to the shop."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ContactMessage(models.Model):
    """One message from the contact form. It is stored before it is mailed, so that none is lost."""

    class Topic(models.TextChoices):
        ORDER = "order", _("An order")
        COURSE = "course", _("A course")
        ACCESSIBILITY = "accessibility", _("Something stands in my way")
        OTHER = "other", _("Something else")

    name = models.CharField(_("name"), max_length=120)
    email = models.EmailField(_("e-mail"), max_length=254)
    topic = models.CharField(_("topic"), max_length=20, choices=Topic.choices)
    order_number = models.CharField(_("order number"), max_length=40, blank=True)
    text = models.TextField(_("message"))
    language = models.CharField(_("language"), max_length=10)
    written_at = models.DateTimeField(_("written"))
    answered = models.BooleanField(_("answered"), default=False)

    class Meta:
        verbose_name = _("message to the shop")
        verbose_name_plural = _("messages to the shop")
        indexes = [models.Index(fields=["answered", "-written_at", "-id"], name="contact_message_newest")]

    def __str__(self) -> str:
        return f"{self.name}: {self.get_topic_display()}"

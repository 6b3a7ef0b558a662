"""What accounts change in Wagtail's administration."""

from wagtail.admin.views.account import NameEmailSettingsPanel

from accounts.admin import OwnNameForm

# Wagtail has no setting for this form, and its own asks for two names that our people do not have.
NameEmailSettingsPanel.form_class = OwnNameForm

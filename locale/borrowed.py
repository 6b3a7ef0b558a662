"""Words of our libraries that shoppers read: collected with ours, so that each language says them in the house's voice.

Never imported: Django looks into our catalogues before it looks into those of the libraries.
"""

from django.utils.translation import gettext_noop, ngettext

# Django's forms
gettext_noop("This field is required.")
gettext_noop("Enter a valid email address.")
gettext_noop("Enter a valid value.")
gettext_noop("Enter a whole number.")
gettext_noop("Null characters are not allowed.")
gettext_noop("Select a valid choice. %(value)s is not one of the available choices.")
gettext_noop("Select a valid choice. That choice is not one of the available choices.")
gettext_noop("Ensure this value is greater than or equal to %(limit_value)s.")
gettext_noop("Ensure this value is less than or equal to %(limit_value)s.")
ngettext(
    "Ensure this value has at most %(limit_value)d character (it has %(show_value)d).",
    "Ensure this value has at most %(limit_value)d characters (it has %(show_value)d).",
    2,
)
# Django's rules for passwords
gettext_noop("The password is too similar to the %(verbose_name)s.")
gettext_noop("This password is too common.")
ngettext(
    "This password is too short. It must contain at least %d character.",
    "This password is too short. It must contain at least %d characters.",
    2,
)

"""People in Wagtail's administration."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from wagtail.users.forms import UserCreationForm, UserEditForm
from wagtail.users.views.users import IndexView, UserViewSet

from accounts.models import User


class _OneName(forms.Form):
    """Names do not split everywhere, so there is one field where Wagtail has two."""

    first_name = None
    last_name = None
    name = forms.CharField(label=_("Name"), max_length=150, required=False)
    language = forms.ChoiceField(label=_("Language of our letters"), choices=settings.LANGUAGES)

    def clean_email(self) -> str:
        """Addresses are kept in small letters, so that one cannot be taken twice."""
        return self.cleaned_data["email"].lower()

    def account_fields(self) -> list:
        """The fields of the first tab that this form has, in their order."""
        names = ("email", "name", "language", "password1", "password2", "is_active")
        return [self[name] for name in names if name in self.fields]


class PersonCreationForm(_OneName, UserCreationForm):
    class Meta(UserCreationForm.Meta):
        model = User
        fields = {"email", "name", "language", "is_superuser", "groups"}


class PersonEditForm(_OneName, UserEditForm):
    class Meta(UserEditForm.Meta):
        model = User
        fields = {"email", "name", "language", "is_active", "is_superuser", "groups"}


class OwnNameForm(forms.ModelForm):
    """What staff change of themselves; the address stays, since it would have to be proven."""

    class Meta:
        model = User
        fields = ["name"]


class PersonIndex(IndexView):
    search_fields = ("name", "email")


class PersonViewSet(UserViewSet):
    """Forms and templates (wagtailusers/users/accounts/user/) for a person known by an e-mail address."""

    index_view_class = PersonIndex

    def get_form_class(self, for_update=False):
        return PersonEditForm if for_update else PersonCreationForm

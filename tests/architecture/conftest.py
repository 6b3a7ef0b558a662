"""The cast of a module of tests, made once."""

import pytest
from django.http import HttpResponseNotFound

from tests.architecture.cast import assemble
from tests.undone import Undone


@pytest.fixture(scope="module")
def cast(lasting):
    """Each test undoes what it does (`undone`)."""
    return assemble()


def nothing_here(request, exception):
    return HttpResponseNotFound(content_type="text/plain")


@pytest.fixture
def short_404(monkeypatch):
    """The page for what is not there is asked for thousands of times; that it is a whole page is proved elsewhere."""
    monkeypatch.setattr("storefront.urls.handler404", nothing_here)


@pytest.fixture
def undone(cast):
    """For `with undone():` around requests that must not see each other's effects."""
    return Undone


@pytest.fixture(autouse=True)
def _templates_tell_nobody(monkeypatch):
    """Django's client keeps a copy of every template's context, of which nobody asks here: a seventh of the time."""
    monkeypatch.setattr("django.template.Template._render", lambda template, context: template.nodelist.render(context))

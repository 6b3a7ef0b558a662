"""What went wrong is said in the reader's language, and even when nothing else works."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template.loader import render_to_string
from django.test import RequestFactory

from storefront.errors import csrf_failure, not_found


@pytest.fixture
def stranger(rf: RequestFactory):
    request = rf.get("/nowhere/")
    request.user = AnonymousUser()
    return request


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_lost_address_answers_in_its_language_and_direction(client, db, language):
    page = client.get(f"/{language}/no/such/page/")

    assert page.status_code == 404
    html = page.content.decode()
    assert f'<html lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}"' in html
    assert 'class="door"' in html


def test_errors_have_a_page_without_a_frame(db, stranger):
    for name in ("403.html", "403_csrf.html", "404.html"):
        assert "<h1" in render_to_string(name)
    assert csrf_failure(stranger).status_code == 403
    assert not_found(stranger, None).status_code == 404


def test_the_last_page_needs_nothing_and_speaks_every_language(settings):
    source = (settings.ROOT / "templates" / "500.html").read_text()

    assert "{%" not in source
    assert "{{" not in source
    for code, _name in settings.LANGUAGES:
        assert f'lang="{code}"' in source
        assert f'href="/{code}/"' in source

"""The real shop's settings, in processes of their own: what starts, and what stops with a sentence."""

import pytest
from django.core.checks import Tags, run_checks

from tests.storefront.production import run

pytestmark = pytest.mark.thorough  # each test starts processes

PATHS = "import sys; sys.path[:0] = ['site', '.']; "
READ_SETTINGS = ["-c", f"{PATHS}import storefront.settings.production"]
OPEN = ["-c", f"{PATHS}import storefront.wsgi; print('open')"]


def test_a_whole_environment_passes_every_check_of_a_deployment():
    answer = run("manage.py", "check", "--deploy", "--fail-level", "WARNING")

    assert (answer.returncode, answer.stdout) == (0, "System check identified no issues (0 silenced).\n"), answer.stderr


def test_a_shop_that_is_set_up_opens():
    answer = run(*OPEN)

    assert (answer.returncode, answer.stdout.splitlines()[-1]) == (0, "open"), answer.stderr


@pytest.mark.parametrize("name", ["SECRET_KEY", "ALLOWED_HOSTS", "PUBLIC_URL", "DATABASE_URL", "DEFAULT_FROM_EMAIL"])
def test_a_missing_variable_stops_the_start_with_a_sentence(name):
    answer = run(*READ_SETTINGS, without=name)

    assert answer.returncode != 0
    assert answer.stderr.splitlines()[-1] == (
        f"django.core.exceptions.ImproperlyConfigured: Set {name}; .env.example says what it is for."
    )


def test_letters_that_would_stay_in_the_house_stop_the_start():
    answer = run(*OPEN, without="MAIL_TRANSPORT")

    assert answer.returncode != 0
    assert "Letters would stay in the local mailbox" in answer.stderr


def test_an_address_without_tls_stops_the_start():
    answer = run(*OPEN, PUBLIC_URL="http://shop.example.org")

    assert answer.returncode != 0
    assert "PUBLIC_URL must begin with https://." in answer.stderr


@pytest.fixture
def closed(settings):
    settings.SITE_OPEN_TOOLS = False
    settings.PUBLIC_URL = "https://shop.example.org"
    settings.ALLOWED_HOSTS = [".example.org"]
    settings.MAIL_TRANSPORT = "django.core.mail.backends.smtp.EmailBackend"
    return settings


def found(*, tags=None, deploy=False) -> set[str]:
    ours = ("storefront.", "messaging.")
    return {
        problem.id for problem in run_checks(tags=tags, include_deployment_checks=deploy) if problem.id.startswith(ours)
    }


def test_what_is_right_is_not_complained_about(closed):
    assert found(deploy=True) == set()


def test_a_shop_must_answer_at_its_own_address(closed):
    closed.ALLOWED_HOSTS = ["elsewhere.example.com"]

    assert found() == {"storefront.E002"}


def test_open_tools_are_an_error_where_everyone_can_reach_them(settings):
    assert found(deploy=True) == {"storefront.E003"}


@pytest.mark.parametrize("kind", ["locmem.LocMemCache", "dummy.DummyCache"])
def test_a_cache_for_each_process_is_an_error(closed, kind):
    closed.CACHES = {"default": {"BACKEND": f"django.core.cache.backends.{kind}"}}

    assert found(tags=[Tags.caches]) == {"storefront.E004"}


@pytest.mark.parametrize("inside", ["", "/private"])
def test_private_files_among_the_public_ones_are_an_error(closed, inside):
    closed.PRIVATE_ROOT = closed.MEDIA_ROOT + inside

    assert found() == {"storefront.E005"}

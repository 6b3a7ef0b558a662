"""The files that describe a production on containers say what is there."""

import re
import shlex

import pytest
import yaml

from tests.storefront.production import ROOT

COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES = COMPOSE["services"]
DOCKERFILE = (ROOT / "Dockerfile").read_text().replace("\\\n", " ")


def steps(word: str) -> list[str]:
    return [line.split(maxsplit=1)[1] for line in DOCKERFILE.splitlines() if line.startswith(f"{word} ")]


def test_every_part_of_a_production_is_a_service():
    assert {"web", "worker", "nginx", "postgres", "redis", "elasticsearch"} <= set(SERVICES)


@pytest.mark.parametrize("name", sorted(set(SERVICES) - {"setup"}))
def test_whatever_keeps_running_has_a_health_check(name):
    check = SERVICES[name]["healthcheck"]

    assert check["test"][0] in {"CMD", "CMD-SHELL"}
    assert {"interval", "timeout", "retries"} <= set(check)
    assert SERVICES[name]["restart"] == "unless-stopped"


@pytest.mark.parametrize("name", sorted(SERVICES))
def test_services_wait_for_services_that_are_there_and_can_tell(name):
    for other, how in SERVICES[name].get("depends_on", {}).items():
        if how["condition"] == "service_healthy":
            assert "healthcheck" in SERVICES[other]
        else:
            assert (how["condition"], SERVICES[other]["restart"]) == ("service_completed_successfully", "no")


@pytest.mark.parametrize("name", sorted(SERVICES))
def test_folders_that_are_mounted_are_there_or_named(name):
    for volume in SERVICES[name].get("volumes", []):
        source = volume.split(":")[0]
        assert (ROOT / source).exists() if source.startswith(".") else source in COMPOSE["volumes"]


def test_images_name_their_version():
    images = [service["image"] for service in SERVICES.values() if "image" in service] + steps("FROM")

    assert [image for image in images if not re.search(r":\d", image)] == []


def test_files_that_the_image_copies_are_there():
    sources = [source for step in steps("COPY") for source in step.split()[:-1]]

    assert sources == ["requirements.txt", "."]
    assert all((ROOT / source).exists() for source in sources)


def test_what_stays_out_of_the_image_is_named():
    left_out = (ROOT / ".dockerignore").read_text().split()

    assert {".git", ".venv", "var", ".env"} <= set(left_out)


def test_the_image_does_not_run_as_root():
    user, command = DOCKERFILE.index("\nUSER shop"), DOCKERFILE.index("\nCMD ")

    assert user < command
    assert "useradd --system" in DOCKERFILE[:user]


def test_commands_of_the_services_are_commands_of_the_shop():
    commands = " && ".join(service["command"] for name, service in SERVICES.items() if name in ("setup", "worker"))
    called = re.findall(r"manage\.py (\w+)", " ".join(shlex.split(commands)))

    assert called == ["migrate", "createcachetable", "collectstatic", "outbox"]


def test_the_web_server_in_front_serves_the_folders_that_the_shop_writes():
    nginx = (ROOT / "docs" / "nginx.conf").read_text()
    where = SERVICES["web"]["environment"]

    for folder in ("STATIC_ROOT", "PICTURES_ROOT", "PRIVATE_ROOT"):
        assert f"alias {where[folder]}/;" in nginx
    assert "proxy_pass http://web:8000;" in nginx
    assert nginx.count("{") == nginx.count("}")

"""What the check of the catalogues finds in words that would be shown wrongly."""

from __future__ import annotations

import polib
import pytest

from tests import catalogues

PLACES = {"msgid": "%(count)d place", "msgid_plural": "%(count)d places"}
SIX = {0: "لا أماكن", 1: "مكان واحد", 2: "مكانان", 3: "%(count)d أماكن", 4: "%(count)d مكانًا", 5: "%(count)d مكان"}


@pytest.fixture
def faults_of(tmp_path):
    """Faults that the check finds in an Arabic catalogue with one entry."""

    def faults_of(**entry) -> list[str]:
        path = tmp_path / "ar" / "LC_MESSAGES" / "django.po"
        path.parent.mkdir(parents=True)
        catalogue = polib.POFile()
        catalogue.metadata = {"Plural-Forms": catalogues.plural_rule("ar")}
        catalogue.append(polib.POEntry(**entry))
        catalogue.save(str(path))
        path.with_suffix(".mo").write_bytes(catalogues.compiled(path))
        return list(catalogues.faults_in(path))

    return faults_of


def test_a_plural_may_say_one_and_two_in_words(faults_of):
    faults = faults_of(**PLACES, msgstr_plural=SIX)

    assert faults == []


def test_a_plural_needs_its_number_where_many_numbers_share_a_form(faults_of):
    faults = faults_of(**PLACES, msgstr_plural=SIX | {4: "مكانًا"})

    assert faults == ["other placeholders or tags in form 4: '%(count)d place'"]


def test_a_plural_has_every_form_of_its_language(faults_of):
    faults = faults_of(**PLACES, msgstr_plural=SIX | {2: ""})

    assert faults == ["not all 6 plural forms: '%(count)d place'"]


@pytest.mark.parametrize("said", ["من %(sume)s", "من", "من <b>%(sum)s</b>"])
def test_placeholders_and_tags_are_carried_over(faults_of, said):
    faults = faults_of(msgid="from %(sum)s", msgstr=said)

    assert faults == ["other placeholders or tags: 'from %(sum)s'"]


def test_what_is_not_translated_is_no_fault_in_itself_and_is_told(tmp_path, faults_of):
    faults = faults_of(msgid="from %(sum)s", msgstr="")

    path = tmp_path / "ar" / "LC_MESSAGES" / "django.po"
    assert faults == []
    assert catalogues.lacking({(None, "from %(sum)s"): catalogues.Word()}, path) == ["from %(sum)s"]


def test_a_compiled_catalogue_is_that_of_its_source(tmp_path, faults_of):
    faults_of(msgid="Cart", msgstr="السلة")
    path = tmp_path / "ar" / "LC_MESSAGES" / "django.po"
    path.with_suffix(".mo").write_bytes(b"of yesterday")

    faults = list(catalogues.faults_in(path))

    assert faults == ["django.mo is not what django.po compiles to"]


def test_words_are_collected_from_code_and_templates(tmp_path):
    template = tmp_path / "a.html"
    template.write_text("""<p>It’s
      {% blocktranslate trimmed count n=n %}
        {{ n }} place
      {% plural %}
        {{ n }} places
      {% endblocktranslate %} {% translate "Free" context "price" %}</p>""")
    code = tmp_path / "a.py"
    code.write_text('# Translators: of a course\nlabel = pgettext_lazy("length", "Weeks")\n')

    words = [*catalogues.words_in(template), *catalogues.words_in(code)]

    assert words == [
        (("%(n)s place", "%(n)s places"), [], None),
        ("Free", [], "price"),
        ("Weeks", ["Translators: of a course"], "length"),
    ]

"""Vietnamese throughout: the words of the libraries too."""

import re
from gettext import GNUTranslations
from pathlib import Path

import unfold
from django.conf import settings
from django.utils.translation import gettext, override

FOLDER = settings.BASE_DIR / "locale" / "vi" / "LC_MESSAGES"


def test_the_admin_library_speaks_vietnamese():
    words = set()
    for page in (Path(unfold.__file__).parent / "templates").rglob("*.html"):
        words |= set(
            re.findall(r"""{%\s*(?:trans|translate)\s+["'](.+?)["']""", page.read_text(encoding="utf-8"))
        )
    with override("vi"):
        assert sorted(word for word in words if gettext(word) == word and word not in ("-", "OK")) == []


def test_the_compiled_words_are_those_of_the_source():
    source = (FOLDER / "django.po").read_text(encoding="utf-8")
    pairs = dict(re.findall(r'^msgid "(.+)"\nmsgstr "(.+)"$', source, re.MULTILINE))
    with (FOLDER / "django.mo").open("rb") as file:
        compiled = GNUTranslations(file)
    assert pairs and {word: compiled.gettext(word) for word in pairs} == pairs

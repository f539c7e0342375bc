"""Who may open the pages of reports, search and help."""

from tests.matrix.rules import EVERYBODY, Rule

RULES = {
    "reporting:home": Rule(EVERYBODY),
    "reporting:search": Rule(EVERYBODY),
    "reporting:help": Rule(EVERYBODY),
}

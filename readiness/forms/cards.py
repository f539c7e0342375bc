"""Which cards are wanted."""

from django import forms

from pages.forms import VietForm
from readiness.choices import CardKind


class CardsForm(VietForm):
    """The kind of card."""

    kind = forms.ChoiceField(label="In loại nào", choices=CardKind.choices, widget=forms.RadioSelect)

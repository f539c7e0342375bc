"""Forms in parts: headings, rows with their headings once, what is folded and what opens by itself."""

import re

import pytest
from django import forms
from django.template import Context, Template

from pages.fields import CountField
from pages.forms import Part, RowsMixin, VietForm


class Votes(RowsMixin, VietForm):
    """Two people with a number and a word each; a day before, a note after, folded."""

    rows_title = "Từng người"
    columns = ("Đồng ý", "Ghi chú")
    last = ("note",)

    day = forms.CharField(label="Ngày")
    note = forms.CharField(label="Ghi chú chung", required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for key in ("an", "binh"):
            self.fields[f"yes_{key}"] = CountField(label="Số phiếu đồng ý")
            self.fields[f"words_{key}"] = forms.CharField(label="Ghi chú", required=False, max_length=5)

    def row_names(self):
        return [
            ("An", "dự tuyển Tổ Một", ["yes_an", "words_an"]),
            ("Bình", "", ["yes_binh", "words_binh"]),
        ]


def drawn(form, **more) -> str:
    return Template('{% include "components/form.html" %}').render(Context({"form": form, **more}))


def test_rows_stand_in_a_table_whose_headings_are_written_once_and_every_field_has_its_own_name():
    page = drawn(Votes())
    assert re.findall(r'<th scope="col"[^>]*>([^<]*)</th>', page) == ["Họ và tên", "Đồng ý", "Ghi chú"]
    assert page.count("dự tuyển Tổ Một") == 1
    labels = re.findall(r'<label for="id_(\w+)">([^<]*)<span class="visually-hidden">, ([^<]*)</span>', page)
    assert labels == [
        ("yes_an", "Đồng ý", "An"), ("words_an", "Ghi chú", "An"),
        ("yes_binh", "Đồng ý", "Bình"), ("words_binh", "Ghi chú", "Bình"),
    ]  # fmt: skip
    assert page.index("id_day") < page.index("id_yes_an") < page.index('name="note"')


def test_what_is_wrong_in_a_row_is_said_under_its_name_and_the_field_points_to_it():
    page = drawn(Votes({"day": "1", "yes_an": "tám", "yes_binh": "-1", "words_binh": "quá dài", "note": ""}))
    first = page.partition('<th scope="row">An')[2].partition("</tbody>")[0]
    assert "Ghi số, ví dụ 8." in first and 'id="id_yes_an_error"' in first
    assert re.search(r'name="yes_an"[^>]*aria-describedby="id_yes_an_error"', page)
    second = page.rpartition('<th scope="row">')[2]
    assert "Số phải từ 0 trở lên." in second and "Dài quá 5 ký tự" in second
    assert page.count('href="#id_words_binh"') == 1  # summed on top, and leads there
    assert '<a href="#id_yes_an">An: Ghi số, ví dụ 8.</a>' in page


def test_words_that_stand_twice_in_the_sum_say_of_which_field():
    class Two(VietForm):
        one = forms.CharField(label="Trích yếu")
        two = forms.CharField(label="Người ký")

    page = drawn(Two({}))
    assert ">Trích yếu: Chưa nhập mục này." in page and ">Người ký: Chưa nhập mục này." in page
    assert ">Người ký: Chưa nhập mục này." in drawn(Two({"one": "x"})).partition("</ul>")[0]
    form = Two({"one": "x", "two": "y"})
    form.add_error("two", "Không ghi học hàm.")
    assert ">Không ghi học hàm.</a>" in drawn(form)


@pytest.mark.parametrize(
    ("data", "is_open"), [(None, False), ({"day": ""}, False), ({"day": "", "note": "x"}, True)]
)
def test_what_is_folded_opens_by_itself_where_something_stands_in_it(data, is_open):
    form = Votes(data)
    assert Part(fold="Ghi chú", fields=[form["note"]]).is_open is is_open


def test_what_is_folded_opens_where_something_is_wrong():
    form = Votes({"day": "1", "yes_an": "1", "yes_binh": "1"})
    form.add_error("note", "Sai")
    assert Part(fold="Ghi chú", fields=[form["note"]]).is_open


def test_rows_of_long_choices_stand_under_headings_of_their_own():
    class Sheets(Votes):
        columns = ()

    page = drawn(Sheets())
    assert page.count("<fieldset") == 2 and "<table" not in page


def test_numbers_are_typed_on_the_keyboard_of_numbers():
    page = drawn(Votes())
    assert re.search(r'<input type="text" name="yes_an"[^>]*inputmode="numeric"', page)
    form = Votes({"day": "1", "yes_an": " 8 ", "yes_binh": "0"})
    assert form.is_valid() and form.cleaned_data["yes_an"] == 8


class Paper(VietForm):
    """A kind that must be chosen, one that is known, one that may be left out, and one choice alone."""

    kind = forms.ChoiceField(label="Loại", choices=[("nq", "Nghị quyết"), ("qd", "Quyết định")])
    known = forms.ChoiceField(
        label="Đã biết", choices=[("nq", "Nghị quyết"), ("qd", "Quyết định")], initial="qd"
    )
    maybe = forms.ChoiceField(label="Nếu có", choices=[("nq", "Nghị quyết")], required=False)
    only = forms.ChoiceField(label="Chỉ một", choices=[("nq", "Nghị quyết")])


def test_a_list_that_must_be_chosen_from_begins_with_nothing_chosen():
    form = Paper()
    assert [next(iter(form.fields[name].choices))[0] for name in form.fields] == ["", "nq", "nq", "nq"]
    assert next(iter(Paper(initial={"kind": "qd"}).fields["kind"].choices))[0] == "nq"
    unsaid = Paper({"kind": "", "known": "qd", "only": "nq"})
    assert not unsaid.is_valid() and list(unsaid.errors) == ["kind"]

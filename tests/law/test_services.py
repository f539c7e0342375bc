"""The law as dated data: new values, drafts of a province, special days."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from contracts.policy import PolicyDenied
from law import services
from law.choices import Certainty, DayKind
from law.models import Parameter, SpecialDay
from law.values import MissingRule, RuleBook, day_table, due_after, rule, value
from tests.audited import one_entry_per_object
from tests.world import load_law

CODE = "recruit.submit_days"
DAY = date(2026, 7, 1)


@pytest.fixture(autouse=True)
def _shipped(world):
    load_law()


def _set(actor, **changes):
    facts = {"code": CODE, "value": 7, "started_on": DAY, "citation": "Luật 118/2025/QH15"}
    return services.parameter_set(actor=actor, **{**facts, **changes})


def test_loading_again_adds_nothing_and_keeps_what_was_changed(world):
    _set(world.admin)
    assert services.parameters_load() == 0
    assert value(CODE, on=DAY) == 7


LATER = """parameters:
- {code: recruit.submit_days, label: Hạn trình, value: 7, unit: ngày làm việc, citation: Luật mới,
   certainty: stated, started_on: 2027-01-01}
- {code: recruit.submit_days, label: Hạn trình, value: 5, unit: ngày làm việc, citation: TT 14/2024/TT-BCA,
   certainty: stated, started_on: 2024-07-01}
- {code: recruit.brand_new, label: Mới, value: 1, citation: Luật mới, certainty: stated, started_on: 2027-01-01}
- {code: recruit.brand_new, label: Mới, value: 2, citation: Luật mới hơn, certainty: stated, started_on: 2028-01-01}
"""


@pytest.fixture
def release(tmp_path):
    """The parameters of a later release: the law has changed from 2027 on."""
    file = tmp_path / "parameters.yaml"
    file.write_text(LATER, encoding="utf-8")
    return file


def test_a_later_release_brings_the_values_of_later_days(release):
    assert services.parameters_load(release) == 3
    assert [value(CODE, on=day) for day in (date(2026, 12, 31), date(2027, 1, 1))] == [5, 7]
    assert [value("recruit.brand_new", on=day) for day in (date(2027, 12, 31), date(2028, 1, 1))] == [1, 2]
    assert services.parameters_load(release) == 0


@pytest.mark.parametrize("day", [date(2027, 1, 1), date(2027, 6, 1)])
def test_a_release_leaves_what_an_administrator_set_for_that_day_or_later(world, release, day):
    _set(world.admin, value=6, started_on=day)
    services.parameters_load(release)
    assert value(CODE, on=date(2027, 6, 1)) == 6 and value(CODE, on=date(2026, 12, 31)) == 5


def test_a_provinces_own_value_does_not_keep_the_countrys_away(world, release):
    _set(world.duc, province=world.province, started_on=date(2027, 6, 1))
    services.parameters_load(release)
    assert value(CODE, on=date(2027, 6, 1), province="42") == 7


def test_every_shipped_row_says_where_it_is_written_and_how_sure_it_is():
    for row in Parameter.objects.all():
        assert row.citation and row.certainty in Certainty.values, row.code


def test_a_new_value_holds_from_its_day_and_the_old_one_until_the_day_before(world):
    with one_entry_per_object():
        _set(world.admin)
    assert value(CODE, on=date(2026, 6, 30)) == 5
    assert value(CODE, on=DAY) == 7
    assert (rule(CODE, on=DAY).citation, rule(CODE, on=DAY).certainty) == ("Luật 118/2025/QH15", "stated")
    assert rule(CODE, on=DAY).label == "Hạn trình kết quả xét tuyển"


def test_a_province_row_beats_the_countrys_in_that_province_only(world):
    _set(world.duc, province=world.province)
    assert value(CODE, on=DAY, province="44") == 7
    assert value(CODE, on=DAY, province="42") == 5
    assert value(CODE, on=DAY) == 5


def test_a_missing_row_is_said_to_be_missing():
    with pytest.raises(
        MissingRule, match="Chưa có tham số pháp luật “recruit.submit_days” có hiệu lực ngày 30/06/2024"
    ):
        value(CODE, on=date(2024, 6, 30))
    assert RuleBook(DAY).get("document.posting_days") is None


def test_a_whole_rule_book_is_one_query(django_assert_num_queries):
    with django_assert_num_queries(1):
        book = RuleBook(DAY, "44")
        assert book.value(CODE) == 5 and book.value("recruit.age_min") == 18


@pytest.mark.parametrize(
    ("changes", "field", "message"),
    [
        ({"code": "khong.co"}, "code", "Không có tham số"),
        ({"value": "bảy"}, "value", "cùng kiểu"),
        ({"started_on": date(2024, 7, 1)}, None, None),
        ({"started_on": date(2024, 1, 1)}, "started_on", "Đã có giá trị từ 01/07/2024"),
        ({"citation": "  "}, "citation", None),
    ],
)
def test_a_value_that_does_not_fit_is_refused(world, changes, field, message):
    with pytest.raises(ValidationError, match=message) as refused:
        _set(world.admin, **changes)
    assert field is None or list(refused.value.message_dict) == [field]
    assert value(CODE, on=DAY) == 5


def test_a_fraction_may_become_a_whole_number(world):
    _set(world.admin, code="recruit.quorum", value=1)
    assert value("recruit.quorum", on=DAY) == 1


@pytest.mark.parametrize("name", ["an", "chien", "le", "phuc", "phu", "duc", "quang", "hung"])
def test_country_rows_belong_to_the_administrator_of_the_country(world, name):
    with pytest.raises(PolicyDenied):
        _set(world.users[name])


@pytest.mark.parametrize("name", ["an", "chien", "quang", "hung"])
def test_rows_of_a_province_belong_to_its_reviewer_and_director(world, name):
    with pytest.raises(PolicyDenied):
        _set(world.users[name], province=world.province)


def test_a_reviewer_drafts_and_the_director_puts_in_force(world):
    with one_entry_per_object():
        draft = _set(world.phu, province=world.province)
    assert draft.is_draft and value(CODE, on=DAY, province="44") == 5
    with pytest.raises(PolicyDenied):
        services.parameter_approve(actor=world.phu, parameter=draft)
    with one_entry_per_object():
        services.parameter_approve(actor=world.duc, parameter=draft)
    assert value(CODE, on=DAY, province="44") == 7
    with pytest.raises(ValidationError):
        services.parameter_approve(actor=world.duc, parameter=draft)


def test_a_draft_is_seen_in_its_province_only_and_may_be_withdrawn(world):
    draft = _set(world.phu, province=world.province)
    seen = {user: Parameter.objects.visible_to(world.users[user]).filter(is_draft=True).exists()
            for user in ("an", "phu", "hung", "admin", "khanh")}  # fmt: skip
    assert seen == {"an": True, "phu": True, "hung": False, "admin": True, "khanh": False}
    with one_entry_per_object():
        services.parameter_withdraw(actor=world.phu, parameter=draft)
    assert not Parameter.objects.filter(is_draft=True).exists()


def test_what_is_in_force_is_never_removed(world):
    row = Parameter.objects.get(code=CODE)
    with pytest.raises(ValidationError, match="Đặt giá trị mới"):
        services.parameter_withdraw(actor=world.admin, parameter=row)


def test_a_swap_day_moves_a_limit_in_working_days(world):
    friday, monday = date(2026, 10, 2), date(2026, 10, 5)
    assert due_after(friday, 1) == monday
    with one_entry_per_object():
        services.day_set(
            actor=world.admin, day=monday, kind=DayKind.HOLIDAY, name="Nghỉ bù", citation="CV 1/TB"
        )
    assert due_after(friday, 1) == date(2026, 10, 6)
    with one_entry_per_object():
        services.day_set(
            actor=world.admin, day=monday, kind=DayKind.WORKDAY, name="Đổi lại", citation="CV 2/TB"
        )
    assert (SpecialDay.objects.count(), due_after(friday, 1)) == (1, monday)
    with one_entry_per_object():
        services.day_remove(actor=world.admin, row=SpecialDay.objects.get())
    assert day_table().workdays == frozenset()


@pytest.mark.parametrize("name", ["an", "duc", "quang"])
def test_only_the_administrator_of_the_country_keeps_the_calendar(world, name):
    with pytest.raises(PolicyDenied):
        services.day_set(actor=world.users[name], day=DAY, kind=DayKind.HOLIDAY, name="x", citation="x")

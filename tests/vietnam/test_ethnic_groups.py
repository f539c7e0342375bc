import pytest

from vietnam.ethnic_groups import BY_CODE, ETHNIC_GROUPS, KINH, ethnic_group
from vietnam.names import fold


def test_there_are_54_groups_in_the_official_order():
    assert [group.code for group in ETHNIC_GROUPS] == [f"{n:02d}" for n in range(1, 55)]
    assert len({group.name for group in ETHNIC_GROUPS}) == 54


def test_no_spelling_stands_for_two_groups():
    spellings = {}
    for group in ETHNIC_GROUPS:
        for spelling in (group.name, *group.aliases):
            key = "".join(filter(str.isalnum, fold(spelling)))
            assert spellings.setdefault(key, group) == group, spelling
            assert ethnic_group(spelling) == group


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("kinh", "Kinh"),
        ("BRU VAN KIEU", "Bru-Vân Kiều"),
        ("Bru - Vân Kiều", "Bru-Vân Kiều"),
        ("Vân Kiều", "Bru-Vân Kiều"),
        ("Êđê", "Ê-đê"),
        ("H'Mông", "Mông"),
        ("Khơ me", "Khơ-me"),
        ("Dân tộc Tày", "Tày"),
        ("người Gia Rai", "Gia-rai"),
        (" lôlô ", "Lô Lô"),
        ("08", "Mông"),
    ],
)
def test_a_group_is_found_however_it_is_spelt(text, name):
    assert ethnic_group(text).name == name


@pytest.mark.parametrize("text", ["", "Anh", "55", "dân tộc"])
def test_an_unknown_group_is_none(text):
    assert ethnic_group(text) is None


def test_all_but_kinh_are_minorities():
    assert [group.code for group in ETHNIC_GROUPS if not group.is_minority] == [KINH]
    assert str(BY_CODE["23"]) == "Bru-Vân Kiều"

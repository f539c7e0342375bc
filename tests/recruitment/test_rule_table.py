"""Applicants by rules: a row each, what every rule says with its fact, papers, priority."""

import re
from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from law.models import Parameter
from recruitment.eligibility import criteria
from recruitment.models import Application
from recruitment.rule_table import HEADS
from tests.force import make_person
from tests.recruitment.browsing import text, url
from tests.recruitment.conftest import ANH, LOC, PAPERS, on

pytestmark = pytest.mark.django_db


def table(story, query: str = "", who=None) -> str:
    with on(date(2025, 9, 6)):
        return text(story.world.client(who or story.an).get(f"{url('rules', story.campaign)}{query}"))


def test_every_rule_is_a_column_with_outcome_and_fact(story):
    story.open()
    story.appraise(story.receive("Thanh Lương", {**LOC, "education": "primary"}))
    story.receive("Tô Xá", {**ANH, "birth_date": date(1950, 1, 1)}, papers={})
    page = table(story)
    for code in [f"E{number:02}" for number in range(1, 15)]:
        assert f'data-l="{HEADS[code]}"' in page, code
    assert "Tiểu học, dưới Trung học cơ sở (Luật 30/2023/QH15, Điều 13, khoản 3)" in page
    assert "75 tuổi vào ngày 25/08/2025, đã qua ngày đủ 70 tuổi" in page and "Cần quyết định" in page
    assert "Cần xác minh" in page and "Thiếu 4" in page and "Đủ" in page
    assert "tính đến: ngày nhận hồ sơ" in page and "25/08/2025" in page
    assert "Từ đủ 18 đến đủ 70 tuổi" in page


def test_the_reference_date_is_the_laws(story):
    Parameter.objects.filter(code="recruit.reference_date").update(value="window_end")
    story.open()
    story.receive("Thanh Lương", LOC)
    page = table(story)
    assert "tính đến: ngày hết hạn nhận hồ sơ" in page and "40 tuổi vào ngày 07/09/2025" in page


def test_who_meets_more_priority_criteria_comes_first_and_nobody_is_barred(story):
    story.open()
    story.receive("Thanh Lương", LOC)
    anh = story.receive("Tô Xá", {**ANH, "served_army": True, "has_prestige": True})
    story.appraise(anh, lives_in_hamlet=True, was_member=True)
    page = table(story)
    assert page.index("Nguyễn Thị Ánh") < page.index("Phan Văn Lộc")
    assert ">4</summary>" in page and "Từng phục vụ trong Quân đội nhân dân" in page
    listed = table(story, "?sort=priority")
    assert listed.index("Phan Văn Lộc") < listed.index("Nguyễn Thị Ánh")


def test_a_province_may_put_one_criterion_before_the_others(story):
    story.open()
    story.receive("Thanh Lương", {**LOC, "served_police": True})
    story.receive("Tô Xá", {**ANH, "served_army": True, "has_prestige": True})
    Parameter.objects.filter(code="recruit.priority_order").update(value=["P01", "count"])
    page = table(story)
    assert page.index("Phan Văn Lộc") < page.index("Nguyễn Thị Ánh")


def test_facts_of_sentences_are_hidden_from_who_may_not_reveal_them_also_in_excel(story):
    story.open()
    story.appraise(story.receive("Thanh Lương", LOC), legal_facts={"serving_sentence": True})
    assert "Đang chấp hành án hình sự" in table(story)
    page = table(story, who=story.world.le)
    assert "Đang chấp hành án hình sự" not in page and "Đang che" in page
    for user, shown in ((story.an, True), (story.world.le, False)):
        answer = story.world.client(user).get(url("rules", story.campaign), {"xuat": "xlsx"})
        sheet = load_workbook(BytesIO(b"".join(answer.streaming_content))).active
        words = " ".join(str(cell) for row in sheet.iter_rows(values_only=True) for cell in row)
        assert ("Đang chấp hành án hình sự" in words) is shown and "Phan Văn Lộc" in words
        assert "40 tuổi vào ngày" not in words and "Tuổi" in words  # what is met is said in one word


def test_it_is_narrowed_by_team_state_and_name(story):
    story.open()
    story.receive("Thanh Lương", LOC)
    story.receive("Tô Xá", ANH, papers={})
    assert "Phan Văn Lộc" not in table(story, "?q=to+xa")
    assert "Phan Văn Lộc" not in table(story, "?trang_thai=incomplete")
    assert "Nguyễn Thị Ánh" not in table(story, "?q=loc")


def test_columns_are_named_in_words_and_no_code_of_the_catalogue_is_shown(story):
    story.open()
    story.appraise(story.receive("Thanh Lương", {**LOC, "served_army": True}))
    assert set(HEADS) == set(criteria()) and len(set(HEADS.values())) == len(HEADS)
    for page in (table(story), table(story, "?in=1")):
        assert not re.search(r"\b[EP]\d\d\b", page) and all(head in page for head in HEADS.values())


def test_an_empty_campaign_says_what_comes(story):
    story.open()
    assert "Chưa có hồ sơ nào trong đợt này" in table(story)


@pytest.mark.parametrize("query", ["?dong=100", "?in=1"])
def test_the_table_takes_few_queries_whatever_the_number_and_the_days(
    story, query, django_assert_max_num_queries
):
    story.open()
    story.receive("Thanh Lương", LOC)
    client, address = story.world.client(story.an), f"{url('rules', story.campaign)}{query}"
    client.get(address)
    with django_assert_max_num_queries(12) as few:
        client.get(address)
    line = story.line("Tô Xá")
    for number in range(30):
        one = Application.objects.create(
            campaign=story.campaign, line=line, source="own_wish", received_on=date(2025, 8, 22 + number % 9),
            person=make_person(story.world.commune_a, f"Người Thứ {number}"),
        )  # fmt: skip
        for kind, facts in PAPERS.items():
            one.papers.create(kind=kind, **facts)
    with django_assert_max_num_queries(len(few)):
        assert client.get(address).status_code == 200

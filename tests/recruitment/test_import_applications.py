"""An officer brings in the list of those whom a hamlet introduces, into the campaign of 2025."""

from datetime import date
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from audit.models import Entry
from communes.models import Hamlet
from contracts.policy import PolicyDenied
from jobs.models import ImportBatch, UndoLog
from jobs.services.undo import undo_apply
from recruitment.eligibility import priorities
from recruitment.models import Application, ApplicationPaper, Campaign
from recruitment.resources import ApplicationResource
from recruitment.services.applications import application_return, application_supplement
from recruitment.services.campaigns import campaign_close
from sheets.tables import heading_key
from teams.models import Person
from teams.services.people import HELD_ELSEWHERE
from tests.audited import one_entry_per_object
from tests.force import make_person
from tests.importing import Importing, errors, warnings
from tests.recruitment.conftest import LOC, on
from tests.teams.workbooks import book
from tests.world import SINCE

pytestmark = pytest.mark.django_db
HEAD = (
    "STT", "Họ và tên", "Ngày sinh", "Giới tính", "CCCD", "Điện thoại", "Thôn", "Dân tộc", "Trình độ", "Đảng viên",
    "Hình thức", "Ngày nộp", "Đơn", "Sơ yếu lý lịch", "Giấy khám sức khỏe", "Bằng tốt nghiệp",
)  # fmt: skip
HANDED_IN, TODAY = date(2025, 8, 25), date(2025, 8, 26)


def row(name="Phan Văn Lộc", **changes):
    """A man whom Thanh Lương introduces, with all four papers."""
    usual = (
        "", name, date(1985, 3, 4), "Nam", "044085000001", "0912345678", "Thanh Lương", "Kinh", "THPT", "x",
        "Thôn giới thiệu", HANDED_IN, date(2025, 8, 20), date(2025, 8, 20), date(2025, 8, 18), "x",
    )  # fmt: skip
    return tuple({**dict(zip(HEAD, usual, strict=True)), **changes}.values())


def anh(**changes):
    """A woman of Tô Xá who applies on her own and has yet to bring two papers."""
    given = {
        "Ngày sinh": 1990, "Giới tính": "Nữ", "CCCD": None, "Điện thoại": None, "Thôn": "Thôn Tô Xá",
        "Trình độ": "Tiểu học", "Đảng viên": None, "Hình thức": "tự nguyện", "Giấy khám sức khỏe": None,
        "Bằng tốt nghiệp": "không", **changes,
    }  # fmt: skip
    return row("Nguyễn Thị Ánh", **given)


def rows(*given):
    return book(HEAD, *given)


class Lists(Importing):
    """Lists of applicants, brought into the story's campaign unless another is named."""

    def __init__(self, story):
        super().__init__(story.world, "applications")
        self.story = story

    def _source(self, content, **source):
        return super()._source(content, **{"dot": str(self.story.campaign.pk), **source})


@pytest.fixture
def lists(story) -> Lists:
    story.open()
    with on(TODAY):
        yield Lists(story)


GOOD = rows(row(), anh())


def test_a_list_comes_in_whole_and_twice_changes_nothing(story, lists):
    with one_entry_per_object():
        outcome = lists.brought_in(GOOD)
    assert (outcome.counts["new"], outcome.counts["error"]) == (2, 0)
    loc = Application.objects.get(person__full_name="Phan Văn Lộc")
    assert (loc.line.team, loc.source, loc.received_on, loc.state) == (
        story.force.thanh_luong, "hamlet", HANDED_IN, "received",
    )  # fmt: skip
    assert (loc.person.citizen_id, loc.person.hamlet, loc.person.is_party_member) == (
        "044085000001", story.world.thanh_luong, True,
    )  # fmt: skip
    days = dict(loc.papers.values_list("kind", "issued_on"))
    assert days == {
        "application": date(2025, 8, 20), "cv": date(2025, 8, 20), "health_certificate": date(2025, 8, 18),
        "diploma": None,
    }  # fmt: skip
    two = Application.objects.get(person__full_name="Nguyễn Thị Ánh")
    assert (two.line.team, two.source, two.state) == (story.force.to_xa, "own_wish", "incomplete")
    assert (two.person.birth_is_year, two.papers.count()) == (True, 2)
    for words in ("Thiếu giấy chứng nhận sức khỏe. Báo ngay người nộp", "Thiếu bằng tốt nghiệp",
                  "Tiểu học, dưới Trung học cơ sở (Luật 30/2023/QH15, Điều 13, khoản 3)", "Thiếu CCCD"):  # fmt: skip
        assert words in warnings(outcome)
    told = {found.column: found.message for found in outcome.findings}
    assert "Thiếu bằng tốt nghiệp" in told["Bằng tốt nghiệp"] and "Tiểu học" in told["Trình độ"]
    entries = Entry.objects.count()
    assert lists.counts(GOOD) == (0, 0, 2)
    lists.brought_in(GOOD)
    assert (
        Application.objects.count() == 2 and Entry.objects.exclude(act__startswith="jobs.").count() <= entries
    )


PRIORITIES = (
    "Từng phục vụ CAND", "Bộ đội xuất ngũ", "Công an xã bán chuyên trách", "Am hiểu phong tục, có uy tín",
    "Từng tham gia lực lượng bảo vệ ANTT cơ sở", "Thường xuyên sống và làm việc tại thôn",
)  # fmt: skip
FACTS = (
    "served_police",
    "served_army",
    "was_part_time_police",
    "has_prestige",
    "was_member",
    "lives_in_hamlet",
)


def with_priorities(*given):
    """Lists with all six priority criteria: each row is a person and what the six cells say."""
    return book((*HEAD, *PRIORITIES), *((*one, *cells) for one, cells in given))


def held(name: str) -> list[str]:
    one = Application.objects.select_related("person").get(person__full_name=name)
    return [fact for fact in FACTS if getattr(one, fact, None) or getattr(one.person, fact, None)]


def test_all_six_priority_criteria_come_in_however_yes_is_written(lists):
    content = with_priorities(
        (row(), ("Có", "x", "1", "yes", "CO", "đúng")),
        (anh(), ("không", "", "0", None, "Khong", "X")),
    )
    with one_entry_per_object():
        lists.brought_in(content)
    assert held("Phan Văn Lộc") == list(FACTS) and held("Nguyễn Thị Ánh") == ["lives_in_hamlet"]
    loc = Application.objects.select_related("person", "receipt").get(person__full_name="Phan Văn Lộc")
    assert list(priorities(loc)) == ["P01", "P02", "P03", "P04", "P05", "P06"]
    assert len(loc.receipt.content["priorities"]) == 6
    assert lists.counts(content) == (0, 0, 2)


def test_a_cell_that_is_neither_yes_nor_no_is_named(lists):
    found = errors(lists.tried(with_priorities((row(), ("", "", "", "", "chưa rõ", "")))))
    assert found == [(2, PRIORITIES[4], "“chưa rõ” không rõ có hay không. Ghi x hoặc để trống.")]


def test_a_blank_priority_changes_nothing_and_one_that_differs_is_mended_at_the_application(story, lists):
    known = make_person(
        story.world.commune_a,
        "Phan Văn Lộc",
        birth_date=date(1985, 3, 4),
        has_prestige=True,
        served_army=True,
    )
    lists.brought_in(with_priorities((row(), ("", "", "", "", "x", ""))))
    known.refresh_from_db()
    assert (known.has_prestige, known.served_army) == (True, True)
    assert lists.counts(with_priorities((row(), ("", "", "", "", "", "")))) == (0, 0, 1)
    (found,) = errors(lists.tried(with_priorities((row(), ("", "", "", "", "", "Có")))))
    assert f"Tệp ghi khác sổ ở cột: {PRIORITIES[5]}" in found[2]


def test_priorities_are_taken_back_with_their_batch(story, lists):
    known = make_person(story.world.commune_a, "Phan Văn Lộc", birth_date=date(1985, 3, 4))
    lists.brought_in(with_priorities((row(), ("", "", "", "x", "x", "x"))))
    known.refresh_from_db()
    assert known.has_prestige
    undo_apply(actor=story.an, log=UndoLog.objects.get())
    known.refresh_from_db()
    assert not known.has_prestige and not Application.objects.exists()


def test_the_template_offers_all_six_and_no_heading_stands_for_two_columns():
    resource = ApplicationResource()
    assert set(FACTS) <= set(resource.read_fields)
    keys = [key for headings in resource.wanted().values() for key in {heading_key(one) for one in headings}]
    assert len(keys) == len(set(keys))


def test_the_list_of_applications_is_taken_out_with_the_six_under_headings_that_come_in_again(story, lists):
    lists.brought_in(with_priorities((row(), ("x", "", "", "x", "x", ""))))
    columns = ",".join(("person", "received_on", *FACTS))
    answer = story.world.client(story.an).get(
        f"{reverse('recruitment:application_list')}?xuat=xlsx&cot={columns}"
    )
    sheet = load_workbook(BytesIO(b"".join(answer.streaming_content))).active
    found = [[cell.value for cell in line] for line in sheet.iter_rows()]
    header = next(line for line in found if "Họ và tên" in line)
    taken = dict(zip(header, found[found.index(header) + 1], strict=True))
    fields = ApplicationResource().read_fields
    said = [taken[fields[name].column_name] or "" for name in FACTS]
    assert said == ["Có", "", "", "Có", "Có", ""]


def test_judged_in_the_list_is_judged_as_at_the_counter(story, lists):
    """The state of a row is what intake by hand gives for the same facts."""
    lists.brought_in(rows(row(), anh(**{"Giấy khám sức khỏe": "x", "Bằng tốt nghiệp": "x"})))
    found = dict(Application.objects.values_list("person__full_name", "state"))
    assert found == {"Phan Văn Lộc": "received", "Nguyễn Thị Ánh": "ineligible"}
    for one in Application.objects.select_related("campaign__commune", "person"):
        papers = {paper.kind: {"issued_on": paper.issued_on} for paper in one.papers.all()}
        application_supplement(actor=story.an, application=one, version=None, papers=papers)
    assert dict(Application.objects.values_list("person__full_name", "state")) == found


def test_who_served_before_is_found_and_corrected(story, lists):
    known = make_person(
        story.world.commune_a, "Phan Văn Lộc", birth_date=date(1985, 3, 4), education="primary"
    )
    before = Person.objects.count()
    with one_entry_per_object():
        lists.brought_in(rows(row()))
    known.refresh_from_db()
    assert (Person.objects.count(), known.education, known.citizen_id) == (
        before, "upper_secondary", "044085000001",
    )  # fmt: skip
    assert Application.objects.get().person == known


FAULTS = [
    (row(**{"Ngày nộp": date(2025, 9, 8)}), "Ngày nộp", "sau khi hết hạn nhận hồ sơ"),
    (row(**{"Ngày nộp": date(2025, 8, 21)}), "Ngày nộp", "trước khi bắt đầu nhận hồ sơ"),
    (row(**{"Ngày nộp": date(2025, 8, 27)}), "Ngày nộp", "Ngày nhận chưa đến"),
    (row(**{"Ngày nộp": None}), "Ngày nộp", "Ô này bắt buộc"),
    (row(CCCD="12"), "CCCD", "CCCD phải có 12 số"),
    (row(CCCD="044085000009"), "CCCD", HELD_ELSEWHERE),
    (row(CCCD="044085000007"), "CCCD", "trong sổ của xã là của Trần Văn Khác. Kiểm tra lại số và họ tên"),
    (row(Thôn="Đoài"), "Thôn", "Không có thôn “Đoài”"),
    (row(Thôn="Xóm Mới"), "Thôn", "không có chỉ tiêu trong đợt này. Ghi Tổ dự tuyển vào: Tổ Thanh Lương; Tổ Tô Xá"),
    (row(Thôn=None), "Thôn", "Chưa rõ dự tuyển vào Tổ nào"),
    (row(Đơn=date(2025, 8, 26)), "Đơn", "ngày cấp sau ngày nhận 25/08/2025"),
    (row(Đơn="2025"), "Đơn", "chưa đủ ngày, tháng, năm"),
    (row(**{"Ngày sinh": date(2015, 3, 4)}), "Ngày sinh", "ngoài khoảng"),
    (row(**{"Hình thức": "đề cử"}), "Hình thức", "Ghi một trong: Thôn giới thiệu, Tự nguyện"),
    (row("Phan Thanh Hà", CCCD=None, **{"Ngày sinh": date(1980, 2, 5)}), "Họ và tên",
     "Phan Thanh Hà đang là thành viên Tổ Thanh Lương, không dự tuyển được"),
    (row("Nguyễn Thị Ánh", **{"Ngày sinh": 1990, "Thôn": "Tô Xá"}), "Họ và tên", "Trùng với dòng 2 trong tệp"),
    (row("Lê Văn Chờ", CCCD=None), "Họ và tên", "Lê Văn Chờ đang có hồ sơ ở đợt “Đợt trước” (đã nhận)"),
    (row("Lê Văn Có", CCCD=None), "Họ và tên", "Lê Văn Có đã có hồ sơ trong đợt này. Mở hồ sơ đó để bổ sung"),
    (row("Lê Văn Có", CCCD="044085000005"), "Họ và tên", "Lê Văn Có đã có hồ sơ trong đợt này"),
]  # fmt: skip


@pytest.mark.parametrize(("faulty", "column", "words"), FAULTS, ids=[fault[2][:30] for fault in FAULTS])
def test_a_faulty_cell_is_named_with_row_column_and_remedy(story, lists, faulty, column, words):
    world, born = story.world, {"birth_date": date(1985, 3, 4)}
    make_person(world.commune_b, "Lê Văn Chín", citizen_id="044085000009")
    make_person(world.commune_a, "Trần Văn Khác", citizen_id="044085000007")
    Hamlet.objects.create(commune=world.commune_a, name="Xóm Mới", started_on=SINCE)
    earlier = Campaign.objects.create(
        commune=world.commune_a, title="Đợt trước", state="listed", opens_on=date(2025, 8, 1),
        closes_on=date(2025, 8, 10), filing_place="Công an xã",
    )  # fmt: skip
    waiting = {
        "Lê Văn Chờ": earlier.lines.create(team=story.force.to_xa, count=1), "Lê Văn Có": story.line("Tô Xá"),
    }  # fmt: skip
    for name, line in waiting.items():
        person = make_person(world.commune_a, name, **born, citizen_id=f"04408500001{len(name)}")
        Application.objects.create(
            campaign=line.campaign, line=line, person=person, source="hamlet", received_on=HANDED_IN
        )
    found = errors(lists.tried(rows(anh(), faulty)))
    assert any(at == (3, column) and words in message for *at, message in found for at in [tuple(at)]), found
    assert "Hòa Trạch" not in str(found)


def test_the_rule_of_one_application_at_a_time_holds_at_the_counter_too(story):
    story.open()
    story.receive("Thanh Lương", LOC)
    first = story.campaign
    story.more_room()
    story.open(title="Đợt sau", quotas={story.force.to_xa: 1})
    with pytest.raises(ValidationError, match="đang có hồ sơ ở đợt “Tuyển chọn bổ sung"):
        story.receive("Tô Xá", LOC)
    assert not story.campaign.applications.exists() and first.applications.count() == 1


def test_a_list_does_not_mend_an_application_nor_bring_back_what_was_returned(story, lists):
    lists.brought_in(GOOD)
    late_papers = rows(row(), anh(**{"Giấy khám sức khỏe": "x", "Điện thoại": "0912345679"}))
    [(number, column, message)] = errors(lists.tried(late_papers))
    assert (number, column) == (3, "Họ và tên")
    assert "Tệp ghi khác sổ ở cột: Điện thoại, Giấy khám sức khỏe." in message

    one = Application.objects.select_related("campaign__commune").get(person__full_name="Nguyễn Thị Ánh")
    application_return(actor=story.an, application=one, version=None, reason="Không bổ sung giấy tờ")
    outcome = lists.tried(GOOD)
    assert errors(outcome) == [] and outcome.counts["unchanged"] == 2
    assert "Hồ sơ nộp ngày 25/08/2025 đã ghi “từ chối”: không nhận lại" in warnings(outcome)
    anew = rows(anh(**{"Ngày nộp": date(2025, 8, 26)}))
    assert lists.counts(anew) == (1, 0, 0)


def test_the_batch_is_taken_back_while_the_campaign_takes_applications(story, lists):
    before = Person.objects.count()
    lists.brought_in(GOOD)
    with one_entry_per_object():
        undo_apply(actor=story.world.chien, log=UndoLog.objects.get())
    assert (Person.objects.count(), Application.objects.count(), ApplicationPaper.objects.count()) == (
        before,
        0,
        0,
    )


def test_what_was_supplemented_is_not_taken_back(story, lists):
    lists.brought_in(GOOD)
    one = Application.objects.select_related("campaign__commune").get(person__full_name="Nguyễn Thị Ánh")
    application_supplement(
        actor=story.an, application=one, version=None, papers={"diploma": {"issuer": "Sở GDĐT"}}
    )
    with pytest.raises(PolicyDenied, match="đã được sửa tiếp sau đợt này"):
        undo_apply(actor=story.an, log=UndoLog.objects.get())


def test_nothing_is_taken_back_once_the_campaign_takes_no_more(story, lists):
    """Not even where no row of the batch went on."""
    lists.brought_in(rows(anh(**{"Giấy khám sức khỏe": "x", "Bằng tốt nghiệp": "x"})))
    log = UndoLog.objects.get()
    with on(date(2025, 9, 8)):
        campaign_close(actor=story.an, campaign=story.fresh(), version=None)
        with pytest.raises(PolicyDenied, match="không còn nhận hồ sơ nên không hoàn tác được"):
            undo_apply(actor=story.an, log=log)
    assert Application.objects.count() == 1


def test_only_the_own_communes_campaigns_that_take_applications(story, lists):
    world, pk = story.world, story.campaign.pk
    with pytest.raises(PolicyDenied):
        lists.tried(GOOD, actor=world.le)
    with pytest.raises(PolicyDenied):
        lists.tried(GOOD, actor=world.binh)
    with pytest.raises(ValidationError, match="Xã không có đợt tuyển chọn này"):
        lists.tried(GOOD, dot="0")
    Campaign.objects.filter(pk=pk).update(state="listed")
    with pytest.raises(PolicyDenied, match="không có đợt tuyển chọn nào đang nhận hồ sơ"):
        lists.tried(GOOD)


def test_the_button_carries_the_campaign_that_is_listed(story, lists):
    client, address = story.world.client(story.an), reverse("jobs:import_new", args=["applications"])
    listed = reverse("recruitment:application_list")
    assert f'href="{address}"' in client.get(listed).content.decode()
    chosen = f"{address}?dot={story.campaign.pk}"
    assert chosen in client.get(f"{listed}?dot={story.campaign.pk}").content.decode()
    assert chosen in client.get(story.campaign.get_absolute_url()).content.decode()
    newer = Campaign.objects.create(
        commune=story.world.commune_a, title="Đợt mới hơn", state="receiving", opens_on=date(2025, 8, 24),
        closes_on=date(2025, 9, 9), filing_place="Công an xã",
    )  # fmt: skip
    page = client.get(chosen).content.decode()
    assert "Tuyển chọn bổ sung Tổ bảo vệ ANTT 2025, nhận đến hết 07/09/2025" in page and "Đợt mới hơn" in page
    assert client.get(chosen).context["form"]["dot"].initial == str(story.campaign.pk)
    assert client.get(address).context["form"]["dot"].initial == str(newer.pk)
    assert client.get(reverse("jobs:import_template", args=["applications"])).status_code == 200
    Campaign.objects.update(state="listed")
    page = client.get(f"{listed}?dot={story.campaign.pk}").content.decode()
    assert "Chỉ nhận hồ sơ ở bước “Đang nhận hồ sơ”" in page and chosen not in page
    assert client.get(address).status_code == 403


def test_the_upload_keeps_the_chosen_campaign_and_takes_no_other(story, lists):
    client, address = story.world.client(story.an), reverse("jobs:import_new", args=["applications"])
    elsewhere = Campaign.objects.create(
        commune=story.world.commune_b, title="Đợt xã khác", state="receiving", opens_on=date(2025, 8, 24),
        closes_on=date(2025, 9, 9), filing_place="Công an xã",
    )  # fmt: skip
    for pk, status in ((elsewhere.pk, 422), ("", 422), (story.campaign.pk, 302)):
        file = SimpleUploadedFile("gioi-thieu.xlsx", GOOD)
        assert client.post(address, {"file": file, "dot": pk}).status_code == status
    assert ImportBatch.objects.get().options == {"dot": str(story.campaign.pk)}


def test_queries_do_not_grow_with_the_rows(story, lists):
    """What is read is counted; SQLite takes so many values a statement that a long list is written in several."""
    lists.brought_in(rows(row("Lê AA Em", CCCD="044085000099")))
    reads = []
    for first, number in ((0, 2), (100, 60)):
        given = [
            row(f"Lê {chr(65 + n // 26)}{chr(65 + n % 26)} Em", CCCD=f"044085{first + n:06}", **{
                "Ngày sinh": date(1970 + n % 30, 1 + first // 100, 1 + n % 28),
            })
            for n in range(number)
        ]  # fmt: skip
        with CaptureQueriesContext(connection) as seen:
            outcome = lists.brought_in(rows(*given))
        assert outcome.counts["new"] == number and len(seen) <= 75
        reads.append(sum(query["sql"].startswith("SELECT") for query in seen.captured_queries))
    assert reads[1] <= reads[0]

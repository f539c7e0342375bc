"""Holders of hamlet posts, as the seed of Bắc Kạn asks: rated every year, some to be replaced, commended, disciplined.

Lan heads Tô Xá, a hamlet of Quảng Trạch. Dũng is a member of the team of Thanh Lương.
"""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from activities.about import subject_of, subjects_offered
from activities.choices import AssessmentKind, DisciplineForm, Result
from activities.models import Assessment, Commendation, Discipline
from activities.services.assessments import assessment_update
from activities.services.records import record_cancel
from audit.models import Entry
from contracts.measuring import Days, counted_rows
from contracts.policy import PolicyDenied
from teams.choices import PostGround, PostKind
from tests.activities.conftest import TODAY, assess, commend, discipline, hold, member, post_holder
from tests.activities.test_measures import YEAR, measured
from tests.activities.test_pages import body
from tests.audited import one_entry_per_object
from tests.force import make_person
from tests.world import make_user

pytestmark = pytest.mark.django_db
FAILED = {"result": Result.FAILED, "ground": PostGround.LOST_TRUST}
RATE = reverse("activities:assessment_new", args=["annual_rating"])
RATINGS = reverse("activities:evaluations")


@pytest.fixture
def lan(world, force):
    return post_holder(world)


def offered(user, on: date = TODAY) -> list[str]:
    return [subject.label for subject in subjects_offered(user, on, among=["post_holder"])]


# ── Who can be named ─────────────────────────────────────────────────────────
def test_a_holder_of_several_posts_is_offered_once_with_the_one_taken_up_last(world, lan):
    hold(world, lan.row, PostKind.ELDERLY, started_on=date(2026, 3, 1))
    hold(
        world, lan.row, PostKind.WOMEN, started_on=date(2026, 4, 1), ended_on=date(2026, 6, 1), end_kind="resigned"
    )  # fmt: skip
    hai = make_person(world.commune_a, "Trần Văn Hải")
    hold(world, hai, PostKind.OTHER, world.thanh_luong, other_title="Cộng tác viên dân số")

    assert offered(world.an) == [
        "Trần Văn Hải (Cộng tác viên dân số, Thôn Thanh Lương)",
        "Lê Thị Lan (Chi hội trưởng Người cao tuổi, Thôn Tô Xá)",
    ]
    earlier = "Lê Thị Lan (Trưởng thôn, Tổ trưởng tổ dân phố, Thôn Tô Xá)"
    assert earlier in offered(world.an, date(2026, 2, 28))
    assert (
        offered(world.binh) == [] and offered(world.phu) == [] and offered(world.an, date(2025, 6, 30)) == []
    )


def test_who_left_the_post_is_offered_for_a_year_after(world, force):
    left = date(2026, 2, 1)
    lan = post_holder(world, ended_on=left, end_kind="resigned")
    assert commend(world, lan, issued_on=date(2026, 10, 30)).pk

    assert len(offered(world.an, left + timedelta(days=365))) == 1
    assert offered(world.an, left + timedelta(days=366)) == []


def test_no_secret_is_read_and_many_holders_take_as_many_queries_as_one(world, lan):
    def queries() -> list[str]:
        with CaptureQueriesContext(connection) as found:
            offered(world.an)
        return [query["sql"] for query in found]

    before = queries()
    assert not any('"citizen_id"' in sql or '"health_note"' in sql for sql in before)
    for number in range(9):
        hold(world, make_person(world.commune_a, f"Lê Văn Số {number}"), PostKind.HEALTH)
    assert len(offered(world.an)) == 10 and len(queries()) == len(before) == 2


# ── Yearly ratings ───────────────────────────────────────────────────────────
def test_a_member_who_holds_a_post_is_rated_once_a_year_in_each_capacity(world, force):
    dung = member(force, "Hoàng Văn Dũng")
    hold(world, dung.row)
    head = subject_of("post_holder", dung.row)
    with one_entry_per_object():
        assess(world, dung)
        assess(world, head, result=Result.FAILED)

    with pytest.raises(ValidationError, match="đã có kết quả loại này trong năm"):
        assess(world, head)
    assert {row.subject_label: row.result for row in Assessment.objects.all()} == {
        "Thành viên Tổ bảo vệ": "good", "Người hoạt động không chuyên trách": "failed",
    }  # fmt: skip


def test_a_rating_names_the_ground_and_the_audit_keeps_it_to_itself(world, lan):
    with one_entry_per_object():
        row = assess(world, lan, **FAILED)
    assert row.ground_label == "Mất uy tín với nhân dân"
    with one_entry_per_object():
        assessment_update(
            actor=world.chien, assessment=row, version=1, result=Result.COMPLETED, decided_on=row.decided_on,
            ground=PostGround.OLD_AGE,
        )  # fmt: skip
    assert Assessment.objects.get().ground == PostGround.OLD_AGE
    told = Entry.objects.filter(act__startswith="activities.assessment")
    assert told.count() == 2 and not any(
        ground.value in str((e.before, e.after)) for e in told for ground in PostGround
    )


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"result": Result.GOOD}, "chỉ ghi khi kết quả là “Hoàn thành nhiệm vụ” hoặc “Không hoàn thành nhiệm vụ”"),
        ({"result": Result.EXCELLENT}, "Để trống mục này, hoặc chọn lại kết quả"),
        ({"ground": "bored"}, "không có trong danh mục. Chọn lại"),
    ],
)  # fmt: skip
def test_a_ground_that_does_not_fit_is_refused_at_its_field(world, lan, change, words):
    with pytest.raises(ValidationError, match=words) as refused:
        assess(world, lan, **{**FAILED, **change})
    assert list(refused.value.message_dict) == ["ground"]


def test_a_ground_is_for_holders_of_posts_alone_and_a_bad_result_needs_none(world, force, lan):
    for subject in (member(force, "Hoàng Văn Dũng"), subject_of("team", force.to_xa)):
        with pytest.raises(
            ValidationError, match="chỉ ghi cho: Người hoạt động không chuyên trách"
        ) as refused:
            assess(world, subject, **FAILED)
        assert list(refused.value.message_dict) == ["ground"]
    row = assess(world, lan, result=Result.FAILED)
    with pytest.raises(ValidationError) as refused:
        assessment_update(
            actor=world.an, assessment=row, version=1, result=Result.GOOD, decided_on=row.decided_on,
            ground=PostGround.HEALTH,
        )  # fmt: skip
    assert list(refused.value.message_dict) == ["ground"]


def test_holders_get_no_titles_and_only_their_commune_writes_of_them(world, lan):
    with pytest.raises(ValidationError, match="không phải đối tượng"):
        assess(world, lan, AssessmentKind.CULTURAL, result=Result.RECOGNISED)
    for who in ("binh", "le", "phuc", "phu", "hai"):
        for write in (commend, assess, discipline):
            with pytest.raises(PolicyDenied):
                write(world, lan, actor=getattr(world, who))
    commend(world, lan)
    assert not Commendation.objects.visible_to(world.phuc).exists()
    assert Commendation.objects.visible_to(world.le).exists()


# ── Figures ──────────────────────────────────────────────────────────────────
HOLDERS = {
    "kct_evaluated": Assessment, "kct_flagged_for_replacement": Assessment, "kct_commended": Commendation,
    "kct_corrected": Discipline, "kct_disciplined": Discipline,
}  # fmt: skip
MEMBERS = ("bm1_22", "bm1_24", "team_members_commended", "team_members_disciplined")


def figures(world, codes=HOLDERS, span: Days = YEAR) -> list[int]:
    return [measured(code, world.commune_a, span) for code in codes]


def test_holders_are_counted_apart_from_members_and_figures_open_to_as_many_rows(world, force, lan):
    dung = member(force, "Hoàng Văn Dũng")
    hold(world, dung.row, PostKind.MILITIA)
    for write in (commend, discipline, assess):
        write(world, dung)
    assert figures(world) == [0, 0, 0, 0, 0] and figures(world, MEMBERS) == [0, 1, 1, 1]

    assess(world, lan, **FAILED)
    assess(world, subject_of("post_holder", dung.row))
    commend(world, lan)
    commend(world, subject_of("post_holder", dung.row), issued_on=date(2026, 9, 2))
    for form in DisciplineForm:
        discipline(world, lan, form=form)
    assert figures(world) == [2, 1, 2, 2, 3] and figures(world, MEMBERS) == [0, 1, 1, 1]
    assert measured("commended_individuals", world.commune_a) == 3
    opened = [counted_rows(model.objects.visible_to(world.an), code, YEAR) for code, model in HOLDERS.items()]
    assert [rows.count() for rows in opened] == figures(world)


def test_ratings_count_in_their_year_and_the_rest_on_the_day(world, lan):
    assess(world, lan, **FAILED, year=2025, decided_on=date(2026, 1, 20))
    commend(world, lan, issued_on=date(2026, 9, 30))
    discipline(world, lan, decided_on=date(2026, 10, 1))
    wrong = discipline(world, lan, form=DisciplineForm.WARNING, decided_on=date(2026, 10, 31))
    record_cancel(actor=world.an, record=wrong, version=1, reason="Ghi nhầm người")

    assert figures(world) == [0, 0, 1, 1, 0]
    assert figures(world, span=Days(date(2025, 1, 1), date(2025, 12, 31)))[:2] == [1, 1]
    assert figures(world, span=Days(date(2025, 1, 1), date(2025, 11, 30)))[:2] == [0, 0]
    assert figures(world, span=Days(date(2026, 10, 1), date(2026, 10, 31))) == [0, 0, 0, 1, 0]
    assert figures(world, span=Days(date(2026, 1, 1), date(2026, 9, 30))) == [0, 0, 1, 0, 0]


# ── Pages ────────────────────────────────────────────────────────────────────
def test_the_picker_offers_holders_under_their_heading_with_a_hint(world, lan):
    an = world.client(world.an)
    for name in ("commendation_new", "discipline_new"):
        form = body(an.get(reverse(f"activities:{name}")))
        assert form.count('<optgroup label="Người hoạt động không chuyên trách">') == 1
        assert "có tên ở cả hai mục" in form and lan.key in form
        assert "Căn cứ phải thay thế" not in form
    assert "có tên ở cả hai mục" not in body(an.get(reverse("activities:new", args=["team_meeting"])))


def test_who_left_lately_stands_under_the_same_heading_as_the_others(world, lan):
    hold(
        world, make_person(world.commune_a, "Trần Văn Hải"), PostKind.WOMEN, ended_on=date(2025, 8, 1),
        end_kind="resigned",
    )  # fmt: skip
    page = world.client(world.an).post(RATE, {"decided_on": "1/12/2025"})
    assert "Trần Văn Hải" in body(page) and body(page).count("<optgroup") == 3


def test_from_the_page_of_the_post_the_holder_is_rated_with_a_ground(world, force, lan):
    an, post = world.client(world.an), lan.row.posts.get()
    page = body(an.get(post.get_absolute_url()))
    address = f"{RATE}?ve={lan.key}"
    assert address in page and "Chưa ghi khen thưởng nào." in page and "Sinh hoạt</h2>" not in page

    form = body(an.get(address))
    assert (
        "Căn cứ phải thay thế, miễn nhiệm" in form
        and "Chỉ ghi cho: Người hoạt động không chuyên trách" in form
    )
    data = {
        "subject": lan.key,
        "year": "2026",
        "result": "good",
        "ground": "old_age",
        "decided_on": "10/6/2026",
    }
    refused = an.post(address, data)
    assert refused.status_code == 422 and list(refused.context["form"].errors) == ["ground"]
    assert an.post(address, {**data, "result": "completed"}).status_code == 302

    row = Assessment.objects.get()
    assert "Tuổi quá cao" in body(an.get(row.get_absolute_url()))
    assert "năm 2026: Hoàn thành nhiệm vụ" in body(an.get(post.get_absolute_url()))
    edit = reverse("activities:assessment_edit", args=[row.pk])
    assert 'value="old_age" selected' in body(an.get(edit))
    data = {"result": "good", "ground": "", "decided_on": "10/6/2026", "version": "1"}
    assert an.post(edit, data).status_code == 302
    assert Assessment.objects.get().ground == ""


def test_where_nobody_can_have_a_ground_none_is_asked(world, force):
    an, team = world.client(world.an), subject_of("team", force.to_xa)
    assert "Căn cứ phải thay thế" not in body(an.get(RATE))
    post_holder(world)
    assert "Căn cứ phải thay thế" in body(an.get(RATE))
    assert "Căn cứ phải thay thế" not in body(an.get(f"{RATE}?ve={team.key}"))
    row = assess(world, team)
    assert "Căn cứ phải thay thế" not in body(an.get(row.get_absolute_url()))
    assert "Căn cứ phải thay thế" not in body(an.get(reverse("activities:assessment_edit", args=[row.pk])))


def test_grounds_are_for_the_communes_police_and_the_province(world, lan):
    row = assess(world, lan, **FAILED)
    assess(world, post_holder(world, "Trần Văn Hải", post=PostKind.MILITIA), result=Result.COMPLETED)
    for user in (world.an, world.chien, world.phu, world.duc):
        client = world.client(user)
        assert "Mất uy tín" in body(client.get(row.get_absolute_url()))
        assert "Mất uy tín" in body(client.get(RATINGS))
        for wanted in ("co", "lost_trust"):
            assert 'class="count">1 kết quả' in body(client.get(RATINGS, {"can_cu": wanted}))
        assert 'class="count">0 kết quả' in body(client.get(RATINGS, {"can_cu": "health"}))

    le = world.client(world.le)
    page, found = body(le.get(row.get_absolute_url())), body(le.get(RATINGS, {"can_cu": "lost_trust"}))
    assert "Mất uy tín" not in page and "Việc này dành cho" in page
    assert "Mất uy tín" not in found and 'class="count">2 kết quả' in found
    assert "Căn cứ phải thay thế" not in body(le.get(reverse("activities:recognitions")))


def test_the_admin_shows_a_ground_only_to_who_may_see_it(world, lan):
    address = reverse("admin:activities_assessment_change", args=[assess(world, lan, **FAILED).pk])
    quang = world.client(world.quang)
    assert "Lê Thị Lan" in body(quang.get(address)) and "Mất uy tín" not in body(quang.get(address))
    both = make_user("quyen", "Ngô Văn Quyền", "admin", world.province, is_staff=True)
    both.grants.create(role="reviewer", started_on=TODAY)
    assert "Mất uy tín" in body(world.client(both).get(address))


def test_the_members_page_shows_what_is_registered_of_both_capacities(world, force):
    spell = force.member("Hoàng Văn Dũng")
    an, page = world.client(world.an), reverse("teams:membership", args=[spell.pk])
    assert "Chức danh thôn: đánh giá" not in body(an.get(page))
    hold(world, spell.person)
    commend(world, member(force, "Hoàng Văn Dũng"), reason="Bắt trộm")
    commend(
        world, subject_of("post_holder", spell.person), reason="Vận động hiến đất", issued_on=date(2026, 9, 2)
    )

    shown = body(an.get(page))
    assert (
        shown.index("Bắt trộm")
        < shown.index("Chức danh thôn: khen thưởng")
        < shown.index("Vận động hiến đất")
    )
    post = body(an.get(spell.person.posts.get().get_absolute_url()))
    assert "Vận động hiến đất" in post and "Bắt trộm" not in post


def test_lists_tell_the_capacities_apart_and_open_the_figures(world, force, lan):
    an = world.client(world.an)
    assess(world, member(force, "Hoàng Văn Dũng"))
    assess(world, lan, **FAILED)
    discipline(world, lan)
    page = body(an.get(RATINGS))
    assert "Thành viên Tổ bảo vệ" in page and "Người hoạt động không chuyên trách" in page
    assert 'class="count">1 kết quả' in body(an.get(RATINGS, {"doi_tuong": "post_holder"}))
    days = {"tu": "01/01/2026", "den": "31/12/2026", "xa": "19057"}
    found = body(an.get(RATINGS, {"so_lieu": "kct_flagged_for_replacement", **days}))
    assert 'class="count">1 kết quả' in found and "Lê Thị Lan" in found
    found = body(an.get(reverse("activities:disciplines"), {"so_lieu": "kct_corrected", **days}))
    assert 'class="count">1 lượt' in found and "Lê Thị Lan" in found

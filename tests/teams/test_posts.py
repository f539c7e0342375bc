"""Posts of hamlets as the officers of a commune register them."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from audit.models import Entry
from contracts.policy import PolicyDenied
from contracts.records import StaleRecord
from documents.choices import DocumentType
from documents.models import Document
from law.models import Parameter
from teams.choices import PostEnd, PostGround, PostKind, PostStart, PropagandaRole
from teams.core_posts import core_posts
from teams.models import HamletPost, Person
from teams.services.posts import Paper, post_end, post_start, post_update
from tests.audited import one_entry_per_object
from tests.force import make_person

pytestmark = pytest.mark.django_db
SECRETARY, HEAD, FRONT = PostKind.PARTY_SECRETARY, PostKind.HAMLET_HEAD, PostKind.FRONT_HEAD
MINUTES = Paper(
    DocumentType.MINUTES,
    {
        "symbol": "01/BB-TL", "signed_on": date(2026, 3, 1), "title": "Bầu Trưởng thôn Thanh Lương",
        "signer_name": "Trần Văn Thư", "signer_title": "Trưởng Tổ bầu cử",
    },
)  # fmt: skip


def hold(world, person, post=HEAD, hamlet=None, actor=None, **facts) -> HamletPost:
    facts = {"started_on": date(2026, 3, 1), "start_kind": PostStart.BALLOT, **facts}
    return post_start(
        actor=actor or world.an, person=person, hamlet=hamlet or world.thanh_luong, post=post, **facts
    )


def test_an_officer_records_a_post_with_its_minutes_and_every_row_is_audited_once(world, force):
    lan = make_person(world.commune_a, "Lê Thị Lan")
    with one_entry_per_object():
        post = hold(world, lan, paper=MINUTES)

    assert (post.person, post.title) == (lan, "Trưởng thôn, Tổ trưởng tổ dân phố")
    assert (post.start_paper.type, post.start_paper.agency.kind) == ("bb", "hamlets")


def test_a_new_person_is_registered_with_the_post_and_a_refused_post_leaves_nobody_behind(world, force):
    facts = {"full_name": "Mai Văn Tám", "birth_date": date(1960, 1, 1)}
    with one_entry_per_object():
        hold(world, None, facts=facts)
    assert HamletPost.objects.get().person.home_commune == world.commune_a

    with pytest.raises(ValidationError, match="mỗi thôn chỉ một người"):
        hold(world, None, facts={"full_name": "Mai Văn Chín"})
    assert not Person.objects.filter(full_name="Mai Văn Chín").exists()


def test_a_member_of_a_team_may_hold_several_posts_at_once(world, force):
    dung = force.member("Hoàng Văn Dũng").person
    hold(world, dung)
    hold(world, dung, SECRETARY)
    assert HamletPost.objects.held_by(dung).count() == 2


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"started_on": date(2025, 6, 30)}, "started_on"),
        ({"post": PostKind.OTHER}, "other_title"),
        ({"other_title": "Cộng tác viên dân số"}, "other_title"),
        ({"contracted_on": date(2026, 2, 28)}, "contracted_on"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(world, force, change, field):
    with pytest.raises(ValidationError) as refused:
        hold(world, make_person(world.commune_a, "Lê Thị Lan"), **change)
    assert list(refused.value.message_dict) == [field]
    assert not HamletPost.objects.exists()


def test_a_person_of_another_commune_is_refused(world, force):
    with pytest.raises(ValidationError, match="do xã khác quản lý"):
        hold(world, force.member("Cao Xuân Hiền").person)


def test_a_single_post_is_free_again_from_the_day_its_holder_left(world, force):
    lan, hai = (make_person(world.commune_a, name) for name in ("Lê Thị Lan", "Trần Văn Hải"))
    first = hold(world, lan)
    with pytest.raises(ValidationError, match="Lê Thị Lan giữ chức danh này"):
        hold(world, hai, started_on=date(2026, 8, 1))

    with one_entry_per_object():
        post_end(
            actor=world.an, post=first, version=1, ended_on=date(2026, 8, 1), end_kind=PostEnd.TERM_ENDED
        )
    with pytest.raises(ValidationError, match="đến trước 01/08/2026"):
        hold(world, hai, started_on=date(2026, 7, 31))
    assert hold(world, hai, started_on=date(2026, 8, 1)).ended_on is None


def test_posts_of_which_a_hamlet_has_several_are_refused_only_to_the_same_person(world, force):
    lan, hai = (make_person(world.commune_a, name) for name in ("Lê Thị Lan", "Trần Văn Hải"))
    hold(world, lan, PostKind.HEALTH)
    hold(world, hai, PostKind.HEALTH)
    with pytest.raises(ValidationError, match="Người này giữ chức danh này"):
        hold(world, lan, PostKind.HEALTH, started_on=date(2026, 9, 1))


@pytest.mark.parametrize(
    ("kind", "ground", "ended_on", "field"),
    [
        (PostEnd.REPLACED, "", date(2026, 8, 1), "end_ground"),
        (PostEnd.DISMISSED, "", date(2026, 8, 1), "end_ground"),
        (PostEnd.DIED, PostGround.HEALTH, date(2026, 8, 1), "end_ground"),
        (PostEnd.RESIGNED, "", date(2026, 3, 1), "ended_on"),
    ],
)
def test_an_end_has_its_day_and_where_needed_its_ground(world, force, kind, ground, ended_on, field):
    post = hold(world, make_person(world.commune_a, "Lê Thị Lan"))
    with pytest.raises(ValidationError) as refused:
        post_end(actor=world.an, post=post, version=1, ended_on=ended_on, end_kind=kind, end_ground=ground)
    assert list(refused.value.message_dict) == [field]


def test_what_ended_stays_as_it_is_and_a_stale_end_is_told(world, force):
    post = hold(world, make_person(world.commune_a, "Lê Thị Lan"))
    post_update(actor=world.chien, post=post, version=1, contracted_on=date(2026, 4, 1))
    old = HamletPost.objects.get()
    end = {"actor": world.an, "ended_on": date(2026, 8, 1), "end_kind": PostEnd.RESIGNED}
    with pytest.raises(StaleRecord):
        post_end(**end, post=old, version=1)
    post_end(**end, post=HamletPost.objects.get(), version=2)
    with pytest.raises(PolicyDenied, match="đã thôi chức danh"):
        post_update(actor=world.an, post=HamletPost.objects.get(), version=3, contracted_on=None)


def test_a_role_beside_the_post_has_its_first_day_and_a_missing_paper_may_follow(world, force):
    post = hold(world, make_person(world.commune_a, "Lê Thị Lan"))
    with pytest.raises(ValidationError) as refused:
        post_update(actor=world.an, post=post, version=1, propaganda_role=PropagandaRole.MEDIATOR)
    assert list(refused.value.message_dict) == ["propaganda_since"]

    post = HamletPost.objects.get()
    with one_entry_per_object():
        post_update(
            actor=world.an, post=post, version=1, paper=MINUTES, propaganda_role=PropagandaRole.MEDIATOR,
            propaganda_since=date(2026, 5, 1),
        )  # fmt: skip
    assert HamletPost.objects.get().start_paper == Document.objects.get()


@pytest.mark.parametrize("who", ["binh", "le", "phuc", "phu", "hai"])
def test_only_the_communes_own_registrars_write_its_posts(world, force, who):
    with pytest.raises(PolicyDenied):
        hold(world, make_person(world.commune_a, "Lê Thị Lan"), actor=getattr(world, who))


def test_posts_are_seen_by_their_commune_and_its_province_alone(world, force):
    post = hold(world, make_person(world.commune_a, "Lê Thị Lan"))
    sees = {name for name in ("an", "phu", "admin", "binh", "hai", "hung")
            if post in HamletPost.objects.visible_to(getattr(world, name))}  # fmt: skip
    assert sees == {"an", "phu", "admin"}


def test_the_core_posts_are_law_and_a_province_may_have_its_own(world, force):
    assert core_posts(date(2026, 1, 1), "44") == [SECRETARY, HEAD, FRONT]
    Parameter.objects.create(
        code="post.core", label="Khung", value=["party_secretary", "hamlet_head", "police_auxiliary"],
        citation="Nghị quyết", certainty="stated", started_on=date(2026, 1, 1), province=world.province,
    )  # fmt: skip
    assert core_posts(date(2026, 1, 1), "44")[2] == PostKind.POLICE_AUXILIARY
    assert core_posts(date(2025, 12, 31), "44") == core_posts(date(2026, 1, 1), "42")


def test_the_audit_tells_that_a_ground_was_named_and_not_which(world, force):
    post = hold(world, make_person(world.commune_a, "Lê Thị Lan"))
    post_end(
        actor=world.an, post=post, version=post.version, ended_on=date(2026, 8, 1), end_kind=PostEnd.DISMISSED,
        end_ground=PostGround.LOST_TRUST,
    )  # fmt: skip
    entry = Entry.objects.get(act="teams.post.end")
    assert PostGround.LOST_TRUST.value not in f"{entry.before}{entry.after}"
    assert "end_ground" in entry.after

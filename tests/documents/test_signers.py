"""Who signs an agency's papers, as far as the product knows."""

from datetime import date

import pytest

from communes.choices import AgencyKind
from documents.choices import DocumentType
from documents.services import document_record
from documents.signers import usual_signer
from law.services import parameters_load

pytestmark = pytest.mark.django_db


def record(world, agency, signer_name: str, signer_title: str, day=date(2026, 3, 2)):
    parameters_load()
    return document_record(
        actor=world.an, agency=agency, type=DocumentType.DECISION, symbol=f"{day.day}/QĐ-UBND", signed_on=day,
        title="Về việc thử", signer_name=signer_name, signer_title=signer_title,
    )  # fmt: skip


def committee(world):
    return world.agency(world.commune_a, AgencyKind.PEOPLES_COMMITTEE)


def test_the_one_leader_signs_for_the_committee_as_its_head_or_in_the_heads_place(world):
    assert usual_signer(world.an, committee(world)) == {
        "signer_name": world.le.full_name, "signer_title": "Chủ tịch"
    }  # fmt: skip
    world.le.title = "Phó Chủ tịch UBND xã"
    world.le.save()
    assert usual_signer(world.an, committee(world))["signer_title"] == "Phó Chủ tịch"


def test_without_a_leader_who_has_an_account_the_latest_paper_tells(world):
    world.le.grants.all().delete()
    assert usual_signer(world.an, committee(world)) == {}
    record(world, committee(world), "Trần Quang Trung", "Chủ tịch")
    record(world, committee(world), "Hoàng Thị Hà", "Phó Chủ tịch", date(2026, 3, 3))
    assert usual_signer(world.an, committee(world)) == {
        "signer_name": "Hoàng Thị Hà", "signer_title": "Phó Chủ tịch"
    }  # fmt: skip


def test_of_two_leaders_neither_is_taken_for_the_one(world):
    record(world, committee(world), "Hoàng Thị Hà", "Phó Chủ tịch")
    other = world.le.grants.get()
    other.pk, other.user = None, world.phuc
    other.save()
    assert usual_signer(world.an, committee(world))["signer_name"] == "Hoàng Thị Hà"


def test_nobody_learns_who_signs_elsewhere(world):
    assert usual_signer(world.binh, committee(world)) == {}

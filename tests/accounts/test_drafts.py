"""Drafts of forms: kept while typing, for their owner alone, offered again, thrown away on saving."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from accounts.models import FormDraft
from accounts.services.drafts import LONGEST, MOST, drafts_wipe
from teams.models import Team

pytestmark = pytest.mark.django_db
FORM = "/to-bao-ve/them/"
KEEP = reverse("accounts:draft_keep")
DROP = reverse("accounts:draft_drop")


def keep(client, address=FORM, **typed):
    return client.post(KEEP, {"_address": address, "csrfmiddlewaretoken": "x", **typed})


def text(response) -> str:
    return response.content.decode()


def test_what_was_typed_is_offered_and_filled_in_on_wish(world):
    client = world.client(world.an)
    assert "bản nháp" not in text(client.get(FORM))
    assert keep(client, name="Pháp Kệ", started_on="01/09/2026").status_code == 204
    page = text(client.get(FORM))
    assert "Có bản nháp chưa lưu vào sổ" in page
    assert "Pháp Kệ" not in page
    page = text(client.get(FORM, {"nhap": "1"}))
    assert 'value="Pháp Kệ"' in page and 'value="01/09/2026"' in page
    assert "Đang dùng bản nháp" in page


def test_a_draft_is_its_owner_s_alone_and_lies_encrypted(world):
    keep(world.client(world.an), name="Pháp Kệ")
    assert "bản nháp" not in text(world.client(world.chien).get(FORM))
    draft = FormDraft.objects.get()
    assert list(FormDraft.objects.visible_to(world.admin)) == []
    stored = FormDraft.objects.extra(select={"raw": "content"}).values_list("raw", flat=True)[0]
    assert "Ph" not in stored
    assert "csrf" not in draft.content


def test_saving_throws_the_draft_away_and_a_refusal_does_not(world):
    client = world.client(world.an)
    keep(client, name="Pháp Kệ")
    assert client.post(FORM, {"name": ""}).status_code == 422
    assert FormDraft.objects.count() == 1
    fields = {"name": "Pháp Kệ", "started_on": "01/09/2025", "hamlets": [world.to_xa.pk]}
    answer = client.post(FORM, fields)
    assert answer.status_code == 302, text(answer)
    assert Team.objects.filter(name="Pháp Kệ").exists()
    assert not FormDraft.objects.exists()


def test_typing_on_replaces_the_draft_and_it_can_be_thrown_away(world):
    client = world.client(world.an)
    keep(client, name="Pháp")
    keep(client, name="Pháp Kệ")
    assert FormDraft.objects.count() == 1
    assert client.post(DROP, {"_address": FORM}).url == FORM
    assert not FormDraft.objects.exists()
    assert client.post(DROP, {"_address": "https://elsewhere.example/"}).url == "/"


@pytest.mark.parametrize(
    "address", ["", "/khong-co/", "https://elsewhere.example/", "/to-bao-ve/?" + "x" * 300]
)
def test_only_pages_of_the_site_have_drafts(world, address):
    answer = keep(world.client(world.an), address=address, name="x")
    assert answer.status_code == 422
    assert "không lưu nháp được" in text(answer)


def test_a_draft_too_long_is_refused_and_the_oldest_of_many_go(world):
    client = world.client(world.an)
    assert keep(client, note="x" * LONGEST).status_code == 422
    for number in range(MOST + 2):
        with time_machine.travel(timezone.now() + timedelta(minutes=number), tick=False):
            keep(client, address=f"{FORM}?thon={number}", name="x")
    kept = set(FormDraft.objects.values_list("address", flat=True))
    assert len(kept) == MOST
    assert f"{FORM}?thon=0" not in kept and f"{FORM}?thon={MOST + 1}" in kept


def test_what_nobody_came_back_to_is_wiped_after_a_week(world):
    keep(world.client(world.an), name="x")
    drafts_wipe(timezone.now() + timedelta(days=6))
    assert FormDraft.objects.exists()
    drafts_wipe(timezone.now() + timedelta(days=8))
    assert not FormDraft.objects.exists()


def test_forms_with_secrets_and_steps_that_ask_keep_none(world):
    client = world.client(world.an)
    assert "data-draft" in text(client.get(FORM))
    assert "data-draft" not in text(client.get(reverse("accounts:password")))

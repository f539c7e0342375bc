"""News reach their users, after commit and nobody else."""

import pytest
from django.db import transaction

from accounts.choices import NoticeKind
from accounts.models import Notice
from accounts.services.notices import notice_send, notices_read


def _send(world, users, title="Báo cáo tháng 2/2026 được trả lại"):
    notice_send(users=users, kind=NoticeKind.REPORT, title=title, url="/")


def test_news_are_written_once_a_user_after_commit(world, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        _send(world, [world.an, world.chien, world.an, world.khanh])
        assert not Notice.objects.exists()
    assert sorted(notice.user.username for notice in Notice.objects.all()) == ["an", "chien"]


@pytest.mark.django_db(transaction=True)
def test_nobody_is_told_of_what_did_not_happen(world):
    with pytest.raises(RuntimeError), transaction.atomic():
        _send(world, [world.an])
        raise RuntimeError
    assert not Notice.objects.exists()


def test_a_long_title_is_cut(world, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        _send(world, [world.an], title="đ" * 250)
    assert Notice.objects.get().title == "đ" * 199 + "…"


def test_reading_marks_ones_own_news_only(world, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        _send(world, [world.an, world.chien])
        _send(world, [world.an], title="Việc nền đã xong")
    foreign = Notice.objects.get(user=world.chien)
    own = Notice.objects.filter(user=world.an).latest("pk")

    assert notices_read(actor=world.an, keys=[own.pk, foreign.pk]) == 1
    assert [one.notices.unread().count() for one in (world.an, world.chien)] == [1, 1]
    assert notices_read(actor=world.an) == 1
    assert [one.notices.unread().count() for one in (world.an, world.chien)] == [0, 1]

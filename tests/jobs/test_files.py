"""Files are kept encrypted, come back whole or not at all, for their owner, until their day."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone

from audit.models import Entry
from contracts.policy import PolicyDenied
from jobs.services import expired_files_wipe, file_bytes, files, open_file, store_file


def keep(actor, content=b"so dinh danh 000012345678", **more):
    return store_file(actor=actor, name="danh sách.xlsx", content=content, purpose="test", **more)


def on_disk(file):
    return settings.PRIVATE_FILES_DIR / file.path


def test_content_comes_back_and_lies_encrypted_readable_by_its_owner_only(world):
    file = keep(world.an)
    assert file_bytes(file) == b"so dinh danh 000012345678"
    assert b"000012345678" not in on_disk(file).read_bytes()
    assert on_disk(file).stat().st_mode & 0o077 == 0
    assert file.content_type == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def test_a_large_file_is_kept_in_pieces(world):
    parts = [bytes([n]) * 100_000 for n in range(7)]
    file = keep(world.an, iter(parts))
    assert file_bytes(file) == b"".join(parts)
    assert file.size == 700_000
    assert len(on_disk(file).read_bytes().splitlines()) == 3


def test_an_empty_file_is_a_file(world):
    assert file_bytes(keep(world.an, b"")) == b""


@pytest.mark.parametrize(
    "damage", [lambda lines: lines[:-1], lambda lines: lines[::-1], lambda lines: [lines[0], *lines]]
)
def test_pieces_lost_moved_or_doubled_are_noticed(world, damage):
    file = keep(world.an, b"x" * 600_000)
    lines = on_disk(file).read_bytes().splitlines(keepends=True)
    on_disk(file).write_bytes(b"".join(damage(lines)))
    with pytest.raises(files.DamagedFile):
        file_bytes(file)


def test_a_file_too_large_is_refused_and_leaves_nothing(world, monkeypatch):
    monkeypatch.setattr(files, "MOST_BYTES", 10)
    before = set(settings.PRIVATE_FILES_DIR.rglob("*"))
    with pytest.raises(ValidationError, match="Chia nhỏ hoặc nén"):
        keep(world.an)
    left = {path for path in settings.PRIVATE_FILES_DIR.rglob("*") if path.is_file()}
    assert left <= before


@pytest.mark.parametrize(
    ("given", "kept"),
    [("../../etc/passwd", "passwd"), ("C:\\Users\\a.xlsx", "a.xlsx"), ("a\r\nb.pdf", "ab.pdf"), ("", "tep")],
)
def test_a_name_carries_no_folder_and_no_line_end(world, given, kept):
    assert store_file(actor=world.an, name=given, content=b"", purpose="test").name == kept


def test_a_long_name_keeps_its_ending(world):
    name = store_file(actor=world.an, name="a" * 300 + ".docx", content=b"", purpose="test").name
    assert (len(name), name[-5:]) == (200, ".docx")


def test_only_the_owner_takes_it_out_and_the_audit_says_so(world):
    file = keep(world.an)
    assert b"".join(open_file(actor=world.an, file=file)) == b"so dinh danh 000012345678"
    entry = Entry.objects.get(act="jobs.file.download")
    assert (entry.actor_id, entry.subject_id) == (world.an.pk, str(file.pk))
    for other in (world.chien, world.quang, world.admin):
        with pytest.raises(PolicyDenied, match="Nhờ người lập"):
            open_file(actor=other, file=file)


def test_after_its_day_the_content_is_gone_and_the_name_stays(world):
    now = timezone.now()
    file, kept = keep(world.an, expires_at=now + timedelta(days=1)), keep(world.an)
    assert expired_files_wipe(now) == 0
    assert expired_files_wipe(now + timedelta(days=1)) == 1
    assert expired_files_wipe(now + timedelta(days=1)) == 0
    assert not on_disk(file).exists()
    assert on_disk(kept).exists()
    file.refresh_from_db()
    with pytest.raises(PolicyDenied, match="đã hết hạn lưu"):
        open_file(actor=world.an, file=file)

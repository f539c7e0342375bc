"""The pages of one's jobs: a bar that moves, cancel, the result for its owner only."""

import pytest
from django.urls import reverse

from audit.models import Entry
from jobs.choices import JobState
from jobs.models import Job
from jobs.services import job_enqueue, job_run
from tests.jobs import kinds as kinds


@pytest.fixture
def job(world):
    return job_enqueue(
        actor=world.an, kind="test.count", key="k", params={"total": 3}, title="Lập báo cáo tháng 8",
        commune="19057", province="44",
    )  # fmt: skip


@pytest.fixture
def done(job):
    job_run(job.pk)
    job.refresh_from_db()
    return job


def address(name, job):
    return reverse(f"jobs:{name}", args=[job.pk])


def running(job, **more):
    Job.objects.filter(pk=job.pk).update(
        state=JobState.RUNNING, attempts=1, progress_done=12, progress_total=80, progress_unit="dòng", **more
    )


def test_the_list_shows_one_s_own_jobs_only(world, job):
    job_enqueue(actor=world.chien, kind="test.count", key="k", title="Việc của người khác")
    page = world.client(world.an).get(reverse("jobs:list"))
    assert "Lập báo cáo tháng 8" in page.content.decode()
    assert "Việc của người khác" not in page.content.decode()


def test_an_administrator_s_own_list_holds_their_own_jobs_too(world, job):
    page = world.client(world.quang).get(reverse("jobs:list"))
    assert "Lập báo cáo tháng 8" not in page.content.decode()


def test_the_list_takes_the_same_queries_for_one_job_and_for_many(world, job, django_assert_max_num_queries):
    client = world.client(world.an)
    client.get(reverse("jobs:list"))
    with django_assert_max_num_queries(20) as one:
        client.get(reverse("jobs:list"))
    for number in range(10):
        job_enqueue(actor=world.an, kind="test.count", key=f"more-{number}")
    with django_assert_max_num_queries(len(one)):
        client.get(reverse("jobs:list"))


def test_a_running_job_shows_how_far_it_is_and_asks_again_every_second(world, job):
    running(job)
    text = world.client(world.an).get(address("detail", job)).content.decode()
    assert '<progress id="progress" max="80" value="12">' in text
    assert "12 trên 80 dòng" in text
    assert f'hx-get="{address("progress", job)}" hx-trigger="every 1s"' in text
    assert '<meta http-equiv="refresh" content="3">' in text


def test_the_moving_part_comes_without_the_frame_and_stops_asking_at_the_end(world, done):
    text = world.client(world.an).get(address("progress", done)).content.decode()
    assert "<html" not in text
    assert "hx-trigger" not in text
    assert "Đã xong" in text
    assert address("result", done) in text


def test_a_failure_tells_why(world, job):
    Job.objects.filter(pk=job.pk).update(
        state=JobState.FAILED, error="Thiếu cột Họ tên.\nThêm cột rồi làm lại."
    )
    text = world.client(world.an).get(address("detail", job)).content.decode()
    assert "Không xong" in text
    assert "Thiếu cột Họ tên.<br>Thêm cột rồi làm lại." in text


def test_cancel_is_a_post_and_is_seen_at_once_while_queued(world, job):
    client = world.client(world.an)
    assert client.get(address("cancel", job)).status_code == 405
    page = client.post(address("cancel", job), follow=True)
    assert "Đã hủy việc này." in page.content.decode()
    job.refresh_from_db()
    assert job.state == JobState.CANCELLED


def test_cancel_of_a_running_job_says_that_it_is_on_its_way(world, job):
    running(job)
    page = world.client(world.an).post(address("cancel", job), follow=True)
    assert "việc dừng trong giây lát" in page.content.decode()
    assert "Đang hủy" in page.content.decode()
    assert address("cancel", job) not in page.content.decode()


def test_cancel_of_a_job_that_ended_meanwhile_says_so_and_changes_nothing(world, done):
    page = world.client(world.an).post(address("cancel", done), follow=True)
    assert "đã xong nên không còn gì để hủy" in page.content.decode()
    done.refresh_from_db()
    assert done.state == JobState.DONE


def test_the_result_comes_decrypted_as_a_download_and_is_written_down(world, done):
    answer = world.client(world.an).get(address("result", done))
    assert b"".join(answer.streaming_content).decode() == "Đã đếm 3."
    assert answer["Content-Disposition"].startswith("attachment;")
    assert answer["Content-Length"] == str(done.result.size)
    assert Entry.objects.filter(act="jobs.file.download", actor_id=world.an.pk).count() == 1


def test_without_a_result_there_is_nothing_to_download(world, job):
    assert world.client(world.an).get(address("result", job)).status_code == 404


@pytest.mark.parametrize("name", ["chien", "binh", "hai", "phu"])
@pytest.mark.parametrize("page", ["detail", "progress", "result"])
def test_another_s_job_is_not_there(world, done, name, page):
    assert world.client(world.users[name]).get(address(page, done)).status_code == 404


def test_another_s_job_cannot_be_cancelled(world, job):
    assert world.client(world.chien).post(address("cancel", job)).status_code == 404


def test_the_administrator_of_the_unit_sees_the_job_but_not_the_file(world, done):
    client = world.client(world.quang)
    assert "Nhờ người lập gửi cho bạn" in client.get(address("detail", done)).content.decode()
    assert client.get(address("result", done)).status_code == 403


def test_strangers_are_sent_to_the_login(world, job):
    for name in ("detail", "progress", "result"):
        answer = world.client().get(address(name, job))
        assert (answer.status_code, answer.url.split("?")[0]) == (302, reverse("accounts:login"))

"""Columns of the list of one's jobs."""

from jobs.choices import STATE_TONES, JobState
from jobs.models import Job
from pages.tables import DROPS, INLINE, Column, MomentColumn, NameColumn, RegisterTable, StateColumn


class JobTable(RegisterTable):
    """One's own jobs."""

    title = NameColumn(Job.get_absolute_url, verbose_name="Việc")
    state = StateColumn(JobState, STATE_TONES, verbose_name="Trạng thái", room=INLINE)
    progress = Column(verbose_name="Đã làm", accessor="progress_words", orderable=False, room=DROPS)
    created_at = MomentColumn(verbose_name="Giao lúc", room=INLINE)
    finished_at = MomentColumn(verbose_name="Kết thúc lúc", room=DROPS)

    class Meta(RegisterTable.Meta):
        model = Job
        fields = ()

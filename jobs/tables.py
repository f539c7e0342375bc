"""Columns of the lists of jobs and imports."""

from jobs.choices import IMPORT_TONES, STATE_TONES, ImportState, JobState
from jobs.exchange.resources import sheet_resources
from jobs.models import ImportBatch, Job
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


class RegisterColumn(Column):
    """Into which register a workbook went."""

    def render(self, value):
        return sheet_resources.get(value).label if value in sheet_resources else value

    def value(self, value, **kwargs):
        return self.render(value)


class ImportTable(RegisterTable):
    """A commune's imports."""

    file = NameColumn(ImportBatch.get_absolute_url, verbose_name="Tệp", accessor="file__name")
    resource = RegisterColumn(verbose_name="Sổ", room=INLINE)
    state = StateColumn(ImportState, IMPORT_TONES, verbose_name="Trạng thái", room=INLINE)
    owner = Column(verbose_name="Người nhập", accessor="owner__full_name", room=DROPS)
    created_at = MomentColumn(verbose_name="Tải lên lúc", room=DROPS)
    confirmed_at = MomentColumn(verbose_name="Ghi vào sổ lúc", room=DROPS)

    class Meta(RegisterTable.Meta):
        model = ImportBatch
        fields = ()

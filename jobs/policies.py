"""Who may do what with background work and its files."""

from contracts.policy import ALLOWED, Answer, Denied, holds
from contracts.roles import REGISTRARS, Role
from jobs.choices import ImportState, Verdict


def can_enqueue_job(user) -> Answer:
    """Any active account may start work; what the work does is judged by its own service, when it runs."""
    if user.is_authenticated and user.is_active:
        return ALLOWED
    return Denied("Tài khoản không còn dùng được nên không giao được việc nền. Liên hệ quản trị đơn vị.")


def can_cancel_job(user, job) -> Answer:
    """The owner; an administrator for what they see."""
    if not job.is_active:
        return Denied(f"Việc này {job.get_state_display().lower()} nên không còn gì để hủy.")
    if job.owner_id == user.pk or Role.ADMIN in user.role_codes:
        return ALLOWED
    return Denied("Chỉ người lập việc này hoặc quản trị đơn vị được hủy. Nhờ người lập hủy.")


def can_open_file(user, file) -> Answer:
    """Only the owner takes a file out; not even an administrator (roles.md: no sensitive values)."""
    if file.owner_id != user.pk:
        return Denied("Chỉ người lập được tải tệp này. Nhờ người lập gửi cho bạn.")
    if file.wiped_at:
        return Denied("Tệp đã hết hạn lưu và đã xóa. Lập lại nếu còn cần.")
    return ALLOWED


def can_see_imports(user) -> Answer:
    """What is in a workbook is for those who keep the registers."""
    return holds(user, *REGISTRARS)


def can_decide_import(user, batch) -> Answer:
    """Registrars of the commune go on with a workbook that is not written yet; also a colleague's."""
    answer = holds(user, *REGISTRARS, commune=batch.commune_code, province=batch.province_code)
    if not answer:
        return answer
    if batch.state in (ImportState.DONE, ImportState.UNDONE):
        return Denied("Lô này đã ghi vào sổ. Hoàn tác lô nếu ghi nhầm.")
    if batch.state in (ImportState.GIVEN_UP, ImportState.WRITING):
        return Denied(f"Lô này {batch.get_state_display().lower()}. Tải tệp lên lần nữa nếu cần.")
    if batch.file.wiped_at:
        return Denied("Tệp đã quá hạn lưu nên đã xóa. Tải tệp lên lần nữa.")
    return ALLOWED


def can_confirm_import(user, batch, *, set_aside: bool = False) -> Answer:
    """A checked workbook without errors; with `set_aside` the rest of one with faulty rows."""
    answer = can_decide_import(user, batch)
    if not answer:
        return answer
    if batch.state != ImportState.CHECKED:
        return Denied("Tệp chưa kiểm tra xong. Chờ kiểm tra, chọn đủ cột rồi xác nhận.")
    faulty = batch.counts.get(Verdict.ERROR, 0)
    good = batch.counts.get(Verdict.NEW, 0) + batch.counts.get(Verdict.CHANGED, 0)
    if faulty and not set_aside:
        return Denied(f"Còn {faulty} dòng lỗi. Sửa tệp rồi nạp lại, hoặc để riêng các dòng lỗi.")
    if not good:
        return Denied("Không có dòng nào mới hay đổi để ghi.")
    return ALLOWED

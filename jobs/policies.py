"""Who may do what with background work and its files."""

from contracts.policy import ALLOWED, Answer, Denied
from contracts.roles import Role


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

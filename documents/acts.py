"""Names of the acts of this app."""

from audit.acts import register_acts

register_acts(
    {
        "documents.document.record": "Ghi nhận văn bản giấy",
        "documents.document.draft": "Soạn bản thảo văn bản",
        "documents.document.draft_file": "Lập bản PDF, Word của bản thảo",
        "documents.document.edit": "Sửa bản thảo văn bản",
        "documents.document.discard": "Bỏ bản thảo văn bản",
        "documents.document.issue": "Ban hành văn bản",
        "documents.document.replace": "Thay thế văn bản",
        "documents.document.recall": "Thu hồi văn bản",
        "documents.document.scan": "Gắn bản quét có dấu",
        "documents.document.render": "Lập bản PDF và Word",
        "documents.document.download": "Tải văn bản",
        "documents.attachment.add": "Đính kèm tệp",
        "documents.attachment.open": "Mở tệp đính kèm",
        "documents.attachment.remove": "Gỡ tệp đính kèm",
        "documents.attachment.restore": "Khôi phục tệp đính kèm",
        "documents.posting.plan": "Đặt nơi phải niêm yết",
        "documents.posting.record": "Ghi niêm yết văn bản",
        "documents.posting.photo": "Gắn ảnh niêm yết",
        "documents.posting.take_down": "Gỡ niêm yết văn bản",
        "documents.posting.remove": "Bỏ nơi niêm yết ghi nhầm",
        "documents.posting.download": "Tải ảnh niêm yết",
        "documents.document.deliver": "Ghi chuyển giao văn bản đi",
        "documents.number.reserve": "Giữ số văn bản",
        "documents.number.use": "Dùng số đã giữ cho bản thảo",
        "documents.number.give_up": "Bỏ số đã giữ",
        "documents.template.draft": "Soạn bản mới của mẫu văn bản",
        "documents.template.edit": "Sửa bản thảo mẫu văn bản",
        "documents.template.release": "Cho áp dụng bản mới của mẫu văn bản",
        "documents.template.end": "Thôi áp dụng một bản của mẫu văn bản",
        "documents.template.withdraw": "Bỏ bản thảo mẫu văn bản",
        "documents.book.take": "Cấp số văn bản",
        "documents.book.continue": "Nối số theo sổ giấy",
    }
)

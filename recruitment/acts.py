"""Names of the acts of this app."""

from audit.acts import register_acts

register_acts(
    {
        "recruitment.campaign.create": "Lập đợt tuyển chọn",
        "recruitment.campaign.update": "Sửa đợt tuyển chọn",
        "recruitment.campaign.step": "Chuyển bước đợt tuyển chọn",
        "recruitment.line.set": "Đặt chỉ tiêu tuyển",
        "recruitment.line.remove": "Bỏ chỉ tiêu tuyển",
        "recruitment.application.receive": "Nhận hồ sơ dự tuyển",
        "recruitment.application.late": "Ghi hồ sơ nộp muộn, không nhận",
        "recruitment.application.appraise": "Thẩm định hồ sơ",
        "recruitment.application.state": "Chuyển trạng thái hồ sơ",
        "recruitment.application.over_age": "Ghi quyết định cho người quá tuổi",
        "recruitment.application.return": "Trả hồ sơ",
        "recruitment.application.withdraw": "Rút hồ sơ",
        "recruitment.application.recognise": "Công nhận thành viên",
        "recruitment.application.refuse": "Từ chối công nhận",
        "recruitment.paper.set": "Ghi giấy tờ của hồ sơ",
        "recruitment.import.undo": "Hoàn tác lô nhập hồ sơ dự tuyển",
        "recruitment.campaign_paper.draft": "Soạn văn bản của đợt tuyển chọn",
        "recruitment.sheet.take": "Lấy phiếu in",
        "recruitment.session_papers.make": "In bộ giấy tờ phiên họp Hội đồng",
        "recruitment.council.set": "Thành lập Hội đồng xét tuyển",
        "recruitment.council.member": "Thêm thành viên Hội đồng",
        "recruitment.council.leave": "Thôi thành viên Hội đồng",
        "recruitment.council.seat": "Sửa ghế trong Hội đồng",
        "recruitment.session.plan": "Xếp lịch họp Hội đồng",
        "recruitment.session.record": "Ghi phiên họp Hội đồng",
        "recruitment.session.correct": "Sửa kết quả phiên họp Hội đồng",
        "recruitment.session.attendance": "Điểm danh phiên họp Hội đồng",
        "recruitment.session.counter": "Ghi Tổ kiểm phiếu",
        "recruitment.session.minutes": "Ghi biên bản phiên họp Hội đồng",
        "recruitment.session.submission": "Ghi tờ trình kết quả xét tuyển",
        "recruitment.session.reply": "Ghi văn bản trả lời của Chủ tịch UBND xã",
        "recruitment.vote.record": "Ghi kết quả bỏ phiếu",
        "recruitment.wish.set": "Ghi nguyện vọng",
        "recruitment.application.step_back": "Thôi dự tuyển sau khi trúng tuyển",
        "recruitment.application.move_up": "Thay người thôi dự tuyển",
        "recruitment.replacement.record": "Ghi thay người trúng tuyển",
    }
)

"""Names of the acts of this app."""

from audit.acts import register_acts

register_acts(
    {
        "recruitment.campaign.create": "Lập đợt tuyển chọn",
        "recruitment.campaign.update": "Sửa đợt tuyển chọn",
        "recruitment.campaign.step": "Chuyển bước đợt tuyển chọn",
        "recruitment.campaign.publish": "Công khai, thôi công khai đợt tuyển chọn",
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
        "recruitment.receipt.issue": "Cấp biên nhận hồ sơ",
        "recruitment.supplement.request": "Yêu cầu bổ sung hồ sơ",
        "recruitment.opinions.request": "Gửi danh sách lấy ý kiến",
        "recruitment.opinion.give": "Ghi ý kiến về người dự tuyển",
        "recruitment.import.undo": "Hoàn tác lô nhập hồ sơ dự tuyển",
        "recruitment.council.set": "Thành lập Hội đồng xét tuyển",
        "recruitment.council.member": "Thêm thành viên Hội đồng",
        "recruitment.session.record": "Ghi phiên họp Hội đồng",
        "recruitment.vote.record": "Ghi kết quả bỏ phiếu",
    }
)

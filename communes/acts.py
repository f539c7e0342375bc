"""Names of the acts of this app."""

from audit.acts import register_acts

register_acts(
    {
        "communes.unit.load": "Nạp danh mục đơn vị hành chính",
        "communes.agency.create": "Lập cơ quan",
        "communes.agency.update": "Sửa cơ quan",
        "communes.hamlet.create": "Thêm thôn, tổ dân phố",
        "communes.hamlet.update": "Sửa thôn, tổ dân phố",
        "communes.hamlet.end": "Ngừng sử dụng thôn, tổ dân phố",
        "communes.hamlet.move": "Chuyển thôn, tổ dân phố sang đơn vị mới",
        "communes.import.undo": "Hoàn tác lô nhập thôn, tổ dân phố",
        "communes.hamlet_year.set": "Ghi số liệu thôn theo năm",
        "communes.cluster.create": "Lập cụm dân cư",
        "communes.cluster.end": "Thôi dùng cụm dân cư",
        "communes.area.set": "Ghi địa bàn theo luật",
        "communes.area.end": "Kết thúc địa bàn theo luật",
        "communes.succession.apply": "Ghi thay đổi đơn vị hành chính",
        "communes.commune.end": "Kết thúc đơn vị hành chính",
        "communes.commune.open": "Lập đơn vị hành chính",
        "communes.commune.update": "Sửa đơn vị hành chính",
    }
)

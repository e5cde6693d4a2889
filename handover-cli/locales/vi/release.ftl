# handover release.
release-confirmed = bên nhận đã xác nhận
release-held = GIỮ LẠI: thuộc ngoại lệ, vẫn ở nơi cũ
release-unconfirmed = CHƯA XÁC NHẬN: chưa có bản thứ hai mà ai chịu trách nhiệm
release-accepted-on = Ngày tiếp nhận
release-dossiers = Hồ sơ
release-files = Tệp tin
release-share = đã xác nhận { $confirmed }, giữ lại { $held }, chưa xác nhận { $unconfirmed }
release-held-by = Ngoại lệ vẫn do
release-law = Kết quả này chỉ nêu những gì bên nhận đã xác nhận. Có được xóa bản nào hay không phải do quyết định theo luật (giá trị, thẩm quyền, hội đồng, biên bản); đây không phải là quyết định đó.
release-no-list = { $path } không phải danh sách khóa tin cậy: riêng một khóa không cho biết đó là khóa của bên nhận
    .remedy = đặt --trust là danh sách khóa tin cậy đã ký của tỉnh và --root là khóa gốc

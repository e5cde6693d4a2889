# Đơn vị hành chính.
units-column-reference = Định danh
units-column-name = Tên đầy đủ
units-column-in-force = Thời gian có hiệu lực
units-label-reference = Định danh
units-label-kind = Loại
units-label-parents = Trực thuộc
units-label-in-force = Có hiệu lực
units-label-decree = Theo nghị quyết
units-label-successors = Nhập vào
units-label-predecessors = Hình thành từ
units-from-until = từ { $from } đến hết { $until }
units-from = từ { $from }
units-until = đến hết { $until }
units-always = không rõ thời gian
units-column-day = Ngày
units-column-from = Đơn vị cũ
units-column-to = Đơn vị mới
units-column-how = Hình thức
units-kind-unknown = chưa rõ hình thức theo pháp luật
units-inferred = { $what } (suy ra)
units-seat = cùng trụ sở
units-lasts = Đơn vị đang hoạt động; chưa có đơn vị nào thay thế.
units-no-successor-known = Không bảng nào cho biết đơn vị này đã thành đơn vị nào.
units-no-predecessor = Không bảng nào cho biết đơn vị này hình thành từ đâu.
units-nobody-on = Không chuỗi kế thừa nào đến được ngày { $day }.
units-ceased =
    Kết thúc hoạt động từ ngày { $day } cùng với cả cấp; không có đơn vị kế thừa.
    Tài liệu giấy giao cho: { $archive } [{ $rule }]
    Địa bàn nay thuộc:
units-code-of-several = Mã { $code } là của { $count } đơn vị hành chính, mỗi kỳ hiệu lực một đơn vị:

units-unknown = không có đơn vị hành chính nào có tên hoặc mã là “{ $query }”
    .remedy = tra bằng `handover unit find`, có thể gõ không dấu, ví dụ: handover unit find phuong 14 quan 10
units-unknown-near = không có đơn vị hành chính nào có tên hoặc mã là “{ $query }”; gần nhất là:
    { $candidates }
    .remedy = chạy lại với định danh đúng, ví dụ vn:27169@2024; xem chi tiết bằng `handover unit show`
units-ambiguous = “{ $query }” có thể là { $count } đơn vị hành chính:
    { $candidates }
    .remedy = chạy lại với định danh của đơn vị cần tìm, hoặc thêm tên đơn vị cấp trên
units-agency = “{ $slug }” không phải là tên viết tắt của cơ quan
    .remedy = sau dấu / ghi ubnd, hdnd, dang-uy, mttq, luu-tru-lich-su hoặc một tên viết thường không dấu

key-unit-closed = { $unit } đã kết thúc hoạt động ngày { $day }; khóa vẫn được tạo, nhưng chữ ký sau ngày ấy phải do cơ quan đang hoạt động ký thay
key-unit-not-yet = { $unit } đến ngày { $day } mới có hiệu lực; khóa vẫn được tạo, nhưng chưa dùng để bàn giao trước ngày ấy
units-closed = { $unit } đã kết thúc hoạt động ngày { $day }
units-not-yet = { $unit } chỉ có hiệu lực từ { $day }

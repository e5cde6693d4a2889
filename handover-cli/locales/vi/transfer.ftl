# Văn kiện bàn giao.
act-giver = Bên giao
act-on-behalf-of = Giao thay cho
act-receiver = Bên nhận
act-sealed-on = Ngày ký gói
act-effective-on = Ngày chuyển quyền quản lý
act-title = Nội dung
act-basis = Căn cứ
act-id = Mã lần bàn giao

transfer-written = Đã tạo văn kiện bàn giao { $path }.
transfer-day-open = để ngỏ, người có trách nhiệm điền
transfer-open = Còn { $count } chỗ chỉ người có trách nhiệm mới điền được (bắt đầu bằng ???):
transfer-open-line = dòng { $line }: { $field }
transfer-next = Mở tệp bằng trình soạn thảo văn bản, điền các chỗ ấy, rồi chạy `handover pack`.
transfer-giver-closed = { $unit } đã kết thúc hoạt động ngày { $day } nên không ký gói được sau ngày ấy; nếu ký bây giờ thì cơ quan đang hoạt động đứng tên bên giao và ghi cơ quan này vào on_behalf_of

# Trang báo cáo.
report-done = Đã lập báo cáo: { $path }
report-inventories = Mục lục
report-units = Đơn vị
report-transfers = Lần bàn giao
report-receipts = Giấy xác nhận tiếp nhận
report-results = Kết quả của các lệnh
report-repeats = Trang này chép lại kết quả của các lệnh; không kiểm tra lại gói nào và không xác nhận ai đã ký.
report-nothing = không có gì để báo cáo
    .remedy = nêu --plan, --inventory, --routes, --receipts, hoặc các tệp kết quả của lệnh chạy với --json
report-ending = báo cáo là tệp .html: { $path }
    .remedy = đặt tên khác cho --out; số liệu cho bảng tính ghi bằng --figures

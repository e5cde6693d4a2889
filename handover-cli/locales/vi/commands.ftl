# Câu của từng lệnh.
man-written = Đã ghi { $count } trang hướng dẫn vào { $path }.

# handover inventory scans
scans-done = Đã xem { $path }, đối chiếu với { $standard }.
scans-notice = Đây là kết quả kỹ thuật, không phải nghiệm thu: chưa xác định PDF/A có đúng chuẩn không, chữ ký là của ai và trang quét có đọc được không.
scans-total = tổng cộng
scans-column-sort = loại
scans-column-files = tệp
scans-column-pages = trang
scans-column-bytes = dung lượng
scans-steps = cần làm: { $steps }
sort-meets = đạt các yêu cầu kiểm tra được
sort-keep = làm theo quy định cũ: giữ nguyên
sort-convert = chỉ cần chuyển đổi
sort-rescan = phải quét lại
sort-not-a-scan = không phải bản quét
sort-not-judged = chưa phân loại được
reason-resolution = { $found } dpi, cần { $wanted } dpi ({ $pages } trang)
reason-resolution-assumed = không ghi khổ giấy, coi như khổ A4 ({ $pages } trang)
reason-depth = { $found } bit màu, cần { $wanted } bit ({ $pages } trang)
reason-pdf-a = không khai là PDF/A
reason-text-layer = không có lớp văn bản ({ $pages } trang)
reason-signature = không có chữ ký
step-unsigned = lấy tệp trước khi ký số
step-ocr = nhận dạng văn bản
step-pdf-a = chuyển sang PDF/A
step-sign = ký số

# handover merge, and show of holdings
merge-verified = { $bundle }: { $verdict }
merge-no-trust = chưa nêu tin khóa của ai
    .remedy = nêu dấu vân tay khóa của từng bên giao theo biên bản giấy bằng --fingerprint, hoặc tệp .pem nhận bằng đường khác bằng --trust
merge-not-valid = chưa hợp nhất gì, vì không phải gói nào cũng đạt:
    { $bundles }
    .remedy = chạy `handover verify` cho từng gói ấy; hỏi bên giao, hoặc hợp nhất các gói còn lại trước
merge-bundles = tất cả { $all } gói; mới: { $added }, đã có: { $known }
merge-label-ledger = Sổ quản lý
merge-entered = đã ghi { $entered } sự kiện; { $known } lần bàn giao đã có đủ trong sổ
merge-head = Mốc: { $head }
merge-not-entered = khối tài liệu đã hợp nhất nhưng sổ chưa có đủ sự kiện: khắc phục lỗi dưới đây rồi chạy lại đúng lệnh này
merge-keep-bundles = Tệp tin vẫn nằm trong các gói bàn giao: giữ các gói ở nơi ghi trong bundles.csv và giữ nguyên vẹn.
holdings-place = Khối tài liệu
holdings-custodian = Cơ quan đang quản lý
holdings-bundles = Gói bàn giao
holdings-bundle = { $digest }: { $giver }, từ ngày { $day }, { $amount }, { $place }
holdings-tables = Mục lục
holdings-fonds = Phông
holdings-fonds-line = { $code } ({ $state }), đơn vị hình thành phông { $creator }, gói { $bundle }
holdings-closed-on = đóng ngày { $day }
holdings-closed = phông đóng
holdings-open = phông mở
holdings-unknown = chưa ghi phông mở hay đóng
holdings-not-signed = Khối tài liệu đang quản lý là công cụ tra cứu, không có chữ ký; chứng cứ là các gói bàn giao, lần này chưa đọc các gói đó.

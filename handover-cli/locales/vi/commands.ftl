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

# Câu của từng lệnh.
command-unavailable = lệnh này chưa dùng được trong bản này
    .remedy = cập nhật chương trình handover
man-written = Đã ghi { $count } trang hướng dẫn vào { $path }.

# Câu của từng lệnh.
man-written = Đã ghi { $count } trang hướng dẫn vào { $path }.

# Biên bản giao nhận.
minutes-done = Đã lập biên bản: { $path }
minutes-form-label = Mẫu
minutes-form-nd30 = biên bản giao nhận hồ sơ, tài liệu (Nghị định 30/2020/NĐ-CP, Phụ lục V)
minutes-form-archive = biên bản thu nộp tài liệu vào lưu trữ lịch sử
minutes-digest = Mã băm đã in
minutes-next = Chưa kiểm tra nội dung gói: bên nhận chạy handover verify trước khi ký. Điền những chỗ để trống, in, rồi hai bên đối chiếu dấu vân tay, ký và đóng dấu.
minutes-next-receipt = Biên bản ghi đúng những gì giấy xác nhận ghi; chỗ nào giấy xác nhận không ghi thì để trống. Điền, in, rồi hai bên đối chiếu số liệu, dấu vân tay, ký và đóng dấu.
minutes-next-refused = Biên bản ghi việc từ chối tiếp nhận và lý do. Điền những chỗ để trống, in, rồi hai bên ký và đóng dấu; tài liệu vẫn do nơi đang giữ quản lý.
minutes-trust-of-receipt = --trust, --fingerprint và --date chỉ dùng cho biên bản của giấy xác nhận tiếp nhận: biên bản của gói chính là chỗ chứng minh khóa của bên giao
    .remedy = bỏ các tùy chọn này, và kiểm tra gói bằng handover verify
minutes-lists-of-receipt = --with-titles và --volumes chỉ dùng cho biên bản của gói hoặc bộ nhiều tập: giấy xác nhận không chứa tiêu đề và tập nào
    .remedy = bỏ các tùy chọn này
minutes-ending = tệp biên bản phải có đuôi .docx hoặc .html: { $path }
    .remedy = đổi tên tệp sau --out

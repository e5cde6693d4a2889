# Biên bản giao nhận.
minutes-done = Đã lập biên bản: { $path }
minutes-form-label = Mẫu
minutes-form-nd30 = biên bản giao nhận hồ sơ, tài liệu (Nghị định 30/2020/NĐ-CP, Phụ lục V)
minutes-form-archive = biên bản thu nộp tài liệu vào lưu trữ lịch sử
minutes-digest = Mã băm đã in
minutes-next = Chưa kiểm tra nội dung gói: bên nhận chạy handover verify trước khi ký. Điền những chỗ để trống, in, rồi hai bên đối chiếu dấu vân tay, ký và đóng dấu.
minutes-ending = tệp biên bản phải có đuôi .docx hoặc .html: { $path }
    .remedy = đổi tên tệp sau --out

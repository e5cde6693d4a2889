# Lỗi của chương trình: câu nói điều gì sai, .remedy nói việc cần làm tiếp.
error-read = không đọc được { $path }
    .remedy = kiểm tra đường dẫn và quyền đọc, rồi chạy lại; chưa có gì bị thay đổi
error-write = không ghi được { $path }
    .remedy = kiểm tra thư mục đích và quyền ghi, rồi chạy lại; không còn lại gói dở dang nào mang tên hoàn chỉnh
error-disk-full = ổ đĩa chứa { $path } đã đầy
    .placed = ổ đĩa chứa { $path } không đủ chỗ, cần { $needed }
    .remedy = dọn chỗ trống hoặc chọn ổ đĩa khác, rồi chạy lại
error-target-exists = { $path } đã có sẵn, và không có gì bị ghi đè
    .remedy = chọn tên khác, hoặc tự chuyển { $path } đi nơi khác nếu chắc chắn không cần nữa
error-target-inside = { $path } nằm trong chính thư mục đang đọc, mà thư mục ấy phải giữ nguyên
    .remedy = chọn nơi ghi ở ngoài thư mục nguồn
error-busy = một lần chạy khác đang ghi { $path }
    .remedy = chờ lần chạy kia xong, hoặc chọn tên khác
error-changed = { $path } đã thay đổi trong khi đang được đọc
    .remedy = đóng các chương trình đang dùng thư mục nguồn, rồi chạy lại từ đầu
error-malformed = { $path }: { $problem }
    .placed = { $path }, dòng { $line }: { $problem }
    .remedy = sửa tệp ở chỗ đã nêu, rồi chạy lại
error-limit = { $path } vượt giới hạn: { $what }, nhiều nhất { $limit }
    .remedy = tệp có thể đã hỏng hoặc được làm ra để gây hại; hỏi lại người gửi trước khi dùng
error-sign = khóa không ký được
    .remedy = kiểm tra thiết bị hoặc tệp khóa, rồi chạy lại; chưa có gói nào được tạo
error-wrong-kind = { $path } không phải là { $wanted }
    .remedy = kiểm tra lại đường dẫn: lệnh này cần { $wanted }
error-refused = bị từ chối: { $count } phát hiện mức CHẶN
    .remedy = xử lý từng phát hiện đã nêu, rồi chạy lại
error-interrupted = đã dừng theo yêu cầu
    .remedy = chạy lại khi cần; không còn lại gì trông như đã hoàn thành

output-failed = không ghi được kết quả: { $cause }
    .remedy = kiểm tra nơi nhận kết quả (tệp, ổ đĩa, máy in), rồi chạy lại

io-not-found = không có tệp hoặc thư mục này
io-permission-denied = không có quyền truy cập
io-already-exists = đã có sẵn
io-not-a-folder = không phải thư mục
io-is-a-folder = là thư mục, không phải tệp tin
io-disk-full = ổ đĩa đã đầy
io-quota = đã hết dung lượng được cấp
io-read-only = ổ đĩa chỉ cho đọc
io-file-too-large = tệp quá lớn đối với ổ đĩa này
io-unexpected-end = tệp kết thúc quá sớm
io-not-text = nội dung không phải chữ Unicode (UTF-8)
io-timed-out = quá thời gian chờ

limit-folder-depth = số tầng thư mục
limit-folder-entries = số mục trong một thư mục
limit-bytes = số byte của tệp

wanted-bundle = gói bàn giao
wanted-snapshot = bản khảo sát
wanted-folder = thư mục
wanted-file = tệp tin
wanted-act = văn kiện bàn giao
wanted-inventory = thư mục mục lục

malformed-act-syntax = văn kiện bàn giao viết sai cú pháp

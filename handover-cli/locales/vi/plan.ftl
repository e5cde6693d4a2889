# Kế hoạch.
plan-decide = CẦN QUYẾT ĐỊNH: { $reason }
plan-decide-among = CẦN QUYẾT ĐỊNH: { $reason }; có thể là { $candidates }
plan-all-work = đã và chưa giải quyết xong
plan-from = từ { $giver }: { $what }
plan-due = , chậm nhất ngày { $day }
plan-summary = { $unit }: { $routes } lần bàn giao; { $rule } theo quy định, { $province } theo quyết định của tỉnh, { $decide } cần quyết định.
plan-continuing = Đơn vị tiếp tục hoạt động nên không phải bàn giao: { $count } (cùng mã số và tên, hoặc bảng ghi như vậy).
plan-written = Bảng đã ghi vào { $path }.
plan-rules-unused = { $path }: các quy tắc không áp dụng cho lần bàn giao nào bắt đầu ở dòng: { $lines }

refused-plan-unit-unknown = danh mục không có đơn vị { $unit }
    .remedy = tra bằng `handover unit find`
refused-plan-no-province = { $unit } không phải là tỉnh hoặc thành phố trực thuộc trung ương
    .remedy = nêu một tỉnh, hoặc lập kế hoạch cho một đơn vị bằng --unit
refused-plan-not-closing = { $unit } không kết thúc hoạt động; đơn vị này hình thành từ:
    { $origins }
    .remedy = lập kế hoạch cho một trong các đơn vị đã kết thúc hoạt động
refused-plan-other-province = quy tắc là của { $unit }, nhưng kế hoạch này không có đơn vị nào thuộc nơi đó
    .remedy = dùng quy tắc của đúng tỉnh, hoặc bỏ --rules
refused-plan-other-country = quy định bàn giao là pháp luật Việt Nam, còn danh mục này là của nước khác
    .remedy = dùng danh mục đơn vị hành chính của Việt Nam
demanded-done = đã xong
demanded-open = chưa xong
demanded-late = QUÁ HẠN
demanded-disputed = ĐANG VƯỚNG MẮC
demanded-undecided = chưa rõ bên nhận
demanded-receipts = Số giấy xác nhận được tính
demanded-routes = số dòng: { $routes }
demanded-due = hạn { $day }
demanded-accepted = tiếp nhận ngày { $day }
demanded-refused = bị từ chối: { $count }
demanded-excepted = có ngoại lệ: { $count }
demanded-contradicting = các giấy xác nhận mâu thuẫn nhau
demanded-not-judged = Chưa nêu danh sách khóa tin cậy: chưa xác nhận các giấy này đúng là của bên nhận (--trust kèm --root).

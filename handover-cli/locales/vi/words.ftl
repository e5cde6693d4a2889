# Từ và câu ngắn dùng chung cho mọi lệnh.
word-error = lỗi
word-warning = cảnh báo
word-next = cần làm

severity-block = CHẶN
severity-warn = LƯU Ý
severity-info = thông tin

group-envelope = vỏ gói
group-seal = chữ ký gói
group-signer = người ký
group-payload = tệp tin bàn giao
group-completeness = tính đầy đủ
group-description = mô tả
group-law = quy định pháp luật
group-names = tên tệp
group-files = tình trạng tệp tin
group-custody = quản lý tài liệu

verdict-valid = ĐẦY ĐỦ, NGUYÊN VẸN, ĐÚNG NGƯỜI KÝ
verdict-intact-signer-unknown = NGUYÊN VẸN, CHƯA XÁC NHẬN NGƯỜI KÝ
verdict-incomplete = CHƯA ĐỦ
verdict-not-valid = KHÔNG ĐẠT

phase-count = Đếm tệp tin
phase-digest = Đọc và tính mã băm
phase-pack = Chép vào gói bàn giao
phase-seal = Lập danh sách và ký gói
phase-sync = Ghi hết xuống đĩa
phase-lists = Đọc danh sách của gói
phase-verify = Kiểm tra tệp tin
phase-unpack = Ghi tài liệu ra
phase-compare = So sánh
phase-inspect = Xem bên trong tệp tin
phase-rows = Đọc các bảng
phase-tables = Đọc và ghi các bảng
phase-merge = Hợp nhất mục lục

location-whole = toàn bộ
location-file = { $path }
location-line = { $path }, dòng { $line }
location-byte = { $path }, sau { $offset } byte
location-zip = tệp ZIP, sau { $offset } byte
location-header = bảng { $table }, dòng tiêu đề
location-row = bảng { $table }, dòng { $row }
location-cell = bảng { $table }, dòng { $row }, cột { $field }
location-act = văn kiện bàn giao, mục { $field }
location-folder = thư mục số { $folder }
location-entry = thư mục số { $folder }, mục thứ { $ordinal }

amount = { $files } tệp, { $bytes }
progress-of = { $bytes } / { $total } · { $files } / { $of } tệp
progress-rate = { $rate }/giây
progress-left = còn { $left }
duration-seconds = { $small } giây
duration-minutes = { $large } phút { $small } giây
duration-hours = { $large } giờ { $small } phút

counts = Phát hiện: { $block } chặn, { $warn } lưu ý, { $info } thông tin.
counts-none = Không phát hiện vấn đề nào.
findings-unshown = … và { $count } phát hiện nữa không in ở đây; dùng --json để xem tất cả.

unit-municipality = thành phố trực thuộc trung ương
unit-province = tỉnh
unit-city = thành phố thuộc tỉnh hoặc thành phố thuộc thành phố
unit-rural-district = huyện
unit-town = thị xã
unit-urban-district = quận
unit-commune = xã
unit-township = thị trấn
unit-ward = phường
unit-special-zone = đặc khu

extent-whole = toàn bộ
extent-part = một phần
extent-remainder = phần còn lại

succession-continues = tiếp tục hoạt động
succession-merged = sáp nhập, hợp nhất
succession-divided = chia
succession-separated = tách
succession-abolished = giải thể
succession-renamed = đổi tên

term-permanent = vĩnh viễn
term-fixed = có thời hạn

reason-legal-kind = chưa rõ hình thức sắp xếp theo pháp luật (chia, tách, sáp nhập, đổi tên)
reason-merger-receiver = ai nhận tài liệu có thời hạn khi sáp nhập: chưa có đủ nội dung Điều 39
reason-who-continues = nhiều đơn vị kế thừa: đơn vị nào giải quyết tiếp
reason-district-tasks = nhiệm vụ cấp huyện chuyển cho tỉnh và xã: nơi nào giải quyết tiếp
reason-chairman-assigns = Chủ tịch Ủy ban nhân dân tỉnh giao cơ quan nhận sau khi chỉnh lý
reason-text-cut-off = bước tiếp sau khi trích xuất: chưa có đủ nội dung điểm b khoản 2 Điều 40
reason-party-archive = tài liệu Đảng có lưu trữ và quy định riêng
reason-mass-archive = lưu trữ nào nhận tài liệu của Mặt trận và đoàn thể
reason-archive-holdings = chưa có quy định về tài liệu lưu trữ lịch sử của tỉnh đang quản lý
reason-receiver-closed = cơ quan nhận cũng đã kết thúc hoạt động
reason-receiver-unknown = danh mục đơn vị không cho biết ai nhận
reason-rules-not-in-force = Thông tư 06/2025 chưa có hiệu lực vào ngày ấy

agency-ubnd = Ủy ban nhân dân
agency-hdnd = Hội đồng nhân dân
agency-dang-uy = Đảng ủy
agency-mttq = Ủy ban Mặt trận Tổ quốc
agency-luu-tru-lich-su = Lưu trữ lịch sử

work-finished = đã giải quyết xong
work-unfinished = chưa giải quyết xong
work-other-words = ghi bằng từ khác
work-not-stated = không ghi

arrangement-unarranged = chưa chỉnh lý
arrangement-preliminary = chỉnh lý sơ bộ
arrangement-arranged = đã chỉnh lý
arrangement-other-words = ghi bằng từ khác
arrangement-not-stated = không ghi

block-party = khối Đảng
block-government = khối chính quyền
block-mass = khối Mặt trận Tổ quốc và đoàn thể

depth-sealed = chỉ niêm phong và đếm
depth-containers = đến hộp, cặp
depth-dossiers = đến hồ sơ
depth-documents = đến văn bản
depth-files = đến tệp tin

carrier-paper = giấy
carrier-digital = điện tử
carrier-both = giấy và điện tử
carrier-other-words = ghi bằng từ khác
carrier-not-stated = không ghi

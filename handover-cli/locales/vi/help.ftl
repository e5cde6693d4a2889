# Trợ giúp: cmd-<lệnh>, arg-<lệnh>-<tham số>, value-<tên giá trị>.
help-usage = Cách dùng:
help-commands = Lệnh
help-arguments = Tham số
help-options = Tùy chọn
help-global = Tùy chọn chung
help-after = `handover TỆP` nghĩa là `handover verify TỆP`. Mã thoát: 0 xong; 1 xong, câu trả lời là không; 2 sai cách gọi lệnh; 3 không làm được đến cùng; 130 bị dừng.

cmd-handover = Bàn giao hồ sơ, tài liệu giữa các đơn vị hành chính: ký, kiểm tra được, mỗi bước có người chịu trách nhiệm
cmd-unit = Tra cứu đơn vị hành chính và mã số theo từng kỳ hiệu lực
cmd-unit-find = Tìm đơn vị theo tên hoặc mã số; không cần gõ dấu
cmd-unit-show = Xem một đơn vị: cấp, thời gian hiệu lực, đơn vị kế thừa sau sắp xếp
cmd-transfer = Lập văn kiện bàn giao
cmd-transfer-new = Tạo tệp văn kiện bàn giao để người có trách nhiệm điền tiếp
cmd-key = Tạo và xem khóa ký của cơ quan, tổ chức
cmd-key-new = Tạo một cặp khóa ký: STEM.key giữ kín, STEM.pem gửi cho bên nhận
cmd-key-show = Xem mã khóa và dấu vân tay khóa để đối chiếu với biên bản giấy
cmd-inventory = Lập bảng mục lục từ các danh sách, và lập danh sách từ các bảng
cmd-inventory-import = Lập bảng mục lục từ bảng tính (.xlsx, .xls, .ods, CSV) hoặc từ thư mục tệp tin
cmd-inventory-export = Xuất mục lục ra bảng tính để in, hoặc ra CSV
cmd-survey = Khảo sát một thư mục: tệp tin, dung lượng, mã băm, tên không chuyển giao được
cmd-pack = Đóng gói và ký một gói bàn giao
cmd-verify = Kiểm tra gói bàn giao: đầy đủ, nguyên vẹn, đúng người ký
cmd-unpack = Lấy tài liệu ra khỏi gói bàn giao, giữ tên gốc và thời gian gốc
cmd-show = Xem nhanh một gói bàn giao: ai giao, ai nhận, những gì, bao nhiêu, ai ký
cmd-diff = So sánh hai bên: thư mục, bản khảo sát hoặc gói bàn giao
cmd-completions = In đoạn mã để shell tự hoàn thành lệnh
cmd-man = In trang hướng dẫn (man)

arg-lang = Ngôn ngữ thông báo
arg-quiet = Chỉ in kết quả và lỗi
arg-json = In kết quả dạng JSON, mỗi dòng một đối tượng
arg-color = Khi nào dùng màu
arg-help = In trợ giúp
arg-version = In phiên bản

arg-unit-find-name = Tên hoặc mã số, ví dụ: phuong 14 quan 10
arg-unit-show-unit = Tên, mã số hoặc định danh như vn:27169@2024
arg-transfer-new-from = Bên giao: định danh hoặc tên đơn vị, có thể kèm /cơ quan
arg-transfer-new-to = Bên nhận: định danh hoặc tên đơn vị, có thể kèm /cơ quan
arg-transfer-new-files = Thư mục tài liệu, để đếm và điền tổng số
arg-transfer-new-inventory = Thư mục mục lục (các bảng CSV), để đếm và điền tổng số
arg-transfer-new-out = Tệp văn kiện sẽ tạo
arg-transfer-new-date = Ngày ký gói, dạng NĂM-THÁNG-NGÀY; mặc định là hôm nay
arg-key-new-unit = Cơ quan, tổ chức dùng khóa, ví dụ vn:27169@2024; chỉ để nhắc, không chứng minh điều gì
arg-key-new-out = Phần đầu của tên hai tệp khóa
arg-key-new-passphrase-file = Đọc mật khẩu từ dòng đầu của tệp
arg-key-new-no-passphrase = Không bảo vệ khóa bằng mật khẩu
arg-key-show-file = Tệp .pem hoặc .key
arg-key-show-passphrase-file = Đọc mật khẩu của tệp .key từ dòng đầu của tệp
arg-survey-dir = Thư mục cần khảo sát; không bị sửa đổi
arg-survey-out = Tệp kết quả khảo sát; mặc định là TÊN.survey trong thư mục hiện hành
arg-inventory-import-file = Bảng tính, tệp CSV, hoặc thư mục các bảng CSV
arg-inventory-import-from-files = Không có danh sách: lập dòng cho từng tệp tin trong thư mục này
arg-inventory-import-out = Thư mục bảng sẽ lập
arg-inventory-import-fonds = Mã phông của những dòng không ghi phông
arg-inventory-import-map = Đọc các cột theo tệp này (map.toml của một lần trước, đã sửa)
arg-inventory-export-dir = Thư mục các bảng mục lục
arg-inventory-export-form = Mẫu: nd30 mục lục nộp lưu kèm các bảng, tt05 các bảng, csv thư mục CSV
arg-inventory-export-out = Tệp .xlsx sẽ lập; với csv là thư mục
arg-inventory-export-superior = Tên cơ quan cấp trên, ở đầu mục lục
arg-inventory-export-agency = Tên cơ quan, ở đầu mục lục
arg-inventory-export-year = Năm của hồ sơ, sau chữ “Năm”
arg-inventory-export-place = Nơi và ngày lập, trên chỗ ký
arg-inventory-export-compiler = Họ tên, chức vụ người lập
arg-pack-transfer = Văn kiện bàn giao (transfer.toml)
arg-pack-files = Thư mục tài liệu cần bàn giao; không bị sửa đổi
arg-pack-inventory = Thư mục mục lục (các bảng CSV), hoặc một bảng tính
arg-pack-key = Khóa ký (.key); có thể ghi nhiều lần
arg-pack-passphrase-file = Đọc mật khẩu của khóa từ dòng đầu của tệp
arg-pack-out = Gói sẽ tạo: tên kết thúc bằng .zip là một tệp, còn lại là thư mục
arg-pack-portable-names = Tên không chuyển giao được thì thay bằng bí danh; tên gốc ghi trong files.csv
arg-pack-exclude = Để lại loại tệp này và ghi rõ trong văn kiện; có thể ghi nhiều lần
arg-pack-threads = Số luồng xử lý
arg-verify-bundle = Một hoặc nhiều gói bàn giao (thư mục hoặc ZIP)
arg-verify-trust = Khóa công khai .pem của bên giao, nhận bằng đường khác với gói
arg-verify-fingerprint = Dấu vân tay khóa gõ lại từ biên bản giấy, đủ 64 chữ số
arg-verify-full = Kiểm tra cả SHA-256, không chỉ BLAKE3
arg-verify-strict = Coi cảnh báo cũng là không đạt
arg-verify-threads = Số luồng xử lý
arg-unpack-bundle = Gói bàn giao (thư mục hoặc ZIP)
arg-unpack-to = Thư mục mới để ghi tài liệu ra
arg-show-bundle = Gói bàn giao (thư mục hoặc ZIP)
arg-show-with-titles = In cả tên của lần bàn giao và của các lô; có thể chứa dữ liệu cá nhân
arg-diff-a = Bên thứ nhất: thư mục, bản khảo sát hoặc gói bàn giao
arg-diff-b = Bên thứ hai: thư mục, bản khảo sát hoặc gói bàn giao
arg-completions-shell = Loại shell
arg-man-out = Ghi trang của mọi lệnh vào thư mục này

value-command = LỆNH
value-options = TÙY CHỌN
value-lang = NGÔN_NGỮ
value-when = KHI
value-name = TÊN
value-unit = ĐƠN_VỊ
value-dir = THƯ_MỤC
value-file = TỆP
value-date = NGÀY
value-stem = STEM
value-key = KHÓA
value-out = GÓI
value-kind = LOẠI
value-n = SỐ
value-bundle = GÓI
value-text = CHỮ_SỐ
value-a = A
value-b = B
value-shell = SHELL

# Dòng ví dụ.
help-example = Ví dụ:
example-unit-find = handover unit find phuong 14 quan 10
example-unit-show = handover unit show vn:27169@2024
example-transfer-new =
    handover transfer new --from "phường 14 quận 10"
        --to "phường hòa hưng" --files D:/tai-lieu --out transfer.toml
example-key-new = handover key new --unit vn:27169@2024 --out ubnd-p14
example-key-show = handover key show ubnd-p14.pem
example-inventory-import = handover inventory import "Mục lục 2001.xlsx" --out D:/muc-luc
example-inventory-export =
    handover inventory export D:/muc-luc --form nd30
        --out "D:/Mục lục nộp lưu.xlsx"
example-survey = handover survey D:/tai-lieu
example-pack =
    handover pack --transfer transfer.toml --files D:/tai-lieu
        --inventory D:/muc-luc --key ubnd-p14.key --out E:/p14.zip
example-verify = handover verify E:/p14.zip --fingerprint "1c33 5184 … 36a1"
example-unpack = handover unpack E:/p14.zip --to D:/p14
example-show = handover show E:/p14.zip
example-diff = handover diff E:/p14.zip D:/p14

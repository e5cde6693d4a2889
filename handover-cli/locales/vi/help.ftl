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
cmd-unit-successors = Xem một đơn vị đã nhập vào đâu, qua mọi lần sắp xếp
cmd-unit-predecessors = Xem một đơn vị hình thành từ những đơn vị nào
cmd-unit-history = Xem mọi bước của một đơn vị, từ đơn vị đầu tiên đến đơn vị kế thừa
cmd-plan = Lập kế hoạch bàn giao khi sắp xếp đơn vị hành chính
cmd-plan-routes = Cho biết tài liệu của đơn vị kết thúc hoạt động giao cho ai, mỗi dòng kèm điều khoản
cmd-transfer = Lập văn kiện bàn giao
cmd-transfer-new = Tạo tệp văn kiện bàn giao để người có trách nhiệm điền tiếp
cmd-key = Tạo và xem khóa ký của cơ quan, tổ chức
cmd-key-new = Tạo một cặp khóa ký: STEM.key giữ kín, STEM.pem gửi cho bên nhận
cmd-key-show = Xem mã khóa và dấu vân tay khóa để đối chiếu với biên bản giấy
cmd-inventory = Lập mục lục từ danh sách và ngược lại, kiểm tra, tổng hợp, và xem các tệp tin mà mục lục thống kê
cmd-trust = Lập danh sách khóa tin cậy: khóa nào của ai
cmd-trust-add = Thêm một khóa vào bản nháp danh sách khóa tin cậy
cmd-trust-revoke = Thu hồi một khóa trong bản nháp danh sách khóa tin cậy
cmd-trust-list = Xem danh sách khóa tin cậy hoặc bản nháp
cmd-trust-sign = Ký bản nháp thành danh sách khóa tin cậy tiếp theo
cmd-inventory-scans = Phân loại bản số hóa: đạt, giữ nguyên, chỉ chuyển đổi, quét lại
cmd-inventory-check = Kiểm tra các bảng của mục lục và đối chiếu với tệp tin
cmd-inventory-totals = Tổng hợp mục lục: mét giá, hồ sơ, trang, tệp tin; theo phông, khối, năm
cmd-inventory-import = Lập bảng mục lục từ bảng tính (.xlsx, .xls, .ods, CSV) hoặc từ thư mục tệp tin
cmd-inventory-export = Xuất mục lục ra bảng tính để in, hoặc ra CSV
cmd-survey = Khảo sát một thư mục: tệp tin, dung lượng, mã băm, tên không chuyển giao được
cmd-pack = Đóng gói và ký một gói bàn giao
cmd-verify = Kiểm tra gói bàn giao: đầy đủ, nguyên vẹn, đúng người ký
cmd-witness = Ký, với tư cách bên thứ ba, rằng gói đã tồn tại vào một ngày
cmd-unpack = Lấy tài liệu ra khỏi gói bàn giao, giữ tên gốc và thời gian gốc
cmd-show = Xem nhanh một gói bàn giao: ai giao, ai nhận, những gì, bao nhiêu, ai ký
cmd-merge = Lập khối tài liệu đang quản lý của đơn vị kế thừa từ các gói đã kiểm tra đạt
cmd-diff = So sánh hai bên: thư mục, bản khảo sát, gói bàn giao, bộ nhiều tập (.set.json) hoặc khối tài liệu đang quản lý
cmd-minutes = Lập biên bản giao nhận của một gói bàn giao, để hai bên ký và đóng dấu
cmd-completions = In đoạn mã để shell tự hoàn thành lệnh
cmd-man = In trang hướng dẫn (man)

arg-lang = Ngôn ngữ thông báo
arg-quiet = Chỉ in kết quả và lỗi
arg-json = In kết quả dạng JSON, mỗi dòng một đối tượng
arg-color = Khi nào dùng màu
arg-help = In trợ giúp
arg-version = In phiên bản

arg-unit-find-name = Tên hoặc mã số, ví dụ: phuong 14 quan 10
arg-unit-find-on = Chỉ đơn vị có hiệu lực ngày này, dạng NĂM-THÁNG-NGÀY
arg-unit-show-unit = Tên, mã số hoặc định danh như vn:27169@2024
arg-unit-register = Thư mục danh mục đơn vị khác (units-….csv, succession-….csv)
arg-unit-successors-unit = Tên, mã số hoặc định danh như vn:27169@2024
arg-unit-successors-on = Chỉ những đơn vị có hiệu lực ngày này, dạng NĂM-THÁNG-NGÀY
arg-unit-predecessors-unit = Tên, mã số hoặc định danh như vn:27163@2025
arg-unit-predecessors-on = Chỉ những đơn vị có hiệu lực ngày này, dạng NĂM-THÁNG-NGÀY
arg-unit-history-unit = Tên, mã số hoặc định danh như vn:27169@2024
arg-plan-register = Thư mục danh mục đơn vị khác (units-….csv, succession-….csv)
arg-plan-routes-province = Tỉnh, thành phố kết thúc hoạt động, cùng mọi huyện, xã trực thuộc
arg-plan-routes-unit = Một đơn vị kết thúc hoạt động
arg-plan-routes-rules = Quyết định riêng của tỉnh (rules.toml)
arg-plan-routes-on = Ngày mà bên nhận phải đang có hiệu lực; mặc định là ngày đầu của đơn vị mới
arg-plan-routes-out = Bảng sẽ ghi (CSV); nếu không có thì in ra từng dòng
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
arg-key-new-date = Ngày mà đơn vị phải có hiệu lực, dạng NĂM-THÁNG-NGÀY; mặc định hôm nay
arg-trust-add-file = Bản nháp danh sách (trust.toml); chưa có thì được tạo
arg-trust-add-key = Khóa công khai (.pem)
arg-trust-add-agency = Cơ quan mà khóa ký thay mặt, ví dụ vn:27169@2024
arg-trust-add-person = Họ tên đầy đủ của người giữ khóa
arg-trust-add-title = Chức vụ của người ấy
arg-trust-add-role = Khóa được dùng để làm gì; có thể ghi nhiều lần
arg-trust-add-from = Ngày đầu có giá trị, dạng NĂM-THÁNG-NGÀY
arg-trust-add-until = Ngày cuối có giá trị, dạng NĂM-THÁNG-NGÀY
arg-trust-add-threshold = Cần bao nhiêu người khác nhau ký thay mặt cơ quan; mặc định một
arg-trust-add-date = Ngày để xét tên đơn vị và tình trạng khóa; mặc định hôm nay
arg-trust-revoke-file = Bản nháp danh sách (trust.toml)
arg-trust-revoke-key = Khóa: tệp .pem hoặc dấu vân tay khóa
arg-trust-revoke-ceased = Ngày đầu tiên không còn dùng khóa
arg-trust-revoke-compromised = Ngày đầu tiên người khác có thể đã có khóa
arg-trust-revoke-date = Ngày để xét tình trạng khóa; mặc định hôm nay
arg-trust-list-file = Bản nháp (trust.toml) hoặc danh sách đã ký (trust.json)
arg-trust-list-root = Khóa gốc để đối chiếu: tệp .pem hoặc dấu vân tay trên giấy
arg-trust-list-date = Ngày để xét tình trạng khóa; mặc định hôm nay
arg-trust-sign-file = Bản nháp danh sách (trust.toml)
arg-trust-sign-key = Khóa bí mật của khóa gốc (.key)
arg-trust-sign-passphrase-file = Đọc mật khẩu của khóa từ dòng đầu của một tệp
arg-trust-sign-previous = Danh sách trước (trust.json); số tăng từ đó
arg-trust-sign-next-root = Khóa công khai (.pem) được ký danh sách sau; mặc định cùng khóa gốc
arg-trust-sign-date = Ngày của danh sách, dạng NĂM-THÁNG-NGÀY; mặc định hôm nay
arg-trust-sign-out = Danh sách đã ký sẽ ghi
arg-witness-bundle = Gói (thư mục hoặc ZIP) hoặc bộ nhiều tập; hỏng cũng được
arg-witness-key = Khóa ký (.key) của cơ quan xác nhận
arg-witness-passphrase-file = Đọc mật khẩu của khóa từ dòng đầu của một tệp
arg-witness-agency = Cơ quan xác nhận, ví dụ vn:79@2025/luu-tru-lich-su
arg-witness-date = Ngày xác nhận, dạng NĂM-THÁNG-NGÀY; mặc định hôm nay
arg-witness-out = Tệp sẽ ghi
arg-inventory-scans-dir = Thư mục chứa bản số hóa; không bị sửa đổi
arg-inventory-scans-criteria = Tệp tiêu chí đã chỉnh sửa; mặc định theo Thông tư 05/2025/TT-BNV
arg-inventory-scans-threads = Số luồng xử lý
arg-inventory-check-dir = Thư mục mục lục (các bảng CSV); không bị sửa đổi
arg-inventory-check-files = Thư mục tệp tin, để đối chiếu với các dòng; không bị sửa đổi
arg-inventory-check-profile = Bộ quy tắc: tt05, nd30, archive, hoặc tệp riêng (.toml); mặc định là tt05
arg-inventory-check-fix-paths = Thư mục mới cho các bảng đã sửa đường dẫn; không đụng đến tệp tin nào
arg-inventory-totals-dir = Thư mục mục lục (các bảng CSV); không bị sửa đổi
arg-inventory-totals-files = Thư mục tệp tin, để đếm; không bị sửa đổi
arg-survey-dir = Thư mục cần khảo sát; không bị sửa đổi
arg-survey-out = Tệp kết quả khảo sát; mặc định là TÊN.survey trong thư mục hiện hành
arg-survey-threads = Số tệp tính mã băm cùng lúc; mặc định dùng mọi nhân
arg-survey-readers = Số tệp đọc cùng lúc; mặc định là 8 hoặc số nhân; ổ đĩa quay nên dùng 1
arg-survey-since = Bản khảo sát trước của thư mục này: tệp tin không có dấu hiệu thay đổi thì không đọc lại
arg-survey-rehash = Vẫn đọc lại mọi tệp tin, và báo tệp nào khác nội dung dù không có dấu hiệu thay đổi
arg-pack-transfer = Văn kiện bàn giao (transfer.toml)
arg-pack-files = Thư mục tài liệu cần bàn giao; không bị sửa đổi. Ghi nhiều lần thì mỗi thư mục nằm dưới tên của mình
arg-pack-inventory = Thư mục mục lục (các bảng CSV), hoặc một bảng tính
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
arg-pack-key = Khóa ký (.key); có thể ghi nhiều lần
arg-pack-passphrase-file = Đọc mật khẩu của khóa từ dòng đầu của tệp
arg-pack-out = Gói sẽ tạo: tên kết thúc bằng .zip là một tệp, còn lại là thư mục
arg-pack-in-place = Biến thư mục thành gói ngay tại chỗ: data/ giữ nguyên, danh sách và chữ ký gói ghi bên cạnh
arg-pack-volume-size = Cỡ mỗi tập: 4g, 25g, 700m, hoặc none để làm một tệp không giới hạn cỡ; mặc định theo FAT32
arg-pack-also-to = Thư mục trên ổ đĩa khác để chứa các tập khi ổ đầu đã đầy; có thể ghi nhiều lần
arg-pack-temp = Thư mục chứa tệp tạm; mặc định là bên cạnh gói
arg-pack-portable-names = Tên không chuyển giao được thì thay bằng bí danh; tên gốc ghi trong files.csv
arg-pack-exclude = Để lại loại tệp này và ghi rõ trong văn kiện; có thể ghi nhiều lần
arg-pack-threads = Số tệp tính mã băm cùng lúc; mặc định dùng mọi nhân
arg-pack-readers = Số tệp đọc cùng lúc; mặc định là 8 hoặc số nhân; ổ đĩa quay nên dùng 1
arg-verify-bundle = Một hoặc nhiều gói bàn giao (thư mục hoặc ZIP) hoặc bộ nhiều tập (.set.json, hoặc thư mục chứa nó)
arg-verify-trust = Khóa công khai của bên giao (.pem), nhận bằng đường khác với gói; hoặc danh sách khóa tin cậy (.json), kèm --root
arg-verify-fingerprint = Dấu vân tay khóa gõ lại từ biên bản giấy, đủ 64 chữ số
arg-verify-root = Khóa gốc của danh sách: tệp .pem hoặc dấu vân tay trên giấy
arg-verify-witness = Xác nhận của cơ quan khác (.json); có thể ghi nhiều lần
arg-verify-date = Ngày để xét khóa, dạng NĂM-THÁNG-NGÀY; mặc định hôm nay
arg-verify-volumes = Thêm một thư mục chứa các tập của bộ; có thể nêu nhiều lần
arg-verify-full = Kiểm tra cả SHA-256, không chỉ BLAKE3
arg-verify-strict = Coi cảnh báo cũng là không đạt
arg-verify-journal = Ghi phần đã kiểm tra vào tệp này (với bộ nhiều tập: vào thư mục này) để lần sau chạy tiếp
arg-verify-max-duration = Dừng sau thời lượng này, ví dụ 2h, 30m, 90s; chạy lại lệnh để kiểm tra tiếp
arg-verify-temp = Thư mục chứa tệp tạm; mặc định là của hệ thống
arg-verify-threads = Số tệp tính mã băm cùng lúc; mặc định dùng mọi nhân
arg-verify-readers = Số tệp đọc cùng lúc; mặc định là 8 hoặc số nhân; ổ đĩa quay nên dùng 1
arg-unpack-bundle = Gói bàn giao (thư mục hoặc ZIP) hoặc bộ nhiều tập (.set.json)
arg-unpack-to = Thư mục mới để ghi tài liệu ra
arg-unpack-volumes = Thêm một thư mục chứa các tập của bộ; có thể nêu nhiều lần
arg-unpack-threads = Số tệp tính mã băm cùng lúc; mặc định dùng mọi nhân
arg-unpack-readers = Số tệp đọc cùng lúc; mặc định là 8 hoặc số nhân; ổ đĩa quay nên dùng 1
arg-show-bundle = Gói bàn giao (thư mục hoặc ZIP) hoặc bộ nhiều tập (.set.json)
arg-show-volumes = Thêm một thư mục chứa các tập của bộ; có thể nêu nhiều lần
arg-show-with-titles = In cả tên của lần bàn giao và của các lô; có thể chứa dữ liệu cá nhân
arg-merge-bundle = Các gói bàn giao (thư mục hoặc ZIP) hoặc bộ nhiều tập (.set.json) cần hợp nhất; mỗi gói được kiểm tra toàn bộ trước
arg-merge-into = Đơn vị, hoặc cơ quan của đơn vị, sẽ quản lý tài liệu
arg-merge-out = Thư mục của khối tài liệu đang quản lý; nếu đã có ở đó thì được bổ sung
arg-merge-date = Ngày hợp nhất; mặc định là hôm nay. Lần bàn giao có hiệu lực sau ngày này bị từ chối
arg-merge-trust = Khóa công khai .pem của một bên giao, nhận bằng đường khác với gói, hoặc danh sách khóa tin cậy; có thể nêu nhiều lần
arg-merge-root = Khóa gốc của danh sách: tệp .pem hoặc dấu vân tay trên giấy
arg-merge-witness = Xác nhận của cơ quan khác (.json); có thể ghi nhiều lần
arg-merge-fingerprint = Dấu vân tay khóa của một bên giao, gõ lại từ biên bản giấy; có thể nêu nhiều lần
arg-merge-volumes = Thêm một thư mục chứa các tập của bộ; có thể nêu nhiều lần
arg-merge-temp = Thư mục chứa tệp tạm; mặc định là cạnh thư mục kết quả
arg-merge-threads = Số tệp tính mã băm cùng lúc; mặc định dùng mọi nhân
arg-merge-readers = Số tệp đọc cùng lúc; mặc định là 8 hoặc số nhân; ổ đĩa quay nên dùng 1
arg-diff-a = Bên thứ nhất: thư mục, bản khảo sát, gói bàn giao, bộ nhiều tập (.set.json) hoặc khối tài liệu đang quản lý
arg-diff-b = Bên thứ hai: thư mục, bản khảo sát, gói bàn giao, bộ nhiều tập (.set.json) hoặc khối tài liệu đang quản lý
arg-minutes-bundle = Gói bàn giao (thư mục hoặc ZIP) hoặc bộ nhiều tập (.set.json)
arg-minutes-out = Tệp biên bản sẽ lập: .docx hoặc .html
arg-minutes-form = Mẫu: nd30 là biên bản giao nhận, archive là biên bản thu nộp vào lưu trữ lịch sử; nếu không nêu thì theo bên nhận
arg-minutes-copies = Số bản, từ 2 đến 20; nếu không nêu: nd30 hai bản, archive để trống
arg-minutes-volumes = Thêm một thư mục chứa các tập của bộ; có thể nêu nhiều lần
arg-minutes-superior = Tên cơ quan chủ quản, ở đầu biên bản
arg-minutes-place = Địa danh và ngày, ở đầu biên bản
arg-minutes-with-titles = In cả tiêu đề hồ sơ trong các phụ lục; có thể chứa dữ liệu cá nhân
arg-diff-threads = Số tệp tính mã băm cùng lúc; mặc định dùng mọi nhân
arg-diff-readers = Số tệp đọc cùng lúc; mặc định là 8 hoặc số nhân; ổ đĩa quay nên dùng 1
arg-diff-temp = Thư mục chứa tệp tạm; mặc định là của hệ thống
arg-completions-shell = Loại shell
arg-man-out = Ghi trang của mọi lệnh vào thư mục này

value-command = LỆNH
value-options = TÙY CHỌN
value-time = THỜI_LƯỢNG
value-lang = NGÔN_NGỮ
value-when = KHI
value-name = TÊN
value-unit = ĐƠN_VỊ
value-size = CỠ
value-profile = BỘ_QUY_TẮC
value-dir = THƯ_MỤC
value-file = TỆP
value-date = NGÀY
value-stem = STEM
value-key = KHÓA
value-out = GÓI
value-kind = LOẠI
value-role = VAI_TRÒ
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
example-unit-successors = handover unit successors phuong 14 quan 10
example-unit-predecessors = handover unit predecessors phuong hoa hung
example-unit-history = handover unit history vn:27169@2024
example-plan-routes =
    handover plan routes --province vn:79@2024
        --rules rules.toml --out routes.csv
example-transfer-new =
    handover transfer new --from "phường 14 quận 10"
        --to "phường hòa hưng" --files D:/tai-lieu --out transfer.toml
example-key-new = handover key new --unit vn:27169@2024 --out ubnd-p14
example-key-show = handover key show ubnd-p14.pem
example-trust-add =
    handover trust add trust.toml --key ubnd-p14.pem
        --agency vn:27169@2024 --person "Nguyễn Văn A" --title "Chủ tịch"
        --role seal --from 2025-01-01 --until 2025-06-30
example-trust-revoke =
    handover trust revoke trust.toml --key ubnd-p14.pem --ceased 2025-07-01
example-trust-list = handover trust list trust.json --root tinh.pem
example-trust-sign =
    handover trust sign trust.toml --key tinh.key
        --previous trust-1.json --out trust-2.json
example-witness =
    handover witness E:/p14.zip --key luu-tru.key
        --as vn:79@2025/luu-tru-lich-su --out witness.json
example-inventory-scans = handover inventory scans D:/tai-lieu
example-inventory-check =
    handover inventory check D:/muc-luc --files D:/tai-lieu
        --fix-paths D:/muc-luc-2
example-inventory-totals = handover inventory totals D:/muc-luc --files D:/tai-lieu
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
example-merge =
    handover merge --into "phường hòa hưng" E:/p12.zip E:/p14.zip
        --trust p12.pem --trust p14.pem --out D:/quan-ly
example-minutes = handover minutes E:/p14.zip --out "D:/bien ban.docx"
example-diff = handover diff E:/p14.zip D:/p14

# Khảo sát, đóng gói, kiểm tra, xem gói.
act-id-and-issue = { $id }, lần lập gói { $issue }

bundle-path = Gói bàn giao
bundle-digest = Mã băm của gói
volumes-set = Bộ
volumes-digest = Mã băm của bộ
volumes-label = Các tập
volumes-there = có { $there } trong { $listed } tập
volumes-line = { $number }: { $amount }; { $place }
volumes-missing = THIẾU
bundle-files = Tệp tin
bundle-bytes = Dung lượng
bundle-size = { $bytes } ({ $exact } byte)
bundle-amount = { $files } tệp tin, { $bytes } ({ $exact } byte)
bundle-empty-folders = Thư mục rỗng
bundle-inventory = Đếm theo mục lục
bundle-listed = { $containers } hộp, cặp; { $paper } hồ sơ giấy; { $electronic } hồ sơ có tệp tin; { $documents } văn bản
bundle-nothing-listed = không có mục lục
bundle-unlisted = Tệp tin ngoài mục lục

survey-done = Đã khảo sát { $path }.
survey-snapshot = Tệp kết quả
survey-taken-over = Lấy từ lần trước
survey-read = Đã đọc
survey-no-name = không biết đặt tên tệp kết quả cho { $path }
    .remedy = ghi tên tệp kết quả bằng --out

inventory-empty = { $path } không có bảng mục lục nào (CSV): mọi tệp tin được đóng gói như chưa có trong mục lục

pack-done = Đã đóng gói và ký.
pack-declared = Có tổng số chỉ là số khai, chưa đếm: khi giao nhận hai bên cùng đếm và ghi vào biên bản.
pack-compare = Ghi mã băm của gói và dấu vân tay khóa vào biên bản giao nhận; bên nhận đối chiếu với biên bản giấy trước khi tin gói.
pack-announced = { $volumes ->
        [1] Sẽ làm một gói, khoảng { $size }.
       *[other] Sẽ làm { $volumes } tập, tổng cộng khoảng { $size }.
    }
pack-one-file-fits = Ổ đĩa này chứa được gói trong một tệp: dùng --volume-size none, hoặc đặt --out là thư mục. Chia tập chỉ cần cho ổ đĩa FAT32.
pack-one-file-may-fit = Nếu ổ đĩa không phải FAT32 thì một tệp là đơn giản hơn: dùng --volume-size none, hoặc đặt --out là thư mục.
pack-resumed = Số tệp lần chạy trước đã đóng gói
pack-kept = Phần đã đóng gói được giữ trong { $path }: chạy lại đúng lệnh này sẽ làm tiếp từ đó. Muốn làm lại từ đầu thì xóa thư mục ấy.
pack-in-place-one-folder = mỗi lần chỉ đóng gói tại chỗ được một thư mục
    .remedy = với --in-place chỉ ghi --files một lần
pack-set-path = Danh sách các tập
pack-volume = Tập { $number }
pack-set-digest = Mã băm của bộ tập

seal-means = Chữ ký gói chứng minh nội dung không bị thay đổi từ khi ký và khóa nào đã ký; nó không thay dấu của cơ quan, cũng không thay chữ ký số chuyên dùng công vụ.
seal-trusted = chữ ký khớp; đúng khóa đã biết
seal-unknown = chữ ký khớp; chưa biết khóa này của ai
seal-broken = chữ ký KHÔNG khớp
disks-personal = Ổ đĩa chứa gói có dữ liệu cá nhân: mã hóa cả ổ đĩa và giao tận tay người nhận.

verify-verdict = KẾT LUẬN
verify-means-valid = Gói có đủ tài liệu như bên giao đã ký, không thay đổi gì, và được ký bằng đúng khóa đã biết của bên giao.
verify-means-intact = Tài liệu không thay đổi từ khi ký, nhưng chưa biết khóa ký có phải của bên giao hay không; chưa tiếp nhận.
verify-means-foreign = Các tệp tin còn nguyên vẹn so với danh sách kèm theo, nhưng gói do công cụ khác lập và chưa được ký.
verify-means-incomplete = Phần có trong gói thì nguyên vẹn, nhưng còn thiếu so với mục lục hoặc số đã khai.
verify-means-not-valid = Gói bị thay đổi, hỏng, thiếu chữ ký hoặc trái quy định; không tiếp nhận, giữ nguyên gói và hỏi bên giao.
verify-set-means-valid = Có đủ các tập như bên giao đã ký, không thay đổi gì, và được ký bằng đúng khóa đã biết của bên giao.
verify-set-means-incomplete = Phần có ở đây thì nguyên vẹn, nhưng còn thiếu một tập, hoặc thiếu so với mục lục hoặc số đã khai.
verify-set-means-not-valid = Một tập hoặc danh sách các tập bị thay đổi, hỏng hoặc không thuộc bộ này; không tiếp nhận, giữ nguyên mọi thứ và hỏi bên giao.
verify-volume-verdict = TẬP
verify-unchecked = Chưa kiểm tra
verify-sha256-unchecked = danh sách SHA-256 (mới kiểm tra BLAKE3; muốn kiểm tra cả hai thì thêm --full)
verify-unit-unchecked = khóa có phải của đơn vị giao, vào ngày ký, hay không
verify-resumed = { $files } tệp tin ({ $bytes } byte) lấy theo nhật ký kiểm tra; lần chạy trước đã đọc, lần này không đọc lại
verify-journal-tail = Phần cuối của nhật ký { $path } bị cụt hoặc hỏng; các tệp ghi ở phần ấy được đọc lại.
verify-journal-source = Tệp ZIP đã bị ghi lại từ khi lập nhật ký { $path }; toàn bộ được đọc lại.
verify-journal-foreign = Không lập nhật ký cho gói mà danh sách không phải của bộ công cụ này hoặc đã hỏng; toàn bộ đã được đọc.
verify-journal-several = --journal chỉ dùng cho một gói, nhưng lệnh nêu nhiều gói
    .remedy = kiểm tra từng gói một, mỗi gói một nhật ký riêng
verify-how-to-trust = Muốn xác nhận người ký: chạy lại với --fingerprint và dấu vân tay khóa trên biên bản giấy đã ký, hoặc --trust và tệp .pem nhận bằng đường khác với gói.
verify-other-key = Khóa đã ký gói không phải là khóa được nêu khi chạy lệnh. So lại đủ 16 nhóm với biên bản giấy đã ký; nếu đã nêu đúng thì không tiếp nhận gói và hỏi bên giao.
verify-overview = Tất cả { $count } gói:
verify-not-looked-at = KHÔNG ĐỌC ĐƯỢC
verify-trust-inside = khóa { $path } nằm trong chính gói { $bundle }: ai làm giả gói cũng bỏ được khóa của mình vào đó, nên khóa này không chứng minh được điều gì
    .remedy = dùng tệp .pem nhận trực tiếp từ bên giao, hoặc --fingerprint với dấu vân tay khóa trên biên bản giấy đã ký

findings-remedies = Việc cần làm:

unpack-done = Đã lấy tài liệu ra thư mục { $path }; chữ ký gói và mã băm đều khớp.
signer-unconfirmed = Chưa xác nhận người ký: muốn biết ai ký thì chạy `handover verify` với --trust hoặc --fingerprint.

change-added = thêm  { $at } ({ $size })
change-removed = không còn  { $at } ({ $size })
change-changed = thay đổi  { $at } ({ $from } → { $to } byte)
change-moved = chuyển chỗ  { $from } → { $to }
change-duplicated = bản sao  { $at } (giống { $of })
change-dossier-added = thêm  hồ sơ { $dossier }
change-dossier-removed = không còn  hồ sơ { $dossier }
change-dossier-changed = thay đổi  hồ sơ { $dossier }: { $fields }
change-dossier-changed-untold = thay đổi  hồ sơ { $dossier }
diff-dossier = { $code } ({ $parts })
diff-dossier-fonds = phông { $code }
diff-dossier-container = hộp, cặp { $code }
diff-dossier-without-code = không có mã
diff-dossier-not-told = không nêu tên ở đây
diff-empty-folder = thư mục rỗng
diff-same = Hai bên giống nhau: { $unchanged } mục; { $times } mục chỉ khác thời gian sửa đổi.
diff-different = Hai bên khác nhau: thêm { $added }, không còn { $removed }, thay đổi { $changed }, chuyển chỗ { $moved }, bản sao { $duplicated }; giữ nguyên { $unchanged }, trong đó { $times } mục chỉ khác thời gian sửa đổi.
diff-dossiers = Hồ sơ: thêm { $added }, không còn { $removed }, thay đổi { $changed }; giữ nguyên { $unchanged }.
diff-by-inventory = Mục lục không có mã băm của tệp tin: chỉ so sánh hồ sơ, không so sánh tệp tin.
diff-inventory-as-folder = { $path } là mục lục, nhưng đã được so sánh như một thư mục tệp tin. Muốn đối chiếu mục lục với tệp tin, chạy `handover inventory check { $path } --files THƯ-MỤC`.
diff-holdings-tables = Khối tài liệu đang quản lý được so sánh theo các bảng của nó, vốn không có chữ ký; tệp tin nằm trong các gói và không được đọc. Những gì chỉ có ở khối tài liệu là từ các gói khác; hãy xem những gì khối tài liệu không có.
diff-bundle-lists = Gói bàn giao được so sánh theo danh sách đã ký của nó, không đọc từng tệp tin và chưa xác nhận người ký; muốn chắc chắn thì chạy `handover verify`.

show-lot = Lô { $n }
show-declared = Tổng số khai
show-paper = giấy: { $list }
show-electronic = điện tử: { $list }
show-containers = { $n } hộp, cặp
show-dossiers = { $n } hồ sơ
show-metres = { $n } mét giá
show-files = { $n } tệp tin
show-continued-by = tiếp tục giải quyết: { $agency }
show-nothing-declared = không khai gì thêm
show-inventory = Mục lục
show-volume = Tập
show-volume-of = { $volume } / { $volumes }
show-seal-holds = chữ ký khớp; chưa xác nhận người ký
show-not-verified = Đây chỉ là những gì gói tự khai: mới xem vỏ gói và chữ ký, chưa đọc tệp tin nào và chưa xác nhận người ký. Muốn kiểm tra thì chạy `handover verify`.

table-fonds = { $rows } phông
table-containers = { $rows } hộp, cặp
table-dossiers = { $rows } hồ sơ
table-documents = { $rows } văn bản
table-files = { $rows } tệp tin
table-systems = { $rows } hệ thống
table-events = { $rows } việc quản lý tài liệu
table-secrets = { $rows } số lượng tài liệu mật

show-no-act = Không có văn kiện bàn giao đọc được ở đây, nên không biết ai giao cho ai; muốn biết vì sao thì chạy `handover verify`.

# Lệnh gọi sai cách.
usage-help = xem cách gọi bằng `handover --help` hoặc `handover <lệnh> --help`
usage-suggestion = có phải ý bạn là: { $suggestion }?
usage-value-missing = '{ $arg }' cần một giá trị
usage-value-one-of = '{ $value }' không dùng được cho '{ $arg }'; chỉ nhận: { $valid }
usage-value-invalid = '{ $value }' không dùng được cho '{ $arg }'
usage-value-date = '{ $value }' không dùng được cho '{ $arg }': ngày ghi theo mẫu NĂM-THÁNG-NGÀY, ví dụ 2025-06-30
usage-value-duration = '{ $value }' không dùng được cho '{ $arg }': thời lượng ghi như 2h (giờ), 30m (phút) hoặc 90s (giây)
usage-value-count = số giá trị của '{ $arg }' không đúng
usage-unknown-argument = không có tham số '{ $arg }'
usage-unknown-command = không có lệnh '{ $command }', cũng không có tệp nào tên như vậy
usage-argument-twice = '{ $arg }' chỉ được ghi một lần
usage-argument-conflict = '{ $arg }' và '{ $prior }' không dùng cùng nhau được
usage-argument-required = còn thiếu: { $arg }
usage-command-required = còn thiếu tên lệnh
usage-not-utf8 = một tham số không phải là chữ Unicode (UTF-8)
usage-other = dòng lệnh không đúng

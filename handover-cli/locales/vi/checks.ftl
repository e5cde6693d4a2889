# inventory check, inventory totals.
check-done = Đã kiểm tra { $path } theo { $profile }: { $rows } dòng.
check-matched = Tệp tin: { $files } ({ $bytes }); không có trong mục lục: { $unlisted }; dòng thiếu tệp tin: { $missing }; tệp tin tìm được cho một dòng: { $fixes }.
check-fixed = Các bảng đã sửa ở { $path }: { $rows } dòng, trong đó { $paths } dòng đổi đường dẫn. Hãy xem lại các đường dẫn trước khi dùng; tệp tin và các bảng cũ vẫn giữ nguyên.

totals-done = { $path } thống kê:
totals-containers = Hộp, cặp
totals-metres = Mét giá
totals-metres-stated = { $metres } m ({ $stated } trong { $containers } hộp, cặp có ghi)
totals-dossiers = Hồ sơ
totals-documents = Văn bản, tài liệu
totals-pages = Trang
totals-files = Tệp tin
totals-counted-files = { $files } ({ $bytes }), đếm được
totals-named-files = { $files }, theo các dòng; dùng --files để đếm
totals-by-retention = Hồ sơ theo thời hạn lưu trữ
totals-by-carrier = Hồ sơ theo vật mang tin
totals-by-arrangement = Hồ sơ theo tình trạng chỉnh lý
totals-by-work = Hồ sơ theo tình trạng giải quyết
totals-by-depth = Mức độ thống kê
totals-not-stated = không ghi
totals-column-fonds = Phông
totals-column-block = Khối
totals-column-year = Năm
totals-column-containers = hộp, cặp
totals-column-metres = mét giá
totals-column-dossiers = hồ sơ
totals-column-documents = văn bản
totals-column-pages = trang
totals-column-files = tệp tin
totals-column-bytes = dung lượng

retention-01 = vĩnh viễn
retention-02 = 70 năm
retention-03 = 50 năm
retention-04 = 30 năm
retention-05 = 20 năm
retention-06 = 10 năm
retention-07 = khác
retention-other-words = ghi bằng từ khác
retention-not-stated = không ghi

only-containers = hộp, cặp chưa thống kê hồ sơ
only-dossiers = hồ sơ chưa thống kê văn bản
only-documents = hồ sơ có văn bản, chưa có tệp tin
only-files = hồ sơ có văn bản và tệp tin

how-path = theo đường dẫn
how-tail = theo tên tệp và thư mục chứa nó
how-name = theo quy tắc đặt tên tệp
how-folder = theo thư mục và số thứ tự

difference-separators = dấu phân cách thư mục
difference-extension-case = chữ hoa, chữ thường ở phần mở rộng
difference-case = chữ hoa, chữ thường
difference-diacritics = dấu tiếng Việt
difference-spaces = khoảng trắng, dấu nối
difference-folder = thư mục cấp trên khác

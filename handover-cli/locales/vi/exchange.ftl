# Nhập và xuất bảng tính.
import-done = Đã lập bảng mục lục: { $path }
import-sheet = Trang tính “{ $sheet }”, tiêu đề ở dòng { $row }:
import-column = Cột
import-heading = Tiêu đề
import-fills = Đưa vào
import-left-out = (bỏ qua)
import-hidden = (không in)
import-taken = Dòng đã đưa vào
import-not-taken = Dòng không đưa vào được
import-tables = Số dòng của các bảng
import-map = Ánh xạ cột, sửa được
import-skeleton = Mã và tiêu đề hồ sơ lấy từ thư mục: người am hiểu tài liệu phải sửa lại trong bảng.
export-done = Đã xuất mục lục: { $path }

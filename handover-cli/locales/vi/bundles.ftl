# Khảo sát, đóng gói, kiểm tra, xem gói.

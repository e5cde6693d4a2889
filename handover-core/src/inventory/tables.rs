//! The columns of each table, as `docs/tables.md` has them.

use super::schema::{Column, Kind, Schema};
use crate::custody::EventKind;
use crate::description::secrecy::Level as Secrecy;
use crate::description::{
    Access, Arrangement, Block, Carrier, Confidence, ContainerKind, DocumentType, EntryKind, Flag,
    FondsStatus, Language, Level, PhysicalState, RecoveryStatus, Retention, Work,
};

const fn text(name: &'static str, title: &'static str) -> Column {
    Column::new(name, title, Kind::Text)
}

const fn number(name: &'static str, title: &'static str) -> Column {
    Column::new(name, title, Kind::Number)
}

const fn code(name: &'static str, title: &'static str, codes: &'static [&'static str]) -> Column {
    Column::new(name, title, Kind::Code(codes))
}

const fn of(name: &'static str, title: &'static str, kind: Kind) -> Column {
    Column::new(name, title, kind)
}

const LANGUAGE: Column = of("language", "Ngôn ngữ", Kind::Codes(Language::CODES)).max(100);
const CARRIER: Column = code("carrier", "Vật mang tin", Carrier::CODES);
const RETENTION: Column = code("maintenance", "Thời hạn lưu trữ", Retention::CODES).max(100);
const ACCESS: Column = code("mode", "Chế độ sử dụng", Access::CODES);
const STATE: Column = code("format", "Tình trạng vật lý", PhysicalState::CODES).max(50);
const CONFIDENCE: Column = code("confidenceLevel", "Mức độ tin cậy", Confidence::CODES);
const SIGN: Column = text("inforSign", "Ký hiệu thông tin").max(30);
const KEYWORD: Column = text("keyword", "Từ khóa").max(100);
const RECOVERY: Column = code("riskRecovery", "Chế độ dự phòng", Flag::CODES);
const RECOVERY_STATUS: Column =
    code("riskRecoveryStatus", "Tình trạng dự phòng", RecoveryStatus::CODES);
const METRES: Column = of("metres", "Số mét giá", Kind::Metres);
const PATH: Column = of("path", "Đường dẫn", Kind::Path);
const FONDS_CODE: Column = text("fonds", "Mã phông");
const LOT: Column = text("lot", "Số của lô trong văn bản bàn giao");
const REMARKS: Column = text("description", "Ghi chú");

/// TT 05/2025, data of the fonds.
pub(super) static FONDS: Schema = Schema::new(&[
    text("code", "Mã phông").required(),
    text("name", "Tên phông").required(),
    code("status", "Trạng thái", FondsStatus::CODES),
    of("closedOn", "Ngày đóng phông", Kind::Day),
    of("creator", "Đơn vị hình thành phông", Kind::Agency),
    text("creatorName", "Tên đơn vị hình thành phông"),
    code("block", "Khối", Block::CODES),
    code("level", "Cấp", Level::CODES),
    text("history", "Lịch sử đơn vị hình thành phông"),
    text("dateRange", "Thời gian tài liệu"),
    number("totalDoc", "Tổng số tài liệu"),
    text("classification", "Phương án phân loại hoặc các nhóm tài liệu chủ yếu"),
    LANGUAGE,
    text("backup", "Chế độ dự phòng"),
    REMARKS,
]);

pub(super) static CONTAINERS: Schema = Schema::new(&[
    FONDS_CODE,
    text("code", "Hộp số, cặp số").required(),
    code("kind", "Loại", ContainerKind::CODES),
    LOT,
    METRES,
    text("seal", "Số niêm phong"),
    text("place", "Kho, giá"),
    REMARKS,
]);

/// TT 05/2025 Annex III, `EAD.xml`.
pub(super) static DOSSIERS: Schema = Schema::new(&[
    FONDS_CODE,
    text("inventory", "Mục lục số"),
    text("container", "Hộp số, cặp số"),
    LOT,
    CARRIER,
    code("work", "Tình trạng giải quyết", Work::CODES),
    code("arrangement", "Tình trạng chỉnh lý", Arrangement::CODES),
    of("continuedBy", "Cơ quan tiếp tục giải quyết", Kind::Agency),
    PATH,
    of("gaps", "Khuyết số", Kind::Gaps),
    text("fileCode", "Mã hồ sơ").required().max(100),
    text("title", "Tiêu đề hồ sơ").required().max(1000),
    RETENTION,
    ACCESS.max(30),
    LANGUAGE,
    of("startDate", "Thời gian bắt đầu", Kind::Date),
    of("endDate", "Thời gian kết thúc", Kind::Date),
    KEYWORD,
    number("totalDoc", "Tổng số tài liệu").max(10),
    number("numberOfPaper", "Số lượng tờ").max(10),
    number("numberOfPage", "Số lượng trang").max(10),
    STATE,
    SIGN,
    CONFIDENCE.max(40),
    text("paperFileCode", "Mã hồ sơ gốc giấy").max(100),
    RECOVERY,
    RECOVERY_STATUS,
    REMARKS.max(2000),
]);

/// TT 05/2025 Annex III, `EAD_doc`.
pub(super) static DOCUMENTS: Schema = Schema::new(&[
    text("dossier", "Mã hồ sơ").required().max(100),
    text("docOrdinal", "Số thứ tự văn bản trong hồ sơ"),
    CARRIER,
    PATH,
    text("sheet", "Tờ số"),
    text("docId", "Mã định danh tài liệu").max(25),
    text("docCode", "Mã lưu trữ tài liệu").max(100),
    RETENTION,
    code("typeName", "Tên loại tài liệu", DocumentType::CODES).max(10),
    text("codeNumber", "Số của tài liệu").max(11),
    text("codeNotation", "Ký hiệu của tài liệu").max(30),
    of("issuedDate", "Ngày, tháng, năm tài liệu", Kind::Date),
    text("organName", "Tên cơ quan, tổ chức, cá nhân ban hành").max(200),
    text("subject", "Trích yếu nội dung").required().max(500),
    LANGUAGE,
    number("numberOfPage", "Số trang").max(4),
    SIGN,
    KEYWORD,
    ACCESS.max(20),
    CONFIDENCE.max(30),
    text("autograph", "Bút tích").max(2000),
    STATE,
    code("process", "Quy trình xử lý", Flag::CODES),
    RECOVERY,
    RECOVERY_STATUS,
    REMARKS.max(500),
]);

/// Written by `pack`, in path order.
pub(super) static FILES: Schema = Schema::new(&[
    of("path", "Đường dẫn", Kind::Path).required(),
    number("size", "Dung lượng (byte)"),
    text("original", "Đường dẫn ban đầu"),
    of("originalHex", "Đường dẫn ban đầu (hex)", Kind::Hex),
    of("modified", "Thời điểm sửa đổi cuối", Kind::Time),
    text("mediaType", "Kiểu tệp tin"),
    code("kind", "Loại", EntryKind::CODES),
]);

/// TT 06/2025 art. 40.2.b.
pub(super) static SYSTEMS: Schema = Schema::new(&[
    text("name", "Tên hệ thống").required(),
    of("owner", "Cơ quan chủ quản", Kind::Agency),
    text("scope", "Phạm vi (tài khoản, mã định danh)"),
    of("extractedAt", "Thời điểm trích xuất", Kind::Time),
    number("records", "Số bản ghi"),
    text("format", "Định dạng"),
    text("runningBy", "Đơn vị duy trì hệ thống"),
    of("runningUntil", "Duy trì đến ngày", Kind::Day),
    PATH,
    LOT,
    REMARKS,
]);

/// Counts only, no title ever.
pub(super) static SECRETS: Schema = Schema::new(&[
    FONDS_CODE,
    code("level", "Độ mật", Secrecy::CODES).required(),
    number("containers", "Số hộp, cặp"),
    number("dossiers", "Số hồ sơ"),
    number("documents", "Số văn bản"),
    METRES,
    text("reference", "Số, ngày của biên bản bàn giao riêng"),
    REMARKS,
]);

/// What has happened to the custody.
pub(super) static EVENTS: Schema = Schema::new(&[
    of("on", "Ngày", Kind::Day).required(),
    code("kind", "Sự kiện", EventKind::CODES).required(),
    FONDS_CODE,
    text("container", "Hộp số, cặp số"),
    text("dossier", "Mã hồ sơ"),
    of("from", "Bên giao", Kind::Agency),
    of("to", "Bên nhận", Kind::Agency),
    text("decision", "Số, ngày quyết định"),
    text("handoverMinutes", "Biên bản bàn giao"),
    text("destructionMinutes", "Biên bản hủy tài liệu"),
    text("by", "Người chịu trách nhiệm"),
    REMARKS,
]);

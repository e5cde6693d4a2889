#!/usr/bin/env python3
"""A second reader and checker of bundles, written from docs/format.md and docs/tables.md alone.

    reader.py BUNDLE [--trust KEY.pem]     prints {"verdict": ..., "codes": [...]}
    reader.py NAME.set.json [...]          the same of a set, whose volumes lie beside its list
    reader.py --codes                      prints the codes that it can judge

It judges envelope, seal, payload, the spelling of the act, and which rows lack their file. It does
not judge cells, totals, law or secrecy. § is a section of docs/format.md.
"""

import base64, csv, datetime, hashlib, io, json, os, re, stat, struct, sys, unicodedata, zlib
from pathlib import Path

import blake3
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

CODES = """act.days act.malformed act.same-party bag.declaration bag.extra-manifest bag.fetch bag.info bag.missing
bag.newer-version bag.other-packing bag.oxum inventory.document-without-dossier inventory.row-without-file list.listed-twice list.malformed list.order list.path payload.digest
payload.empty payload.lists-disagree payload.missing payload.size payload.unlisted seal.bad-signature
seal.foreign-bag seal.key-mismatch seal.missing seal.other-bad-signature seal.other-signature seal.stray-file
seal.unknown-key seal.weak-key set.bad-signature set.malformed set.other-keys set.unknown-key table.header tag.changed tag.missing tag.unknown tag.unlisted
volume.act-differs volume.beside volume.differs volume.foreign volume.missing volume.other-packing volume.twice
volume.without-set zip.attributes
zip.comment zip.compressed zip.count zip.crc zip.duplicate-name zip.encrypted zip.end-record zip.extra-field
zip.flags zip.folder-entry zip.gap zip.leading-bytes zip.local-differs zip.name zip.order zip.overlap zip.rezipped
zip.top-folder zip.trailing-bytes zip.truncated""".split()
INFO_OR_WARNING = {"seal.other-signature", "seal.other-bad-signature", "tag.unknown", "volume.beside", "volume.twice",
                   "inventory.document-without-dossier"}
SIGNER = {"seal.unknown-key", "seal.foreign-bag", "set.unknown-key"}
COMPLETENESS = {"inventory.row-without-file", "volume.missing", "volume.without-set"}
found = set()


class End(Exception):
    """Nothing behind this can be proved."""


def say(code, unless=False):
    if not unless:
        found.add(code)
    return unless


# §2, §4: lists and paths -------------------------------------------------------------------------


def order(path):
    return [c.encode("utf-8", "surrogateescape") for c in path.split("/")]


WHITE = " \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
CONTROL = re.compile("[\0-\x1f\x7f-\x9f\u2028\u2029\ufeff\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
RESERVED = re.compile("(con|prn|aux|nul|conin\\$|conout\\$|(com|lpt)[1-9¹²³])", re.I)
nfc = lambda text: unicodedata.normalize("NFC", text)
collision_key = lambda path: "/".join(nfc(nfc(c).casefold()) for c in path.split("/"))


def component_ok(c):
    return not (
        c in ("", ".", "..") or CONTROL.search(c) or re.search(r'[<>:"|?*\\%]', c)
        or RESERVED.fullmatch(c.split(".")[0].rstrip(WHITE)) or c[0] in WHITE or c[-1] in WHITE + "."
        or len(c.encode()) > 255
    )


def paths_ok(paths, length=240):
    """§4.1 for paths from the root of the bag, among each other too (rule 12)."""
    spelled = {}
    for path in paths:
        if nfc(path) != path or len(path.encode("utf-16-le")) > 2 * length or not all(map(component_ok, path.split("/"))):
            return False
        steps = path.split("/")
        for n in range(1, len(steps) + 1):  # a folder is known as "…/", so that no file has its name
            prefix = "/".join(steps[:n])
            if spelled.setdefault(collision_key(prefix), (prefix, n < len(steps))) != (prefix, n < len(steps)):
                return False
    return True


def read_list(raw, belongs):
    """§2: {path: digest} in the order of the lines."""
    lines = raw.split(b"\n")
    say("list.malformed", lines.pop() == b"")
    pairs = []
    for line in lines:
        try:
            match = re.fullmatch(r"([0-9a-f]{64})  (.*[^\r])", line.decode(), re.S)
        except UnicodeDecodeError:
            match = None
        if say("list.malformed", match is not None):
            pairs.append((match[2], match[1]))
    paths = [path for path, _ in pairs]
    say("list.path", paths_ok(paths) and all(map(belongs, paths)))
    say("list.listed-twice", len(set(paths)) == len(paths))
    say("list.order", [order(p) for p in paths] == sorted(map(order, paths)))
    return dict(pairs)


# §7: ZIP ------------------------------------------------------------------------------------------

WIDE = 0xFFFFFFFF
narrow = lambda value: min(value, WIDE)
wide = lambda *values: b"".join(struct.pack("<Q", v) for v in values if v >= WIDE)


def local_header(name, size, crc, date):
    extra = wide(size, size)
    extra = extra and struct.pack("<HH", 1, len(extra)) + extra
    return struct.pack("<IHHHHHIIIHH", 0x04034B50, 45 if extra else 20, 0x800, 0, 0, date, crc, narrow(size),
                       narrow(size), len(name), len(extra)) + name + extra


def central_record(name, size, crc, date, offset):
    extra = wide(size, size, offset)
    extra = extra and struct.pack("<HH", 1, len(extra)) + extra
    return struct.pack("<IHHHHHHIIIHHHHHII", 0x02014B50, 0x0314, 45 if extra else 20, 0x800, 0, 0, date, crc,
                       narrow(size), narrow(size), len(name), len(extra), 0, 0, 0, 0x81A40000, narrow(offset)) + name + extra


def end_records(count, size, offset):
    zip64 = b""
    if count >= 0xFFFF or max(size, offset) >= WIDE:
        zip64 = struct.pack("<IQHHIIQQQQ", 0x06064B50, 44, 0x0314, 45, 0, 0, count, count, size, offset)
        zip64 += struct.pack("<IIQI", 0x07064B50, 0, offset + size, 1)
    count = min(count, 0xFFFF)
    return zip64 + struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, count, count, narrow(size), narrow(offset), 0)


def read_zip(raw):
    """§7.5: the files, the date of every entry, and how to read one."""
    end = raw.rfind(b"PK\5\6", max(0, len(raw) - 65633))
    if end < 0 or end + 22 > len(raw):
        say("zip.truncated")
        raise End
    here, count, size, start, comment = struct.unpack("<HHIIH", raw[end + 8 : end + 22])
    say("zip.comment", comment == 0)
    say("zip.trailing-bytes", end + 22 + comment == len(raw))
    if raw[max(0, end - 20) : end][:4] == b"PK\6\7" and end >= 76:
        here, count, size, start = struct.unpack("<QQQQ", raw[end - 52 : end - 20])
    tail = end_records(count, size, start)
    begin = end + 22 - len(tail)
    say("zip.end-record", here != count or (begin >= 0 and raw[begin : end + 20] == tail[:-2]))
    say("zip.end-record", start + size <= begin)
    say("zip.gap", start + size >= begin)
    entries, at = [], start
    while raw[at : at + 4] == b"PK\1\2" and at + 46 <= end:
        f = struct.unpack("<HHHHHHIIIHHHHHII", raw[at + 4 : at + 46])
        name, extra = raw[at + 46 : at + 46 + f[9]], raw[at + 46 + f[9] : at + 46 + f[9] + f[10]]
        entries.append(read_record(raw, f, name, extra))
        at += 46 + f[9] + f[10] + f[11]
    say("zip.end-record", at == start + size or len(entries) != count)
    say("zip.count", len(entries) == count == here)
    names = check_entries(entries, start)
    if not found:  # everything written anew and compared: the rule behind all the names above
        date, offset, head = entries[0][5], 0, b""
        for name, size_, crc, _, data, _ in entries:
            header = local_header(name, size_, crc, date)
            if raw[offset : offset + len(header)] != header or data != offset + len(header):
                raise AssertionError(f"local header of {name!r}")
            head += central_record(name, size_, crc, date, offset)
            offset += len(header) + size_
        if raw[offset:] != head + end_records(len(entries), len(head), offset):
            raise AssertionError("directory or end records")
    elif found & {"zip.compressed", "zip.order", "zip.flags", "zip.folder-entry", "zip.attributes", "zip.extra-field"}:
        tops = {n[: -len("bagit.txt")] for n in names if n.count("/") <= 1 and n.split("/")[-1] == "bagit.txt"}
        say("zip.rezipped", not any(top + "handover/transfer.json" in names for top in tops))
    if found:
        raise End
    files = {n.decode().split("/", 1)[1]: (data, size_, crc) for n, size_, crc, _, data, _ in entries}
    return files, entries[0][5], lambda path: raw[files[path][0] : files[path][0] + files[path][1]]


def read_record(raw, f, name, extra):
    """One central record and its local header: (name, size, crc, offset, where the bytes begin, date)."""
    made, need, flags, method, time, date, crc, packed, size, _, _, comment, disk, inner, outer, offset = f
    say("zip.encrypted", not flags & 0x2041 and method != 99)
    say("zip.flags", flags & ~0x2041 == 0x800)
    say("zip.compressed", method == 0 and packed == size)
    say("zip.comment", comment == 0)
    say("zip.attributes", (made, time, disk, inner, outer) == (0x0314, 0, 0, 0, 0x81A40000) and need == (45 if extra else 20))
    needs = [v == WIDE for v in (size, packed, offset)]
    if say("zip.extra-field", extra[:4] == struct.pack("<HH", 1, 8 * sum(needs)) if any(needs) else not extra):
        values = list(struct.unpack(f"<{sum(needs)}Q", extra[4:]))
        size, packed, offset = (values.pop(0) if need else v for need, v in zip(needs, (size, packed, offset)))
    fixed = raw[offset : offset + 30]
    if not say("zip.end-record", fixed[:4] == b"PK\3\4"):
        raise End
    n, m = struct.unpack("<HH", fixed[26:])
    long = wide(size, size)
    long = long and struct.pack("<HH", 1, 16) + long
    local = struct.pack("<HHHHHIIIHH", 45 if long else 20, *f[2:9], len(name), len(long)) + name + long
    say("zip.local-differs", raw[offset + 4 : offset + 30 + n + m] == local)
    return name, packed, crc, offset, offset + 30 + n + m, date


def check_entries(entries, start):
    names = []
    for name, *_ in entries:
        try:
            names.append(name.decode())
        except UnicodeDecodeError:
            say("zip.name")
    say("zip.folder-entry", not any(n.endswith("/") for n in names))
    names = [n for n in names if not n.endswith("/")]
    say("zip.duplicate-name", len(set(names)) == len(names))
    say("zip.order", all(order(a) <= order(b) for a, b in zip(names, names[1:])))
    say("zip.top-folder", len({n.split("/")[0] for n in names}) == 1 and all("/" in n for n in names))
    below = [n.split("/", 1)[-1] for n in names]
    say("zip.name", paths_ok(below) and all(component_ok(n.split("/")[0]) for n in names))
    say("zip.attributes", len({e[5] for e in entries}) <= 1)
    at = 0
    for number, (_, size, _, offset, data, _) in enumerate(sorted(entries, key=lambda e: e[3])):
        say("zip.overlap", offset >= at)
        say("zip.gap" if number else "zip.leading-bytes", offset <= at)
        at = max(at, data + size)
    say("zip.overlap", at <= start)
    say("zip.gap", at >= start)
    return set(names)


# §1: folder ---------------------------------------------------------------------------------------


def read_folder(root):
    files, strange = {}, set()
    for folder, folders, names in os.walk(root):
        for name in folders + names:
            path = Path(folder, name)
            kind, inside = path.lstat().st_mode, path.relative_to(root).as_posix()
            if stat.S_ISREG(kind):
                files[inside] = path
            elif not stat.S_ISDIR(kind):
                strange.add(inside)
    return files, strange, lambda path: files[path].read_bytes()


# §8: seal -----------------------------------------------------------------------------------------

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P


def point(raw):
    """RFC 8032 §5.1.3; None if it is no point or not canonically encoded."""
    y, sign = int.from_bytes(raw, "little") & (1 << 255) - 1, raw[31] >> 7
    u, v = (y * y - 1) % P, (D * y * y + 1) % P
    x = u * pow(v, 3, P) * pow(u * pow(v, 7, P), (P - 5) // 8, P) % P
    if v * x * x % P != u:
        x = x * pow(2, (P - 1) // 4, P) % P
    if y >= P or v * x * x % P != u or (x == 0 and sign):
        return None
    return (P - x if x & 1 != sign else x, y)


def times(n, a):
    total = (0, 1)
    while n:
        if n & 1:
            total = add(total, a)
        a, n = add(a, a), n >> 1
    return total


def add(a, b):
    (x, y), (z, w) = a, b
    t = D * x * y * z * w % P
    return ((x * w + y * z) * pow(1 + t, -1, P) % P, (y * w + x * z) * pow(1 - t, -1, P) % P)


def holds(key, signature, message):
    r = point(signature[:32])
    if r is None or times(8, r) == (0, 1):
        return False
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, message)
    except InvalidSignature:
        return False
    return int.from_bytes(signature[32:], "little") < L


SPKI = bytes.fromhex("302a300506032b6570032100")
PEM = re.compile(rb"-----BEGIN PUBLIC KEY-----\n([A-Za-z0-9+/=]{60})\n-----END PUBLIC KEY-----\n")


def public_key(pem):
    """The 44 bytes of a `.pem`, or None."""
    match = PEM.fullmatch(pem)
    der = base64.b64decode(match[1]) if match else b""
    return der if len(der) == 44 and der.startswith(SPKI) else None


def check_seal(files, strange, read, trusted):
    ours = {p for p in {*files, *strange} if p.startswith("signatures/")}
    pairs = {}
    for path in sorted(ours):
        match = re.fullmatch("(signatures/([0-9a-f]{64}))[.](sig|pem)", path)
        halves = match and [match[1] + ".sig", match[1] + ".pem"]
        if not say("seal.stray-file", bool(match) and all(half in files for half in halves)):
            continue
        sizes = [len(read(half)) for half in halves]
        if not say("seal.stray-file", sizes == [64, 113]) or match[3] == "sig":
            continue
        der = public_key(read(path))
        a = point(der[12:]) if der else None
        if say("seal.key-mismatch", a is not None and hashlib.sha256(der).hexdigest() == match[2]):
            if say("seal.weak-key", a != (0, 1) and times(L, a) == (0, 1)):
                pairs[der] = read(halves[0])
    say("seal.missing", bool(pairs))
    message = read("tagmanifest-sha256.txt") if "tagmanifest-sha256.txt" in files else b""
    good = {der for der, signature in pairs.items() if holds(der[12:], signature, message)}
    for der in pairs:
        if der in trusted or not good:
            say("seal.bad-signature", der in good)
        elif der not in good:
            say("seal.other-bad-signature")
        else:
            say("seal.other-signature" if good & trusted else "seal.unknown-key")
    if not good:
        raise End
    return good


# §1, §2, §3: envelope -----------------------------------------------------------------------------

REQUIRED = """bag-info.txt bagit.txt handover/README.txt handover/inventory/csv-metadata.json
handover/inventory/files.csv handover/payload-blake3.txt handover/transfer.json manifest-sha256.txt""".split()
KNOWN = re.compile("|".join(map(re.escape, REQUIRED)) + "|handover/(inventory/[^/]+|units|successions)[.]csv")
is_payload = lambda path: path.startswith("data/")
is_tag = lambda path: not path.startswith(("data/", "signatures/")) and path != "tagmanifest-sha256.txt"


def check_tags(files, strange, read):
    """§1, §8.1 step 4: the tag files that are what the tag manifest says."""
    listed = read_list(read("tagmanifest-sha256.txt"), is_tag)
    for path in files:
        say("bag.fetch", path != "fetch.txt")
        known = ("manifest-sha256.txt", "tagmanifest-sha256.txt")
        say("bag.extra-manifest", path in known or not re.fullmatch("(tag)?manifest-[^/]*[.]txt", path))
    say("tag.missing", set(listed) <= set(files) and set(REQUIRED) <= set(listed))
    say("tag.unlisted", all(p in listed for p in files if is_tag(p)) and not any(map(is_tag, strange)))
    say("tag.unknown", all(map(KNOWN.fullmatch, listed)))
    proved = {p: read(p) for p in listed if p in files}
    proved = {p: raw for p, raw in proved.items() if hashlib.sha256(raw).hexdigest() == listed[p]}
    say("tag.changed", all(p in proved for p in listed if p in files))
    return proved


def day(text):
    try:
        return bool(re.fullmatch(r"\d{4}-\d\d-\d\d", text)) and datetime.date.fromisoformat(text) is not None
    except ValueError:
        return False


def check_bag_info(raw, act):
    """§3.2, and what it says of the payload: `<bytes>.<files>`."""
    number = "[1-9][0-9]*"
    form = (rf"Bagging-Date: (.{{10}})\nPayload-Oxum: ((?:0|{number})[.]{number})\nBag-Group-Identifier: (.*)\n"
            rf"Bag-Count: ({number}) of ({number})\nHandover-Format: (.*)\n")
    match = re.fullmatch(form, raw.decode("utf-8", "replace"))
    if not say("bag.info", bool(match)):
        return None
    date, oxum, group, n, of, version = match.groups()
    say("bag.newer-version", version.split(".")[0] == "1")
    say("bag.info", day(date) and int(n) <= int(of) and bool(re.fullmatch(r"\d+[.]\d+", version)))
    if act is not None:
        say("bag.info", date == act["sealed_on"])
        say("bag.other-packing", group == f"{act['id']}-{act['issue']}")
    return oxum, group, int(n), int(of)


# §5: act ------------------------------------------------------------------------------------------

AGENCY = r"[a-z]{2,3}:[0-9]{1,12}@(?=[^/]{1,16}/)[a-z0-9]+(-[a-z0-9]+)*/(?=.{1,40}$)[a-z0-9]+(-[a-z0-9]+)*"
DIGEST, UUID = "[0-9a-f]{64}", "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
TEXT, U32, U64 = r"(?s:.*)", range(1, 2**32), range(2**64)
PAPER = {"containers": U64, "dossiers": U64, "metres": r"(0|[1-9][0-9]*)([.][0-9]{0,2}[1-9])?"}
ELECTRONIC = {"dossiers": U64, "files": U64, "bytes": U64}
LOT = {"number!": U32, "title!": TEXT, "work": "(un)?finished", "depth": "sealed|containers|dossiers|documents|files",
       "fonds": TEXT, "arrangement": "unarranged|preliminary|arranged", "period": TEXT, "continued_by": AGENCY,
       "paper": PAPER, "electronic": ELECTRONIC}
ACT = {"schema!": "handover/transfer/1", "id!": UUID, "issue!": U32, "kind!": "new|supplement|replacement",
       "base": DIGEST, "title": TEXT, "giver!": AGENCY, "on_behalf_of": {"agency!": AGENCY, "decision!": TEXT},
       "receiver!": AGENCY, "agencies": [{"agency!": AGENCY, "name!": TEXT}], "legal_basis!": [TEXT], "sealed_on!": day,
       "effective_on!": day, "lots": [LOT], "paper": PAPER, "electronic": ELECTRONIC, "condition": TEXT,
       "signatories": [{"side!": "giver|receiver|witness", "name!": TEXT, "title!": TEXT}],
       "exclusions": ["special-files|os-junk"], "cleared": [{"mark!": "[0-9a-f]{16}", "by!": TEXT, "reason": TEXT}],
       "ledger_head": DIGEST}


def fits(value, form):
    """Whether a value has a form of §5.1 and §5.2; members in order, `!` marks those that always stand."""
    if isinstance(form, dict):
        order_ = [name.rstrip("!") for name in form]
        return (isinstance(value, dict) and list(value) == [n for n in order_ if n in value]
                and all(n.rstrip("!") in value for n in form if n.endswith("!"))
                and all(fits(value[n.rstrip("!")], f) for n, f in form.items() if n.rstrip("!") in value))
    if isinstance(form, list):
        return isinstance(value, list) and len(value) > 0 and all(fits(v, form[0]) for v in value)
    if isinstance(form, range):
        return type(value) is int and value in form
    return isinstance(value, str) and bool(form(value) if callable(form) else re.fullmatch(form, value))


def once(pairs):
    if len({name for name, _ in pairs}) < len(pairs):
        raise ValueError("a member stands twice")
    return dict(pairs)


def read_act(raw):
    try:
        act = json.loads(raw.decode(), object_pairs_hook=once)
        if isinstance(act, dict) and re.fullmatch("handover/transfer/(?!1$)[1-9][0-9]*", str(act.get("schema"))):
            say("bag.newer-version")
            return None
        spelled = json.dumps(act, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
    except (ValueError, RecursionError):
        spelled, act = None, None
    numbers = [lot.get("number") for lot in act.get("lots", [])] if fits(act, ACT) else [0, 0]
    right = spelled == raw and len(set(numbers)) == len(numbers) and ("base" in act) == (act["kind"] != "new")
    if not say("act.malformed", right and "1980" <= act["sealed_on"][:4] <= "2107"):
        return None
    say("act.same-party", act["giver"] != act["receiver"])
    say("act.days", act["sealed_on"] <= act["effective_on"])
    return act


# §6.1, §8.1 steps 6 and 7: payload ----------------------------------------------------------------


def check_payload(proved, files, strange, read, oxum):
    lists = [(read_list(proved[name], is_payload), digest)
             for name, digest in (("manifest-sha256.txt", hashlib.sha256), ("handover/payload-blake3.txt", blake3.blake3))
             if name in proved]
    say("payload.empty", all(listed for listed, _ in lists))
    listed = lists[0][0] if lists else {}
    say("payload.lists-disagree", all(list(other) == list(listed) for other, _ in lists))
    sizes = {}
    if "handover/inventory/files.csv" in proved:
        rows = list(csv.reader(io.StringIO(proved["handover/inventory/files.csv"].decode("utf-8-sig"), newline="")))
        if say("table.header", rows[:1] == ["path,size,original,originalHex,modified,mediaType,kind".split(",")]):
            sizes = {"data/" + row[0]: row[1] for row in rows[1:] if row[6] == "file"}
            say("payload.lists-disagree", not lists or list(sizes) == list(listed) or (not sizes and list(listed) == ["data/act.txt"]))
    there = {p: read(p) for p in sorted(files) if is_payload(p)}
    for path, raw in there.items():
        say("payload.size", path not in sizes or sizes[path] == str(len(raw)))
        right = [digests[path] == digest(raw).hexdigest() for digests, digest in lists if path in digests]
        say("payload.digest", any(right) or not right)
        say("payload.lists-disagree", all(right) or not any(right))
    if lists:
        say("payload.missing", set(listed) <= set(there))
        say("payload.unlisted", set(there) <= set(listed) and not any(map(is_payload, strange)))
    say("bag.oxum", oxum is None or oxum == f"{sum(map(len, there.values()))}.{len(there)}")


# §8.1: order of checks ----------------------------------------------------------------------------


def check(bundle, trusted, in_set=False):
    zipped, strange = not bundle.is_dir(), set()
    if zipped:
        files, date, read = read_zip(bundle.read_bytes())
    else:
        files, strange, read = read_folder(bundle)
    if not say("bag.missing", "bagit.txt" in files):
        raise End
    info = read("bag-info.txt") if "bag-info.txt" in files else b""
    if not any(p.startswith("handover/") for p in files) and b"Handover-Format: " not in info:
        say("seal.foreign-bag")
        raise End
    good = check_seal(files, strange, read, trusted)
    proved = check_tags(files, strange, read)
    if "bagit.txt" in proved:
        say("bag.declaration", proved["bagit.txt"] == b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n")
    act = read_act(proved["handover/transfer.json"]) if "handover/transfer.json" in proved else None
    told = check_bag_info(proved["bag-info.txt"], act) if "bag-info.txt" in proved else None
    oxum = told and told[0]
    if zipped:
        if act:
            y, m, d = map(int, act["sealed_on"].split("-"))
            say("zip.attributes", date == (y - 1980) * 512 + m * 32 + d)
        say("zip.crc", all(zlib.crc32(read(path)) == crc for path, (_, _, crc) in files.items()))
    check_payload(proved, files, strange, read, oxum)
    alone, tables = not told or told[3] == 1, read_tables(proved)
    if not in_set:
        check_rows(tables, not alone)
        say("volume.without-set", alone)
    return {"told": told, "keys": good, "tables": tables, "act": proved.get("handover/transfer.json")}


# §6.2: rows and files -----------------------------------------------------------------------------


def read_tables(proved):
    """{name: rows as dicts} of the tables that the tag manifest vouches for."""
    tables = {}
    for path, raw in proved.items():
        match = re.fullmatch("handover/inventory/([a-z]+)[.]csv", path)
        if match:
            text = io.StringIO(raw.decode("utf-8-sig", "replace"), newline="")
            tables[match[1]] = [{k: v or "" for k, v in row.items() if k} for row in csv.DictReader(text)]
    return tables


def check_rows(tables, in_volume):
    """Rules 1 to 4; in a volume (or some of them) §1.1 spares a dossier above a document there."""
    rows = lambda name: tables.get(name, [])
    steps = (row.get("path", "").split("/") for row in rows("files"))
    there = {"/".join(path[:n]) for path in steps for n in range(1, len(path) + 1)}
    path = lambda row: nfc(row.get("path", ""))
    documents, dossiers = rows("documents"), rows("dossiers")
    above = {row["dossier"] for row in documents if row["dossier"]} if in_volume else set()
    filed = {row["dossier"] for row in documents if path(row)}
    spared = lambda row, name: name == "dossiers" and row["fileCode"] in above
    for name in ("dossiers", "documents", "systems"):
        for row in rows(name):
            if spared(row, name):
                continue
            elsewhere = name == "dossiers" and row["fileCode"] in filed
            needs = row.get("carrier") == "digital" and name != "systems" and not elsewhere
            say("inventory.row-without-file", path(row) in there if path(row) else not needs)
    codes = {row["fileCode"] for row in dossiers}
    say("inventory.document-without-dossier", all(row["dossier"] in codes for row in documents))


# §1.1, §11: sets of volumes -------------------------------------------------------------------------


def apart(work):
    """What `work` gives, and the codes that it alone had."""
    before = set(found)
    found.clear()
    try:
        result = work()
    except End:
        result = None
    codes = set(found)
    found.clear()
    found.update(before)
    return result, codes


def look(bundle, trusted):
    """A bundle as a volume of a set: what it tells, and its codes."""
    return apart(lambda: check(bundle, trusted, in_set=True))


def claims(bundle):
    """Identity, and the act, issue and number that it claims."""
    def read():
        files, _, open_ = read_folder(bundle) if bundle.is_dir() else read_zip(bundle.read_bytes())
        raw = open_("tagmanifest-sha256.txt") if "tagmanifest-sha256.txt" in files else b""
        info = open_("bag-info.txt").decode("utf-8", "replace") if "bag-info.txt" in files else ""
        match = re.search("\nBag-Group-Identifier: (.{36})-([0-9]+)\nBag-Count: ([0-9]+) of ([0-9]+)\n", info)
        return hashlib.sha256(raw).hexdigest(), match and (match[1], int(match[2]), int(match[3]))
    return apart(read)[0] or (None, None)


SET = {"schema!": "handover/set/1", "act!": UUID, "issue!": U32,
       "volumes!": [{"number!": U32, "digest!": DIGEST, "files!": U64, "bytes!": U64}]}


def read_set(raw):
    """The list, its text and its signatures."""
    try:
        line = json.loads(raw.decode().removesuffix("\n"), object_pairs_hook=once)
        text = line["signed"]
        signatures = {s["key"]: base64.b64decode(s["sig"], validate=True) for s in line["signatures"]}
        one_line = list(line) == ["signed", "signatures"] and b"\n" not in raw[:-1]
        if one_line and re.match(r'\{"schema":"handover/set/(?!1")[1-9][0-9]*",', text):
            say("bag.newer-version")
            raise End
        list_ = json.loads(text, object_pairs_hook=once)
        right = one_line and signatures and len(signatures) == len(line["signatures"]) and fits(list_, SET)
        right = right and json.dumps(list_, ensure_ascii=False, separators=(",", ":")) == text
        right = right and len(list_["volumes"]) > 1
        right = right and [v["number"] for v in list_["volumes"]] == list(range(1, len(list_["volumes"]) + 1))
    except (ValueError, KeyError, TypeError, RecursionError):
        right = False
    if not say("set.malformed", bool(right)):
        raise End
    return list_, text.encode(), signatures


def check_set(path, trusted):
    list_, text, signatures = read_set(path.read_bytes())
    beside = [p for p in sorted(path.parent.iterdir()) if p.suffix == ".zip" or (p / "bagit.txt").is_file()]
    said = {p: claims(p) for p in beside}
    seen = {p: look(p, trusted) for p, (_, claim) in said.items() if claim and claim[0] == list_["act"]}
    keys = {der for tells, _ in seen.values() if tells for der in tells["keys"]}
    name = lambda der: hashlib.sha256(der).hexdigest()
    known = {der for der in keys | trusted if name(der) in signatures}
    good = {der for der in known if holds(der[12:], signatures[name(der)], text)}
    if not known:
        say("set.other-keys" if keys else "set.unknown-key")
    for der in known - good:
        say("seal.other-bad-signature" if good and der not in trusted else "set.bad-signature")
    for der in good - trusted:
        say("seal.other-signature" if good & trusted else "set.unknown-key")
    listed = {v["digest"]: v for v in list_["volumes"]}
    if known and "set.bad-signature" not in found:
        say("set.other-keys", all(seen[p][0] and seen[p][0]["keys"] & good for p in seen if said[p][0] in listed))
    if found & {"set.bad-signature", "set.other-keys"}:
        for p in seen:
            found.update(seen[p][1] if said[p][1][1] == list_["issue"] else ())
        return
    volumes = {}
    for p in beside:
        if said[p][0] in listed:
            number = listed[said[p][0]]["number"]
            say("volume.twice", volumes.setdefault(number, p) == p)
    missing = {v["number"] for v in list_["volumes"]} - set(volumes)
    say("volume.missing", not missing)
    for p in beside:
        if said[p][0] not in listed:
            stranger(p, said[p][1], path, list_, missing, trusted)
    tables, acts = {}, set()
    for number, p in volumes.items():
        tells, codes = seen[p]
        found.update(codes)
        oxum, group, n, of = tells["told"]
        volume = listed[said[p][0]]
        ours = (group, n, of) == (f"{list_['act']}-{list_['issue']}", number, len(listed))
        say("volume.other-packing", ours)
        say("volume.differs", oxum == f"{volume['bytes']}.{volume['files']}")
        acts.add(tells["act"])
        for table, rows in tells["tables"].items():
            tables.setdefault(table, []).extend(rows)
    say("volume.act-differs", len(acts) <= 1)
    paths = [row["path"] for row in tables.get("files", [])]
    say("list.listed-twice", len(set(paths)) == len(paths))
    check_rows(tables, bool(missing))


def stranger(bundle, claim, path, list_, missing, trusted):
    """Rule 3: what a bundle is that the list does not have."""
    stem = path.name.removesuffix(".set.json")
    match = re.fullmatch(re.escape(stem) + "-([0-9]{3,})(?:[.]zip)?", bundle.name)
    named = bool(match) and int(match[1]) in missing
    if claim is None:
        found.update(look(bundle, trusted)[1] if named else ())
    elif claim[0] != list_["act"]:
        say("volume.foreign" if named else "volume.beside")
    elif claim[2] in missing or named:
        say("volume.other-packing")
        found.update(look(bundle, trusted)[1] if claim[1] == list_["issue"] else ())
    else:
        say("volume.beside")


def verdict():
    """§9"""
    blocks = found - INFO_OR_WARNING
    if blocks - SIGNER - COMPLETENESS:
        return "not-valid"
    return "incomplete" if blocks & COMPLETENESS else "intact-signer-unknown" if blocks else "valid"


if __name__ == "__main__":
    arguments = sys.argv[1:]
    if arguments == ["--codes"]:
        print(json.dumps(sorted(CODES)))
        sys.exit()
    trust = {public_key(Path(p).read_bytes()) for flag, p in zip(arguments[1::2], arguments[2::2]) if flag == "--trust"}
    try:
        (check_set if arguments[0].endswith(".set.json") else check)(Path(arguments[0]), trust)
    except End:
        pass
    print(json.dumps({"verdict": verdict(), "codes": sorted(found)}))

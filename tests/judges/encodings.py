"""Every letter of Vietnamese in the encodings of before Unicode.

usage: encodings.py FOLDER

Writes NAME.csv, a list of dossiers in the bytes of the encoding, and NAME.json,
the titles that must come of it. TCVN3 is what iconv of the GNU C library says;
VNI is written from the facts that two public sources agree on: xvnkb's vni.h,
and the table "Unicode & Vietnamese Legacy Character Encodings"; VIQR is
RFC 1456.
"""

import json
import pathlib
import subprocess
import sys
import unicodedata

out = pathlib.Path(sys.argv[1])
SMALL = ("aàảãáạăằẳẵắặâầẩẫấậđeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵ")
LETTERS = [c for c in SMALL + SMALL.upper() if not c.isascii()]
assert len(LETTERS) == 134


def iconv(data, source, target):
    done = subprocess.run(["iconv", "-f", source, "-t", target], input=data, capture_output=True)
    return done.stdout if done.returncode == 0 else None


def write(name, rows):
    """`rows`: bytes of a title, and the title."""
    lines = [b"Ho so so;Tieu de ho so"]
    lines += [b"%04d;%s" % (number, stored) for number, (stored, _) in enumerate(rows)]
    (out / f"{name}.csv").write_bytes(b"\r\n".join(lines) + b"\r\n")
    titles = [unicodedata.normalize("NFC", title) for _, title in rows]
    (out / f"{name}.json").write_text(json.dumps(titles, ensure_ascii=False), encoding="utf-8")


# --- TCVN3: bytes to letters, and letters to bytes -------------------------------

rows = []
for byte in range(0xA1, 0x100):
    stored = b"a%c" % byte
    rows.append((stored, iconv(stored, "TCVN5712-1", "UTF-8").decode()))
capitals = 0
for letter in LETTERS:
    stored = iconv(letter.encode(), "UTF-8", "TCVN5712-1")
    if stored is None or len(stored) != 1 or stored[0] < 0xA1:
        # The fonts of the time have no such letter: capitals come from a font of capitals.
        assert letter.isupper(), letter
        capitals += 1
    else:
        rows.append((b"x " + stored, "x " + letter))
assert len(rows) - 95 + capitals == 134
write("tcvn3", rows)

# --- VNI: a letter, and the mark behind it ---------------------------------------

GRAVE, ACUTE, HOOK, TILDE, DOT = "\u0300", "\u0301", "\u0309", "\u0303", "\u0323"
TONE = {ACUTE: 0xF9, GRAVE: 0xF8, HOOK: 0xFB, TILDE: 0xF5, DOT: 0xEF}
BREVE = {"": 0xEA, ACUTE: 0xE9, GRAVE: 0xE8, HOOK: 0xFA, TILDE: 0xFC, DOT: 0xEB}
ROUND = {"": 0xE2, ACUTE: 0xE1, GRAVE: 0xE0, HOOK: 0xE5, TILDE: 0xE3, DOT: 0xE4}
ALONE = {"í": 0xED, "ì": 0xEC, "ỉ": 0xE6, "ĩ": 0xF3, "ị": 0xF2, "ơ": 0xF4, "ư": 0xF6, "đ": 0xF1,
         "ỵ": 0xEE}


def vni(letter, mark_of_capital=True):
    """The bytes of a small letter; a capital's are 0x20 lower."""
    down = 0x20 if letter.isupper() else 0
    low = letter.lower()
    if low in ALONE:
        return bytes([ALONE[low] - down])
    parts = unicodedata.normalize("NFD", low)
    base, shape, tone = parts[0], "", ""
    for part in parts[1:]:
        if part in TONE:
            tone = part
        else:
            shape = part
    first = ord(base) - down
    if shape == "\u031b":
        first = ALONE[unicodedata.normalize("NFC", base + shape)] - down
        mark = TONE[tone]
    elif shape == "\u0302":
        mark = ROUND[tone]
    elif shape == "\u0306":
        mark = BREVE[tone]
    else:
        mark = TONE[tone]
    return bytes([first, mark - (down if mark_of_capital else 0)])


rows = [(b"x " + vni(letter), "x " + letter) for letter in LETTERS]
# Typing programs left the mark of a capital small in "Uỷ".
rows += [(b"x " + vni(letter, False), "x " + letter) for letter in LETTERS
         if letter.isupper() and letter.lower() not in ALONE]
write("vni", rows)

# --- VIQR ------------------------------------------------------------------------

SIGNS = {GRAVE: "`", ACUTE: "'", HOOK: "?", TILDE: "~", DOT: ".", "\u0302": "^", "\u0306": "(",
         "\u031b": "+"}


def viqr(letter):
    if letter in "đĐ":
        return {"đ": "dd", "Đ": "DD"}[letter]
    parts = unicodedata.normalize("NFD", letter)
    # The shape of the letter comes before its tone.
    marks = sorted(parts[1:], key=lambda mark: mark in TONE)
    return parts[0] + "".join(SIGNS[mark] for mark in marks)


write("viqr", [(b"x " + viqr(letter).encode() + b"n", "x " + letter + "n") for letter in LETTERS])

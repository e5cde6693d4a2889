#!/usr/bin/env python3
"""Draws the invented scans of this sample from its inventory tables and texts.toml.

Needs Pillow and the DejaVu fonts. With the same Pillow the bytes are the same on every run: no
dates, and all chance comes from the path of the file. Only PDFs are drawn.
"""
import argparse, csv, io, random, re, sys, tomllib
from pathlib import Path
from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

HERE = Path(__file__).resolve().parent
TEXTS = tomllib.loads((HERE / "texts.toml").read_text(encoding="utf-8"))
FONT_DIRS = ["/usr/share/fonts/truetype/dejavu", "/usr/share/fonts/dejavu", "/usr/share/fonts/TTF",
             "/usr/share/fonts/dejavu-serif-fonts", "/usr/local/share/fonts", "C:/Windows/Fonts"]
DPI, WIDTH, HEIGHT = 200, 1654, 2339  # A4
LEFT, RIGHT, TOP, LINE = 236, 1536, 160, 48
FIRST, REST, TAIL = 31, 41, 12  # lines on page one and on later ones; lines for the signatures
INK, BLUE, RED = (34, 33, 38), (45, 60, 150), (196, 52, 48)


def table(name):
    return list(csv.DictReader((HERE / "inventory" / name).read_text(encoding="utf-8").splitlines()))


def wanted():
    """Documents with a path, dossiers scanned as one file, and the scan that no table lists."""
    whole = [{**row, "subject": row["title"], "typeName": "32", "issuedDate": row["endDate"],
              "organName": TEXTS["organ"], "docId": row["fileCode"]} for row in table("dossiers.csv")]
    rows = table("documents.csv") + whole + TEXTS["unlisted"]
    return [row for row in rows if row["path"].endswith(".pdf")]


class Page:
    """One sheet of paper and the pen."""

    def __init__(self, fonts):
        self.image = Image.new("RGB", (WIDTH, HEIGHT), "white")
        self.pen, self.fonts = ImageDraw.Draw(self.image), fonts

    def font(self, size, bold=False):
        path = self.fonts / f"DejaVuSerif{'-Bold' if bold else ''}.ttf"
        return ImageFont.truetype(path, size, layout_engine=ImageFont.Layout.BASIC)

    def centred(self, x, y, text, size=29, bold=False, ink=INK, under=False):
        font = self.font(size, bold)
        self.pen.text((x, y), text, ink, font, anchor="ma")
        if under:
            third, y = font.getlength(text) / 3, y + size + 14
            self.pen.line((x - third, y, x + third, y), ink, 2)


def day_parts(text):
    """Day, month and year as written; what the table leaves open stays open on the page."""
    return (["....."] * 2 + text.split("/"))[-3:]


def wrap(text, font, width):
    lines = [""]
    for word in text.split():
        if lines[-1] and font.getlength(f"{lines[-1]} {word}") > width:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def compose(row, font, chance):
    """The text as lists of lines, one list for each of numberOfPage pages."""
    kind, pages = TEXTS["types"][row["typeName"]], int(row["numberOfPage"])
    day, month, year = day_parts(row["issuedDate"])
    iso = f"{year}-{month}-{day}".replace(".....", "01")
    words = {"subject": re.sub(f"^(?i:{kind.get('title')} |Về việc |V/v )", "", row["subject"]),
             "day": f"ngày {day} tháng {month} năm {year}",
             "law": next(text for since, text in TEXTS["laws"] if iso >= since)}

    def lines_of(text):
        first, *rest = wrap(text.format(**words), font, RIGHT - LEFT - 90)
        return [first if first.isupper() else "     " + first, *rest]

    number, n, close = kind.get("number", ""), 1, lines_of(kind["close"])
    lines = [line for text in kind["open"] for line in lines_of(text)]
    enough = FIRST + REST * (pages - 2) + 8 if pages > 1 else FIRST - TAIL - len(close)
    more = [text for text in TEXTS["common"] if chance.random() < 0.85] if kind.get("long") else []
    for text in kind["body"] + more:
        new = lines_of(number.replace("#", str(n)) + text)
        if len(lines + new) > enough:
            break
        lines, n = lines + new, n + 1
    lines += lines_of(number.replace("#", str(n)) + kind["close"]) if "Điều" in number else close
    sheets = [lines[:FIRST]] + [lines[i:i + REST] for i in range(FIRST, len(lines), REST)]
    assert len(sheets) == pages, f"{row['path']}: {len(lines)} lines do not make {pages} pages"
    return sheets


def heading(page, row):
    kind, (day, month, year) = TEXTS["types"][row["typeName"]], day_parts(row["issuedDate"])
    place = row["organName"].removeprefix("Ủy ban nhân dân ")
    page.centred(470, TOP, "ỦY BAN NHÂN DÂN", bold=True)
    page.centred(470, TOP + 44, place.upper(), bold=True, under=True)
    page.centred(1135, TOP, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 27, bold=True)
    page.centred(1135, TOP + 44, "Độc lập - Tự do - Hạnh phúc", bold=True, under=True)
    page.centred(1135, TOP + 118, f"{place}, ngày {day} tháng {month} năm {year}", 27)
    if row.get("codeNotation"):
        page.centred(470, TOP + 118, f"Số: {row['codeNumber']}/{row['codeNotation']}")
    x, y, size, width = 470, TOP + 126, 26, 420  # a letter has its subject below its number
    if title := kind.get("title"):
        x, y, size, width = 886, TOP + 222, 31, 1100
        page.centred(x, y, title, 36, bold=True)
    about = re.sub(f"^{title} ", "", row["subject"], flags=re.IGNORECASE)
    for line in wrap(about[0].upper() + about[1:], page.font(size, bool(title)), width):
        y += size + 14
        page.centred(x, y, line, size, bold=bool(title))


def stamp(page, place, x, y, chance):
    """A round hand stamp that belongs to nobody: rings and words, no emblem."""
    side, ink, font = 360, RED + (205,), page.font(25, True)
    seal = Image.new("RGBA", (side, side), RED + (0,))
    pen, words = ImageDraw.Draw(seal), f"{place} * BẢN MẪU * GIẢ ĐỊNH * "
    for radius, width in ((174, 7), (162, 3), (108, 3)):
        pen.circle((180, 180), radius, outline=ink, width=width)
    for i, letter in enumerate(words):
        cell = Image.new("RGBA", (side, side), RED + (0,))
        ImageDraw.Draw(cell).text((180, 45), letter, ink, font, anchor="mm")
        seal.alpha_composite(cell.rotate(-360 * i / len(words), Image.Resampling.BICUBIC))
    pen.text((180, 180), "MẪU", ink, page.font(58, True), anchor="mm")
    seal = seal.rotate(chance.uniform(-14, 14), Image.Resampling.BICUBIC)
    page.image.paste(seal, (x, y), mask=seal)


def signatures(page, row, y, chance, scanned):
    names = chance.sample(TEXTS["signers"], 2)
    sides = [(1180, "CHỦ TỊCH", names[0])]
    if TEXTS["types"][row["typeName"]].get("minutes"):
        sides = [(470, "THƯ KÝ", names[1]), (1180, "CHỦ TRÌ", names[0])]
    else:
        page.pen.text((LEFT + 30, y + 34), "Nơi nhận:\n- Như trên;\n- Lưu: VT.", INK, page.font(23))
        if row["issuedDate"][-4:] < "2022":  # later a ward's chairman in this city signs as himself
            page.centred(1180, y, "TM. ỦY BAN NHÂN DÂN", bold=True)
    for x, post, name in sides:
        page.centred(x, y + 42, post, bold=True)
        page.centred(x, y + 330, name, bold=True)
        if scanned:
            points = [(x - 120 + 22 * i, y + 200 + chance.uniform(-62, 62)) for i in range(12)]
            page.pen.line(points, BLUE, 5, joint="curve")
    if scanned:
        stamp(page, row["organName"].removeprefix("Ủy ban nhân dân ").upper(), 830, y + 70, chance)
    else:
        page.centred(1180, y + 190, "(đã ký)")


def scan(image, chance, old):
    """What a scanner makes of a sheet: a little turned, paper that is not white, specks."""
    paper = (241, 234, 216) if old else (250, 249, 245)
    image = ImageChops.multiply(image, Image.new("RGB", image.size, paper))
    pen = ImageDraw.Draw(image)
    for _ in range(160 if old else 50):
        spot = chance.uniform(0, WIDTH), chance.uniform(0, HEIGHT)
        pen.circle(spot, chance.uniform(0.5, 2.2), tuple(c - 70 for c in paper))
    image = image.rotate(chance.uniform(-0.7, 0.7), Image.Resampling.BICUBIC, fillcolor=(222, 220, 216))
    return image.filter(ImageFilter.GaussianBlur(0.9))


def draw(row, fonts):
    """The bytes of a PDF of pictures, one JPEG a page."""
    chance, font, sheets = random.Random(row["path"]), Page(fonts).font(31), []
    year, scanned = row["issuedDate"][-4:], row.get("carrier") != "digital"
    pages = compose(row, font, chance)
    for i, lines in enumerate(pages):
        page, y = Page(fonts), TOP + 30 if i else TOP + 410
        heading(page, row) if not i else page.centred(886, TOP - 60, str(i + 1))
        for line in lines:
            x = 886 - font.getlength(line) / 2 if line.isupper() else LEFT + 30
            page.pen.text((x, y), line, INK, font)
            y += LINE
        if lines is pages[-1]:
            signatures(page, row, y + 24, chance, scanned)
        page.centred(886, HEIGHT - 92, TEXTS["mark"], 21, ink=(120, 120, 128))
        sheets.append(scan(page.image, chance, year < "2000") if scanned else page.image)
    out = io.BytesIO()
    sheets[0].save(out, "PDF", save_all=True, append_images=sheets[1:], resolution=DPI, quality=16,
                   progressive=True, title=row["docId"], creationDate=None, modDate=None)
    return out.getvalue()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--font", help="the folder of DejaVuSerif.ttf")
    folders = [Path(folder) for folder in [parser.parse_args().font, *FONT_DIRS] if folder]
    fonts = next((folder for folder in folders if (folder / "DejaVuSerif.ttf").exists()), None)
    if not fonts:
        sys.exit("DejaVuSerif.ttf not found: install fonts-dejavu-core, or name its folder with --font")
    for row in wanted():
        target = HERE / "files" / row["path"]
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(draw(row, fonts))


if __name__ == "__main__":
    main()

"""Draws scans of different resolution, depth and layers with other people's tools.

usage: scans.py FOLDER

Pillow and img2pdf make the files, pikepdf (qpdf) adds layers, locks and damage.
What each is, the test says that asks for them.
"""

import io
import pathlib
import sys

import img2pdf
import pikepdf
from PIL import Image, ImageDraw
from pikepdf import Array, Dictionary, Name, String

out = pathlib.Path(sys.argv[1])
A4, A3 = (8.27, 11.69), (11.69, 16.54)


def page(mode, dpi, size=A4):
    """A page with some strokes on it: not one colour only, or packers would cheat."""
    pixels = tuple(round(side * dpi) for side in size)
    image = Image.new("RGB", pixels, (250, 248, 240))
    draw = ImageDraw.Draw(image)
    for line in range(10):
        y = pixels[1] * (line + 1) // 12
        draw.line((pixels[0] // 8, y, pixels[0] * 7 // 8, y), (20 + line * 20, 40, 120), dpi // 40)
    return image.convert(mode)


def save(name, image, dpi, **more):
    image.save(out / name, dpi=(dpi, dpi), **more)


def save_pdf(name, image, dpi, **more):
    image.save(out / name, "PDF", resolution=dpi, **more)


# Pillow's own PDFs: JPEG for colour and grey, CCITT G4 for black and white.
save_pdf("colour-200.pdf", page("RGB", 200), 200)
save_pdf("grey-150.pdf", page("L", 150), 150)
save_pdf("black-300.pdf", page("1", 300), 300)
save_pdf("a3-250.pdf", page("RGB", 250, A3), 250)
save_pdf("three-pages.pdf", page("RGB", 200), 200, save_all=True,
         append_images=[page("RGB", 100), page("L", 300)])

# img2pdf: lossless PNG, a palette, JPEG 2000, 16 pages of one image.
for name, mode, kind in [("flate-300.pdf", "RGB", "PNG"), ("palette-200.pdf", "P", "PNG"),
                         ("jpx-200.pdf", "RGB", "JPEG2000")]:
    raw, dpi = io.BytesIO(), 300 if "300" in name else 200
    page(mode, dpi).save(raw, kind, dpi=(dpi, dpi))
    layout = img2pdf.get_fixed_dpi_layout_fun((dpi, dpi))
    (out / name).write_bytes(img2pdf.convert(raw.getvalue(), layout_fun=layout))

# Images by themselves.
save("colour-200.jpg", page("RGB", 200), 200)
save("grey-300.jpg", page("L", 300), 300)
save("telephone.jpg", page("RGB", 200), 72)
page("RGB", 100).save(out / "unsized.jpg")
exif = Image.Exif()
exif[282], exif[283], exif[296] = 240.0, 240.0, 2
page("RGB", 240).save(out / "exif-240.jpg", exif=exif)
save("colour-300.png", page("RGB", 300), 300)
save("black-200.png", page("1", 200), 200)
save("colour-300.tif", page("RGB", 300), 300, compression="tiff_lzw")
save("four.tif", page("1", 200), 200, compression="group4", save_all=True,
     append_images=[page("1", 200)] * 3)
page("L", 200).save(out / "centimetres.tif", resolution_unit=3, x_resolution=78.74, y_resolution=78.74)


def text_layer(pdf, mode=3):
    """Invisible text over the first page, as recognition adds it."""
    font = pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
    first = pdf.pages[0]
    first.Resources.Font = Dictionary(F1=font)
    words = b"BT /F1 12 Tf %d Tr 72 720 Td (Quyet dinh so 1) Tj ET" % mode
    first.contents_add(pdf.make_stream(words))


def claim(pdf, part="2", conformance="B"):
    with pdf.open_metadata() as metadata:
        metadata["pdfaid:part"] = part
        metadata["pdfaid:conformance"] = conformance


def sign(pdf):
    """A signature field with a value: it is there, whatever it is worth."""
    value = pdf.make_indirect(Dictionary(
        Type=Name.Sig, Filter=Name("/Adobe.PPKLite"), SubFilter=Name("/adbe.pkcs7.detached"),
        ByteRange=Array([0, 10, 20, 30]), Contents=String(b"\0" * 64)))
    field = pdf.make_indirect(Dictionary(
        Type=Name.Annot, Subtype=Name.Widget, FT=Name.Sig, T=String("So hoa"), V=value,
        Rect=Array([400, 780, 560, 830]), P=pdf.pages[0].obj))
    pdf.pages[0].Annots = Array([field])
    pdf.Root.AcroForm = Dictionary(SigFlags=3, Fields=Array([field]))


def derive(source, name, *changes, **options):
    with pikepdf.open(out / source) as pdf:
        for change in changes:
            change(pdf)
        pdf.save(out / name, **options)


def made_in_2019(pdf):
    pdf.docinfo.CreationDate = String("D:20190325101500+07'00'")


streams = pikepdf.ObjectStreamMode.generate
derive("colour-200.pdf", "old-signed.pdf", sign, made_in_2019)
derive("colour-200.pdf", "whole.pdf", text_layer, claim, sign, object_stream_mode=streams)
derive("colour-200.pdf", "layered.pdf", text_layer, claim)
derive("flate-300.pdf", "linear.pdf", text_layer, linearize=True)


def turn(pdf):
    """The image lies on its side in a form that a turned page draws."""
    first = pdf.pages[0]
    form = pdf.make_stream(first.Contents.read_bytes())
    form.Type, form.Subtype = Name.XObject, Name.Form
    form.BBox, form.Resources = first.MediaBox, first.Resources
    height = float(first.MediaBox[3])
    first.Contents = pdf.make_stream(b"q 0 1 -1 0 %f 0 cm /Fm Do Q" % height)
    first.MediaBox = Array([0, 0, first.MediaBox[3], first.MediaBox[2]])
    first.Resources, first.Rotate = Dictionary(XObject=Dictionary(Fm=form)), 90


derive("colour-200.pdf", "turned.pdf", turn)
for name, user, revision in [("aes256-opens.pdf", "", 6), ("aes256-locked.pdf", "secret", 6),
                             ("aes128-opens.pdf", "", 4), ("rc4-opens.pdf", "", 3)]:
    locked = pikepdf.Encryption(owner="owner", user=user, R=revision, aes=revision > 3,
                                metadata=revision > 3)
    derive("layered.pdf", name, encryption=locked, object_stream_mode=streams)

whole = (out / "whole.pdf").read_bytes()
(out / "cut.pdf").write_bytes(whole[: len(whole) * 2 // 3])
plain = (out / "colour-200.pdf").read_bytes()
(out / "lost-table.pdf").write_bytes(plain[: plain.rindex(b"startxref")])
(out / "shifted.pdf").write_bytes(b"\n\n" + plain)
(out / "renamed.pdf").write_bytes((out / "colour-200.jpg").read_bytes())

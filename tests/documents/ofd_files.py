"""OFD files for tests, written by hand: objects on pages, templates, resources."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

SPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'


def text(x: float, y: float, said: str, size: float = 4.0, deltas: str | None = None, more: str = "") -> str:
    """A line of text whose baseline begins at a place, in millimetres; `deltas` are the attributes that say its steps."""
    each = " ".join(f"{size / 2 if char.isascii() else size:g}" for char in said[:-1])
    steps = f'DeltaX="{each}"' if deltas is None else deltas
    return (
        f'<ofd:TextObject ID="1" Boundary="{x} {y - size} {size * len(said)} {size * 1.2}" Font="1" Size="{size}" {more}>'
        f'<ofd:TextCode X="0" Y="{size}" {steps}>{said}</ofd:TextCode></ofd:TextObject>'
    )


def path(x: float, y: float, data: str, more: str = "", inside: str = "") -> str:
    """A path from a place, in millimetres."""
    return (
        f'<ofd:PathObject ID="1" Boundary="{x} {y} 200 200" {more}>{inside}'
        f"<ofd:AbbreviatedData>{data}</ofd:AbbreviatedData></ofd:PathObject>"
    )


def grid(xs: list[float], ys: list[float]) -> str:
    across = (path(xs[0], y, f"M 0 0 L {xs[-1] - xs[0]} 0") for y in ys)
    down = (path(x, ys[0], f"M 0 0 L 0 {ys[-1] - ys[0]}") for x in xs)
    return "".join((*across, *down))


def table(x: float, y: float, rows: list[list[str]], width: float = 40.0, height: float = 8.0) -> str:
    """A fully ruled table."""
    xs = [x + width * place for place in range(len(rows[0]) + 1)]
    ys = [y + height * place for place in range(len(rows) + 1)]
    texts = (
        text(xs[column] + 1, ys[row] + 6, cell) for row, cells in enumerate(rows) for column, cell in enumerate(cells)
    )
    return grid(xs, ys) + "".join(texts)


def page(*objects: str, head: str = "", layer: str = "") -> str:
    return f"<ofd:Page {SPACE}>{head}<ofd:Content><ofd:Layer ID='9' {layer}>{''.join(objects)}</ofd:Layer></ofd:Content></ofd:Page>"


def parts_of(*pages: str, common: str = "", document: str = "") -> dict[str, str]:
    """The parts of a file of pages of A4."""
    listed = "".join(f'<ofd:Page ID="{n}" BaseLoc="Pages/Page_{n}/Content.xml"/>' for n in range(len(pages)))
    return {
        "OFD.xml": f"<ofd:OFD {SPACE}><ofd:DocBody><ofd:DocRoot>/Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": (
            f"<ofd:Document {SPACE}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>"
            f"{common}</ofd:CommonData><ofd:Pages>{listed}</ofd:Pages>{document}</ofd:Document>"
        ),
        **{f"Doc_0/Pages/Page_{n}/Content.xml": content for n, content in enumerate(pages)},
    }


def packed(parts: Mapping[str, str | bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return made.getvalue()


def ofd_of(*pages: str, common: str = "", document: str = "") -> bytes:
    return packed(parts_of(*pages, common=common, document=document))

"""Word files for the tests, made of the few parts that matter."""

from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import escape

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_STYLES = f"""<?xml version="1.0" encoding="UTF-8"?><w:styles {_W}>
<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="H2"><w:name w:val="heading 2"/></w:style>
<w:style w:type="paragraph" w:styleId="Own"><w:name w:val="Big line"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="T"><w:name w:val="Title"/></w:style></w:styles>"""
_NUMBERING = f"""<?xml version="1.0" encoding="UTF-8"?><w:numbering {_W}>
<w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="8"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num>
</w:numbering>"""


def paragraph(text: str = "", *, style: str = "", listed: int = 0, depth: int = 0, bold: bool = False) -> str:
    about = f'<w:pStyle w:val="{style}"/>' if style else ""
    if listed:
        about += f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{listed}"/></w:numPr>'
    looks = "<w:rPr><w:b/></w:rPr>" if bold else ""
    run = f'<w:r>{looks}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>' if text else ""
    return f"<w:p><w:pPr>{about}</w:pPr>{run}</w:p>"


def table(*rows: tuple[str, ...]) -> str:
    cells = (
        "".join(f"<w:tc>{cell if cell.startswith('<w:p>') else paragraph(cell)}</w:tc>" for cell in row)
        for row in rows
    )
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def docx(*blocks: str, body: str = "") -> bytes:
    content = body or "".join(blocks)
    document = (
        f'<?xml version="1.0" encoding="UTF-8"?><w:document {_W}><w:body>{content}</w:body></w:document>'
    )
    return package(
        {"word/document.xml": document, "word/styles.xml": _STYLES, "word/numbering.xml": _NUMBERING}
    )


def package(parts: dict[str, str]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()

"""The runs of a Word file: which characters are printed, and in which paragraph, once every tracked change is accepted."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from auditor.documents.note_marks import raised
from auditor.documents.word_xml.fields import Fields, is_contents_code
from auditor.documents.word_xml.parts import PartReader, is_on, local_name, namespace, whole_number
from auditor.documents.word_xml.styles import Style, Styles
from auditor.documents.word_xml.tables import Container, visible_length

_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATHEMATICS = (
    "{http://schemas.openxmlformats.org/officeDocument/2006/math}",
    "{http://purl.oclc.org/ooxml/officeDocument/math}",
)
_SYMBOL = "{http://schemas.microsoft.com/office/word/2015/wordml/symex}"
_DRAWN = (
    "{http://schemas.openxmlformats.org/drawingml/2006/main}blip",
    "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart",
    "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds",
    "{http://purl.oclc.org/ooxml/drawingml/main}blip",
    "{http://purl.oclc.org/ooxml/drawingml/chart}chart",
    "{http://purl.oclc.org/ooxml/drawingml/diagram}relIds",
    "{urn:schemas-microsoft-com:vml}imagedata",
)
_OBJECT = "{urn:schemas-microsoft-com:office:office}OLEObject"
_WITH_FIGURES = ("Excel.", "Word.", "ET.", "WPS.", "KET.", "KWPS.")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_BLANKS = " \t\r\n"
_SPACES_FOR_BREAKS = str.maketrans("\r\n", "  ")


class OpenParagraph:
    """A paragraph while it is read."""

    def __init__(self, style: Style) -> None:
        self.style = style
        self.numbering: str | None = None
        self.level: int | None = None
        self.without_mark = style.hidden
        """Whether its mark is deleted or hidden, so that the next paragraph goes on with it."""
        self.text: list[str] = []
        self.in_contents = False
        self.boxes: list[Container] = []


class RunReader(PartReader):
    """Collects the printed characters of the paragraph that is open."""

    def __init__(self, styles: Styles) -> None:
        super().__init__()
        self.hidden_characters = 0
        self.drawings = 0
        self.embedded = 0
        """Files and tables of other programs that stand in the text."""
        self.references: list[tuple[str, str]] = []
        """Kind and id of the notes that the text refers to, in its order."""
        self.styles = styles
        self.paragraph: OpenParagraph | None = None
        self.fields = Fields()
        self.run_hidden = False
        self.run_raised = False
        self.shape_hidden = False
        self.w = ""
        self._run_says = False
        self._seen = 0
        self._alternatives: list[int] = []
        self._simple_fields: list[bool] = []

    def open_root(self, root: Element) -> None:
        self.w = w = f"{{{namespace(root)}}}"
        self.begins |= {
            w + "r": self._open_run,
            w + "pStyle": self._set_style,
            w + "numId": self._set_numbering,
            w + "ilvl": self._set_level,
            w + "rStyle": self._set_run_style,
            w + "vanish": self._set_hidden,
            w + "specVanish": self._set_hidden,
            w + "vertAlign": self._set_raised,
            w + "tab": self._add_tab,
            w + "fldChar": self._pass_field_character,
            w + "fldSimple": self._open_simple_field,
            w + "sym": self._add_symbol,
            w + "ptab": lambda _: self.add_text("\t"),
            w + "br": lambda _: self.add_text("\n"),
            w + "cr": lambda _: self.add_text("\n"),
            w + "noBreakHyphen": lambda _: self.add_text("-"),
            w + "footnoteReference": self._refer,
            w + "endnoteReference": self._refer,
            w + "altChunk": self._count_embedded,
            w + "subDoc": self._count_embedded,
            _OBJECT: self._count_object,
            _SYMBOL + "symEx": self._add_symbol,
            _COMPATIBILITY + "AlternateContent": self._open_alternatives,
            _COMPATIBILITY + "Choice": self._choose,
            _COMPATIBILITY + "Fallback": self._choose,
        }
        self.begins |= dict.fromkeys(_DRAWN, self._count_drawing)
        self.ends |= {
            w + "r": self._close_run,
            w + "t": self._add_run_text,
            w + "instrText": self._add_code,
            w + "fldSimple": self._close_simple_field,
            _COMPATIBILITY + "AlternateContent": self._close_alternatives,
        }
        for m in _MATHEMATICS:
            self.begins |= {m + "r": self._open_run, m + "den": lambda _: self.add_text("/")}
            self.begins |= {m + "sup": lambda _: self.add_text("^"), m + "sub": lambda _: self.add_text("_")}
            self.ends |= {m + "r": self._close_run, m + "t": self._add_run_text}

    def add_text(self, text: str) -> None:
        """Put text behind what the paragraph has; "\\n" begins a line."""
        self._seen += 1
        if self.paragraph is None or self.fields.codes:
            return
        if self.run_hidden or self.shape_hidden:
            self.hidden_characters += visible_length(text)
            return
        self.paragraph.text.append(raised(text) if self.run_raised else text)
        self.paragraph.in_contents |= self.fields.contents > 0

    def value(self, element: Element, name: str = "val") -> str | None:
        return element.get(self.w + name)

    def _open_run(self, _element: Element) -> None:
        self._run_says = False
        self.run_raised = False
        self.run_hidden = self.paragraph is not None and self.paragraph.style.hidden

    def _close_run(self, _element: Element) -> None:
        self.run_hidden = self.run_raised = False

    def _set_style(self, element: Element) -> None:
        if self.paragraph is not None and self.within("pPr"):
            self.paragraph.style = self.styles.resolve(self.value(element))
            self.paragraph.without_mark = self.paragraph.style.hidden

    def _set_numbering(self, element: Element) -> None:
        if self.paragraph is not None and self.within("numPr", "pPr"):
            self.paragraph.numbering = self.value(element)

    def _set_level(self, element: Element) -> None:
        if self.paragraph is not None and self.within("numPr", "pPr"):
            self.paragraph.level = whole_number(self.value(element), 0, 0, 8)

    def _set_run_style(self, element: Element) -> None:
        if not self._run_says and self.within("rPr", "r"):
            # Two styles that both hide show again (ECMA-376 Part 1, 17.7.3).
            self.run_hidden ^= self.styles.resolve(self.value(element)).hidden

    def _set_hidden(self, element: Element) -> None:
        hidden = is_on(self.value(element))
        if self.within("rPr", "r"):
            if local_name(element) == "vanish":
                self._run_says = True
                self.run_hidden = hidden
        elif self.paragraph is not None and self.within("rPr", "pPr"):
            self.paragraph.without_mark = hidden

    def _set_raised(self, element: Element) -> None:
        if self.within("rPr", "r"):
            self.run_raised = self.value(element) == "superscript"

    def _add_run_text(self, element: Element) -> None:
        text = element.text or ""
        if element.get(_SPACE) != "preserve":
            text = text.strip(_BLANKS)
        if "\n" in text or "\r" in text:
            text = text.translate(_SPACES_FOR_BREAKS)
        if text:
            self.add_text(text)

    def _add_tab(self, _element: Element) -> None:
        # Tab stops of a paragraph have the same name.
        if self.within("r"):
            self.add_text("\t")

    def _add_symbol(self, element: Element) -> None:
        code = element.get(_SYMBOL + "char") or self.value(element, "char") or ""
        try:
            character = chr(int(code, 16)) if len(code) <= 6 else ""
        except ValueError:
            return
        if character.isprintable() or "\ue000" <= character <= "\uf8ff":
            self.add_text(character)

    def _pass_field_character(self, element: Element) -> None:
        self.fields.mark(self.value(element, "fldCharType") or "")

    def _add_code(self, element: Element) -> None:
        self.fields.add_code(element.text or "")

    def _open_simple_field(self, element: Element) -> None:
        self._simple_fields.append(is_contents_code(self.value(element, "instr") or ""))
        self.fields.contents += self._simple_fields[-1]

    def _close_simple_field(self, _element: Element) -> None:
        self.fields.contents -= self._simple_fields.pop()

    def _refer(self, element: Element) -> None:
        if not (self.run_hidden or self.shape_hidden or self.fields.codes):
            self.references.append((local_name(element).removesuffix("Reference"), self.value(element, "id") or ""))

    def _open_alternatives(self, _element: Element) -> None:
        self._alternatives.append(self._seen)

    def _close_alternatives(self, _element: Element) -> None:
        self._alternatives.pop()

    def _choose(self, element: Element) -> None:
        # The first alternative that gives anything is the content; the others say the same in other ways.
        if self._alternatives and self._seen != self._alternatives[-1]:
            self.skip(element)

    def _count_drawing(self, _element: Element) -> None:
        self._seen += 1
        self.drawings += 1

    def _count_embedded(self, _element: Element) -> None:
        self.embedded += 1

    def _count_object(self, element: Element) -> None:
        self.embedded += element.get("ProgID", "").startswith(_WITH_FIGURES)

"""A Rich Text file as paragraphs and tables."""

from __future__ import annotations

from itertools import count

from auditor.documents.bounds import check_total
from auditor.documents.note_marks import raised
from auditor.documents.raw import Found, RawNotice
from auditor.documents.refusals import damaged
from auditor.documents.rich_text.characters import DEFAULT, WORDS, Utf16, code_page, is_double
from auditor.documents.rich_text.states import Fonts, State, after
from auditor.documents.rich_text.story import Definitions, Story
from auditor.documents.rich_text.tokens import Word, tokens_of
from auditor.errors import UnreadableDocument
from auditor.patterns import regex

_DEEPEST = 2000
"""Groups nested deeper are no writing of any program."""
_CODE_PAGE = regex(rb"\\ansicpg(\d{1,5})")
_HEAD = 4096
_SILENT = frozenset(
    "fonttbl colortbl stylesheet info header headerl headerr headerf footer footerl footerr footerf fldinst annotation"
    " listtable listoverridetable revtbl rsidtbl generator xmlnstbl themedata colorschememapping latentstyles datastore"
    " bkmkstart bkmkend pict nonshppict object objdata shprslt filetbl mmathPr template private comment"
    " ftnsep ftnsepc ftncn aftnsep aftnsepc aftncn pgptbl listpicture do nonesttables tc xe rxe txe"
    " atnid atnauthor atntime atnref atndate atnicn atnparent pn pnseclvl".split()
)
"""Destinations whose text is not printed, or printed again elsewhere."""
_OPENING = frozenset("shpinst upr shppict".split())
"""Destinations that say nothing themselves and may hold one that does."""
_SPEAKING = frozenset("ud shptxt nesttableprops footnote".split())
"""Those that may stand in them, or behind `\\*`."""
_APART = frozenset(("footnote", "shptxt"))
"""Those whose text stands behind that of the document."""
_PRINTED = frozenset(("listtext", "pntext"))
"""Those that hold the number of a paragraph."""
_DESTINATIONS = _SILENT | _OPENING | _SPEAKING | _PRINTED
_BREAKS = frozenset(("line", "lbr", "page", "column"))
_ENDS = frozenset(("par", "sect", "\n", "\r", "cell", "row", "nestcell", "nestrow"))
_ROW_WORDS = frozenset("trowd trleft cellx clmgf clmrg clvmgf clvmrg".split())


def read_rich_text(content: bytes) -> list[Found]:
    """What a file prints: its text, then footnotes and text boxes; tables nested in a table stand behind it.

    Field codes, deleted and hidden text, headers, footers and comments are left out; automatic numbers are those that the file
    has for programs that know none. Raises `UnreadableDocument` where it is cut short or says nothing.
    """
    return _Reader(content).read()


class _Reader:
    """Goes through the tokens of a file."""

    def __init__(self, content: bytes) -> None:
        declared = _CODE_PAGE.search(content, 0, _HEAD)
        codec = code_page(int(declared[1])) if declared else DEFAULT
        self._tokens = tokens_of(content, is_double(codec))
        self._fonts = Fonts(codec)
        self._numbers = count(1)
        self._story = Story(self._numbers)
        self._stories: list[Story] = []
        """Those that are read on once the one that is read is over."""
        self._apart: list[Story] = []
        self._state = State()
        self._states: list[State] = []
        self._bytes = bytearray()
        self._utf16 = Utf16()
        self._left_to_skip = 0
        self._is_optional = False
        """Whether the destination that is named next may be passed over by who does not know it."""
        self._rows = {False: Definitions(), True: Definitions()}
        """Of the outermost table and of those in it."""
        self._characters = self._hidden = self._deleted = self._pictures = self._objects = 0

    def read(self) -> list[Found]:
        is_over = False
        for token in self._tokens:
            if isinstance(token, bytes):
                self._add_bytes(token)
            elif token.name == "{":
                self._open_group()
            elif token.name == "}":
                if self._close_group():
                    is_over = True
                    break
            else:
                self._obey(token)
        if not is_over:
            raise damaged("group-open")
        self._end_bytes()
        stories = [self._story, *self._apart]
        for story in stories:
            story.end()
        found = [block for story in stories for block in story.found]
        if not found:
            raise _without_text(self._pictures + self._objects)
        self._hidden += sum(story.covered for story in stories)
        return [*self._notices(), *found]

    def _open_group(self) -> None:
        self._end_bytes()
        self._left_to_skip = 0
        if len(self._states) >= _DEEPEST:
            raise damaged("groups-deep")
        self._states.append(self._state)
        self._state = self._state._replace(destination="")

    def _close_group(self) -> bool:
        """Go back to what held before; gives whether it was the group of the whole file."""
        self._end_bytes()
        self._left_to_skip = 0
        self._is_optional = False
        if not self._states:
            raise damaged("group-closed")
        destination = self._state.destination
        self._state = self._states.pop()
        if destination in _APART and self._stories:
            self._story.end()
            self._apart.append(self._story)
            self._story = self._stories.pop()
        elif destination in _PRINTED and self._story.parts:
            self._story.parts[-1] = self._story.parts[-1].rstrip("\t ")
        return not self._states

    def _obey(self, word: Word) -> None:
        self._end_bytes()
        name = word.name
        if name == "*":
            self._is_optional = True
            return
        if self._left_to_skip and name in WORDS:
            self._left_to_skip -= 1
            return
        # Where what stands for a number is missing, the next word is no part of it: it may end a cell.
        self._left_to_skip = 0
        is_optional, self._is_optional = self._is_optional, False
        if is_optional or name in _DESTINATIONS:
            self._begin(name, is_optional)
        elif name in WORDS or name in _BREAKS:
            self._add(WORDS.get(name, "\n"))
        elif name == "u":
            self._add(self._utf16.character(word.number or 0))
            self._left_to_skip = self._state.skipped
        elif name in _ENDS:
            self._end(name)
        elif name in _ROW_WORDS:
            self._define(word)
        else:
            self._state = after(self._state, word, self._fonts) or self._state

    def _begin(self, name: str, is_optional: bool) -> None:
        """A destination begins: what is said in it is heard, not heard, or heard apart."""
        state = self._state
        is_heard = state.silence < 2
        self._pictures += is_heard and name == "pict"
        self._objects += is_heard and name == "object"
        depth, silence = state.depth, state.silence
        if name in _SPEAKING:
            silence = 0 if is_heard else silence
        elif name in _OPENING:
            silence = max(silence, 1)
        elif name not in _PRINTED:
            silence = 2
        if name in _APART and is_heard:
            self._stories.append(self._story)
            self._story = Story(self._numbers)
            depth = 0
        # What is not printed is gone through all the same: it tells the code pages of fonts.
        self._state = state._replace(silence=silence, destination=name if is_heard else "", depth=depth)

    def _end(self, name: str) -> None:
        """Heed a word that ends a paragraph, a cell or a row."""
        story, depth = self._story, self._state.depth
        self._add(self._utf16.end())
        if self._state.silence:
            return
        if name == "cell":
            story.end_cell(1)
        elif name == "row":
            story.end_row(1, self._rows[False])
        elif name == "nestcell":
            story.end_cell(max(2, depth))
        elif name == "nestrow":
            story.end_row(max(2, depth), self._rows[True])
        else:
            story.end_paragraph(depth)

    def _define(self, word: Word) -> None:
        """Heed a word that says where the cells of a row are."""
        is_nested = any(state.destination == "nesttableprops" for state in (self._state, *self._states[-2:]))
        name, rows = word.name, self._rows
        if name == "trowd":
            rows[is_nested] = Definitions()
        elif name == "trleft":
            rows[is_nested].left = word.number or 0
        elif name == "cellx":
            rows[is_nested].end_cell(word.number or 0)
        elif name in ("clmgf", "clmrg"):
            rows[is_nested].merge(sideways=1 if name == "clmgf" else 2)
        elif name in ("clvmgf", "clvmrg"):
            rows[is_nested].merge(downwards=3 if name == "clvmgf" else 1)

    def _add_bytes(self, text: bytes) -> None:
        if self._left_to_skip:
            skipped = min(self._left_to_skip, len(text))
            self._left_to_skip -= skipped
            text = text[skipped:]
        if not self._state.silence:
            self._bytes += text

    def _end_bytes(self) -> None:
        """The bytes so far are in one font; they become characters."""
        if self._bytes:
            made, self._bytes = bytes(self._bytes), bytearray()
            text = made.decode("ascii") if made.isascii() else made.decode(self._fonts.codec(self._state), "replace")
            self._add(self._utf16.end() + text)

    def _add(self, text: str) -> None:
        state = self._state
        if state.silence or not text:
            return
        if state.hidden or state.deleted:
            visible = sum(map(len, text.split()))
            self._hidden += visible if state.hidden else 0
            self._deleted += 0 if state.hidden else visible
            return
        self._characters += len(text)
        check_total(self._characters)
        self._story.parts.append(raised(text) if state.raised else text)

    def _notices(self) -> list[RawNotice]:
        told = (
            ("hidden-text-left-out", "characters", self._hidden, False),
            ("deleted-text-left-out", "characters", self._deleted, False),
            ("embedded-files-not-read", "count", self._objects, True),
            ("pictures-not-read", "count", self._pictures, False),
        )
        return [RawNotice(key, {name: number}, incomplete) for key, name, number, incomplete in told if number]


def _without_text(pictures: int) -> UnreadableDocument:
    if pictures:
        return UnreadableDocument("it holds pictures but no text", "文件中只有图片，没有文字")
    return UnreadableDocument("there is no text in it", "文件中没有文字")

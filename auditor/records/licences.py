"""What licenses a reading of a table, in words: the names of candidates in Chinese and English.

A name is made of a base, a note on lines "of which", and how several totals relate: `codes, others beside+of which/sections`.
"""

from __future__ import annotations

from collections.abc import Iterable

from auditor.facts.tables.formulas import PRINTED
from auditor.facts.tables.understanding import SEPARATOR
from auditor.records.messages import Lang, Messages, say, tell
from auditor.vocabulary import Vocabulary

LICENCES: Messages = {
    "printed formulas": ("按表中所列公式", "by the formulas that the table prints"),
    # how deep rows stand
    "codes": ("按编码的位数", "by the length of codes"),
    "codes, others beside": (
        "按编码的位数（无编码的行与各类并列）",
        "by the length of codes (rows without a code beside the classes)",
    ),
    "codes, first is the total": (
        "按编码的位数（首行为合计）",
        "by the length of codes (the first row is the total)",
    ),
    "codes, others left out": (
        "按编码的位数（不计无编码的行）",
        "by the length of codes (rows without a code left out)",
    ),
    "body codes": (
        "按单位编码（无编码的行属于其上的单位）",
        "by codes of bodies (rows without one belong to the body above)",
    ),
    "body codes, parted below": (
        "按单位编码，其下各行按金额分层",
        "by codes of bodies, the rows below in levels that add up",
    ),
    "prefixes": ("按编码的前几位", "by the codes that others begin with"),
    "leaves": ("按同样位数的编码（各行都是末级）", "by codes of one length (no row is part of another)"),
    "leaves only": ("只计编码最细的各行", "by the rows with the deepest codes alone"),
    "first classification": ("按两套编码中的前一套", "by the first of two classifications"),
    "last classification": ("按两套编码中的后一套", "by the last of two classifications"),
    "second classification below the first": (
        "按两套编码（后一套在前一套之下）",
        "by two classifications (the second below the first)",
    ),
    "names": ("按规定的名称", "by official names"),
    "names, others on top": ("按规定的名称（其他行在最上一级）", "by official names (other rows on top)"),
    "names, others as their neighbours": (
        "按规定的名称（其他行与相邻的行并列）",
        "by official names (other rows beside their neighbours)",
    ),
    "names, carry-over beside": (
        "按规定的名称（留到以后年度的行另列）",
        "by official names (what is carried over beside them)",
    ),
    "names below others": ("按规定的名称（在其他行之下）", "by official names (below other rows)"),
    "names below others, first is the total": (
        "按规定的名称（在其他行之下，首行为合计）",
        "by official names (below other rows, the first of which is the total)",
    ),
    "flat": ("各行并列", "with all rows side by side"),
    "numbering": ("按序号", "by numbering"),
    "numbering, others below": ("按序号（无序号的行在其下）", "by numbering (rows without a number below)"),
    "numbering over names": ("按序号，其下按规定的名称", "by numbering, below it by official names"),
    "members of": ("按“{name}”的构成", "by the members of “{name}”"),
    "regions": ("按各地及其本级", "by regions and what each keeps for itself"),
    "regions, only zones below cities": (
        "按各地及其本级（只有园区和城区列在所属市之下）",
        "by regions and what each keeps for itself (of others, only zones stand below a city)",
    ),
    "regions, up to their sums": (
        "按各地及其本级，各组到合计相符的行为止",
        "by regions and what each keeps for itself, each group up to where its sum comes nearest",
    ),
    "known sums": ("按已知为小计的行", "by rows known as sums"),
    "bodies": ("按类别、单位、物品三级", "by classes, bodies and things"),
    "bodies, first is the total": (
        "按类别、单位、物品三级（首行为合计）",
        "by classes, bodies and things (the first row is the total)",
    ),
    "prefixes, others below": (
        "按编码的前几位（无编码的行在其下）",
        "by the codes that others begin with (rows without a code below)",
    ),
    "indentation": ("按缩进", "by indentation"),
    "label columns": ("按名称所在的列", "by the column that a label stands in"),
    "label columns, first is the total": (
        "按名称所在的列（首行为合计）",
        "by the column that a label stands in (the first row is the total)",
    ),
    "first is the total": ("以首行为其余各行之和", "with the first row as the sum of the others"),
    "template": ("按统一的格式", "by the template"),
    # what a column is the sum of
    "to the next total": ("作为其后各栏之和，到下一合计栏为止", "as the sum of the columns up to the next total"),
    "through the next total": (
        "作为其后各栏之和，连同下一合计栏",
        "as the sum of the columns through the next total",
    ),
    "all of its concept": ("作为同组同类各栏之和", "as the sum of the columns of its group that are of its kind"),
    "all": ("作为同组各栏之和", "as the sum of all columns of its group"),
    "without of which": ("作为同组各栏之和，不计“其中”", "as the sum of its group without those “of which”"),
    "before of which": ("作为“其中”以前各栏之和", "as the sum of the columns before those “of which”"),
    "list of which": ("作为“其中”所列各栏之和", "as the sum of the columns listed “of which”"),
    "of which with a rest": (
        "作为其后各“其中”栏之和，末栏为其他",
        "as the sum of the columns “of which” behind it, the last of which is the rest",
    ),
    "only of which": ("作为其后各“其中”栏之和", "as the sum of the columns “of which” behind it"),
    "without carry-over": ("作为同组各栏之和，不计转入转出", "as the sum of its group without what is carried over"),
    "all others": ("作为其余各栏之和", "as the sum of all other columns"),
    "known partition": ("作为其后已知各分项之和", "as the sum of the known parts behind it"),
    # rows "of which"
    "+of which": ("“其中”各行不相加", "rows “of which” not added"),
    "+member": ("“其中”各行照样相加", "rows “of which” added like others"),
    "+below": ("“其中”各行属于上一行", "rows “of which” below the row above"),
    # which rows are totals, and which are "of which"
    "~numbered totals as heads": ("有序号的合计是其后各行之和", "totals with a number head the rows behind them"),
    "~subtotals as heads": ("小计是其后各行之和", "subtotals head the rows behind them"),
    "~own sums as totals": ("本级的行作为第一个合计", "what is of the government itself is the first total"),
    "~of which goes on": ("“其中”包括其后未编号的各行", "“of which” goes on over the rows without numbers behind it"),
    # several totals; of the plainest way nothing is said
    "/openers": ("各合计统领其后各行", "each total opens the rows behind it"),
    "/regions": (
        "首个合计是其余各合计之和，各合计统领其后各行",
        "the first total is the sum of the others, each of which opens the rows behind it",
    ),
    "/subtotals": (
        "末个合计是其前各合计与其余各行之和",
        "the last total is the sum of those before it and of the other rows",
    ),
    "/all": ("各合计都是全部各行之和", "each total is the sum of all rows"),
    "/sections": ("各合计只管一段", "each total closes a section"),
}


_ELSE = f"{PRINTED}, else "


def licence_of(name: str, vocabulary: Vocabulary, lang: Lang) -> str:
    """What licenses a candidate: `按编码的位数，“其中”各行不相加`; a name that the catalogue does not have stands for itself."""
    known, *further = _parted(name)
    said = [_base(known, vocabulary, lang)]
    said += [tell(LICENCES, part, lang) for part in further if part in LICENCES]
    return ("，" if lang == "zh" else ", ").join(said)


def tried_readings(names: str, vocabulary: Vocabulary, lang: Lang) -> str:
    """The readings of a gap, each kind once: `按编码的位数、按规定的名称、各行并列`."""
    bases = dict.fromkeys(_parted(name)[0] for name in names.split(SEPARATOR))
    plain = dict.fromkeys(base.split(",")[0] for base in bases)
    return _listed((_base(base, vocabulary, lang) for base in plain), lang)


def _listed(parts: Iterable[str], lang: Lang) -> str:
    return ("、" if lang == "zh" else ", ").join(parts)


def _parted(name: str) -> tuple[str, str, str, str]:
    """The base of a name, what it says of the marks of rows, of rows "of which", of several totals; all but the first with their sign."""
    rest, slash, mode = name.partition("/")
    rest, plus, of_which = rest.partition("+")
    base, tilde, marks = rest.partition("~")
    return base, tilde + marks, plus + of_which, slash + mode


def _base(base: str, vocabulary: Vocabulary, lang: Lang) -> str:
    if base.startswith(_ELSE):
        return _listed((tell(LICENCES, PRINTED, lang), _base(base.removeprefix(_ELSE), vocabulary, lang)), lang)
    if not base.startswith("members of "):
        return tell(LICENCES, base, lang)
    name = base.removeprefix("members of ")
    dimension = vocabulary.dimensions.get(name)
    return tell(
        LICENCES, "members of", lang, name=dimension.name[lang] if dimension else say(f"dimension-{name}", lang)
    )

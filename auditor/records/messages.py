"""The sentences about findings, documents and verdicts, in Chinese and English."""

from __future__ import annotations

from functools import cache

from auditor.records.choices import LANGUAGES, Lang

__all__ = ["LANGUAGES", "Lang", "Messages", "say", "tell"]

Messages = dict[str, tuple[str, str]]
"""A key to a sentence in Chinese and in English, with blanks to fill by name."""

_CATALOGUE: Messages = {
    # severities, outcomes, the kind of a document that tells none
    "error": ("错误", "error"),
    "warning": ("警告", "warning"),
    "note": ("提示", "note"),
    "exact": ("相符", "holds"),
    "rounding": ("尾差", "rounding"),
    "forced": ("末位调整", "last digit adjusted"),
    "inconsistent": ("不符", "inconsistent"),
    "unverifiable": ("无法核对", "unverifiable"),
    "not_applicable": ("不适用", "not applicable"),
    "unknown": ("未知", "unknown"),
    # messages of findings
    "sum-wrong": (
        "“{label}”第{line}行印作 {printed}{unit}，所列 {count} 项之和为 {expected}{unit}，相差 {difference}{unit}",
        "“{label}” at line {line} reads {printed} {unit}; "
        "the {count} items listed make {expected} {unit}, off by {difference} {unit}",
    ),
    "copies-differ": (
        "“{label}”第{line}行印作 {printed}{unit}，第{other_line}行“{other_label}”印作 {other}{other_unit}",
        "“{label}” at line {line} reads {printed} {unit}; “{other_label}” at line {other_line} reads {other} {other_unit}",
    ),
    "copy-blank": (
        "“{label}”第{line}行印作 {printed}{unit}，第{other_line}行“{other_label}”一格未列数额",
        "“{label}” at line {line} reads {printed} {unit}; the cell of “{other_label}” at line {other_line} gives no amount",
    ),
    "copy-of-blank": (
        "“{label}”第{line}行一格未列数额，第{other_line}行“{other_label}”印作 {other}{other_unit}",
        "the cell of “{label}” at line {line} gives no amount; “{other_label}” at line {other_line} reads {other} {other_unit}",
    ),
    "bound-broken": (
        "“{label}”第{line}行的 {printed}{unit} 大于第{other_line}行“{other_label}”的 {other}{other_unit}",
        "“{label}” {printed} {unit} at line {line} exceeds “{other_label}” {other} {other_unit} at line {other_line}",
    ),
    "percent-wrong": (
        "“{label}”第{line}行印作 {printed}%，按所印数字计算为 {expected}%",
        "“{label}” at line {line} reads {printed}%; the printed figures give {expected}%",
    ),
    "percent-baseless": (
        "“{label}”第{line}行印作 {printed}%，而{why}",
        "“{label}” at line {line} reads {printed}%, but {why}",
    ),
    "tail": (
        "“{label}”第{line}行的 {printed}{unit} 与推算的 {expected}{unit} 相差 {difference}{unit}，"
        "在所印位数可以解释的 {allowance}{unit} 之内",
        "“{label}” {printed} {unit} at line {line} differs from {expected} {unit} by {difference} {unit}, "
        "within the {allowance} {unit} that the printed digits explain",
    ),
    "percent-tail": (
        "“{label}”第{line}行印作 {printed}%，按所印数字计算为 {expected}%，末位截尾或经调整",
        "“{label}” at line {line} reads {printed}%; the printed figures give {expected}%: "
        "truncated or adjusted in the last digit",
    ),
    # the dimensions that the engine itself knows
    "dimension-item": ("项", "item"),
    "dimension-unit": ("单位", "body"),
    "dimension-column": ("栏", "column"),
    "dimension-year": ("年", "year"),
    "dimension-unplaced": ("未能对应到栏目", "not placed in its table"),
    "change-of": ("的增减额", " (change)"),
    # remarks
    "unit-slip": (
        "两处数字相同而单位不同（{left}、{right}），疑为单位写错",
        "the same digits under different units ({left}, {right}): one unit looks wrong",
    ),
    "magnitude-slip": (
        "两处数字相同而相差 {factor} 倍，疑为单位写错",
        "the same digits {factor} times apart: one unit looks wrong",
    ),
    "sign-doubled": (
        "第{line}行说减少而所印为负数（-{printed}），方向相反",
        "line {line} says that it fell, by a figure below zero (-{printed})",
    ),
    "zero-base": ("上年数为零，不能计算增减幅度", "the prior figure is zero, so there is no percentage"),
    "negative-base": ("推算的上年数为负", "the implied prior figure is negative"),
    "rows-withheld": (
        "各表都少 {gap}{unit}，应是按规定不列出的行，不是数字有误",
        "the tables fall short by the same {gap} {unit}: rows kept back on purpose, it seems, not a wrong figure",
    ),
    "ties-if-read-as": ("若{reading}来读则相符", "it ties if read {reading}"),
    # reasons
    "unit-unknown": ("计量单位不明或不同", "a unit is unknown or differs in kind"),
    "unit-not-printed": (
        "没有标明计量单位，不能与其他表核对",
        "no unit is stated, so it cannot be held against other tables",
    ),
    "cell-unreadable": ("有数字无法读出", "a figure cannot be read"),
    "total-not-printed": ("合计未列数", "the total is not printed"),
    "parts-not-printed": ("各分项均未列数", "none of the parts is printed"),
    "list-not-exhaustive": ("所列并非全部", "the list does not claim to be complete"),
    "table-not-understood": ("该表未读懂，不作判断", "the table is not understood, so nothing is said of it"),
    "table-too-open": (
        "未读懂：各行各栏的关系有过多读法",
        "not understood: its rows and columns may be read in too many ways",
    ),
    "columns-do-not-add": ("各栏并非合计与分项的关系", "the columns are not a total and its parts"),
    "carried-over": ("一表含上年转入数，另一表不含", "one table includes what was brought forward, the other does not"),
    "transfers-within": (
        "各级之间的转移支付在合计中只计一次",
        "what one level hands to another is counted once in the total",
    ),
    "pair-unproven": (
        "两表是否为同一口径，表名与数字都不能证明",
        "neither titles nor figures prove that the two tables print the same cells",
    ),
    "base-unknown": (
        "找不到本年数，无法推算上年数",
        "the current figure is not found, so the prior one cannot be derived",
    ),
    "base-near-zero": ("上年数接近零，所印位数不足以计算", "the prior figure is too near zero for its digits"),
    "said-loosely": ("原文为约数或同口径比较", "said to be approximate or on a comparable basis"),
    "sign-not-printed": ("增减方向未以正负号表示", "the column does not tell ups from downs by their sign"),
    "table-ragged": (
        "表头或列对应关系丢失，数字无法对应到栏目",
        "the header or the columns are lost, so the figures cannot be placed",
    ),
    "table-too-wide": ("栏目过多，未作为表格读懂", "so many columns were not understood as a table"),
    "table-no-header": ("表头丢失，数字无法对应到栏目", "the header is lost, so the figures cannot be placed"),
    "distributive-list": (
        "“分别为”句式，未逐项对应",
        "a distributive list; its figures were not matched with its items",
    ),
    "points-of-amount": (
        "金额的增减以“{text}”表示，而不是百分比",
        "an amount is said to change by “{text}”; amounts change by percent",
    ),
    "number-torn": (
        "“{text}”不是一个完整的数字，分节号或小数点可能有误",
        "“{text}” is no number: a mark of thousands or the point is misplaced",
    ),
    "no-rule": ("没有规则涉及", "no rule speaks of it"),
    "no-production": ("没有句式读懂所在的句子", "no production reads its sentence"),
    "slot-open": (
        "句式已读懂，但没有找到它所涉及的另一数",
        "its production reads it, but not what it is to be held against",
    ),
    "unread": ("未能识别", "not understood"),
    "gap-readings": (
        "未读懂。{about}试过的读法（{tried}）都不相合：最好的读法 {judged} 项中 {violated} 项不符",
        "not understood. {about}Of the readings tried ({tried}) none fits: of the best one’s {judged} sums {violated} fail",
    ),
    "gap-column": ("“{column}”栏", "Column “{column}”: "),
    "gap-table": ("表“{table}”：{reason}", "table “{table}”: {reason}"),
    "gap-cell": ("单元格“{text}”：{reason}", "cell “{text}”: {reason}"),
    # why numerals are no figures, where no word of the vocabulary says it
    "excluded-table of contents": ("目录", "table of contents"),
    "excluded-header": ("表头", "header"),
    "excluded-row number": ("行号", "row number"),
    "excluded-code": ("代码", "code"),
    "excluded-column number": ("栏次", "column number"),
    "excluded-carried over the page": ("过页的合计", "carried over the page"),
    "excluded-repeated header": ("重复的表头", "repeated header"),
    "excluded-repeated heading": ("重复的标题", "repeated heading"),
    "excluded-repeated text": ("重复的文字", "repeated text"),
    "excluded-page number": ("页码", "page number"),
    "excluded-note mark": ("注释标记", "note mark"),
    "excluded-watermark": ("水印", "watermark"),
    "excluded-navigation": ("网页导航", "navigation"),
    "excluded-hidden": ("隐藏的内容", "hidden"),
    "excluded-field code": ("域代码", "field code"),
    "excluded-bookmark": ("书签", "bookmark"),
    "excluded-markup": ("标记", "markup"),
    "excluded-stray characters": ("零散字符", "stray characters"),
    # the terminal report
    "at-line": ("第{line}行", "line {line}"),
    "at-page": ("第{page}页", "page {page}"),
    # what readers say aloud
    "notice-scanned-pages": (
        "共 {total} 页，其中 {count} 页是没有文字的图像（扫描件），未核对：第 {pages} 页",
        "{count} of {total} pages are images without text (scans) and were not audited: {pages}",
    ),
    "notice-garbled-pages": (
        "共 {total} 页，其中 {count} 页的字体没有字符编码，未核对：第 {pages} 页",
        "the fonts of {count} of {total} pages do not say which characters they draw; not audited: {pages}",
    ),
    "notice-cut-pages": (
        "第 {pages} 页图形过多，表格线没有读全",
        "pages {pages} have more graphics than are read; their tables may be incomplete",
    ),
    "notice-unread-columns": (
        "共 {total} 页，其中 {count} 页（第 {pages} 页）有成列的金额，未能认出表头或各栏，有关数字未核对",
        "amounts stand in columns on {count} of {total} pages ({pages}) whose header or columns were not understood; they were not checked",
    ),
    "notice-torn-table": (
        "续表没有表头，各栏与上表不一致，未能接续，两部分均未按栏核对",
        "a table goes on without a header in columns that are not those above; neither part was checked by its columns",
    ),
    "notice-named-otherwise": (
        "文件名为 {name}，内容实为 {format} 格式，按内容读取",
        "it is named {name} but is {format} by its content, and was read as that",
    ),
    "notice-hidden-text-left-out": (
        "文件中有 {characters} 个隐藏的字符，打印时不出现，未读取",
        "{characters} hidden characters, which are not printed, were left out",
    ),
    "notice-embedded-files-not-read": (
        "文件中嵌入了 {count} 个其他文件（如 Excel 表格），其内容未读取",
        "{count} embedded files (such as Excel sheets) were not read",
    ),
    "notice-pictures-not-read": (
        "文件中有 {count} 个图片或图表，其中的文字未读取",
        "{count} pictures or charts were not read",
    ),
    "notice-deleted-text-left-out": (
        "修订中已删除的文字共 {characters} 个字未读取",
        "{characters} characters deleted in tracked changes were left out",
    ),
    "notice-fields-without-result": (
        "{count} 个域（如 EQ 公式）只有代码、没有结果，未读取",
        "{count} fields (EQ and the like) hold a code and no result; they were not read",
    ),
    "notice-labels-not-read": (
        "{count} 个段落的自动编号无法读取",
        "the automatic numbers of {count} paragraphs could not be read",
    ),
    "notice-attachments-not-read": (
        "网页链接了 {count} 个附件，未读取：{names}",
        "the page links to {count} attached files, which were not read: {names}",
    ),
    "notice-large-pictures-not-read": (
        "网页中有 {count} 张大图，其中的文字和表格未读取",
        "the page has {count} large pictures; text and tables in them were not read",
    ),
    "notice-embedded-documents-not-read": (
        "网页内嵌了 {count} 个文档，未读取",
        "{count} documents embedded in the page were not read",
    ),
    "notice-hidden-lines-left-out": (
        "网页中有 {lines} 行含小数的文字不显示，未计入",
        "{lines} lines with decimal figures are hidden on the page and were left out",
    ),
    "notice-hidden-content-read": (
        "正文在网页中设为隐藏（由脚本显示），已照常读取",
        "the text is hidden until a script shows it; it was read all the same",
    ),
    "notice-hidden-table-rows": (
        "表 {table} 有 {rows} 行隐藏行，未计入",
        "table {table} has {rows} hidden rows, which were left out",
    ),
    "notice-hidden-sheet": (
        "工作表“{sheet}”已隐藏，未读取；其中有 {cells} 个非空单元格",
        "the sheet “{sheet}” is hidden and was not read; it has {cells} filled cells",
    ),
    "notice-hidden-rows": (
        "“{sheet}”有 {count} 个隐藏行，已一并读取",
        "{count} hidden rows of “{sheet}” were read with the others",
    ),
    "notice-hidden-columns": (
        "“{sheet}”有 {count} 个隐藏列，已一并读取",
        "{count} hidden columns of “{sheet}” were read with the others",
    ),
    "notice-hidden-rows-unread": (
        "“{sheet}”可见内容上方有 {count} 个隐藏行，未读取",
        "{count} hidden rows above everything visible in “{sheet}” were not read",
    ),
    "notice-hidden-columns-unread": (
        "“{sheet}”有 {count} 个没有表头的隐藏列，未读取",
        "{count} hidden columns of “{sheet}” have no header and were not read",
    ),
    "notice-covered-cells": (
        "“{sheet}”有 {cells} 个单元格被合并单元格遮盖（首个为 {first}），未读取",
        "{cells} cells of “{sheet}” lie under merged cells, the first at {first}, and were not read",
    ),
    "notice-uncalculated-formulas": (
        "“{sheet}”有 {cells} 个公式没有保存计算结果（首个为 {first}），其数值未知",
        "{cells} formulas of “{sheet}” have no stored result, the first at {first}; their values are unknown",
    ),
    "notice-nothing-checked": (
        "其中没有任何数字得到核对，不能视为已审核",
        "nothing in it was held against anything, so it does not count as audited",
    ),
    "notice-no-core-table": (
        "没有看到此类公开应有的主要报表，文字也没有得到核对",
        "none of the main tables of such a disclosure was seen, and nothing of its prose was checked",
    ),
    # documents that processes of their own were too slow for, or died of
    "timed-out": ("核对超过 {seconds} 秒，已放弃（--timeout）", "auditing it took longer than {seconds} s (--timeout)"),
    "out-of-memory": (
        "核对它所需的内存超过 {size} GiB，已放弃",
        "auditing it took more than {size} GiB of memory, so it was given up",
    ),
    "worker-died": ("核对它的进程意外结束（{end}）", "the process that audited it died ({end})"),
    # a calculation: what is printed, what the figures beside it make, where else it is printed
    "printed": ("报送数", "printed"),
    "elsewhere": ("另一处", "elsewhere"),
    "at-most": ("上限", "at most"),
    "recomputed": ("重算数", "recomputed"),
    "difference": ("差额", "difference"),
    "allowance": ("容差", "allowance"),
    # a diagnosis: which figure is wrong; nothing else says what a figure should be
    "inferred": ("推断：{figure} {due}，{mended}{slip}", "inferred: {mended} if {figure} {due}{slip}"),
    "perhaps": (
        "可能有误的是{figure}：{due}，{mended}{slip}",
        "perhaps a figure is wrong: {mended} if {figure} {due}{slip}",
    ),
    "table-wide": (
        "可能有误的是{figure}和同表中随它而变的各数：{count} 项核对相差同一数额，{figure} {due}则相符",
        "perhaps a figure is wrong, and with it those of its table that follow it: {count} relations are off by one amount, "
        "and hold if {figure} {due} and the others with it",
    ),
    "one-of": (
        "可能是以下 {count} 处之一有误：{figures}，{mended}",
        "perhaps one of {count} figures is wrong: {mended} if {figures}",
    ),
    "figure-at": ("第{line}行“{label}”{printed}", "“{label}” {printed} at line {line}"),
    "figure-alone": ("第{line}行 {printed}", "{printed} at line {line}"),
    "due-unit": ("若以“{unit}”为单位", "were in {unit}"),
    "due-direction": ("若增减方向相反", "went the other way"),
    "due": ("若为 {value}", "were {value}"),
    "due-between": ("若在 {low} 至 {high} 之间", "were between {low} and {high}"),
    "due-least": ("若不小于 {low}", "were at least {low}"),
    "due-most": ("若不大于 {high}", "were at most {high}"),
    "mends": ("{count} 项核对同时相符", "{count} relations hold"),
    "mends-one": ("该项核对相符", "the relation holds"),
    "slip-digit": ("一位数字不同", "one digit differs"),
    "slip-transposed": ("两位数字颠倒", "two digits changed places"),
    "slip-dropped": ("漏了一位数字", "a digit is left out"),
    "slip-added": ("多了一位数字", "a digit too many"),
    "slip-point": ("小数点错位", "the decimal point is misplaced"),
    "slip-unit": ("计量单位差一级", "another unit of money"),
    "slip-sign": ("正负号相反", "the sign is the other one"),
    "slip-direction": ("增减方向写反", "up for down, or down for up"),
    "slip-neighbour": ("与相邻一格的数字相同", "the number of a cell beside it"),
    "slip-part-missing": ("漏加一项", "a part was left out"),
    "slip-part-twice": ("一项加了两次", "a part was added twice"),
    "slip-base": ("误以本年数为分母", "the current year was taken as its base"),
    "source": ("依据", "source"),
    "also-violated": ("同一数字还不符合：{rules}", "the same figures also violate: {rules}"),
    "verdict-clean": ("未发现不符", "no discrepancy found"),
    "verdict-excepted": (
        "除已豁免或在基线中的以外未发现不符",
        "no discrepancy found but those waived or in the baseline",
    ),
    "verdict-partly": (
        "可核对之处未发现不符，有未能核对之处",
        "no discrepancy found in what could be checked, but not all could",
    ),
    "verdict-nothing": ("没有可核对之处", "nothing to check"),
    "verdict-notes": ("仅有尾差等提示", "nothing but notes"),
    "verdict-warnings": ("有需要核实之处", "points to look into"),
    "verdict-errors": ("不通过", "does not tie"),
    "verdict-unreadable": ("无法读取", "unreadable"),
    "verdict-failed": ("内部错误", "internal error"),
    "verdict-incomplete": ("未能完整核对", "not audited in full"),
    "counts": ("错误 {errors}，警告 {warnings}，提示 {notes}", "{errors} errors, {warnings} warnings, {notes} notes"),
    "checked": (
        "核对关系 {decided} 项（相符 {holding} 项）；"
        "数字 {figures} 个：已核对 {checked}，无规则涉及 {unrelated}，非核对对象 {excluded}，未识别 {unread}",
        "{decided} relations checked ({holding} hold); "
        "{figures} numerals: {checked} checked, {unrelated} unrelated, {excluded} no figures, {unread} unread",
    ),
    "not-decided": ("未能核对 {count} 项：{reasons}", "{count} not decided: {reasons}"),
    "gaps": ("未读懂之处：{gaps}", "not understood: {gaps}"),
    "more-gaps": ("另有 {count} 处", "{count} more"),
    "complete": ("全部读懂", "understood in full"),
    "total": (
        "共 {documents} 份文件：错误 {errors}，警告 {warnings}，提示 {notes}{rest}",
        "{documents} documents: {errors} errors, {warnings} warnings, {notes} notes{rest}",
    ),
    "counted-waived": ("，已豁免 {count}", ", {count} waived"),
    "counted-baseline": ("，已入基线 {count}", ", {count} in the baseline"),
    # exceptions that someone has to look at
    "waiver-expired": (
        "{id} 的豁免已于 {expires} 到期（批准人：{by}），该问题重新计入；改正文件，或重新批准：auditor waive {id} --replace{arguments}",
        "the waiver of {id} expired on {expires} (approved by {by}), so the finding counts again; "
        "correct the document, or renew it: auditor waive {id} --replace{arguments}",
    ),
    "waiver-expiring": ("{id} 的豁免将于 {expires} 到期", "the waiver of {id} expires on {expires}"),
    "waiver-changed": (
        "{id} 的数字已变（豁免时为 {numbers}），豁免失效；核实后重新批准：auditor waive {id} --replace{arguments}",
        "the numbers of {id} have changed (waived as {numbers}), which voids its waiver; "
        "look at them, then renew it: auditor waive {id} --replace{arguments}",
    ),
    "waiver-unmatched": (
        "{id}“{place}”已不是问题，请删除这条豁免",
        "{id} “{place}” is no finding any more: remove its waiver",
    ),
    "baseline-changed": (
        "{id}“{place}”的数字已变（基线为 {numbers}），重新计入；更新基线：auditor baseline update{arguments}",
        "the numbers of {id} “{place}” have changed (in the baseline: {numbers}), so it counts again; "
        "update the baseline: auditor baseline update{arguments}",
    ),
    "baseline-stale": (
        "{id}“{place}”已不是问题；更新基线：auditor baseline update{arguments}",
        "{id} “{place}” is no finding any more; update the baseline: auditor baseline update{arguments}",
    ),
    "exception-waiver": ("豁免", "waiver"),
    "exception-baseline": ("基线", "baseline"),
    "lapsed-waiver-changed": (
        "豁免已失效：豁免时的数字为 {numbers}",
        "its waiver is void: the numbers were {numbers}",
    ),
    "lapsed-waiver-expired": ("豁免已于 {expires} 到期", "its waiver expired on {expires}"),
    "lapsed-baseline-changed": (
        "与基线不同：基线中的数字为 {numbers}",
        "changed since the baseline, where the numbers are {numbers}",
    ),
    "left-out": (
        "文件夹或压缩包中另有未核对的内容：{counts}（{paths}）；请解压、转换为可读格式，或用 --exclude 排除",
        "not looked into in folders or archives: {counts} ({paths}); unpack or convert them, or leave them out with --exclude",
    ),
    "left-out-archive": ("压缩包 {count} 个", "archives: {count}"),
    "left-out-image": ("图片 {count} 个", "images: {count}"),
    "left-out-link": ("指向别处的文件夹链接 {count} 个", "links to folders elsewhere: {count}"),
    "left-out-title": ("未核对的内容", "not looked into"),
    "incomplete": ("；有文件未能完整核对", "; some could not be audited in full"),
    # explain
    "kind": ("类型", "kind"),
    "severity": ("严重程度", "severity"),
    "stands-for": ("对应目录", "catalogue"),
}

_INNER = "inner_"
_INNER_MARKS = str.maketrans("“”", "「」")


@cache
def _of_kinds() -> Messages:
    """The sentences that the kinds of rule bring along."""
    from auditor.checks import KINDS

    return {key: sentence for kind in KINDS.values() for key, sentence in kind.messages.items()}


def say(key: str, lang: Lang, **arguments: object) -> str:
    """A sentence with its blanks filled; a key that is not there stands for itself."""
    return tell(_CATALOGUE if key in _CATALOGUE else _of_kinds(), key, lang, **arguments)


def tell(messages: Messages, key: str, lang: Lang, **arguments: object) -> str:
    """A sentence of a catalogue with its blanks filled; a key that it does not have stands for itself."""
    entry = messages.get(key)
    if entry is None:
        return key
    sentence = entry[LANGUAGES.index(lang)]
    if not arguments:
        return sentence
    if any(isinstance(argument, str) and "“" in argument for argument in arguments.values()):
        return _with_inner_quotes(sentence).format(**arguments, **_inner(arguments))
    return sentence.format(**arguments)


@cache
def _with_inner_quotes(sentence: str) -> str:
    """A sentence whose blanks between quotation marks take what is quoted in them with marks of their own.

    “{label}”印作 becomes “{inner_label}”印作.
    """
    depth, told = 0, ""
    for character in sentence:
        depth += (character == "“") - (character == "”")
        told += f"{{{_INNER}" if character == "{" and depth > 0 else character
    return told


def _inner(arguments: dict[str, object]) -> dict[str, object]:
    """“三公”经费 as it stands in a quotation: 「三公」经费."""
    return {
        f"{_INNER}{name}": argument.translate(_INNER_MARKS) if isinstance(argument, str) else argument
        for name, argument in arguments.items()
    }

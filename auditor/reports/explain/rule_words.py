"""The words of explanations of rules, in Chinese and English."""

from __future__ import annotations

from auditor.records.messages import Lang, Messages, tell

RULE_WORDS: Messages = {
    "must-hold": ("须成立", "what must hold"),
    "applies": ("何时核对", "when it applies"),
    "notes": ("可能的误报与核实要点", "false alarms, and what to look at"),
    "examples": ("例子", "examples"),
    "holds": ("成立", "holds"),
    "fails": ("不成立", "fails"),
    "example": ("例 {number}（{stated}）", "example {number} ({stated})"),
    "came-out": ("判定：{outcome}", "verdict: {outcome}"),
    "trouble-silent": ("这条规则没有作出判定", "the rule gave no verdict"),
    "trouble-undecided": ("这条规则没有判定相符", "the rule decided nothing as holding"),
    "trouble-finds": ("有发现：{found}", "findings: {found}"),
    "trouble-passes": ("这条规则没有发现", "the rule found nothing"),
    # selections
    "or": ("或", " or "),
    "and": ("、", ", "),
    "any": ("任一", "any"),
    "every-row": ("最上层各行", "the uppermost rows"),
    "in-tables": ("在表中", "in tables"),
    "in-prose": ("在文字说明中", "in prose"),
    "in-layouts": ("在{names}中", "in the {names}"),
    "in-unknown": ("没有模板的表", "tables of no template"),
    "at-will": ("可无", "where there is any"),
    # rollup
    "rollup-rows": ("表中各行：上级一行等于其下各行之和", "rows of tables: a row equals the sum of the rows below it"),
    "rollup-columns": (
        "表中各栏：合计栏等于所属各栏之和",
        "columns of tables: a column equals the sum of the columns it has",
    ),
    "rollup-table": (
        "表中各行、各栏：上级等于其下各项之和",
        "rows and columns of tables: each equals the sum of those below it",
    ),
    "rollup-form": (
        "没有表头的表格式填报表：总额等于所列各项之和，总分等于各项分值（得分）之和",
        "forms without a header: an amount equals the sum of its parts, a total of points the sum of the points",
    ),
    "rollup-narrative": (
        "文字说明：总数等于同句所列各项之和",
        "prose: a total equals the sum of the items its sentence lists",
    ),
    "rollup-listing": (
        "文字说明：逐项分列的各项之和等于总数，各项与某表所列相同时核对",
        "prose: items told one by one add up to their whole, where they are just the items of a table",
    ),
    "of-concepts": ("仅限：{names}", "of {names} only"),
    "of-dimension": ("按“{name}”分项", "by {name}"),
    "of-layouts": ("仅限这些表：{names}", "only in these tables: {names}"),
    "after": (
        "一个和数由最先适合的规则核对；排在前面的有：{codes}",
        "a sum belongs to the first rule that fits it; these go before: {codes}",
    ),
    # balance
    "joined": ("按{names}逐一核对", "for each {names}"),
    "listed": ("所列各行之和至少与其中一个数相等即可", "the rows add up to at least one of the wholes"),
    # agreement
    "between-tables": (
        "同一数据在各表中相同，以首见的表为准",
        "a cell that several tables print is the same in all, the first being its home",
    ),
    "between-table-narrative": (
        "文字说明中的数与表中所指的数相同",
        "a figure of the prose is that of the cell of a table which it names",
    ),
    "between-narrative": ("同一数字在文字说明前后相同", "a figure that the prose states again is the same"),
    "between-panes": (
        "同一数据在一张表的各部分中相同",
        "a cell that several panes of one table print is the same in all",
    ),
    "open": (
        "{left} = {right} 之一，以各数均已印出、该表口径未明为前提",
        "{left} = one of {right}, where all of these are printed and no word says which",
    ),
    "proof": (
        "两表的表名、口径均属明确且共同数字不超过 {few} 个的，逐一核对；其他两表须至少有 {cells} 个共同数字且 {percent}% 相符，才核对其余",
        "tables of known titles and settings that share at most {few} figures are held against each other; others where they share"
        " at least {cells} and {percent} % of these are alike",
    ),
    "application": (
        "申报表所列数额与前文对该项目所说的数额之一相同",
        "the amount of a form is one of those that the prose before gives for what it names",
    ),
    "agreement-forms": (
        "各项目目标申报表的年度金额等于项目明细表中同名项目的合计；同名项目有几个的，相同的数字先配对，只有两边各剩一个时才核对",
        "the year’s money on a form of targets is the total of the row of that name in the table of projects; of several projects of one"
        " name equal figures are matched first, and what is left over alone on both sides is held against each other",
    ),
    "agreement-whole": (
        "整体目标申报表的金额合计等于 {right}",
        "the total on the form of the whole body’s targets is {right}",
    ),
    # bound, count, wording
    "bound-of_which": (
        "“其中”的行、栏不大于它所属的行、栏",
        "rows and columns ‘of which’ are at most what they belong to",
    ),
    "bound-increase": ("增加额不大于增加后的数", "an increase is at most what there is after it"),
    "bound-each": ("{left} 中每一项 ≤ {right}", "each of {left} ≤ {right}"),
    "bound-nonnegative": ("表中各数均不小于零", "no figure of a table is below zero"),
    "wording-flat": ("说没有变化的，其增减额为零", "what is said not to have changed has a change of zero"),
    "count-named": ("所说个数等于其后列出的名称个数", "as many names are listed as are said to be"),
    "bound-listed": ("列举未列全的，各项之和不大于总数", "parts of a list that leaves some out are at most the whole"),
    "wording-reason": ("说明增减原因的方向与所述增减一致", "a reason is given for the change that is stated"),
    "period-heading": ("标题中的年份是文件的年份{offset}", "a heading has the document’s own year{offset}"),
    "count-price": ("数量乘以单价等于金额", "a quantity times its unit price is the amount"),
    "wording-direction": (
        "说由一数增加（减少）到另一数的，后者较大（较小）",
        "what is said to rise or fall from one figure to another is more or less in the second",
    ),
    "wording-nil": ("说没有的，没有数额", "what is said not to be has no amount"),
    "wording-nil-held": (
        "说没有{left}的，{right}没有数额",
        "where there is said to be no {left}, {right} has no amount",
    ),
    "wording-together": ("{left} 与 {right}：都有，或都没有", "{left} and {right}: both or neither"),
    "wording-needs": ("有 {left} 就有 {right}", "no {left} without {right}"),
    "count-list": (
        "所说个数与其后所列的项数相等",
        "a count is as many as the items listed behind it",
    ),
    "count-told": ("同一个数两处所说相等", "a count told twice is the same"),
    # change, share, completion, period
    "change-amount": (
        "本期数 - 基期数 = 增减额；说持平则两数相等",
        "now - before = change; no change where none is said",
    ),
    "change-parts": ("各项增减额之和 = 总增减额", "the changes of the parts add up to the change of the whole"),
    "change-percent": ("增减额 ÷ 基期数 × 100 = 所印百分比", "change ÷ before × 100 = the printed percentage"),
    "change-columns": (
        "表中增减额一栏 = 本期数 - 基期数，以该表多数各行如此计算为前提",
        "a column of changes is now - before, where most rows of the table are computed so",
    ),
    "change-rates": (
        "表中增减幅度一栏 = 增减额 ÷ 基期数 × 100，以该表多数各行如此计算为前提",
        "a column of rates is change ÷ before × 100, where most rows of the table are computed so",
    ),
    "share-ratio": ("部分 ÷ 总数 × 100 = 所印百分比", "part ÷ whole × 100 = the printed percentage"),
    "share-sum": ("同一列举的各项占比之和 = 100", "the shares of one enumeration add up to 100"),
    "completion-ratio": ("结果 ÷ 计划 × 100 = 所印百分比", "result ÷ plan × 100 = the printed percentage"),
    "completion-word": ("“大于”“小于”“等于”等用语与两数相符", "more, less and as much fit the two figures"),
    "completion-difference": ("结果 - 计划 = 所印差额", "result - plan = the printed difference"),
    "period-comparison": (
        "比较的年度是文件年度{offset}",
        "the year compared with is that of the document{offset}",
    ),
    "period-cutoff": ("截止日所在年度是文件年度{offset}", "the day of a stock is in the year of the document{offset}"),
    "period-amount": ("所指一段中有文件年度的数额", "the passage has an amount of the document’s own year"),
    # code, roster, form
    "code-name": ("编码旁印的名称是该编码的名称", "the name beside a code is that of the code"),
    "code-alike": ("同一编码的名称处处相同", "a code bears one name throughout"),
    "code-parent": ("编码的上级编码也在表中", "the codes that a code belongs to are in the table as well"),
    "code-domain": ("编码属于该表所属的一类", "a code is of the domain its table is of"),
    "code-path": ("文字说明写出的各级名称与编码相符", "the path of names in prose fits the codes"),
    "code-once": ("同一编码在一张表中只列一次", "a code stands in a table once"),
    "presence": (
        "一套表中每一张都印出，或说明为空；其余各表都已印出，或目录列出该表时核对",
        "every table of the set is printed, or said to be empty, where all the others are or the contents name it",
    ),
    "roster": (
        "所列的名称与表中有数额的各行一致，以各行之和等于所列总额为前提",
        "the names listed are those of the rows that have an amount, where the rows add up to the amount listed",
    ),
    "form": ("文字说明中不出现下列写法", "prose has none of these forms"),
    # guards
    "when-documents": ("仅限这类文件：{name}", "only in documents of this kind: {name}"),
    "when-nil": ("仅当下列各数均为零或空白：{cells}", "only where these are zero or blank: {cells}"),
    "when-equal": ("仅当两数相等（或未印出）：{cells}", "only where these are equal, or one is not printed: {cells}"),
    "when-unless": ("文字说明中有下列说法的文件不核对：{patterns}", "not where the prose says any of: {patterns}"),
    "when-where": ("只看与下列说法有关的文字：{patterns}", "only about words that match: {patterns}"),
    "when-aside": ("不看：{patterns}", "leaving aside: {patterns}"),
    "when-except": ("不看标题与此相符的表：{pattern}", "not in tables of titles that match {pattern}"),
    "when-proven": (
        "至少印出 {count} 组且其中 {percent}% 相符，其余不符的才算",
        "only where at least {count} of the pairs are printed and {percent} % of these hold",
    ),
    "when-whole": ("仅限全文都能读取的文件", "only where all of the document could be read"),
    "when-always": ("凡有所涉数字即核对", "wherever the figures are printed"),
    "when-sure": (
        "只有层次或列举是否完全存疑时，严重程度降为警告；尾差只作提示",
        "where the hierarchy or the completeness of a list is arguable an error is a warning; a rounding tail is a note",
    ),
}


def phrase(key: str, lang: Lang, **arguments: object) -> str:
    """A sentence about a rule with its blanks filled."""
    return tell(RULE_WORDS, key, lang, **arguments)

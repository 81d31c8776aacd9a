"""The words of explanations of rules, in Chinese and English."""

from __future__ import annotations

from auditor.records.messages import Lang, Messages, tell

RULE_WORDS: Messages = {
    "must-hold": ("须成立", "what must hold"),
    "applies": ("何时核对", "when it applies"),
    "pack": ("规则包", "pack"),
    "publishers": (
        "用于{names}的文件，以及看不出由谁公开的文件",
        "for documents of {names}, and those that do not tell whose they are",
    ),
    "any-publisher": ("用于所有文件", "for all documents"),
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
    "in-tables": ("在表中", "in tables"),
    "in-prose": ("在文字说明中", "in prose"),
    "in-layouts": ("在{names}中", "in the {names}"),
    "in-unknown": ("没有模板的表", "tables of no template"),
    "at-will": ("可无", "where there is any"),
    # rollup
    "of-concepts": ("仅限：{names}", "of {names} only"),
    "of-dimension": ("按“{name}”分项", "by {name}"),
    "of-layouts": ("仅限这些表：{names}", "only in these tables: {names}"),
    "after": (
        "一个和数由最先适合的规则核对；排在前面的有：{codes}",
        "a sum belongs to the first rule that fits it; these go before: {codes}",
    ),
    "joined": ("按{names}逐一核对", "for each {names}"),
    "proof": (
        "两表的表名、口径均属明确且共同数字不超过 {few} 个的，逐一核对；其他两表须至少有 {cells} 个共同数字且 {percent}% 相符，才核对其余",
        "tables of known titles and settings that share at most {few} figures are held against each other; others where they share"
        " at least {cells} and {percent} % of these are alike",
    ),
    # guards
    "when-documents": ("仅限这类文件：{name}", "only in documents of this kind: {name}"),
    "when-nil": ("仅当下列各数均为零或空白：{cells}", "only where these are zero or blank: {cells}"),
    "when-unless": ("文字说明中有下列说法的文件不核对：{patterns}", "not where the prose says any of: {patterns}"),
    "when-where": ("只看与下列说法有关的文字：{patterns}", "only about words that match: {patterns}"),
    "when-aside": ("不看：{patterns}", "leaving aside: {patterns}"),
    "when-proven": (
        "至少印出 {cells} 组且其中 {percent}% 相符，其余不符的才算",
        "only where at least {cells} of the pairs are printed and {percent} % of these hold",
    ),
    "when-majority": (
        "一张表至少印出 {cells} 组而相符的不到 {percent}% 时，不符的只作提示",
        "a note where at least {cells} of one table are printed and less than {percent} % of these hold",
    ),
    "when-always": ("凡有所涉数字即核对", "wherever the figures are printed"),
    "when-sure": (
        "只有层次或列举是否完全存疑时，严重程度降为警告；尾差只作提示",
        "where the hierarchy or the completeness of a list is arguable an error is a warning; a rounding tail is a note",
    ),
}


def phrase(key: str, lang: Lang, **arguments: object) -> str:
    """A sentence about a rule with its blanks filled."""
    return tell(RULE_WORDS, key, lang, **arguments)

"""The words of the report for filing and of the letter to a publisher."""

from __future__ import annotations

from auditor.records.choices import Lang
from auditor.records.messages import Messages, tell

WORDS: Messages = {
    "title": ("核对情况报告", "Report on the arithmetic of a disclosure"),
    "documents": ("共 {count} 份文件", "{count} documents"),
    "unnamed": ("未写明单位", "body not named"),
    # 1 in general
    "general": ("一、总体情况", "1. In general"),
    "verdict": ("结论：{verdict}。", "Verdict: {verdict}. "),
    "about": ("本次核对{title}（文件 {path}）。", "The document is {title} (file {path}). "),
    "titled": ("《{title}》", "“{title}”"),
    "untitled": ("一份文件", "one file"),
    "found": (
        "发现错误 {errors} 处、警告 {warnings} 处、提示 {notes} 处{set_aside}。",
        "Found: {errors} errors, {warnings} warnings, {notes} notes{set_aside}. ",
    ),
    "relations": (
        "共核对勾稽关系 {decided} 项，其中相符 {holding} 项；可核对的数字 {figures} 个，已核对 {checked} 个（{share}）。",
        "{decided} relations were checked, {holding} of which hold; of {figures} figures that can be checked {checked} were ({share}). ",
    ),
    "relations-alone": ("没有可以核对的数字。", "There was no figure to check. "),
    "incomplete": ("文件未能完整核对，见第三部分。", "The document could not be audited in full, see part 3."),
    "unreadable": ("文件未能读取：{error}", "It could not be read: {error}"),
    "total": (
        "本次核对 {documents} 份文件，其中 {failing} 份有错误；共有错误 {errors} 处、警告 {warnings} 处、提示 {notes} 处。",
        "{documents} documents were audited, {failing} of which have errors; in all {errors} errors, {warnings} warnings, {notes} notes. ",
    ),
    "no-document": ("没有文件。", "There is no document."),
    "number": ("序号", "No."),
    "body": ("单位和文件", "Body and file"),
    "standing": ("结论", "Verdict"),
    "errors": ("错误", "Errors"),
    "warnings": ("警告", "Warnings"),
    "notes": ("提示", "Notes"),
    "share": ("已核对", "Checked"),
    # 2 findings
    "findings": ("二、发现的问题", "2. Findings"),
    "findings-say": (
        "报送数是文件所印的数字；重算数由文件中的其他数字算得，同一数字在两处印得不同的列另一处。"
        "推断只说明哪个数字改动后各项相符，更正前请与原始资料核对。",
        "Printed is what the document says, recomputed what its other figures make; of a number printed twice the other print is given. "
        "What is inferred only says which figure would make all hold if it were another: look at the originals before you change one.",
    ),
    "place": ("位置", "Place"),
    "what": ("项目", "Item"),
    "printed": ("报送数", "Printed"),
    "against": ("重算数／另一处", "Recomputed or elsewhere"),
    "difference": ("差额", "Difference"),
    "beside": ("（{word}）", "({word})"),
    "id": ("（编号 {id}）", "({id})"),
    "no-findings": ("没有发现错误或警告。", "There is no error and no warning."),
    "more-notes": (
        "另有提示 {count} 处（如四舍五入的尾差），不影响结论，未列入上表。",
        "{count} more notes, such as last digits lost in rounding, do not count and are not listed.",
    ),
    # 3 what was not checked
    "unchecked": ("三、未能核对的事项", "3. What was not checked"),
    "unchecked-none": ("没有：可核对的数字均已核对。", "Nothing: every figure that can be checked was."),
    "unchecked-relations": (
        "未能判断的勾稽关系 {count} 项：{reasons}。",
        "{count} relations could not be decided: {reasons}.",
    ),
    "unchecked-figures": ("未核对的数字 {count} 个：{reasons}。", "{count} figures were not checked: {reasons}."),
    "times": ("{reason} {times} 项", "{reason} ({times})"),
    "more": ("另有 {count} 处。", "{count} more."),
    "sentence": ("{text}。", "{text}."),
    "separator": ("；", "; "),
    # 4 how it was done
    "method": ("四、核对方法和口径", "4. Method"),
    "method-tool": (
        "由 {tool} {version} 按 {rules} 条规则核对：读取表格和文字中的数字，按勾稽关系重算，与所印数字比较。",
        "Audited by {tool} {version} with {rules} rules: the figures of tables and prose are read, recomputed from each other and held "
        "against what is printed.",
    ),
    "method-allowance": (
        "容差由所印位数决定：每个数字代表其末位前后各半个单位，合计的容差是各项之和；件数、年度和空白没有容差。"
        "差额不超过容差的视为相符，同一数字两处只差一个末位的为提示。",
        "Allowances follow from the printed digits: a number stands for half a unit of its last place more or less, a sum for the halves "
        "of all its terms; counts, years and blanks are exact. What stays within holds; two prints one last digit apart are a note.",
    ),
    "method-limits": (
        "本报告只说明文件中各数字之间是否相符，不评价有关事项是否合规，也不能发现前后一致的错误。",
        "This report only tells whether the figures of a document agree; it does not judge what was spent, nor find a mistake that is "
        "made everywhere alike.",
    ),
    "method-files": ("所核对的文件（SHA-256）：", "Files audited (SHA-256):"),
    "file": ("文件", "File"),
    "digest": ("SHA-256", "SHA-256"),
    "signed": (
        "核对人：　　　　　　复核人：　　　　　　日期：　　　　年　　月　　日",
        "Prepared by: ______________   Reviewed by: ______________   Date: ______________",
    ),
    # the letter
    "letter-title": ("关于请核实{about}公开数据的函", "Request to check figures of {about}"),
    "letter-about": ("{year}{kind}", "{kind} {year}"),
    "letter-year": ("{year}年", "{year}"),
    "letter-to": ("致：{body}", "To: {body}"),
    "letter-nobody": ("（收文单位）", "(name of the publisher)"),
    "letter-opening": (
        "贵单位公开的{titles}已收阅，感谢贵单位依法公开信息。按文件所印数字复算后，有 {count} 处未能对应，现列出如下，请予核实：",
        "Thank you for publishing {titles}. When the printed figures are added up again, {count} of them do not agree with others of the "
        "same document. They are listed below; may we ask you to check them:",
    ),
    "letter-further": (
        "另有 {count} 处尚不能确定，请一并确认：",
        "Less certain, but please look at them as well ({count}):",
    ),
    "letter-in": ("《{title}》", "“{title}”"),
    "letter-figure": ("{place}“{label}”所印为 {amount}", "“{label}” ({place}) is printed as {amount}"),
    "letter-figure-alone": ("{place}所印为 {amount}", "{place} has {amount}"),
    "letter-sum": (
        "，按所列各项（{parts}）相加为 {made}，相差 {difference}",
        "; its parts ({parts}) add up to {made}, which differs by {difference}",
    ),
    "letter-parts": ("{parts} 等 {count} 项", "{parts} and more, {count} in all"),
    "letter-made": (
        "，按文件中的有关数字复算为 {made}，相差 {difference}",
        "; the related figures of the document make {made}, which differs by {difference}",
    ),
    "letter-formula": ("（{formula}）", " ({formula})"),
    "letter-copy": ("，而{other}，两处相差 {difference}", "; {other}; they differ by {difference}"),
    "letter-limit": (
        "，而{other}，按两者的关系前者不大于后者",
        "; {other}; the former is to be no larger than the latter",
    ),
    "letter-perhaps": (
        "。供参考：{figure}若为 {value}，则相关各项均可对应",
        ". For what it is worth: if {figure} were {value}, all would agree",
    ),
    "letter-suspect": ("{place}“{label}”的 {amount}", "the {amount} of “{label}” ({place})"),
    "letter-request": (
        "以上可能出于排版、录入或四舍五入，也可能是我方对文件的理解有误。恳请贵单位对照原始资料核实；"
        "如需更正，请在原公开渠道更新文件；如无需更正，也请告知数字之间的关系，以便我方准确引用。",
        "Typesetting, typing or rounding may be the reason, and so may our reading of the document. May we ask you to hold the figures "
        "against your records; to publish a corrected document if one is needed; and if not, to tell us how they relate, so that we "
        "quote them rightly.",
    ),
    "letter-closing": ("专此函达，请予支持为盼。", "With thanks for your help."),
    "letter-contact": ("联系人和联系方式：", "Contact:"),
    "letter-signed": ("（署名）", "(signature)"),
    "letter-date": ("　　　　年　　月　　日", "(date)"),
    "letter-files": ("所据文件：{files}", "Documents referred to: {files}"),
    "letter-file": ("{name}（SHA-256 {digest}…）", "{name} (SHA-256 {digest}…)"),
    "letter-none": ("没有需要请单位核实的数字。", "There is no figure to ask a publisher about."),
    "place-table": ("《{table}》", "table “{table}”"),
    "place-prose": ("正文", "the text"),
    "place-cell": ("第{table}张表第{row}行第{column}列", "table {table}, row {row}, column {column}"),
    "letter-said": ("{place}：{sentence}", "{place}: {sentence}"),
}


def word(key: str, lang: Lang, **arguments: object) -> str:
    return tell(WORDS, key, lang, **arguments)

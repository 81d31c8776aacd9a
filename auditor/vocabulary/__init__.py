"""The vocabulary: concepts, dimensions, units, layouts and the words of the narrative, as the rule files give them."""

from __future__ import annotations

from auditor.vocabulary.codes import Classification, Code, bare, core, is_unlike
from auditor.vocabulary.forms import Form, FormColumn, FormEntry
from auditor.vocabulary.load import load_vocabulary
from auditor.vocabulary.model import (
    Concept,
    Dimension,
    Exclusion,
    Grammar,
    Kind,
    Layout,
    LayoutColumn,
    Meaning,
    Name,
    Pane,
    Publisher,
    SettingMember,
    TableSetting,
    pattern_of,
)
from auditor.vocabulary.phrases import Phrases
from auditor.vocabulary.productions import Production, ProseGrammar
from auditor.vocabulary.words import Vocabulary

__all__ = [
    "Classification",
    "Code",
    "Concept",
    "Dimension",
    "Exclusion",
    "Form",
    "FormColumn",
    "FormEntry",
    "Grammar",
    "Kind",
    "Layout",
    "LayoutColumn",
    "Meaning",
    "Name",
    "Pane",
    "Phrases",
    "Production",
    "ProseGrammar",
    "Publisher",
    "SettingMember",
    "TableSetting",
    "Vocabulary",
    "bare",
    "core",
    "is_unlike",
    "load_vocabulary",
    "pattern_of",
]

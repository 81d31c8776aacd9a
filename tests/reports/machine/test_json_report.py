"""Our own JSON: valid by the schema that `auditor schema` prints, whatever a document says."""

from __future__ import annotations

import json

import jsonschema
import pytest

from auditor.records.stored import json_schema
from auditor.reports import render_bytes


@pytest.mark.parametrize("name", ["sample_run", "hostile_run", "halved_run", "binary_run"])
def test_the_json_report_is_valid_by_its_own_schema(name: str, request: pytest.FixtureRequest) -> None:
    schema = json_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(json.loads(render_bytes(request.getfixturevalue(name), "json")))


def test_the_schema_refuses_a_report_that_is_wrong(sample_run: object) -> None:
    report = json.loads(json.dumps(sample_run))
    report["documents"][0]["findings"][0]["severity"] = "grave"
    assert not jsonschema.Draft202012Validator(json_schema()).is_valid(report)

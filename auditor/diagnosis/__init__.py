"""Diagnosis: which figure is wrong, by what its new value would mend, and what slip explains it."""

from auditor.diagnosis.causes import causes_of
from auditor.diagnosis.model import Cause, Suspect
from auditor.diagnosis.spelling import is_one_slip_off
from auditor.diagnosis.vouching import Vouchers

__all__ = ["Cause", "Suspect", "Vouchers", "causes_of", "is_one_slip_off"]

"""From a table to a Table Schema, by evidence: what all cells say, and what the header adds.

Nothing is invented: where the table alone cannot tell, a property is left out and the evidence
says why, or a person is asked.
"""

from __future__ import annotations

from portal.draft.evidence.drafting import draft
from portal.draft.evidence.lists import code_lists
from portal.draft.evidence.sentence import sentence

__all__ = ["code_lists", "draft", "sentence"]

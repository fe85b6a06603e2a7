"""Why a number or a word is what it is: a tree that anybody can recompute.

Each node names a rule, its inputs, its children and its result. Builders take the same facts as the standing
functions; `evaluate` recomputes a tree through the domain's own functions, also after a journey through JSON.
"""

from northing.domain.trace.key_results import trace_key_result
from northing.domain.trace.nodes import TraceNode, from_dict
from northing.domain.trace.objectives import trace_objective
from northing.domain.trace.rules import check, evaluate

__all__ = ["TraceNode", "check", "evaluate", "from_dict", "trace_key_result", "trace_objective"]

"""Tells where values lie on the operand stack of a frame: a fingerprint does not see them.

CPython keeps no such number for a frame that runs. So it is worked out from the code, once for each: what each instruction
takes and gives is known, and an instruction has the same depth however it is reached.
"""

import dis
import opcode

import lab_trace as trace

_CALLS = ("CALL", "CALL_KW", "CALL_FUNCTION_EX")
# After these the next instruction is not reached.
_ENDS = ("RETURN_VALUE", "RAISE_VARARGS", "RERAISE", "JUMP_FORWARD", "JUMP_BACKWARD", "JUMP_BACKWARD_NO_INTERRUPT")
# Where a thread stops in the middle of a statement, or with the result of a call that nothing shows.
_FINE = ("access", "bytecode", "cpython")

# By the id of a code object: the code, so that its id stays its own. Then offsets: at which nothing lies, and at which only a
# call's own operands do.
_known = {}
# The same, and between which instructions it has an iterator.
_loops = {}


def forget():
    """The program's files have changed."""
    _known.clear()
    _loops.clear()


def iterates(code, offset):
    """Tells whether an iterator is on the stack at the instruction: how far it has come cannot be looked at."""
    known = _loops.get(id(code))
    if known is None:
        ranges = [(op.offset, op.jump_target) for op in dis.get_instructions(code) if op.opname == "FOR_ITER"]
        # A generator is somewhere in the middle of whatever drives it.
        if code.co_flags & 0x2A0:
            ranges.append((0, len(code.co_code)))
        known = _loops[id(code)] = (code, ranges)
    return any(first <= offset < last for first, last in known[1])


def is_bare(code, offset, calls):
    """Tells whether the stack is empty at the instruction. What a call takes does not count, if the frame `calls` another."""
    known = _known.get(id(code))
    if known is None:
        known = _known[id(code)] = code, *_bare(code)
    return offset in known[1] or offset in known[2] and (calls or trace.granularity not in _FINE)


def _bare(code):
    ops = list(dis.get_instructions(code))
    places = {op.offset: n for n, op in enumerate(ops)}
    # Handlers of exceptions are not among what is reached: the depth there is another.
    depths, todo = {}, [(0, 0)]
    while todo:
        n, depth = todo.pop()
        if n in depths:
            continue
        depths[n] = depth
        op = ops[n]
        if op.jump_target is not None:
            todo.append((places[op.jump_target], depth + opcode.stack_effect(op.opcode, op.arg, jump=True)))
        if op.opname not in _ENDS and n + 1 < len(ops):
            todo.append((n + 1, depth + opcode.stack_effect(op.opcode, op.arg, jump=False)))
    empty = {ops[n].offset for n, depth in depths.items() if depth == 0}
    # A call leaves its result alone.
    alone = {ops[n].offset for n in depths if ops[n].opname in _CALLS and depths.get(n + 1) == 1}
    return empty, alone

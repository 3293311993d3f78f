"""Switch points before what touches memory that other threads can see: the granularity `access`."""

import dis
import opcode
import sys
import types

import lab_access as access
import lab_attributes as attributes
import lab_calls as calls
import lab_operators as operators
import lab_threads as threads
import lab_touch as touch
import lab_trace as trace
from lab_access import READ, WRITE

DISABLE = sys.monitoring.DISABLE
_LOAD_GLOBAL = opcode.opmap["LOAD_GLOBAL"]

# Each with the attribute of `dis.Instruction` that it is given.
_INSTRUCTIONS = {
    "LOAD_NAME": (touch.module_name(READ), "argval"),
    "STORE_NAME": (touch.module_name(WRITE), "argval"),
    "LOAD_GLOBAL": (touch.global_name(READ), "argval"),
    "STORE_GLOBAL": (touch.global_name(WRITE), "argval"),
    "DELETE_GLOBAL": (touch.deleted_global, "argval"),
    "LOAD_DEREF": (touch.cell(READ), "argval"),
    "STORE_DEREF": (touch.cell(WRITE), "argval"),
    "LOAD_FROM_DICT_OR_GLOBALS": (touch.global_name(READ), "argval"),
    "LOAD_FROM_DICT_OR_DEREF": (touch.cell(READ), "argval"),
    "DELETE_DEREF": (touch.deleted_cell, "argval"),
    "DELETE_NAME": (touch.deleted_name, "argval"),
    "LOAD_ATTR": (attributes.load_attribute, "argval"),
    "LOAD_SUPER_ATTR": (attributes.load_super, "argval"),
    "STORE_ATTR": (attributes.store_attribute, "argval"),
    "DELETE_ATTR": (attributes.delete_attribute, "argval"),
    "MATCH_CLASS": (attributes.match_class, "arg"),
    "BINARY_OP": (operators.binary, "argrepr"),
    "STORE_SUBSCR": (touch.store_item, "arg"),
    "DELETE_SUBSCR": (operators.delete_item, "arg"),
    "BINARY_SLICE": (touch.read_whole(3), "arg"),
    "STORE_SLICE": (operators.store_slice, "arg"),
    "UNPACK_SEQUENCE": (operators.gone_through(1), "arg"),
    "UNPACK_EX": (operators.gone_through(1), "arg"),
    "LIST_EXTEND": (operators.gone_through(1), "arg"),
    "SET_UPDATE": (operators.gone_through(1), "arg"),
    "DICT_UPDATE": (touch.read_whole(1), "arg"),
    "DICT_MERGE": (touch.read_whole(1), "arg"),
    "FORMAT_SIMPLE": (operators.written(1), "arg"),
    "FORMAT_WITH_SPEC": (operators.written(2), "arg"),
    "CONVERT_VALUE": (operators.written(1), "arg"),
    "GET_ITER": (operators.iterated, "arg"),
    "FOR_ITER": (operators.next_item, "arg"),
    "GET_LEN": (operators.counted, "arg"),
    "MATCH_KEYS": (operators.keyed, "arg"),
    "TO_BOOL": (operators.truth, "arg"),
    "COMPARE_OP": (operators.compare, "arg"),
    "CONTAINS_OP": (operators.contains, "arg"),
    "CALL": (calls.call(0), "arg"),
    "CALL_KW": (calls.call(1), "arg"),
    "CALL_FUNCTION_EX": (calls.spread, "arg"),
}
# A name that is bound by one of these is bound once.
_DEFINES = {"MAKE_FUNCTION", "SET_FUNCTION_ATTRIBUTE", "IMPORT_NAME", "IMPORT_FROM"}

_LOADS = {"LOAD_NAME", "LOAD_GLOBAL", "LOAD_ATTR", "LOAD_SUPER_ATTR", "IMPORT_NAME", "IMPORT_FROM"}

# What is known of code by its id, with the code, so that its id stays its own.
_plans = {}
_changing = touch.changing
# Names that some code binds; and of these the names of the main module with one binding, which is in no loop.
_written = set()
_once = set()
# Of these again, those that this run bound before it started a thread: no other thread will see them change.
_settled = attributes.settled
instruction_at = None


def forget():
    """Forgets the plans: the program's files have changed, or its code is compiled anew."""
    _plans.clear()
    _changing.clear()
    _once.clear()
    _written.clear()
    attributes.stored.clear()


def _is_program(module):
    return module.__name__ == "__main__" or not trace.is_library[getattr(module, "__file__", None) or "<frozen"]


def starts(index, function):
    """The program starts a thread. What it can reach is named by the one that starts it."""
    if index == 1:
        main = sys.modules["__main__"].__dict__
        _settled.clear()
        _settled.update(name for name in _once if name in main)
        for module in list(sys.modules.values()):
            if issubclass(type(module), types.ModuleType) and _is_program(module):
                touch.publish(tuple(module.__dict__.values()))
        for name, thing in main.items():
            if access.named(thing):
                touch.alias(thing, name)
    touch.publish(function)


def scan(code):
    """Before any of it runs: which global names are written after they were bound, and what cannot be seen."""
    before = ""
    if code.co_name == "__del__":
        access.host.unseen("__del__")
    loops = [(op.jump_target, op.offset) for op in dis.get_instructions(code) if op.opname.startswith("JUMP_BACKWARD")]
    for op in dis.get_instructions(code):
        name = op.opname
        if name in ("STORE_GLOBAL", "DELETE_GLOBAL"):
            _changing.add(op.argval)
            _written.add(op.argval)
            _once.discard(op.argval)
        elif name in ("STORE_NAME", "DELETE_NAME") and code.co_name == "<module>" and before not in _DEFINES:
            _changing.add(op.argval)
            looped = any(first <= op.offset <= last for first, last in loops)
            if looped or op.argval in _written or name == "DELETE_NAME":
                _once.discard(op.argval)
            else:
                _once.add(op.argval)
            _written.add(op.argval)
        elif name in ("STORE_ATTR", "DELETE_ATTR"):
            attributes.stored.add(op.argval)
        elif name in _LOADS and op.argval in attributes.COARSE:
            access.host.unseen(op.argval)
        elif name == "YIELD_VALUE":
            access.host.unseen("yield")
        before = name
    for const in code.co_consts:
        if issubclass(type(const), types.CodeType):
            scan(const)


def _plan(code):
    plan = {}
    for op in dis.get_instructions(code):
        entry = _INSTRUCTIONS.get(op.opname)
        if entry is None or (op.opname in ("LOAD_GLOBAL", "LOAD_NAME") and op.argval not in _changing):
            continue
        touched, argument = entry
        plan[op.offset] = touched, getattr(op, argument)
    _plans[id(code)] = code, plan
    return plan


def on_instruction(code, offset, frame):
    """An instruction is next. One that touches nothing others can see is not told of again."""
    known = _plans.get(id(code))
    entry = (known[1] if known is not None else _plan(code)).get(offset)
    if entry is None:
        return DISABLE
    if access.hears:
        access.let_go()
    # Before a program has started a thread, whatever it does comes before all that these do.
    if len(threads.threads) < 2 or not threads.threads[threads.current].switchable:
        # No switch point, but signals of main come here too.
        if threads.attention and threads.threads[threads.current].switchable:
            threads.handle_due()
        return None
    if code.co_code[offset] == _LOAD_GLOBAL and entry[1] in _settled and frame.f_globals.get("__name__") == "__main__":
        return None
    # The program's frame is below ours and that of lab_points.
    access.host.stand(2)
    found = entry[0](frame, entry[1])
    if found:
        for number, mode in found:
            access.host.pend(number, mode)
        if trace.recording:
            trace.reach(instruction_at(code, offset), frame)
        threads.switch()
    return None

"""The instructions of a code object, as lab_reachable, lab_loop_reach and lab_handed read them."""

import dis

import lab_handed as handed

_STORES = {"STORE_ATTR", "STORE_NAME", "STORE_GLOBAL"}
JUMPS_ALWAYS = {"JUMP_FORWARD", "JUMP_BACKWARD", "JUMP_BACKWARD_NO_INTERRUPT"}
_LEAVES = {"RETURN_VALUE", "RAISE_VARARGS", "RERAISE"}
_columns = {}


class Columns:
    """The instructions, and the handlers of exceptions.

    They are in columns: one object an instruction would be thousands more for the program's garbage collector to visit.
    """

    __slots__ = ("code", "opnames", "argvals", "calls", "lines", "offsets", "targets", "index", "handlers", "stored", "rebound")

    def __init__(self, code):
        items = list(dis.get_instructions(code))
        # So that its id stays its own.
        self.code = code
        self.opnames = tuple(item.opname for item in items)
        self.argvals = tuple(item.argval for item in items)
        self.calls = tuple("NULL" in item.argrepr for item in items)
        self.lines = tuple(item.line_number for item in items)
        self.offsets = tuple(item.offset for item in items)
        self.targets = tuple(item.jump_target for item in items)
        self.index = {offset: at for at, offset in enumerate(self.offsets)}
        self.handlers = tuple((entry.start, entry.end, entry.target) for entry in dis._parse_exception_table(code))
        # Names of attributes, and of variables of a module or a class.
        self.stored = frozenset(item.argval for item in items if item.opname in _STORES)
        self.rebound = frozenset(handed.rebound(self))

    def ahead(self, offset):
        """Gives the place of each instruction that may still be executed from this offset on, handlers among them."""
        left, met = [self.index.get(offset, 0)], set()
        while left:
            at = left.pop()
            if at in met or at >= len(self.opnames):
                continue
            met.add(at)
            yield at
            if self.targets[at] is not None and self.targets[at] in self.index:
                left.append(self.index[self.targets[at]])
            if self.opnames[at] not in JUMPS_ALWAYS and self.opnames[at] not in _LEAVES:
                left.append(at + 1)
            left += [self.index[target] for start, end, target in self.handlers if start <= self.offsets[at] < end]


def read_code(code):
    """The columns of a code object, which are kept."""
    known = _columns.get(id(code))
    if known is None:
        known = _columns[id(code)] = Columns(code)
    return known

"""Comparisons of a check that what a program hands over cannot answer itself.

`==`, `in`, `not` and `len` ask the objects that they are given. So in a check they stand for functions of ours, which ask
only types that are not the program's: an object of a class with an `__eq__` of its own is equal to itself alone.
"""

import ast
import builtins
import collections
import operator
import sys
import types

__builtins__ = dict(vars(builtins))

_mro = type.__dict__["__mro__"].__get__
_names = type.__dict__["__dict__"].__get__
_flags = type.__dict__["__flags__"].__get__
_title = type.__dict__["__name__"].__get__
_code_of = types.FunctionType.__dict__["__code__"].__get__
_HEAP = 1 << 9
_SCALARS = {bool, int, float, complex, str, bytes, types.NoneType, type, types.FunctionType, types.MethodType}
_SEVERAL = (list, tuple, set, frozenset, collections.deque)
# Objects of a value that are looked at: what has more is not compared.
_MANY = 100_000


class Impostor(Exception):
    """An object would answer for itself: its type's name, and the method."""


def _own(kind, name):
    """Tells whether this method of the type comes from the program."""
    for base in _mro(kind):
        names = _names(base)
        if name in names:
            found = names[name]
            if not _flags(base) & _HEAP:
                return False
            if type(found) is types.FunctionType:
                return not _code_of(found).co_filename.startswith(("/lib/python", "<frozen ", "/lab_runtime/"))
            return getattr(found, "__objclass__", None) is not base
    return False


def _asked(value, *names):
    """Refuses a value that answers one of these itself, or has one inside that does."""
    waiting, seen = [value], set()
    while waiting:
        each = waiting.pop()
        kind = type(each)
        if kind in _SCALARS or id(each) in seen:
            continue
        seen.add(id(each))
        if len(seen) > _MANY:
            raise Impostor(_title(kind), "size")
        for name in names:
            if _own(kind, name):
                raise Impostor(_title(kind), name)
        for several in _SEVERAL:
            if several in _mro(kind):
                waiting.extend(several.__iter__(each))
        if dict in _mro(kind):
            waiting.extend(dict.keys(each))
            waiting.extend(dict.values(each))


def truth(value):
    kind = type(value)
    if kind is bool:
        return value
    for name in ("__bool__", "__len__"):
        if _own(kind, name):
            raise Impostor(_title(kind), name)
    return bool(value)


def length(value):
    if _own(type(value), "__len__"):
        raise Impostor(_title(type(value)), "__len__")
    return len(value)


def is_instance(value, kinds):
    """By its true type, whatever its `__class__` or a metaclass says."""
    mine = _mro(type(value))
    return any(kind in mine for kind in (kinds if type(kinds) is tuple else (kinds,)))


def _equal(one, other):
    if one is other:
        return True
    _asked(one, "__eq__")
    _asked(other, "__eq__")
    return bool(one == other)


def _contains(value, values):
    kind = type(values)
    for name in ("__contains__", "__iter__"):
        if _own(kind, name):
            raise Impostor(_title(kind), name)
    if isinstance(values, (list, tuple, collections.deque)):
        return any(value is each or _equal_or_not(value, each) for each in values)
    _asked(value, "__eq__", "__hash__")
    return value in values


def _equal_or_not(one, other):
    try:
        return _equal(one, other)
    except Impostor:
        return False


def _ordered(compare, names):
    def ordered(one, other):
        _asked(one, *names)
        _asked(other, *names)
        return bool(compare(one, other))

    return ordered


_ORDER = ("__lt__", "__le__", "__gt__", "__ge__", "__eq__")
_OPERATIONS = {
    ast.Eq: _equal,
    ast.NotEq: lambda one, other: not _equal(one, other),
    ast.In: _contains,
    ast.NotIn: lambda one, other: not _contains(one, other),
    **{
        kind: _ordered(compare, _ORDER)
        for kind, compare in ((ast.Lt, operator.lt), (ast.LtE, operator.le), (ast.Gt, operator.gt), (ast.GtE, operator.ge))
    },
}


class _Strict(ast.NodeTransformer):
    def visit_Compare(self, node):
        self.generic_visit(node)
        [op, *more] = node.ops
        if more or type(op) not in _OPERATIONS:
            return node
        return self._call(type(op).__name__, node, [node.left, node.comparators[0]])

    def visit_UnaryOp(self, node):
        self.generic_visit(node)
        return self._call("Not", node, [node.operand]) if isinstance(node.op, ast.Not) else node

    def _call(self, name, node, arguments):
        function = ast.copy_location(ast.Name(f"strict {name}", ast.Load()), node)
        return ast.copy_location(ast.Call(function, arguments, []), node)


def _needed(function):
    """Lines of the expectations that every run of it meets: what is in a branch, a loop or after a return may be left out."""
    for statement in function.body:
        if any(isinstance(node, ast.Return) for node in ast.walk(statement)):
            return
        match statement:
            case ast.Expr(ast.Call(ast.Attribute(ast.Name("lab"), "expect"))):
                yield statement.lineno


def compiled(text, file):
    """The code of a check, with its comparisons replaced, and of each function the lines whose expectations it must meet."""
    tree = ast.parse(text, file)
    needed = {function.name: list(_needed(function)) for function in tree.body if isinstance(function, ast.FunctionDef)}
    strict = ast.fix_missing_locations(_Strict().visit(tree))
    return compile(strict, file, "exec", dont_inherit=True), needed


def names(refuse):
    """Returns the functions behind the names in a check. `refuse` is called with an impostor's kind and method."""

    def strict(function):
        def call(*values):
            try:
                return function(*values)
            except Impostor as found:
                kind, name = found.args
                refuse(kind, name)

        return call

    return {
        **{f"strict {kind.__name__}": strict(function) for kind, function in _OPERATIONS.items()},
        "strict Not": strict(lambda value: not truth(value)),
        "len": strict(length),
        "isinstance": is_instance,
    }

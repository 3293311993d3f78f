"""Functions of the library with a few other words, at the lines that they have: tracebacks show the library's own source."""

import ast
import inspect
import textwrap

from lab_bytecode import once


def reworded(function, was, instead):
    """The method of a class with `instead` for `was` in its source."""
    code = once((function.__module__, function.__qualname__, was), lambda: _compiled(function, was, instead))
    exec(code, function.__globals__, inside := {})
    made = inside[function.__name__]
    made.__qualname__ = function.__qualname__
    return made


def _compiled(function, was, instead):
    kind = function.__qualname__.partition(".")[0].lstrip("_")
    source = textwrap.dedent(inspect.getsource(function)).replace("self.__", f"self._{kind}__").replace(was, instead)
    tree = ast.increment_lineno(ast.parse(source), function.__code__.co_firstlineno - 1)
    return compile(tree, function.__code__.co_filename, "exec", dont_inherit=True)

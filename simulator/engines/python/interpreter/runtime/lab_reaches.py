"""The lines where the text of a file reaches for the interpreter: a hint to the instructor.

These are the usual spellings, found before anything runs. Others exist, and no list has them all: what holds them back is
`lab_guard.py`, which watches what a run does.
"""

import ast

_MODULES = {
    *("__main__", "_ctypes", "_frozen_importlib", "_imp", "_testinternalcapi", "bdb", "code", "codeop", "ctypes", "dis"),
    *("marshal", "pdb", "runpy"),
}
_CALLS = {"__import__", "compile", "eval", "exec"}
_NAMES = {
    *("_current_frames", "_getframe", "ag_frame", "cr_frame", "f_back", "f_builtins", "f_globals", "f_locals", "gi_frame"),
    *("tb_frame", "__builtins__", "__closure__", "__code__", "__getattribute__", "__globals__", "__subclasses__"),
    *("cell_contents", "get_objects", "get_referents", "get_referrers", "setprofile", "settrace", "walk_stack", "walk_tb"),
}
# Elsewhere these are names as good as any. What else is in the modules leads nowhere: `inspect.signature`, `gc.collect`.
_OF = {
    "sys": {"modules", "monitoring"},
    "inspect": {
        *("currentframe", "stack", "trace", "getouterframes", "getinnerframes", "getframeinfo", "getargvalues"),
        *("getclosurevars", "getgeneratorlocals", "getcoroutinelocals", "getasyncgenlocals"),
    },
}
_OF_ANY = _NAMES | {name for names in _OF.values() for name in names}


def _text(node):
    """The text that is put together here of constants (`"__glo" + "bals__"`); None: it depends on something else."""
    match node:
        case ast.Constant(value=str(text)):
            return text
        case ast.BinOp(left, ast.Add(), right):
            parts = [_text(left), _text(right)]
        case ast.JoinedStr(values):
            parts = [_text(each.value if isinstance(each, ast.FormattedValue) else each) for each in values]
        case ast.Call(ast.Attribute(ast.Constant(str(between)), "join"), [ast.List(each) | ast.Tuple(each)]):
            texts = [_text(one) for one in each]
            return None if None in texts else between.join(texts)
        case ast.Subscript(value, ast.Slice(None, None, ast.UnaryOp(ast.USub(), ast.Constant(1)))):
            reverse = _text(value)
            return reverse and reverse[::-1]
        case _:
            return None
    return None if None in parts else "".join(parts)


def _called(function):
    return getattr(function, "attr", getattr(function, "id", ""))


def _own_module(node):
    """`sys.modules[__name__]` and `sys.modules[job.__module__]`, as pickle does it."""
    match node:
        case ast.Subscript(ast.Attribute(ast.Name("sys"), "modules"), ast.Name("__name__") | ast.Attribute(attr="__module__"), ast.Load()):
            return node.value


def _reached(node):
    """The name that this node reaches for; None: it is as good as any."""
    match node:
        case ast.Attribute(attr=name) if name in _NAMES:
            return name
        case ast.Attribute(value=ast.Name(id=module), attr=name) if name in _OF.get(module, ()):
            return name
        case ast.Constant(value=str(name)) if name in _NAMES:
            return name
        case ast.Name(id=name) if name in _CALLS or name in _NAMES:
            return name
        case ast.MatchClass(kwd_attrs=names):
            return next((name for name in names if name in _NAMES), None)
        case ast.Call(func=ast.Name(id="getattr" | "setattr" as name), args=[_, attribute, *_]) if _text(attribute) in _OF_ANY:
            return name
        case ast.Call(args=[ast.Constant(value=str(name)), *_]) if _called(node.func) == "import_module":
            return name if name.partition(".")[0] in _MODULES else None
        case ast.Import(names=names):
            return next((each.name for each in names if each.name.partition(".")[0] in _MODULES), None)
        case ast.ImportFrom(module=module, names=names):
            if str(module).partition(".")[0] in _MODULES:
                return module
            taken = _NAMES | _OF.get(module, set())
            return next((each.name for each in names if each.name in taken), None)


def _imported(node):
    """Files that an import may mean."""
    match node:
        case ast.Import(names=names):
            modules = [each.name for each in names]
        case ast.ImportFrom(module=module, names=names):
            modules = [module, *(f"{module}.{each.name}" for each in names)] if module else [each.name for each in names]
        case _:
            modules = []
    for module in modules:
        parts = module.split(".")
        for end in range(1, len(parts) + 1):
            path = "/".join(parts[:end])
            yield from (f"{path}.py", f"{path}/__init__.py")


def reaches(files, names):
    """The first such place in the files of these names and in those that they import: (file, line, name); () for none."""
    waiting, seen = list(names), set()
    while waiting:
        file = waiting.pop(0)
        if file in seen or file not in files or not file.endswith(".py"):
            continue
        seen.add(file)
        try:
            nodes = list(ast.walk(ast.parse(files[file])))
        except (SyntaxError, ValueError, RecursionError):
            continue  # It cannot be run either.
        own = [each for node in nodes if (each := _own_module(node))]
        places = [(node.lineno, name) for node in nodes if node not in own and (name := _reached(node))]
        if places:
            return file, *min(places)
        waiting += [path for node in nodes for path in _imported(node)]
    return ()

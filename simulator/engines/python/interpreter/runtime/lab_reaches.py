"""What a file of a learner's reaches for that nobody needs but who would rather have the check fooled than met.

The check runs in the learner's own interpreter, where everything can be found and changed by whoever wants to: what is
looked for here are the usual ways, by their names. Who hides a name from this has understood more than the exercise asks.
"""

import ast

_MODULES = {"__main__", "ctypes", "gc", "inspect"}
_CALLS = {"__import__", "compile", "eval", "exec", "globals"}
_NAMES = {
    *("_current_frames", "_getframe", "ag_frame", "cr_frame", "f_back", "f_builtins", "f_globals", "f_locals", "gi_frame"),
    *("tb_frame", "__builtins__", "__closure__", "__code__", "__getattribute__", "__globals__", "__subclasses__"),
    *("attrgetter", "cell_contents", "import_module", "setprofile", "settrace"),
}
# Elsewhere these are names as good as any.
_OF_SYS = {"modules", "monitoring"}


def _reached(node):
    """The name that this node reaches for; None: it is as good as any."""
    match node:
        case ast.Attribute(attr=name) if name in _NAMES:
            return name
        case ast.Attribute(value=ast.Name(id="sys"), attr=name) if name in _OF_SYS:
            return name
        case ast.Constant(value=str(name)) if name in _NAMES:
            return name
        case ast.Name(id=name) if name in _CALLS or name in _NAMES:
            return name
        case ast.Call(func=ast.Name(id="getattr" | "setattr" as name), args=[_, attribute, *_]) if not isinstance(
            attribute, ast.Constant
        ):
            return name
        case ast.Import(names=names):
            return next((each.name for each in names if each.name.partition(".")[0] in _MODULES), None)
        case ast.ImportFrom(module=module, names=names):
            if str(module).partition(".")[0] in _MODULES:
                return module
            taken = _NAMES | _OF_SYS if module == "sys" else _NAMES
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
        places = [(node.lineno, name) for node in nodes if (name := _reached(node))]
        if places:
            return file, *min(places)
        waiting += [path for node in nodes for path in _imported(node)]
    return ()

"""Errors that CPython's compiler finds in a program, without running it."""


def problems(files):
    """Compiles each file. Returns the errors as a list of (file, line, column, end line, end column, message)."""
    found = []
    for name, text in files.items():
        if not name.endswith(".py"):
            continue
        try:
            compile(text, name, "exec", dont_inherit=True)
        except SyntaxError as error:
            place = (error.lineno, error.offset, error.end_lineno, error.end_offset)
            found.append((name, *(part or 0 for part in place), f"{type(error).__name__}: {error.msg}"))
        except (ValueError, RecursionError, MemoryError) as error:
            found.append((name, 1, 1, 1, 1, f"{type(error).__name__}: {error}"))
    return found

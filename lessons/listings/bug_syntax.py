"""Bug 1: Python cannot read the file to its end, and runs none of it."""

SOURCE = """\
print("before")
print(("Thread-1", [0])
print("after")
"""

try:
    exec(compile(SOURCE, "article.py", "exec"))
except SyntaxError as error:
    print(f"SyntaxError: {error.msg} (line {error.lineno})")

"""Compares programs in two languages: prints the names of those whose code differs, and all comments of the translated ones."""

import ast
import io
import json
import sys
import tokenize


def parts(text):
    """The tokens of the code with their places, and the comments and docstrings."""
    docstrings = {(1, 0)}
    try:
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef)) and ast.get_docstring(node) is not None:
                docstrings.add((node.body[0].lineno, node.body[0].col_offset))
    except SyntaxError:
        pass  # the article's program: it is compared up to there
    code, comments = [], []
    try:
        for token in tokenize.generate_tokens(io.StringIO(text).readline):
            if token.type == tokenize.COMMENT or (token.type == tokenize.STRING and token.start in docstrings):
                comments.append(token.string)
            elif token.type in (tokenize.NEWLINE, tokenize.NL):
                code.append((token.type, token.start[0]))
            else:
                code.append((token.type, token.string, token.start))
    except (tokenize.TokenError, SyntaxError):
        code.append("broken")
    return code, comments


def compiled(text):
    """The instructions of the program without docstrings, and the line of each; None if it cannot be compiled."""
    try:
        return instructions(compile(text, "program", "exec", optimize=2))
    except SyntaxError:
        return None


def instructions(code):
    inner = [instructions(each) for each in code.co_consts if isinstance(each, type(code))]
    return code.co_name, code.co_code, code.co_names, list(code.co_lines()), inner


differing, comments = [], {}
for name, english, translated in json.load(sys.stdin):
    ours, theirs = parts(english), parts(translated)
    if ours[0] != theirs[0] or compiled(english) != compiled(translated):
        differing.append(name)
    comments[name] = theirs[1]
print(json.dumps({"differing": differing, "comments": comments}))

"""The rules of `serve.py`: what a path, a range and a file are. They are those of `files.mjs`, `target.mjs` and `ranges.mjs`."""

import email.utils
import errno
import os
import re
import urllib.parse

ALLOWED = re.compile(r"/[\x21\x23-\x5b\x5d-\x7e]*\Z")
BROKEN_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")
# Windows ignores a dot or a blank at the end of a name. A colon means a part
# of a file there.
FORBIDDEN = re.compile(r"\A\.|[/\\:\x00-\x1f\x7f-\x9f]|[. ]\Z")
BUSY = {"EMFILE", "ENFILE", "EAGAIN", "ENOMEM"}


def read_target(target):
    """Return (raw path, decoded path, query), or None where no file can have that path."""
    target = re.sub(r"\Ahttps?://[^/?#]*", "", target, flags=re.I) or "/"
    raw, search = re.match(r"([^?#]*)(\??[^#]*)", target, re.S).groups()
    raw = raw or "/"
    if not ALLOWED.match(raw) or BROKEN_ESCAPE.search(raw):
        return None
    try:
        names = [urllib.parse.unquote(n, errors="strict") for n in raw[1:].split("/")]
    except UnicodeDecodeError:
        return None
    # The last one is empty where the path is that of a folder.
    for name in names[:-1] if names[-1] == "" else names:
        if name == "" or FORBIDDEN.search(name):
            return None
    return raw, "/" + "/".join(names), re.sub(r"[^\x21-\x7e]", escaped, search)


def escaped(found):
    """Return a character of a query as a URL may have it."""
    return urllib.parse.quote(found[0].encode("latin-1"))


def number(digits):
    """Return digits as a number; one that is larger than any file is cut, for int() refuses thousands of digits."""
    digits = digits.lstrip("0")
    return int(digits or "0") if len(digits) < 19 else 10**18


def read_range(header, size):
    """Return (first byte, last byte) of a Range header. Or "all" where it is to be ignored, "none" where no byte is
    asked for."""
    found = re.match(r"bytes=[ \t]*([0-9]*)-([0-9]*)[ \t]*\Z", header or "", re.I)
    if not found or found.groups() == ("", ""):
        return "all"
    first, last = found.groups()
    if first == "":
        if number(last) == 0:
            return "none"
        return "all" if size == 0 else (max(0, size - number(last)), size - 1)
    if last != "" and number(last) < number(first):
        return "all"
    if number(first) >= size:
        return "none"
    return number(first), size - 1 if last == "" else min(number(last), size - 1)


def names_tag(header, etag):
    """Return whether an If-None-Match names the tag, compared weakly: with or without W/."""
    return header.strip() == "*" or etag in re.findall(r'"[^"]*"', header)


def accepts_gzip(header):
    """Return whether an Accept-Encoding takes gzip: named, or *, and not with q=0."""
    weights = {}
    for part in header.lower().split(","):
        coding, *parameters = (text.strip() for text in part.split(";"))
        weight = next((p[2:] for p in parameters if p.startswith("q=")), "1")
        try:
            weights[coding] = float(weight)
        except ValueError:
            weights[coding] = 0
    return weights.get("gzip", weights.get("*", 0)) > 0


class Found:
    """A file inside the folder; size is None for a folder."""

    def __init__(self, site, path):
        self.path = self.size = self.etag = self.modified = self.changed = None
        real = os.path.realpath(site + path)
        if not (real + os.sep).startswith(site.rstrip(os.sep) + os.sep):
            raise FileNotFoundError(path)
        stats = os.stat(real)
        if os.path.isdir(real):
            return
        if not os.path.isfile(real) or path.endswith("/"):
            raise FileNotFoundError(path)
        self.path, self.size, self.changed = real, stats.st_size, stats.st_mtime_ns
        self.etag = '"%x-%x"' % (stats.st_size, stats.st_mtime_ns // 1_000_000)
        self.modified = email.utils.formatdate(stats.st_mtime, usegmt=True)

    def gzipped(self):
        """Return the compressed file beside this one, if it is as new; None where there is none."""
        try:
            stats = os.stat(self.path + ".gz")
        except OSError:
            return None
        return self.path + ".gz" if stats.st_mtime_ns >= self.changed else None


def find(site, path):
    """Return what a path names, or None where there is no such file inside the folder."""
    try:
        return Found(site, path)
    except (OSError, ValueError) as error:
        if is_busy(error):
            raise
        return None


def is_busy(error):
    return errno.errorcode.get(getattr(error, "errno", None)) in BUSY


def seconds(date):
    """Return an HTTP date in seconds, or None where it is none."""
    try:
        return email.utils.parsedate_to_datetime(date).timestamp()
    except (TypeError, ValueError, IndexError, OverflowError):
        return None

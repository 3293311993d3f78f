"""Serves the folder `site` beside this file: python3 serve.py [port] [--lan]

Needs Python 3.8 or newer and nothing else. What each file is sent with
stands in `headers.json`; the rules are those of `server/files.mjs`.
"""

import http.server
import io
import json
import os
import pathlib
import socket
import sys
import threading
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE / "server"))
from serve_listen import greet, listen  # noqa: E402
from serve_rules import accepts_gzip, find, is_busy, names_tag, read_range, read_target, seconds  # noqa: E402

SITE = os.path.realpath(HERE / "site")
SENT_WITH = json.loads((HERE / "headers.json").read_text(encoding="utf-8"))
LONGEST_TARGET = 32768
# Seconds that a whole request may take to come, the first one to begin, and the
# next one: a busy device may take its time between two files. The last are a
# client's, for one piece of a file.
REQUEST, FIRST, NEXT, PIECE = 10, 10, 65, 30
PIECE_SIZE = 65536


class Timed(io.RawIOBase):
    """A connection to read from, until a deadline: a client that sends byte after byte is ended too."""

    def __init__(self, connection):
        self.connection = connection
        self.deadline = 0.0

    def readable(self):
        return True

    def readinto(self, buffer):
        left = self.deadline - time.monotonic()
        if left <= 0:
            raise socket.timeout("the request did not come to its end")
        self.connection.settimeout(left)
        return self.connection.recv_into(buffer)


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # A small file would wait for the client's receipt of its headers.
    disable_nagle_algorithm = True

    def setup(self):
        super().setup()
        self.timed = Timed(self.connection)
        self.wait = FIRST
        self.rfile = io.BufferedReader(self.timed, PIECE_SIZE)

    def handle_one_request(self):
        self.sent = dict(SENT_WITH["rules"][0][1])
        self.timed.deadline = time.monotonic() + self.wait
        self.wait = NEXT
        try:
            # The deadline of the whole request begins with its first byte.
            if not self.rfile.peek(1):
                self.close_connection = True
                return
            self.timed.deadline = time.monotonic() + REQUEST
            self.raw_requestline = self.rfile.readline(65537)
            if len(self.raw_requestline) > 65536:
                self.requestline = self.request_version = self.command = ""
                return self.send_error(414)
            if not self.parse_request():
                return
            nameless = self.request_version == "HTTP/1.1" and "Host" not in self.headers
            if nameless or self.request_version == "HTTP/0.9" or self.headers.defects:
                return self.send_error(400)
            self.connection.settimeout(PIECE)
            self.answer()
        except (ConnectionError, socket.timeout):
            self.close_connection = True

    def answer(self):
        # A body is not read, so nothing can follow it on this connection.
        if "Content-Length" in self.headers or "Transfer-Encoding" in self.headers:
            self.close_connection = True
        if self.command not in ("GET", "HEAD"):
            self.sent["Allow"] = "GET, HEAD"
            return self.say(405, "Only GET and HEAD")
        target = self.requestline.split()[1]
        if len(target) > LONGEST_TARGET:
            return self.say(414, "The address is too long")
        try:
            self.answer_path(read_target(target))
        except OSError as error:
            if isinstance(error, (ConnectionError, socket.timeout)):
                raise
            busy = is_busy(error)
            self.say(503 if busy else 500, "Too busy: try again" if busy else "The file could not be sent")

    def answer_path(self, target):
        if target is None:
            return self.missing("")
        raw, path, search = target
        for beginning, headers in SENT_WITH["rules"]:
            if path.startswith(beginning):
                self.sent.update(headers)
        found = find(SITE, path + "index.html" if path.endswith("/") else path)
        if found and found.size is None:
            inside = find(SITE, path + "/index.html")
            if inside and inside.size is not None:
                self.sent.update({"Location": raw + "/" + search, "Content-Length": "0"})
                return self.begin(308)
        if not (found and found.size is not None and self.send(found, 200)):
            self.missing(path)

    def send(self, found, status):
        """Send a file, or return False where it cannot be opened."""
        asked = self.headers.get("Range") if self.command == "GET" and status == 200 else None
        path, etag, coding = found.path, found.etag, None
        if asked is None and accepts_gzip(self.headers.get("Accept-Encoding", "")) and found.gzipped():
            path, etag, coding = found.gzipped(), found.etag[:-1] + '-gzip"', "gzip"
        try:
            file = open(path, "rb")
        except OSError as error:
            if is_busy(error):
                raise
            return False
        with file:
            ending = os.path.splitext(found.path)[1].lower()
            kind = SENT_WITH["types"].get(ending, "application/octet-stream")
            self.sent.update({"Content-Type": kind, "Accept-Ranges": "bytes", "Vary": "Accept-Encoding"})
            if coding:
                self.sent["Content-Encoding"] = coding
            size = os.fstat(file.fileno()).st_size
            first, last = 0, size - 1
            if status == 200:
                self.sent.update({"ETag": etag, "Last-Modified": found.modified})
                if self.is_unchanged(etag, found.modified):
                    return self.begin(304)
                wanted = read_range(asked, size) if self.may_be_part(etag, found.modified) else "all"
                if wanted == "none":
                    self.sent["Content-Range"] = "bytes */%d" % size
                    return self.say(416, "The file has no such bytes")
                if wanted != "all":
                    status, (first, last) = 206, wanted
                    self.sent["Content-Range"] = "bytes %d-%d/%d" % (first, last, size)
            self.sent["Content-Length"] = str(last - first + 1)
            self.begin(status)
            if self.command == "GET":
                self.copy(file, first, last - first + 1)
        return True

    def copy(self, file, first, left):
        file.seek(first)
        while left > 0:
            piece = file.read(min(PIECE_SIZE, left))
            if not piece:
                # The file became shorter: half of it must not look like the whole.
                self.close_connection = True
                return
            self.wfile.write(piece)
            left -= len(piece)

    def is_unchanged(self, etag, modified):
        tags = self.headers.get("If-None-Match")
        if tags is not None:
            return names_tag(tags, etag)
        since = seconds(self.headers.get("If-Modified-Since"))
        return since is not None and since >= seconds(modified)

    def may_be_part(self, etag, modified):
        return self.headers.get("If-Range") in (None, etag, modified)

    def missing(self, path):
        """Answer with the 404 page of the path's language; outside the site's languages, with the default one's."""
        language = path.split("/")[1] if path else ""
        # It is a page, in whatever folder; and what is missing today may be there tomorrow.
        self.sent.update(SENT_WITH["rules"][0][1])
        names = ("/%s/404.html" % language, "/%s/404/index.html" % language, "/404.html", "/404/index.html")
        for name in names:
            page = find(SITE, name.replace("//", "/"))
            if page and page.size is not None and self.send(page, 404):
                return True
        return self.say(404, "Not found")

    def say(self, status, text):
        for name in ("Content-Encoding", "ETag", "Last-Modified"):
            self.sent.pop(name, None)
        self.sent.update({"Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store"})
        self.sent["Content-Length"] = str(len(text))
        if status in (405, 414):
            self.close_connection = True
        self.begin(status)
        if self.command != "HEAD":
            self.wfile.write(text.encode())
        return True

    def begin(self, status):
        self.send_response_only(status)
        self.send_header("Date", self.date_time_string())
        for name, value in self.sent.items():
            self.send_header(name, value)
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        return True

    def send_error(self, code, message=None, explain=None):
        """Answer a request that could not be read, in one short line; called by the base class."""
        self.close_connection = True
        # Without a version the base class would send no headers at all.
        self.request_version = "HTTP/1.1"
        self.say(int(code), "Bad request" if int(code) == 400 else "Error %d" % code)

    def log_message(self, *args):
        """Say nothing: a class of thirty asks for many files."""


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        # A console that cannot show Chinese shows the rest.
        stream.reconfigure(errors="replace")
    named = [a for a in sys.argv[1:] if not a.startswith("-")]
    lan = "--lan" in sys.argv
    # Thirty browsers have six connections each, and every one has a thread.
    threading.stack_size(512 * 1024)
    server = listen(named[0] if named else "4321", "0.0.0.0" if lan else "127.0.0.1", Handler)
    greet(server.server_port, lan, SENT_WITH["plainHttp"])
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        pass

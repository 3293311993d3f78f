"""Serves the folder `site` beside this file: python3 serve.py [port] [--lan]

Needs Python 3.8 or newer and nothing else. What each file is sent with
stands in `headers.json`.
"""

import http.server
import json
import os
import pathlib
import socket
import sys

HERE = pathlib.Path(__file__).resolve().parent
SITE = HERE / "site"
SENT_WITH = json.loads((HERE / "headers.json").read_text(encoding="utf-8"))


class Handler(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, *args):
        super().__init__(*args, directory=str(SITE))

    def guess_type(self, path):
        ending = os.path.splitext(path)[1]
        return SENT_WITH["types"].get(ending, "application/octet-stream")

    def end_headers(self):
        path = self.path.split("?")[0]
        sent = {}
        for beginning, headers in SENT_WITH["rules"]:
            if path.startswith(beginning):
                sent.update(headers)
        for name, value in sent.items():
            self.send_header(name, value)
        super().end_headers()

    def list_directory(self, path):
        return self.send_error(404)

    def send_error(self, code, message=None, explain=None):
        if code != 404:
            return super().send_error(code, message, explain)
        name = "404.html"
        if self.path.startswith("/zh-cn/"):
            name = "zh-cn/404/index.html"
        page = (SITE / name).read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(page)

    def log_message(self, *args):
        """Say nothing: a class of thirty asks for many files."""


def serve(wanted, host):
    for port in range(wanted, wanted + 21):
        try:
            return http.server.ThreadingHTTPServer((host, port), Handler)
        except OSError as error:
            failed = error
    sys.exit(f"Cannot serve on port {wanted}: {failed}")


def addresses():
    """Where others in this network find the machine, as far as it knows."""
    found = socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)
    return sorted({a[4][0] for a in found if not a[4][0].startswith("127.")})


if __name__ == "__main__":
    numbers = [int(a) for a in sys.argv[1:] if a.isdigit()]
    lan = "--lan" in sys.argv
    server = serve(numbers[0] if numbers else 4321, "0.0.0.0" if lan else "127.0.0.1")
    port = server.server_address[1]
    print(f"Thread Pool Lab is at http://localhost:{port}/ (Ctrl+C stops it)", flush=True)
    if lan:
        for address in addresses():
            print(f"In this network: http://{address}:{port}/", flush=True)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        pass

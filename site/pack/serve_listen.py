"""The listening of `serve.py`: on which port, and where others find it. The same is in `listen.mjs`."""

import errno
import http.server
import os
import socket
import sys

from serve_qr import lines as qr_lines

PORTS_TRIED = 20


class Server(http.server.ThreadingHTTPServer):
    # A class comes at once: as many as the system allows wait for their turn.
    request_queue_size = 1024
    daemon_threads = True
    # Windows would let two servers have one port.
    allow_reuse_address = os.name != "nt"
    allow_reuse_port = False

    def server_bind(self):
        # The base class asks what the machine's name is, which takes seconds in some networks.
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, int(self.allow_reuse_address))
        self.socket.bind(self.server_address)
        self.server_address = self.socket.getsockname()
        self.server_name, self.server_port = self.server_address[:2]

    def handle_error(self, request, client_address):
        error = sys.exc_info()[1]
        if not isinstance(error, (ConnectionError, socket.timeout)):
            print("A request failed: %r" % error, file=sys.stderr, flush=True)


def listen(wanted, host, handler):
    """Return a server on the port that is wanted, or on one of the next where that is taken."""
    if not (wanted.isdigit() and len(wanted) < 6 and int(wanted) < 65536):
        sys.exit("A port is a number from 0 to 65535, such as 4321.")
    first = int(wanted)
    last = 0 if first == 0 else min(65535, first + PORTS_TRIED)
    for port in range(first, last + 1):
        try:
            return Server((host, port), handler)
        except PermissionError:
            sys.exit("Cannot serve on port %d: not allowed here; take one above 1023." % port)
        except OSError as error:
            if error.errno not in (errno.EADDRINUSE, getattr(errno, "WSAEADDRINUSE", None)):
                sys.exit("Cannot serve on port %d: %s" % (port, error))
            if port < last:
                print("Port %d is taken; trying %d." % (port, port + 1), file=sys.stderr, flush=True)
    sys.exit("No free port from %d to %d: name another one." % (first, last))


# An address that no machine has (RFC 5737): the default route leads to it. The others are of private networks, for a room
# that has no way out.
ELSEWHERE = ("192.0.2.1", "192.168.255.254", "10.255.255.254", "172.31.255.254")


def addresses():
    """Return where others in this network find the machine: what its own packets would carry. A UDP socket tells, and sends nothing."""
    found = []
    for other in ELSEWHERE:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
            try:
                asking.connect((other, 9))
                address = asking.getsockname()[0]
            except OSError:
                continue
        if not address.startswith(("127.", "0.")) and address not in found:
            found.append(address)
    return found


def greet(port, lan, plain_http):
    """Print where the site is."""
    lines = ["Thread Pool Lab is at http://localhost:%d/ (Ctrl+C stops it)" % port]
    if lan:
        found = addresses()
        lines += ["In this network: http://%s:%d/" % (address, port) for address in found]
        if found:
            lines += qr_lines("http://%s:%d/" % (found[0], port))
        else:
            lines += ["This machine is in no network: join one, and start again.", "本机没有连入网络：请先连上网络再启动。"]
        lines += plain_http
    for line in lines:
        print(line, flush=True)

"""Ends of pipes as files: os.fdopen, and open on a descriptor."""

import builtins
import io

import lab_pipes as pipes
from lab_hidden import programs
from lab_in_c import in_c

_open = io.open


class _Raw(io.RawIOBase):
    """An end of a pipe as a file."""

    def __init__(self, fd, mode, closefd):
        self.name, self.mode, self.closefd = fd, mode, closefd

    def fileno(self):
        if self.closed:
            raise ValueError("I/O operation on closed file")
        return self.name

    def readable(self):
        return "r" in self.mode

    def writable(self):
        return "r" not in self.mode

    def readinto(self, buffer):
        try:
            data = pipes.read(self.fileno(), len(buffer))
        except BlockingIOError:
            return None
        buffer[: len(data)] = data
        return len(data)

    def write(self, data):
        try:
            return pipes.write(self.fileno(), data)
        except BlockingIOError:
            return None

    def close(self):
        if not self.closed:
            super(_Raw, self).close()
            if self.closefd:
                pipes.close(self.name)


def open_(file, mode="r", buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None):
    """Open file and return a stream."""
    if not isinstance(file, int) or file not in pipes.ends:
        try:
            return _open(file, mode, buffering, encoding, errors, newline, closefd, opener)
        except BaseException as error:
            error.__traceback__ = programs(error.__traceback__)
            raise
    raw = _Raw(file, mode.replace("t", ""), closefd)
    if "b" in mode and buffering == 0:
        return raw
    size = buffering if buffering > 1 else io.DEFAULT_BUFFER_SIZE
    buffered = (io.BufferedReader if "r" in mode else io.BufferedWriter)(raw, size)
    if "b" in mode:
        return buffered
    text = io.TextIOWrapper(buffered, io.text_encoding(encoding), errors, newline, buffering == 1)
    text.mode = mode
    return text


def install():
    """Once."""
    builtins.open = io.open = in_c(open_, "_io", open)

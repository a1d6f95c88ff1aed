"""Hands one stream of a command on."""
import os
import select

CHUNK = 65536


class Pump:
    """One direction of one stream: reads nothing more while the other side has not taken what was read."""

    def __init__(self, source, target, owned):
        """`owned` is the end that is the command's pipe: it is closed with the stream, and the command notices."""
        self.source, self.target, self.owned = source, target, owned
        self.waiting = b""
        for descriptor in (source, target):
            if descriptor is not None:
                os.set_blocking(descriptor, False)

    def wants(self):
        if self.source is None:
            return None
        return (self.target, select.POLLOUT) if self.waiting else (self.source, select.POLLIN)

    def step(self):
        """Moves on by one read or one write; False when it would have to wait, or has ended."""
        if self.source is None:
            return False
        try:
            if self.waiting:
                self.waiting = self.waiting[os.write(self.target, self.waiting) :]
            else:
                got = os.read(self.source, CHUNK)
                if not got:
                    self.end()
                self.waiting = got if self.target is not None else b""
        except BlockingIOError:
            return False
        except OSError:
            self.end()
        return self.source is not None

    def drain(self):
        """What a command has written when it ends fits into a pipe; there may be more, of a child that goes on."""
        for _ in range(4):
            while self.waiting:
                wait_until_writable(self.target)
                self.step()
            if not self.step():
                return

    def end(self):
        if self.owned is not None:
            os.close(self.owned)
        self.source, self.owned, self.waiting = None, None, b""


def wait_until_writable(descriptor):
    poll = select.poll()
    poll.register(descriptor, select.POLLOUT)
    poll.poll()

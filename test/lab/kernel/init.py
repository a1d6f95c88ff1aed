"""What /init of WSL does inside of an instance: it starts commands, and has each of them looked after by a relay.

In Python, because Node has no pty, no subreaper and no setgroups. It is started before the root is changed, so
everything is imported up here. Its connections and their first lines are in test/lab/protocol.ts.
"""
import json
import os
import select
import signal
import socket
import sys
import traceback

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import relay  # noqa: E402

MAX_HELLO = 4 * 1024 * 1024
MNT_DETACH = 2


class Pending:
    """A connection whose first line has not come yet."""

    def __init__(self, connection):
        self.connection = connection
        self.line = b""

    def read(self):
        """The first line once it is there, and not a byte of what follows; None until then, EOFError when it will not."""
        seen = self.connection.recv(65536, socket.MSG_PEEK)
        end = seen.find(b"\n")
        self.line += self.connection.recv(len(seen) if end < 0 else end + 1)
        if not seen or len(self.line) > MAX_HELLO:
            raise EOFError
        return None if end < 0 else json.loads(self.line)


class Init:
    def __init__(self, listener):
        self.listener = listener
        self.poll = select.poll()
        self.poll.register(listener, select.POLLIN)
        self.pending = {}  # descriptor: Pending
        self.streams = {}  # id of a command: {stream: connection}
        self.commands = []

    def serve(self):
        while True:
            # A command starts when nothing more can be read: its streams may have come in the same moment.
            ready = self.poll.poll(0 if self.commands else None)
            if not ready:
                for hello, connection in self.commands:
                    self.start(hello, connection)
                self.commands = []
            for descriptor, events in ready:
                if descriptor == self.listener.fileno():
                    self.accept()
                elif descriptor in self.pending:
                    self.greet(descriptor)
                else:
                    self.forget(descriptor, events)

    def accept(self):
        connection, _ = self.listener.accept()
        self.pending[connection.fileno()] = Pending(connection)
        self.poll.register(connection, select.POLLIN)

    def greet(self, descriptor):
        pending = self.pending[descriptor]
        try:
            hello = pending.read()
            if hello is None:
                return
            stream, command = hello["stream"], hello.get("id")
        except (OSError, ValueError, KeyError, EOFError):
            self.drop(descriptor)
            return
        del self.pending[descriptor]
        if stream in ("control", "login"):
            self.poll.unregister(descriptor)
            self.commands.append((hello, pending.connection))
        else:
            self.streams.setdefault(command, {})[stream] = pending.connection
            # Only its end is of interest until the command starts.
            self.poll.modify(descriptor, 0)

    def drop(self, descriptor):
        self.poll.unregister(descriptor)
        self.pending.pop(descriptor).connection.close()

    def forget(self, descriptor, events):
        """Whoever opened a stream has closed it before the command started."""
        if not events & (select.POLLHUP | select.POLLERR | select.POLLNVAL):
            return
        self.poll.unregister(descriptor)
        for command, streams in list(self.streams.items()):
            for stream, connection in list(streams.items()):
                if connection.fileno() == descriptor:
                    streams.pop(stream).close()
            if not streams:
                del self.streams[command]

    def start(self, hello, control):
        streams = self.streams.pop(hello.get("id"), {})
        for connection in streams.values():
            self.poll.unregister(connection)
        if "hold" in streams:
            streams["hold"].send(b"\n")
        if os.fork() == 0:
            self.be_child(hello, control, streams)
        control.close()
        for connection in streams.values():
            connection.close()

    def be_child(self, hello, control, streams):
        try:
            self.listener.close()
            for other in [p.connection for p in self.pending.values()] + [
                c for waiting in self.streams.values() for c in waiting.values()
            ] + [c for _, c in self.commands if c is not control]:
                other.close()
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            os.setsid()
            os.chdir("/")
            if hello["stream"] == "login":
                relay.login(hello["user"])
            else:
                relay.Relay(hello, control, streams).run()
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(0)


def change_root():
    """As process 1 of an instance without systemd it is the last one that has the old root."""
    program = "/usr/sbin/pivot_root"
    if os.waitpid(os.posix_spawn(program, [program, ".", "."], {}), 0)[1] != 0:
        sys.exit("pivot_root failed")
    relay.libc.umount2(b".", MNT_DETACH)
    os.chdir("/")
    os.write(1, b"ready\n")
    os.dup2(os.open("/dev/null", os.O_RDWR), 1)


def main(path):
    relay.forget_arguments()
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(path)
    listener.listen(128)
    if os.getpid() == 1:
        change_root()
    elif os.fork():
        os._exit(0)
    os.setsid()
    relay.set_name("init")
    for name in (signal.SIGHUP, signal.SIGINT, signal.SIGPIPE):
        signal.signal(name, signal.SIG_IGN)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the kernel buries relays and, under process 1, orphans
    Init(listener).serve()


main(sys.argv[1])

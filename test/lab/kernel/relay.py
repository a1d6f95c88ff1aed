"""The process beside every command: it hands its streams on, and stays until the last of its descendants is gone."""
import ctypes
import fcntl
import json
import os
import select
import signal
import struct
import termios
import warnings  # noqa: F401 (execvpe imports it)

from pump import CHUNK, Pump

PR_SET_NAME = 15
PR_SET_MM = 35
PR_SET_MM_MAP = 14
PR_SET_CHILD_SUBREAPER = 36
TTY_GROUP = 5

libc = ctypes.CDLL(None, use_errno=True)


def prctl(option, argument):
    libc.prctl(option, argument, ctypes.c_ulong(0), ctypes.c_ulong(0), ctypes.c_ulong(0))


def set_name(name):
    prctl(PR_SET_NAME, ctypes.c_char_p(name.encode()[:15]))


def forget_arguments():
    """Leaves `/init` of its command line, which is all that WSL's has, and nothing of its environment."""
    with open("/proc/self/stat", "rb") as stat:
        # Numbered as in proc_pid_stat(5); the name, which is the second, may hold blanks.
        fields = [0, 0, 0] + stat.read().rpartition(b")")[2].split()
    start_code, end_code, start_stack = (int(field) for field in fields[26:29])
    start_data, end_data, start_brk, arguments, _, environment = (int(field) for field in fields[45:51])
    libc.sbrk.restype = ctypes.c_void_p
    places = [start_code, end_code, start_data, end_data, start_brk, libc.sbrk(0), start_stack]
    places += [arguments, arguments + len("/init") + 1, environment, environment]
    # struct prctl_mm_map, with the auxiliary vector and the program left as they are
    layout = struct.pack("12Q2I", *places, 0, 0, 0xFFFFFFFF)
    libc.prctl(PR_SET_MM, PR_SET_MM_MAP, layout, ctypes.c_ulong(len(layout)), ctypes.c_ulong(0))


def set_size(terminal, rows, columns):
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))


def take_terminal(terminal):
    os.setsid()
    fcntl.ioctl(terminal, termios.TIOCSCTTY, 0)


def reset_signals():
    signal.set_wakeup_fd(-1)
    for number in range(1, signal.NSIG):
        try:
            signal.signal(number, signal.SIG_DFL)
        except (OSError, ValueError):
            pass
    signal.pthread_sigmask(signal.SIG_SETMASK, [])


def login(user):
    """A session of systemd. The master is kept and never read: login calls vhangup, after which a reader sees an end."""
    _master, terminal = os.openpty()
    pid = os.fork()
    if pid == 0:
        reset_signals()
        take_terminal(terminal)
        for number in (0, 1, 2):
            os.dup2(terminal, number)
        os.closerange(3, 256)
        os.execve("/bin/login", ["/bin/login", "-f", user], {"TERM": "linux"})
    os.close(terminal)
    set_name(f"login({user})")
    os.waitpid(pid, 0)


class Relay:
    def __init__(self, command, control, streams):
        self.command, self.control = command, control
        self.stdin, self.stdout, self.stderr = (streams.get(name) for name in ("stdin", "stdout", "stderr"))
        # Closed by the end of this process: then the last descendant is gone.
        self.hold = streams.get("hold")
        self.lines = b""
        self.child = 0
        self.pumps = []

    def run(self):
        prctl(PR_SET_CHILD_SUBREAPER, ctypes.c_ulong(1))
        self.wake, wake_end = os.pipe()
        os.set_blocking(self.wake, False)
        os.set_blocking(wake_end, False)
        signal.set_wakeup_fd(wake_end)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        self.master, terminal = os.openpty()
        set_size(self.master, self.command["rows"], self.command["columns"])
        self.spawn(terminal)
        set_name(f"Relay({self.child})")
        while self.serve():
            pass

    def spawn(self, terminal):
        tty = self.command["tty"]
        pipes = [None if tty[number] else os.pipe() for number in range(3)]
        self.child = os.fork()
        if self.child == 0:
            self.become(terminal, [pipe and pipe[0 if number == 0 else 1] for number, pipe in enumerate(pipes)])
        os.close(terminal)
        for number, pipe in enumerate(pipes):
            if pipe:
                os.close(pipe[0 if number == 0 else 1])
        self.connect(tty, pipes)

    def connect(self, tty, pipes):
        """Pipes to their sockets; the terminal to the first output that is one."""
        if tty[0]:
            if self.stdin:
                self.pumps.append(Pump(self.stdin.fileno(), self.master, None))
        elif self.stdin:
            self.pumps.append(Pump(self.stdin.fileno(), pipes[0][1], pipes[0][1]))
        else:
            os.close(pipes[0][1])
        self.outputs = []
        for number, stream in ((1, self.stdout), (2, self.stderr)):
            if not tty[number]:
                self.outputs.append(Pump(pipes[number][0], stream and stream.fileno(), pipes[number][0]))
        shown = self.stdout if tty[1] else self.stderr if tty[2] else None
        if any(tty):
            self.outputs.append(Pump(self.master, shown and shown.fileno(), None))
        self.pumps += self.outputs

    def become(self, terminal, pipes):
        command, account = self.command, self.command["account"]
        reset_signals()
        take_terminal(terminal)
        os.fchown(terminal, account["uid"], TTY_GROUP)
        for number, pipe in enumerate(pipes):
            os.dup2(terminal if pipe is None else pipe, number)
        os.closerange(3, 4096)
        os.umask(0o022)
        os.setgroups(account["groups"])
        os.setgid(account["gid"])
        os.setuid(account["uid"])
        try:
            os.chdir(command["cwd"])
        except OSError as error:
            # Not fatal in WSL (https://github.com/microsoft/WSL/issues/13063).
            self.complain(f"792: chdir({command['cwd']}) failed {error.errno}")
        try:
            os.execvpe(command["path"], command["argv"], command["env"])
        except OSError as error:
            self.complain(f"640: execvpe({command['path']}) failed: {os.strerror(error.errno)}")
        os._exit(1)

    def complain(self, text):
        os.write(2, f"<3>WSL ({os.getpid()} - Relay) ERROR: CreateProcessCommon:{text}\n".encode())

    def serve(self):
        poll = select.poll()
        poll.register(self.wake, select.POLLIN)
        if self.control:
            poll.register(self.control, select.POLLIN)
        waiting = {}
        for pump in self.pumps:
            wants = pump.wants()
            if wants:
                # Two pumps may wait for one descriptor: the terminal is read and written.
                waiting.setdefault(wants[0], []).append((pump, wants[1]))
        for descriptor, pumps in waiting.items():
            poll.register(descriptor, pumps[0][1] | pumps[-1][1])
        for descriptor, _ in poll.poll():
            if self.control and descriptor == self.control.fileno():
                if not self.read_control():
                    return False  # wsl.exe is gone: the terminal hangs up as this process ends
            elif descriptor == self.wake:
                os.read(self.wake, CHUNK)
                if not self.reap():
                    return False
            else:
                for pump, _ in waiting.get(descriptor, []):
                    pump.step()
        return True

    def read_control(self):
        try:
            got = self.control.recv(CHUNK)
        except OSError:
            got = b""
        self.lines += got
        *whole, self.lines = self.lines.split(b"\n")
        for line in whole:
            size = json.loads(line)
            set_size(self.master, size["rows"], size["columns"])
        return bool(got)

    def reap(self):
        """False when nothing is left to look after."""
        while True:
            try:
                pid, status = os.waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                return False
            if pid == 0:
                return True
            if pid == self.child:
                self.report(status)

    def report(self, status):
        """Everything that it wrote goes out before its status, even if a child of it still holds the pipe."""
        for pump in self.outputs:
            pump.drain()
        for stream in (self.stdin, self.stdout, self.stderr):
            if stream:
                stream.close()
        try:
            self.control.setblocking(True)
            self.control.sendall(json.dumps({"status": status}).encode() + b"\n")
        except OSError:
            pass
        self.control.close()
        self.control = None
        # What is left of the command writes to nobody.
        self.pumps = [Pump(pump.source, None, pump.owned) for pump in self.outputs if pump.source is not None]
        self.outputs = []

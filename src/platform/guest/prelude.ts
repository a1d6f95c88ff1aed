/** What the questions of a session are put with; a place without one of these cannot be asked. */
const needed = ["awk", "base64", "cat", "grep", "head", "ls", "readlink", "stat", "timeout", "uname"];

/**
 * The functions that a session's shell is told first, in what POSIX, dash and BusyBox share. Several questions are
 * answered at once, so every line of an answer starts with the session's random `mark` and the question's number:
 * lines this short are written as a whole. Content is in base64, since it may hold anything; nothing is written
 * to the place.
 */
export function prelude(mark: string): string {
  return `
command -v ${needed.join(" ")} >/dev/null || echo '${mark}!'
a() { awk -v p="$1" '{ print p $0; fflush() }'; }

# b NUMBER SCRIPT: the lines that a script prints
b() { { eval "$2"; } </dev/null 2>/dev/null | a "${mark}$1 "; echo "${mark}$1."; }

# c NUMBER COMMAND...: o and e with its output, x with its exit code
c() {
  i="${mark}$1"; shift
  { { { "$@" </dev/null 3>&- 4>&-; echo "$i x$?" >&3; } 2>&4 | base64 | a "$i o" >&3; } 4>&1 | base64 | a "$i e"; } 3>&1
  echo "$i."
}

# t SIGNAL PID: a process and all below it
t() { for k in $(cat "/proc/$2/task/$2/children"); do t "$1" "$k"; done; kill -"$1" "$2"; } 2>/dev/null

# k SIGNAL PID: the command of a question, so that what it has printed still arrives
k() {
  for n in $(cat "/proc/$2/task/$2/children"); do
    if [ "$(cat "/proc/$n/comm")" = timeout ]; then t "$1" "$n"; else k "$1" "$n"; fi
  done
} 2>/dev/null

# No job outlives the session: its input ends, or its terminal hangs up, when the client is gone.
trap 'for n in $(cat "/proc/$$/task/$$/children"); do t TERM "$n"; done 2>/dev/null' EXIT
trap exit HUP TERM

# Why a path that does not exist does not: the nearest folder that does may be closed to us.
E() {
  d=$2
  while d=\${d%/*}; [ -n "$d" ] && [ ! -e "$d" ]; do :; done
  if [ -z "$d" ] || [ ! -d "$d" ] || [ -x "$d" ]; then echo "$1 absent"; else echo "$1 denied"; fi
}
# R NUMBER PATH BYTES
R() {
  if [ ! -e "$2" ]; then E "$1" "$2"
  elif [ ! -f "$2" ]; then echo "$1 no-file"
  elif [ ! -r "$2" ]; then echo "$1 denied"
  else echo "$1 bytes"; { { head -c "$3" "$2" || echo '!' >&3; } | base64; } 3>&1; fi
}
S() { if [ ! -e "$2" ]; then E "$1" "$2"; else echo "$1 stat $(stat -L -c '%f %s %u %Y' "$2")"; fi; }
L() {
  if [ ! -e "$2" ]; then E "$1" "$2"
  elif [ ! -d "$2" ]; then echo "$1 no-folder"
  elif [ ! -r "$2" ]; then echo "$1 denied"
  else echo "$1 list"; (cd "$2" && for n in * .[!.]* ..?*; do
    if [ -e "$n" ] || [ -L "$n" ]; then printf '/%s\\n' "$n"; fi
  done); fi
}
P() { if [ ! -e "$2" ]; then E "$1" "$2"; else echo "$1 path $(readlink -f "$2")"; fi; }
# G NAME COMMAND...: what a command prints, as a section
G() { echo "$1 section"; shift; "$@" | base64; }
`;
}

/** Text as one word of the shell. */
export function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

import type { MachineFacts } from "../../core/ports/machine.ts";

/** Who the shell is and where. Reading the user database by hand starts no program that a place may lack. */
export const helloScript = `
echo "pid $$"
echo "hostname $(uname -n)"
echo "release $(uname -r)"
echo "uid $(id -u)"
echo "home $HOME"
echo "path $PATH"
echo "temp \${TMPDIR:-/tmp}"
echo "cores $(grep -c ^processor /proc/cpuinfo)"
echo "instance $WSL_DISTRO_NAME"
u=$(id -u); while IFS=: read -r name _ uid _ _ home _; do
  [ "$uid" = "$u" ] && { echo "user $name"; echo "account-home $home"; break; }
done </etc/passwd
`;

/** Windows' own folders, which interop appends to PATH: what is in them belongs to Windows. */
const windowsFolder = /^\/mnt\/[a-z](?:\/|$)/i;

/** What a guest says of itself; null when it does not say it in full. */
export function parseHello(
  lines: readonly string[],
  profile: string | null,
): { readonly facts: MachineFacts; readonly shellPid: number } | null {
  const told = new Map(
    lines.map((line) => {
      const blank = line.indexOf(" ");
      return [line.slice(0, blank), line.slice(blank + 1)] as const;
    }),
  );
  const text = (name: string, otherwise = ""): string => told.get(name) || otherwise;
  const [uid, shellPid] = [Number(text("uid", "NaN")), Number(text("pid", "NaN"))];
  if (!Number.isInteger(uid) || !Number.isInteger(shellPid)) return null;
  const homeDir = text("home", text("account-home", "/"));
  return {
    shellPid,
    facts: {
      platform: "linux",
      hostname: text("hostname"),
      release: text("release"),
      uid,
      userName: text("user"),
      homeDir,
      accountHomeDir: text("account-home", homeDir),
      tempDir: text("temp", "/tmp"),
      cores: Math.max(1, Number(text("cores", "1"))),
      path: text("path")
        .split(":")
        .filter((folder) => folder.startsWith("/") && !windowsFolder.test(folder)),
      profile,
      storedToken: null,
      wslInstance: text("instance") || null,
    },
  };
}

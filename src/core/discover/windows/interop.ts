import type { Ports } from "../../ports/observed.ts";

/**
 * What a Windows program needs in its environment to be started from inside an instance. A VS Code server outlives the
 * session that started it, and WSL_INTEROP then names a socket that is gone (microsoft/WSL#6799); that of any other
 * session serves as well, and the newest is the likeliest to be served.
 */
export async function interopEnvironment({
  processes,
  files,
}: Ports): Promise<Readonly<Record<string, string>>> {
  const own = await processes.environment("self", ["WSL_INTEROP"]);
  const named = own.ok ? own.value["WSL_INTEROP"] : undefined;
  if (named === undefined || (await files.stat(named)).ok) return {};
  const names = await files.list(socketFolder);
  const sockets = (names.ok ? names.value : []).filter((name) => name.endsWith("_interop"));
  const found = await Promise.all(
    sockets.map(async (name) => {
      const path = `${socketFolder}/${name}`;
      const stat = await files.stat(path);
      return stat.ok ? [{ path, modifiedAt: stat.value.modifiedAt }] : [];
    }),
  );
  const [newest] = found.flat().toSorted((a, b) => b.modifiedAt - a.modifiedAt);
  return newest === undefined ? {} : { WSL_INTEROP: newest.path };
}

const socketFolder = "/run/WSL";

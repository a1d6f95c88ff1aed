/** This product's view from inside a private gateway home: real files and processes, the home's environment. */
import { EvidenceBook } from "../../src/core/evidence/evidenceBook.ts";
import { observePorts } from "../../src/core/evidence/observePorts.ts";
import type { Ports } from "../../src/core/ports/observed.ts";
import { nodeFiles } from "../../src/platform/files/nodeFiles.ts";
import { linuxProcesses } from "../../src/platform/process/linuxProcesses.ts";
import { fakeMachine } from "./fakeMachine.ts";
import { success } from "../../src/core/base/outcome.ts";

/** `env` is what the user's own shell has there. */
export function portsAt(dir: string, env: Readonly<Record<string, string>>): Ports {
  const facts = { homeDir: dir, accountHomeDir: dir, uid: process.getuid?.() ?? 0 };
  const machine = {
    ...fakeMachine({ facts }),
    files: nodeFiles,
    processes: {
      ...linuxProcesses,
      async environment(pid: number | "self", names: readonly string[]) {
        if (pid !== "self") return linuxProcesses.environment(pid, names);
        return success(Object.fromEntries(Object.entries(env).filter(([name]) => names.includes(name))));
      },
    },
  };
  return observePorts(machine, new EvidenceBook());
}

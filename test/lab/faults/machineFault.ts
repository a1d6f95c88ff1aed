import { readMachine, writeMachine } from "../machineFile.ts";
import type { WindowsMachine, WslFault } from "../protocol.ts";
import type { LabFault } from "./labFault.ts";

/** One that wsl.exe and its service know by name. */
export function wslFault(id: WslFault, shows: string): LabFault {
  const others = (home: string) => readMachine(home).faults.filter((fault) => fault !== id);
  return {
    id,
    shows,
    async apply({ home }) {
      writeMachine(home, { faults: [...others(home), id] });
    },
    async clear({ home }) {
      writeMachine(home, { faults: others(home) });
    },
  };
}

/** One in how the Windows is. */
export function machineFault(
  id: string,
  shows: string,
  wrong: Partial<WindowsMachine>,
  right: Partial<WindowsMachine>,
): LabFault {
  return {
    id,
    shows,
    async apply({ home }) {
      writeMachine(home, wrong);
    },
    async clear({ home }) {
      writeMachine(home, right);
    },
  };
}

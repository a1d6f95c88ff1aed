/** The moments of a lab that are kept as `test/fixtures/machines/<machine>/`, for unit tests to replay. */
import { labFaults } from "../faults/registry.ts";
import type { Lab } from "../lab.ts";
import { gatewayUp, instance } from "../suite/productSupport.ts";

export interface RecordedMoment {
  /** Name of its folder. */
  readonly machine: string;
  /** Where the product runs: on Windows, or in the instance as in a Remote-WSL window. */
  readonly vantage: "windows" | "instance";
  /** Brings a new lab, in which nothing has run yet, to that moment. */
  readonly arrange: (lab: Lab) => Promise<void>;
}

async function apply(lab: Lab, id: string): Promise<void> {
  const fault = labFaults.find((one) => one.id === id);
  if (fault === undefined) throw new Error(`no such fault: ${id}`);
  await fault.apply({ home: lab.home, instance });
}

/** A gateway that started with this fault, or none. */
const running = (fault?: string) => async (lab: Lab) => {
  if (fault !== undefined) await apply(lab, fault);
  await gatewayUp(lab);
};

/** Every recorded machine that has WSL. To add one, add a line, and take it: `npm run lab -- record <machine>`. */
export const recordedMoments: readonly RecordedMoment[] = [
  { machine: "windows-nat-healthy", vantage: "windows", arrange: running() },
  { machine: "windows-german", vantage: "windows", arrange: running("wsl-german") },
  { machine: "windows-mirrored-healthy", vantage: "windows", arrange: running("mirrored") },
  { machine: "windows-port-taken", vantage: "windows", arrange: running("port-taken-host") },
  { machine: "windows-relay-off", vantage: "windows", arrange: running("relay-off") },
  {
    machine: "windows-wsl-hung",
    vantage: "windows",
    arrange: async (lab) => {
      await running()(lab);
      await apply(lab, "service-hung");
    },
  },
  { machine: "windows-instance-stopped", vantage: "windows", arrange: async () => {} },
  { machine: "windows-without-wsl", vantage: "windows", arrange: (lab) => apply(lab, "stub") },
  { machine: "wsl-nat-healthy", vantage: "instance", arrange: running() },
  { machine: "wsl-relay-off", vantage: "instance", arrange: running("relay-off") },
];

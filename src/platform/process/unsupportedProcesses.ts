import { failed, success } from "../../core/base/outcome.ts";
import type { ProcessFailure, Processes } from "../../core/ports/processes.ts";
import { ownEnvironment } from "./environment.ts";

const unsupported: ProcessFailure = {
  reason: "unsupported",
  detail: `processes are not read on ${process.platform}`,
};

/** The honest answer on systems whose processes this product does not read: nothing is known of them. */
export const unsupportedProcesses: Processes = {
  async list() {
    return failed(unsupported);
  },
  async environment(pid, names) {
    return pid === "self" ? success(ownEnvironment(names)) : failed(unsupported);
  },
};

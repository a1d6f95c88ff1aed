/** What `npm test` does, step by step. */
import { ensureTools } from "../lab/images/machineTools.ts";
import { ensureRootfs } from "../lab/images/rootfs.ts";
import { ensureShims, ensureWindowsNode, ensureWine } from "../lab/wine/ensureWine.ts";
import { ensurePrefixTemplate } from "../lab/wine/prefixTemplate.ts";
import { installGateway } from "../support/realGatewayInstall.ts";
import { ensureTestbed } from "../workbench/run/testbed.ts";

export interface Step {
  readonly name: string;
  /** Commands, one after another, or work to do here. */
  readonly run: readonly (readonly string[])[] | (() => Promise<unknown>);
  /** Only with `--full`. */
  readonly isSlow?: true;
  /** Needs Linux and root. */
  readonly isInLab?: true;
}

const workbench = (action: string) => [["node", "test/tools/workbench.ts", action]];
/** Most of the time a lab waits, so two of them fill two cores. */
const parallelMocha = ["mocha", "--config", "test/lab/.mocharc.json", "--parallel", "--jobs", "2"];
const labSuites = (...files: readonly string[]) => [
  parallelMocha.concat(files.flatMap((each) => ["--spec", each])),
];
const gatewaySuite = (file: string) => [["mocha", "--config", "test/gateway/.mocharc.json", "--spec", file]];

/** The steps of one row run side by side. To add a suite, add a line. */
export const rows: readonly (readonly Step[])[] = [
  [
    { name: "lint", run: [["oxlint", "--deny-warnings"]] },
    { name: "dead code", run: [["knip"]] },
    { name: "format", run: [["prettier", "--check", "--log-level", "warn", "."]] },
    {
      name: "types",
      run: [
        ["tsc", "-p", "."],
        ["tsc", "-p", "src/webview"],
        ["tsc", "-p", "test"],
      ],
    },
    { name: "gateway install", run: () => installGateway("2026.9.6") },
    { name: "older gateway install", run: () => installGateway("2026.3.22") },
    { name: "VS Code install", run: () => ensureTestbed() },
    { name: "lab: root file system", run: makeRootfs, isInLab: true },
  ],
  [
    { name: "unit", run: [["mocha"]] },
    { name: "build", run: [["node", "esbuild.mjs"]] },
    { name: "lab: Windows' Node", run: makeWindows, isInLab: true },
  ],
  // One gateway wants both cores while it boots, so these run one after another.
  [{ name: "gateway: faults", run: gatewaySuite("test/gateway/cases.test.ts") }],
  [{ name: "gateway: bad input", run: gatewaySuite("test/gateway/badInput.test.ts") }],
  [{ name: "gateway: secrets", run: gatewaySuite("test/gateway/canary.test.ts") }],
  [{ name: "gateway: precedence", run: gatewaySuite("test/gateway/precedence.test.ts") }],
  [
    {
      name: "lab and win32",
      run: labSuites("test/lab/suite/*.test.ts", "test/win32/*.test.ts"),
      isInLab: true,
    },
  ],
  [{ name: "workbench: package", run: workbench("package") }],
  [{ name: "workbench: host", run: workbench("host") }],
  [{ name: "workbench: activation", run: workbench("activation") }],
  [{ name: "workbench: window", run: workbench("ui") }],
  [{ name: "workbench: window in the lab", run: workbench("lab"), isInLab: true }],
  [{ name: "bench", run: [["node", "test/tools/bench.ts"]], isSlow: true }],
];

async function makeWindows(): Promise<void> {
  await ensureWine();
  await Promise.all([ensureWindowsNode(), ensureShims()]);
  await ensurePrefixTemplate();
}

async function makeRootfs(): Promise<void> {
  await ensureTools();
  await ensureRootfs();
}

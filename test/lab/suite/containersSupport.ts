import { isFullRun } from "../../support/fullRun.ts";
import { startScenario } from "../containers/containerStage.ts";
import type { RunningScenario, ScenarioOptions } from "../containers/containerStage.ts";
import type { Lab } from "../lab.ts";

export interface ContainerFacts {
  readonly Id: string;
  readonly Name: string;
  readonly Image: string;
  readonly RestartCount: number;
  readonly State: {
    readonly Status: string;
    readonly ExitCode: number;
    readonly Error: string;
    readonly Health?: { readonly Status: string };
  };
  readonly Config: {
    readonly Env: readonly string[];
    readonly Image: string;
    readonly Labels: Readonly<Record<string, string>>;
  };
  readonly HostConfig: {
    readonly NetworkMode: string;
    readonly RestartPolicy: { readonly Name: string; readonly MaximumRetryCount: number };
  };
  readonly Mounts: readonly { readonly Type: string; readonly Source: string; readonly Name?: string }[];
  readonly NetworkSettings: {
    readonly Ports: Readonly<
      Record<string, readonly { readonly HostIp: string; readonly HostPort: string }[] | null>
    >;
  };
}

/** What a test sees of one scenario; it is gone when the test is. In a full run each has the real gateway. */
export async function withScenario(
  lab: Lab,
  id: string,
  look: (scenario: RunningScenario) => Promise<void>,
  { gateway = isFullRun ? "real" : "stand-in" }: ScenarioOptions = {},
): Promise<void> {
  const scenario = await startScenario(lab, id, { gateway });
  try {
    await look(scenario);
  } finally {
    await scenario.stop();
  }
}

/** Output of docker.exe; of its stderr when it failed. */
export async function docker(lab: Lab, ...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await lab.windows(["docker.exe", ...args]);
  return (code === 0 ? stdout : stderr).toString().trim();
}

/** All containers by the name that compose gave them, or by their own. */
export async function containers(lab: Lab): Promise<ReadonlyMap<string, ContainerFacts>> {
  const ids = (await docker(lab, "ps", "--all", "--quiet", "--no-trunc")).split("\n").filter(Boolean);
  if (ids.length === 0) return new Map();
  const found = JSON.parse(await docker(lab, "inspect", ...ids)) as readonly ContainerFacts[];
  return new Map(found.map((facts) => [facts.Name.slice(1), facts]));
}

/** The one whose name ends so. */
export async function container(lab: Lab, ending: string): Promise<ContainerFacts> {
  const all = await containers(lab);
  const found = [...all].find(([name]) => name.endsWith(ending))?.[1];
  if (found === undefined) throw new Error(`${ending} is not among ${[...all.keys()].join(", ")}`);
  return found;
}

/** Status of the answer from Windows, or the code of curl's failure in minus. */
export async function statusOnWindows(lab: Lab, port: number, host = "127.0.0.1"): Promise<number> {
  const url = `http://${host}:${port}/healthz`;
  const { code, stdout } = await lab.windows([
    "curl",
    "-s",
    "-m",
    "5",
    "-o",
    "/dev/null",
    "-w",
    "%{http_code}",
    url,
  ]);
  return code === 0 ? Number(stdout.toString()) : -(code ?? 1);
}

/** Who listens on that port of Windows, by image name. */
export async function listenersOnWindows(lab: Lab, port: number): Promise<readonly string[]> {
  const rows = (await lab.windows(["netstat.exe", "-ano"])).stdout.toString().split("\r\n");
  const listening = rows.filter((row) => row.includes(`:${port} `) && row.includes("LISTENING"));
  const shown: string[] = [];
  for (const row of listening) {
    const [, address = "", , , pid = ""] = row.trim().split(/\s+/);
    const task = await lab.windows(["tasklist.exe", "/FI", `PID eq ${pid}`, "/FO", "CSV", "/NH"]);
    shown.push(`${address} ${/^"([^"]*)"/m.exec(task.stdout.toString())?.[1]}`);
  }
  return shown.sort();
}

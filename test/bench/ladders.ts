/** The ladder against the commands that it replaces, on a healthy gateway: medians of interleaved warm runs. */
import { availableParallelism } from "node:os";
import { lensPath } from "../support/lensCli.ts";
import { withGateway } from "../support/realGateway.ts";
import type { GatewayHome } from "../support/realGatewayHome.ts";
import { median, timeChild, type Measure } from "./measure.ts";

const rounds = 5;
const minQuickGain = 10;
/** With two cores the commands that the ladder starts side by side wait for each other. */
const maxOverDoctor = availableParallelism() <= 2 ? 1.25 : 1.15;
const maxOverFive = 0.45;

/** What support pages tell people to run, in their order. */
const fiveCommands = [
  ["status"],
  ["gateway", "status"],
  ["logs", "--limit", "200"],
  ["doctor", "--non-interactive"],
  ["channels", "status", "--probe"],
];

const contestants = {
  quick: (home: GatewayHome) => probe(home, "--quick"),
  status: (home: GatewayHome) => openclaw(home, "status"),
  whole: (home: GatewayHome) => probe(home),
  doctor: (home: GatewayHome) => openclaw(home, "doctor", "--lint", "--json"),
  async five(home: GatewayHome): Promise<number> {
    let elapsedMs = 0;
    for (const args of fiveCommands) elapsedMs += await openclaw(home, ...args);
    return elapsedMs;
  },
};
type Contestant = keyof typeof contestants;
const names = Object.keys(contestants) as Contestant[];

export async function measureLadders(): Promise<Measure[]> {
  const times: Record<Contestant, number[]> = { quick: [], status: [], whole: [], doctor: [], five: [] };
  await withGateway({}, async ({ home }) => {
    for (const name of names) await contestants[name](home); // warm
    for (let round = 0; round < rounds; round += 1) {
      for (const name of names) times[name].push(await contestants[name](home));
    }
  });
  const ms = (label: string, name: Contestant): Measure => ({
    name: label,
    value: median(times[name]),
    unit: "ms",
    limit: null,
    samples: times[name],
  });
  const ratio = (label: string, over: Contestant, under: Contestant, limit: Measure["limit"]): Measure => ({
    name: label,
    value: median(times[over]) / median(times[under]),
    unit: "×",
    limit,
    samples: [],
  });
  return [
    ms("probe --quick", "quick"),
    ms("openclaw status", "status"),
    ms("probe", "whole"),
    ms("openclaw doctor --lint --json", "doctor"),
    ms("the five commands", "five"),
    ratio("openclaw status / probe --quick", "status", "quick", { atLeast: minQuickGain }),
    ratio("probe / openclaw doctor --lint --json", "whole", "doctor", { atMost: maxOverDoctor }),
    ratio("probe / the five commands", "whole", "five", { atMost: maxOverFive }),
  ];
}

/** Milliseconds. Throws when the gateway is not healthy: then the comparison would mean nothing. */
async function probe(home: GatewayHome, ...args: string[]): Promise<number> {
  const run = await timeChild(process.execPath, [lensPath, "probe", "--json", ...args], where(home));
  if (run.exitCode !== 0)
    throw new Error(`probe ended with ${run.exitCode} on a healthy gateway\n${run.stdout}`);
  return run.elapsedMs;
}

async function openclaw(home: GatewayHome, ...args: string[]): Promise<number> {
  return (await timeChild("openclaw", args, where(home))).elapsedMs;
}

function where(home: GatewayHome) {
  return { env: home.env, cwd: home.dir };
}

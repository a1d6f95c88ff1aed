import { chown, mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Lab } from "../lab.ts";
import { readMachine } from "../machineFile.ts";
import type { ComposeProject, ContainerStage, ProjectFiles } from "./containerScenario.ts";
import { type DockerDesktop, startDockerDesktop } from "./dockerDesktop.ts";
import { engineInstance } from "./dockerDesktopPlace.ts";
import { imageNames } from "./openclawImages.ts";
import { containerScenarios } from "./scenarioRegistry.ts";

export interface ScenarioOptions {
  /** `real` takes seconds of both cores for each gateway. Default: a stand-in that is up in a moment. */
  readonly gateway?: "real" | "stand-in";
}

export interface RunningScenario {
  readonly desktop: DockerDesktop;
  /** Removes its containers, volumes and networks. */
  stop(): Promise<void>;
}

/** The account in the images. */
const nodeUid = 1000;
/** Without one a gateway refuses to listen on more than its loopback. */
const token = "lab-token-0123456789abcdef";
const untilMs = 240_000;

/** All scenarios of a lab share one Docker Desktop. */
const desktops = new WeakMap<Lab, Promise<DockerDesktop>>();

/** Docker Desktop of that lab, which is installed and started when it is not there yet. */
export function dockerDesktopOf(lab: Lab): Promise<DockerDesktop> {
  const found = desktops.get(lab) ?? startDockerDesktop(lab);
  desktops.set(lab, found);
  return found;
}

/** Makes the scenario of that id; it is there when this resolves. */
export async function startScenario(
  lab: Lab,
  id: string,
  { gateway = "stand-in" }: ScenarioOptions = {},
): Promise<RunningScenario> {
  const scenario = containerScenarios.find((one) => one.id === id);
  if (scenario === undefined) throw new Error(`no such scenario: ${id}`);
  const desktop = await dockerDesktopOf(lab);
  const relaysBefore = await relayedPorts(lab);
  const undos: (() => Promise<void>)[] = [];
  const folders = new Set<string>();
  const stop = async () => {
    for (const undo of undos.splice(0).toReversed()) await undo();
    await removeEverything(lab);
    for (const folder of folders) await rm(folder, { recursive: true, force: true });
    // The relay of a container in the VM's own network has the port until it looks again.
    const isGone = async () => (await relayedPorts(lab)).every((port) => relaysBefore.includes(port));
    await until("the relay has let go of its ports", isGone);
  };
  const image = gateway === "real" ? imageNames.gateway : imageNames.standIn;
  try {
    await scenario.start({
      ...makeStage(lab, desktop, image),
      onStop: (undo) => undos.push(undo),
      project: (name, files) => {
        const dir = join(lab.home, "c/Users", readMachine(lab.home).user, name);
        folders.add(dir);
        return writeProject(desktop, image, dir, files);
      },
    });
  } catch (error) {
    await stop().catch(() => undefined);
    throw error;
  }
  return { desktop, stop };
}

function makeStage(
  lab: Lab,
  desktop: DockerDesktop,
  image: string,
): Omit<ContainerStage, "onStop" | "project"> {
  const docker = async (...args: string[]) => {
    const { code, stdout, stderr } = await desktop.docker(args);
    if (code !== 0) throw new Error(`docker ${args.join(" ")}: ${stderr.toString()}`);
    return stdout.toString().trim();
  };
  return {
    lab,
    desktop,
    image,
    docker,
    until,
    untilShown: (text) => until(text, async () => (await docker("ps", "--all")).includes(text)),
  };
}

async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + untilMs;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`not within ${untilMs} ms: ${what}`);
    await sleep(200);
  }
}

async function writeProject(
  desktop: DockerDesktop,
  image: string,
  dir: string,
  { compose, env, config }: ProjectFiles,
): Promise<ComposeProject> {
  const state = join(dir, "state");
  await mkdir(state, { recursive: true });
  await chown(state, nodeUid, nodeUid);
  await writeFile(join(dir, "docker-compose.yml"), compose);
  const variables = Object.entries({ OPENCLAW_IMAGE: image, OPENCLAW_GATEWAY_TOKEN: token, ...env });
  await writeFile(join(dir, ".env"), variables.map(([key, value]) => `${key}=${value}\n`).join(""));
  if (config !== undefined) {
    await writeFile(join(state, "openclaw.json"), config);
    await chown(join(state, "openclaw.json"), nodeUid, nodeUid);
  }
  const run = (...args: string[]) => desktop.docker(["compose", ...args], { cwd: dir, timeoutMs: untilMs });
  return {
    compose: run,
    async up() {
      const { code, stderr } = await run("up", "--detach");
      if (code !== 0) throw new Error(`docker compose up in ${dir}: ${stderr.toString()}`);
    },
  };
}

async function relayedPorts(lab: Lab): Promise<readonly number[]> {
  return (await lab.ask("info", {})).relays.map(({ port }) => port);
}

async function removeEverything(lab: Lab): Promise<void> {
  const script = `
    containers=$(docker ps -aq); [ -z "$containers" ] || docker rm -fv $containers
    volumes=$(docker volume ls -q); [ -z "$volumes" ] || docker volume rm $volumes
    docker network prune -f`;
  const argv = ["/bin/sh", "-ec", script] as const;
  const { status, stderr } = await lab.inside({ name: engineInstance, user: "root", argv });
  if (status !== 0) throw new Error(`the scenario did not go: ${stderr.toString()}`);
}

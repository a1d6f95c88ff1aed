/** com.docker.backend.exe: keeps the engine's instance running, answers its clients and listens on published ports. */
import { mkdir, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { readMachine } from "../machineFile.ts";
import { connectService, type ServiceConnection } from "../service/client.ts";
import { type OwnAnswer, serveApi } from "./apiProxy.ts";
import {
  type DesktopState,
  desktopPlace,
  engineInstance,
  readDesktopSettings,
} from "./dockerDesktopPlace.ts";
import { serveExposedPorts } from "./exposedPorts.ts";
import { rewriteCreate } from "./hostPaths.ts";

const [, , home] = process.argv;
if (home === undefined) throw new Error("the home of the lab is missing");
const place = desktopPlace(home);
let hasEngine = false;

const answers: Readonly<Record<Exclude<DesktopState, "running">, OwnAnswer>> = {
  paused: {
    status: 500,
    message: "Docker Desktop is manually paused. Unpause it through the Whale menu or Dashboard.",
  },
  "unable-to-start": { status: 500, message: "Docker Desktop is unable to start" },
  starting: { status: 500, message: null },
};

function ownAnswer(at: string): OwnAnswer | null {
  const { state } = readDesktopSettings(at);
  if (state !== "running") return answers[state];
  return hasEngine ? null : answers.starting;
}

/** A wsl.exe of its own, without which the instance would be idle. */
async function launchEngine(at: string): Promise<ServiceConnection> {
  const service = await connectService(at);
  await service.call("launch", { name: engineInstance, user: "root" });
  return service;
}

for (const path of [place.socket, place.exposeSocket, place.engineSocket]) {
  await mkdir(dirname(path), { recursive: true });
  await rm(path, { force: true });
}
serveApi(place.socket, {
  engine: place.engineSocket,
  ownAnswer: () => ownAnswer(home),
  rewriteCreate: (body) => rewriteCreate(home, body),
});
serveExposedPorts(place.exposeSocket, {
  vmRelay: join(home, "vm-relay.sock"),
  isMirrored: () => readMachine(home).networkingMode === "mirrored",
});
const service = await launchEngine(home);
hasEngine = true;
// Whoever started it waits for this line.
process.stdout.on("error", () => undefined);
console.log("running");

process.once("SIGTERM", () => {
  void rm(place.socket, { force: true })
    .then(() => service.call("terminate", { name: engineInstance }))
    .finally(() => process.exit(0));
});

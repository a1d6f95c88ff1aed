import { randomBytes } from "node:crypto";
import { readMachine, writeMachine } from "../machineFile.ts";
import type { Account, LaunchGrant, ServiceCalls } from "../protocol.ts";
import { installedPathFolders } from "../windows/windowsEnvironment.ts";
import { findAccount } from "./accounts.ts";
import { distroNotFound, ServiceFailure } from "./errors.ts";
import { root } from "./initClient.ts";
import { readInstanceFile } from "./instanceFiles.ts";
import type { Instances } from "./instances.ts";
import { launchEnvironment } from "./launchEnvironment.ts";
import type { RegistryEntry } from "./registry.ts";
import type { Client, RunningInstance } from "./runningInstance.ts";

/** Starts the instance when it is stopped, and gives leave to run one command in it. */
export async function launch(
  instances: Instances,
  ask: ServiceCalls["launch"]["ask"],
  client: Client,
): Promise<LaunchGrant> {
  const { entry, running } = await instances.lock.run(async () => {
    failOnce(instances);
    const entry = findEntry(instances, ask);
    const running = await instances.start(entry);
    running.attach(client);
    return { entry, running };
  });
  void client.gone.then(() => running.detach(client));
  const account = accountFor(instances, entry, running, ask.user);
  const hasSession = await running.openSession(account);
  const id = randomBytes(8).toString("hex");
  await running.holdFor(id, client);
  const { conf, hostname } = running;
  return {
    name: entry.name,
    id,
    initSocket: running.initSocket,
    account,
    env: launchEnvironment({
      instance: entry.name,
      computerName: hostname,
      account,
      conf,
      wslVersion: readMachine(instances.place.home).wslVersion,
      localeFile: readInstanceFile(instances.layers(entry), "/etc/default/locale"),
      installedFolders: installedPathFolders(instances.place.home),
    }),
    hasSession,
    driveRoot: conf.automount ? `${conf.automountRoot}/c` : null,
    warnings: instances.vm.takeWarnings(),
  };
}

/** As after sleep: the first start fails, the next goes well (microsoft/WSL #13159). */
function failOnce(instances: Instances): void {
  const { home } = instances.place;
  const { faults } = readMachine(home);
  if (!faults.includes("unexpected-once")) return;
  writeMachine(home, { faults: faults.filter((fault) => fault !== "unexpected-once") });
  throw new ServiceFailure("E_UNEXPECTED", "Wsl/Service/E_UNEXPECTED");
}

function findEntry(instances: Instances, { name, byGuid }: ServiceCalls["launch"]["ask"]): RegistryEntry {
  if (name === null) {
    const entry = instances.registry.default();
    if (entry === null) throw new ServiceFailure("MessageNoDefaultDistro", null);
    return entry;
  }
  if (byGuid !== true) return instances.find(name);
  const entry = instances.registry.byGuid(name);
  if (entry === null) throw distroNotFound();
  return entry;
}

/** `-u`, else `[user] default` of wsl.conf, else the registry's uid; the last two fall back to root. */
function accountFor(
  instances: Instances,
  entry: RegistryEntry,
  running: RunningInstance,
  user: string | null,
): Account {
  const layers = instances.layers(entry);
  const files = {
    passwd: readInstanceFile(layers, "/etc/passwd") ?? "",
    group: readInstanceFile(layers, "/etc/group") ?? "",
  };
  if (user !== null) {
    const account = findAccount(files, user);
    if (account === null) throw new ServiceFailure("MessageUserNotFound", "Wsl/WSL_E_USER_NOT_FOUND");
    return account;
  }
  const { defaultUser } = running.conf;
  const named = defaultUser === null ? null : findAccount(files, defaultUser);
  return named ?? findAccount(files, entry.defaultUid) ?? root;
}

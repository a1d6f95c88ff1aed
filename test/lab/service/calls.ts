import { setTimeout as sleep } from "node:timers/promises";
import { readMachine } from "../machineFile.ts";
import type { ServiceCalls } from "../protocol.ts";
import { exportTar, importTar } from "./archives.ts";
import { install, online } from "./install.ts";
import type { Instances } from "./instances.ts";
import { launch } from "./launch.ts";
import type { Client } from "./runningInstance.ts";
import { unregister } from "./unregister.ts";

export type CallHandlers = {
  readonly [Name in keyof ServiceCalls]: (
    ask: ServiceCalls[Name]["ask"],
    client: Client,
  ) => Promise<ServiceCalls[Name]["answer"]>;
};

/** What the service does for each question. */
export function serviceCalls(instances: Instances): CallHandlers {
  const { home } = instances.place;
  /** For what takes the lock: while the service hangs nobody gets an answer (microsoft/WSL #12639). */
  const whenNotHung = async () => {
    while (readMachine(home).faults.includes("service-hung")) {
      await sleep(100);
    }
  };
  const locked = async <T>(work: () => Promise<T>) => {
    await whenNotHung();
    return instances.lock.run(work);
  };
  return {
    list: () => locked(async () => ({ instances: instances.list() })),
    async online() {
      const entries = online(instances, "Wsl");
      const shown = entries.filter(({ isHidden }) => isHidden !== true);
      return { distributions: shown.map(({ name, friendlyName }) => ({ name, friendlyName })) };
    },
    async install(ask) {
      await whenNotHung();
      return install(instances, ask);
    },
    async import(ask) {
      await whenNotHung();
      return importTar(instances, ask);
    },
    async export(ask) {
      await whenNotHung();
      return exportTar(instances, ask);
    },
    async launch(ask, client) {
      await whenNotHung();
      return launch(instances, ask, client);
    },
    terminate: ({ name }) =>
      locked(async () => {
        const entry = instances.find(name);
        instances.requireSettled(entry);
        await instances.stop(entry);
        return {};
      }),
    async unregister({ name }) {
      await whenNotHung();
      return unregister(instances, name);
    },
    setDefault: ({ name }) =>
      locked(async () => {
        instances.registry.setDefault(instances.find(name).guid);
        return {};
      }),
    setDefaultUid: ({ name, uid }) =>
      locked(async () => {
        const entry = instances.find(name);
        if (entry.defaultUid === uid) return {};
        instances.registry.change(entry.guid, { defaultUid: uid });
        await instances.stop(entry);
        return {};
      }),
    async shutdown({ force }) {
      // Without force it waits for the lock, but not for ever.
      if (!force)
        await Promise.race([instances.lock.run(async () => {}), sleep(30_000, undefined, { ref: false })]);
      await instances.stopVm();
      return {};
    },
    async info() {
      return { pid: process.pid, hosts: instances.hosts, ...instances.vm.info() };
    },
    async crash({ name }) {
      if (name === null) await instances.stopVm();
      else await instances.stop(instances.find(name), "abrupt");
      return {};
    },
  };
}

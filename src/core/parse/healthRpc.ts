import * as z from "zod/mini";
import { flag, listOrEmpty, record, text } from "./tolerant.ts";

/** The parts of the `health` method's result that say whether the gateway works. */
export interface HealthRpc {
  /** Stays true when a channel is dead. */
  readonly ok: boolean;
  readonly failedPlugins: readonly string[];
  /** `active` while the gateway follows changes of its config file. */
  readonly hotReload: string | null;
  readonly eventLoopDegraded: boolean;
}

const plugin = z.union([
  z.string(),
  z.pipe(
    z.object({ id: z.string() }),
    z.transform((entry: { id: string }) => entry.id),
  ),
]);

const answer = z.object({
  ok: z.boolean(),
  plugins: record({ errors: listOrEmpty(plugin) }),
  configReload: record({ hotReloadStatus: text }),
  eventLoop: record({ degraded: flag }),
});

/** Reads the result of `health`; null when it is something else. */
export function parseHealthRpc(value: unknown): HealthRpc | null {
  const read = answer.safeParse(value);
  if (!read.success) return null;
  const { ok, plugins, configReload, eventLoop } = read.data;
  return {
    ok,
    failedPlugins: plugins.errors,
    hotReload: configReload.hotReloadStatus,
    eventLoopDegraded: eventLoop.degraded ?? false,
  };
}

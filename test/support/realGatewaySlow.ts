/** A real gateway that stays in `starting`: HTTP answers, `/startupz` says 503 `startup-sidecars`. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { makeGatewayHome } from "./realGatewayHome.ts";
import { startGateway, type RealGateway, type StartOptions } from "./realGateway.ts";

/**
 * The gateway counts as started when the background services of its plugins have started, and waits for each in
 * turn. The plugin put into this home has a service whose `start` ends when a file appears.
 */
const pluginSource = (releasePath: string) => `const { existsSync } = require("node:fs");
module.exports = {
  id: "slow-start",
  register(api) {
    api.registerService({
      id: "slow-start",
      async start() {
        while (!existsSync(${JSON.stringify(releasePath)})) await new Promise((resolve) => setTimeout(resolve, 50));
      },
    });
  },
};
`;

const folder = ".openclaw/extensions/slow-start";

export interface SlowGateway extends RealGateway {
  /** Lets it finish starting; resolves when it has. */
  release(): Promise<void>;
}

/** Resolves when the gateway has been seen `starting`; it stays so until `release`. */
export async function startSlowGateway(options: StartOptions = {}): Promise<SlowGateway> {
  const home = options.home ?? (await makeGatewayHome(options));
  const releasePath = join(home.dir, "release");
  await home.write(`${folder}/index.js`, pluginSource(releasePath));
  await home.write(
    `${folder}/openclaw.plugin.json`,
    JSON.stringify({
      id: "slow-start",
      name: "Slow start",
      description: "Holds the gateway in its start.",
      activation: { onStartup: true },
      configSchema: { type: "object", additionalProperties: false },
    }),
  );
  await home.write(
    `${folder}/package.json`,
    JSON.stringify({
      name: "slow-start",
      version: "1.0.0",
      type: "commonjs",
      openclaw: { extensions: ["./index.js"] },
    }),
  );
  await home.writeConfig({
    ...(typeof options.config === "object" && options.config),
    plugins: { entries: { "slow-start": { enabled: true } } },
  });
  const gateway = await startGateway({ ...options, home, waitFor: "listening" });
  await gateway.waitUntil("starting");
  return {
    ...gateway,
    async release() {
      await writeFile(releasePath, "");
      await gateway.waitUntil("started");
    },
  };
}

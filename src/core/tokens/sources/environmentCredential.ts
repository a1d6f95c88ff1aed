import { nodeAt, type ConfigReading } from "../../config/configReading.ts";
import { settersOf, type Variable } from "../../config/environment.ts";
import type { Candidate, CandidateFinder } from "../candidate.ts";

export const credentialVariables = {
  token: "OPENCLAW_GATEWAY_TOKEN",
  password: "OPENCLAW_GATEWAY_PASSWORD",
} as const;

/** Every place of an environment that sets the credential, the one that counts first. */
export const findEnvironmentCredential: CandidateFinder = async ({ environment, reading, credential }) => {
  const name = credentialVariables[credential];
  const setters = settersOf(environment, name).map((variable): Candidate => ({
    kind: variable.kind,
    credential,
    layer: "environment",
    location: variable.location,
    label: labelOf(name, variable),
    value: variable.value.trim(),
    unresolved: null,
    changedAt: variable.changedAt,
  }));
  return setters.length === 0 ? loginShell(reading, name, credential) : setters;
};

function labelOf(name: string, { kind, location }: Variable): string {
  if (location.unit !== undefined && kind === "unit-env") return `${name} in ${location.unit}`;
  if (location.file !== undefined) return `${location.key ?? name} in ${location.file}`;
  return location.pid === undefined ? `${name} of this shell` : `${name} of process ${location.pid}`;
}

/** With `env.shellEnv.enabled` the gateway asks the login shell for what is missing; it is not started here. */
function loginShell(
  reading: ConfigReading,
  name: string,
  credential: "token" | "password",
): readonly Candidate[] {
  const flag = nodeAt(reading.root, "env.shellEnv.enabled");
  if (flag?.kind !== "scalar" || flag.value !== true) return [];
  const { file, line } = flag.place;
  return [
    {
      kind: "config-env-block",
      credential,
      layer: "environment",
      location: { file, line, key: "env.shellEnv" },
      label: `${name} of the login shell`,
      value: null,
      unresolved: {
        why: "possible",
        sentence: `If the login shell sets ${name}, env.shellEnv imports it; the shell is not started here.`,
      },
      changedAt: reading.changedAt,
    },
  ];
}

import { credentialOf, type TokenSetup } from "../support/realGatewayTokens.ts";

/** The config parts that put a credential in a place; the plain config's own token goes first. */
const withConfig = { gateway: { auth: { mode: "token", token: credentialOf("config") } } };
const withoutConfig = { gateway: { auth: undefined } };
const remote = { token: credentialOf("remote") };
const block = { vars: { OPENCLAW_GATEWAY_TOKEN: credentialOf("block") } };
const reference = { source: "env", provider: "default", id: "MY_CREDENTIAL" };

export interface PrecedenceCase extends Omit<TokenSetup, "version"> {
  readonly name: string;
  /** The place whose credential counts, `made-up`, `none` where nobody gets in, or `no-start`. */
  readonly wins: string;
}

/** For releases since 2026.8.1. */
export const newCases: readonly PrecedenceCase[] = [
  {
    name: "--token before the config and the process",
    places: ["argument", "config", "process"],
    config: withConfig,
    wins: "argument",
  },
  {
    name: "the config before process, .env, env block and remote",
    places: ["config", "process", "dotenv", "block", "remote"],
    config: { gateway: { ...withConfig.gateway, remote }, env: block },
    shell: { OPENCLAW_GATEWAY_TOKEN: "wrong-token-of-the-shell" },
    wins: "config",
    sends: "config",
  },
  {
    name: "the process before .env, env block and remote; a working directory's .env never",
    places: ["process", "workdir", "dotenv", "block", "remote"],
    config: { gateway: { auth: undefined, remote }, env: block },
    shell: { OPENCLAW_GATEWAY_TOKEN: credentialOf("process") },
    wins: "process",
    sends: "process",
  },
  {
    name: ".env before gateway.env, env block and remote",
    places: ["dotenv", "compat", "block", "remote"],
    config: { gateway: { auth: undefined, remote }, env: block },
    wins: "dotenv",
    sends: "dotenv",
  },
  {
    name: "gateway.env before the env block",
    places: ["compat", "block", "remote"],
    config: { gateway: { auth: undefined, remote }, env: block },
    wins: "compat",
  },
  {
    name: "the env block before remote",
    places: ["block", "remote"],
    config: { gateway: { auth: undefined, remote }, env: block },
    wins: "block",
  },
  {
    name: "remote where there is no gateway.auth",
    places: ["remote"],
    config: { gateway: { auth: undefined, remote } },
    wins: "remote",
    sends: "remote",
  },
  {
    name: "nobody by remote where gateway.auth is set without a token",
    places: ["remote"],
    config: { gateway: { auth: { token: undefined }, remote } },
    wins: "none",
  },
  {
    name: "a token of its own making where there is none",
    places: ["workdir"],
    config: withoutConfig,
    wins: "made-up",
  },
  {
    name: "${VAR} of the config before OPENCLAW_GATEWAY_TOKEN",
    places: ["mine", "process"],
    config: { gateway: { auth: { token: "${MY_CREDENTIAL}" } } },
    wins: "mine",
  },
  {
    name: "a SecretRef before OPENCLAW_GATEWAY_TOKEN",
    places: ["mine", "process"],
    config: { gateway: { auth: { token: reference } } },
    wins: "mine",
  },
  {
    name: "no start with an unset ${VAR} beside OPENCLAW_GATEWAY_TOKEN",
    places: ["process"],
    config: { gateway: { auth: { token: "${MY_CREDENTIAL}" } } },
    shell: { OPENCLAW_GATEWAY_TOKEN: credentialOf("process") },
    wins: "no-start",
  },
  {
    name: "the password of the config in mode password",
    credential: "password",
    places: ["config", "process"],
    config: { gateway: { auth: { mode: "password", token: undefined, password: credentialOf("config") } } },
    shell: { OPENCLAW_GATEWAY_PASSWORD: "wrong-password-of-the-shell" },
    wins: "config",
    sends: "config",
  },
  {
    name: "a password alone, which makes the mode",
    credential: "password",
    places: ["process"],
    serverEnv: { OPENCLAW_GATEWAY_TOKEN: "a-token-that-does-not-count" },
    config: withoutConfig,
    wins: "process",
  },
];

/** For releases before. */
export const oldCases: readonly PrecedenceCase[] = [
  {
    name: "--token before the config and the process",
    places: ["argument", "config", "process"],
    config: withConfig,
    wins: "argument",
  },
  {
    name: "the config before process, .env and env block; clients take the shell's",
    places: ["config", "process", "workdir", "dotenv", "block"],
    config: { ...withConfig, env: block },
    shell: { OPENCLAW_GATEWAY_TOKEN: credentialOf("process") },
    wins: "config",
    sends: "process",
  },
  {
    name: "the process before a working directory's .env",
    places: ["process", "workdir", "dotenv", "block"],
    config: { ...withoutConfig, env: block },
    shell: { OPENCLAW_GATEWAY_TOKEN: credentialOf("process") },
    wins: "process",
    sends: "process",
  },
  {
    name: "a working directory's .env before the state directory's; clients elsewhere take that",
    places: ["workdir", "dotenv", "block"],
    config: { ...withoutConfig, env: block },
    wins: "workdir",
    sends: "dotenv",
  },
  {
    name: ".env before the env block",
    places: ["dotenv", "block"],
    config: { ...withoutConfig, env: block },
    wins: "dotenv",
    sends: "dotenv",
  },
  {
    name: "OPENCLAW_GATEWAY_TOKEN before a SecretRef",
    places: ["process", "mine"],
    config: { gateway: { auth: { token: reference } } },
    wins: "process",
  },
  {
    name: "OPENCLAW_GATEWAY_TOKEN where ${VAR} is not set",
    places: ["process"],
    config: { gateway: { auth: { token: "${MY_CREDENTIAL}" } } },
    wins: "process",
  },
];

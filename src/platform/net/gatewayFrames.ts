import * as z from "zod/mini";
import type { Hello } from "../../core/ports/gatewayDialog.ts";
import type { SecretVault } from "../../core/ports/machine.ts";

/** A frame that the gateway sent, as far as this product reads it. */
export type GatewayFrame =
  | { readonly type: "event"; readonly event: string; readonly payload?: unknown }
  | {
      readonly type: "res";
      readonly id: string;
      readonly ok: boolean;
      readonly payload?: unknown;
      readonly error?: unknown;
    };

export type ResponseFrame = Extract<GatewayFrame, { type: "res" }>;

const frameSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("event"), event: z.string(), payload: z.optional(z.unknown()) }),
  z.object({
    type: z.literal("res"),
    id: z.string(),
    ok: z.boolean(),
    payload: z.optional(z.unknown()),
    error: z.optional(z.unknown()),
  }),
]);

/** Null for what is no frame of the gateway's protocol. */
export function parseFrame(text: string): GatewayFrame | null {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return null;
  }
  const frame = z.safeParse(frameSchema, json);
  return frame.success ? frame.data : null;
}

const challengeSchema = z.object({ nonce: z.string(), ts: z.number() });

/** What the gateway wants signed, out of the payload of `connect.challenge`. */
export function parseChallenge(
  payload: unknown,
): { readonly nonce: string; readonly issuedAt: number } | null {
  const challenge = z.safeParse(challengeSchema, payload);
  return challenge.success ? { nonce: challenge.data.nonce, issuedAt: challenge.data.ts } : null;
}

const strings = z.catch(z.array(z.string()), []);
const textOrNull = z.catch(z.nullable(z.string()), null);

/** Protocol and version must be there; the rest has been added and moved between releases. */
const helloSchema = z.object({
  type: z.literal("hello-ok"),
  protocol: z.number(),
  server: z.object({ version: z.string(), bootId: textOrNull }),
  features: z.catch(z.object({ methods: strings }), { methods: [] }),
  snapshot: z.catch(
    z.object({
      uptimeMs: z.catch(z.nullable(z.number()), null),
      configPath: textOrNull,
      stateDir: textOrNull,
      authMode: textOrNull,
    }),
    { uptimeMs: null, configPath: null, stateDir: null, authMode: null },
  ),
  auth: z.catch(
    z.object({
      method: z.catch(z.string(), ""),
      role: z.catch(z.string(), ""),
      scopes: strings,
      deviceToken: textOrNull,
    }),
    { method: "", role: "", scopes: [], deviceToken: null },
  ),
});

/** Null when the payload is no `hello-ok`. A device token in it goes to the vault and leaves a handle. */
export function parseHello(payload: unknown, vault: SecretVault): Hello | null {
  const parsed = z.safeParse(helloSchema, payload);
  if (!parsed.success) return null;
  const { protocol, server, features, snapshot, auth } = parsed.data;
  return {
    protocol,
    version: server.version,
    bootId: server.bootId,
    uptimeMs: snapshot.uptimeMs,
    methods: features.methods,
    authMethod: auth.method,
    role: auth.role,
    scopes: auth.scopes,
    configPath: snapshot.configPath,
    stateDir: snapshot.stateDir,
    authMode: snapshot.authMode,
    deviceToken: auth.deviceToken === null ? null : vault.keep(auth.deviceToken),
  };
}

const callErrorSchema = z.looseObject({
  code: z.catch(z.nullable(z.string()), null),
  message: z.catch(z.string(), ""),
});

/** Code and words of the `error` of a refused call. */
export function parseCallError(error: unknown): { readonly code: string | null; readonly message: string } {
  const parsed = z.safeParse(callErrorSchema, error);
  return parsed.success ? parsed.data : { code: null, message: "" };
}

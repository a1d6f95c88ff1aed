import { known } from "../../model/fact.ts";
import type { ConnectFailure, ConnectRequest, Hello } from "../../ports/gatewayDialog.ts";
import type { EvidenceId } from "../../model/ids.ts";
import { chooseCredential, sourceName, type Credential } from "../credential.ts";
import { connectPatiently } from "../connectPatiently.ts";
import { gatewayOf, isOtherGateway } from "../targetGateway.ts";
import { verifyWay } from "../verifyWay.ts";
import type { Rung, RungOutcome } from "../rung.ts";
import { climbed, skipped, unclear } from "../rungOutcome.ts";
import { wsHandshake } from "./wsHandshake.ts";
import { httpLive } from "./httpLive.ts";
import { httpReady } from "./httpReady.ts";

/** How the gateway answered the credential that a client here would send. */
export interface AuthFact {
  readonly accepted: boolean;
  readonly failure: ConnectFailure | null;
  /** Id of the token source whose credential was sent; null when none was sent. */
  readonly sourceId: string | null;
  readonly fingerprint: string | null;
  readonly hello: Hello | null;
}

/**
 * One try with one credential, without a device: on loopback the gateway would pair a device silently, and every
 * wrong token delays the next answer for all clients of this machine.
 */
export const auth: Rung<AuthFact> = {
  id: "auth",
  title: "Authentication",
  layer: "auth",
  after: [wsHandshake, httpReady],
  isQuick: true,
  timeoutMs: 14_000,
  async climb(context, signal) {
    const { target, snapshot, factOf, shared } = context;
    const live = factOf(httpLive);
    if (live.known && live.value.answer === "refused") return skipped("needs-tcp");
    const ready = factOf(httpReady);
    if (!ready.known || ready.value.startup === "not-a-gateway") return skipped("needs-http");
    if (shared.dialog === null) return skipped("needs-rpc");
    const gateway = gatewayOf(snapshot, target);
    if (gateway === null || !gateway.ownerVerified) return unclear("owner-not-verified");
    if (isOtherGateway(snapshot, target, gateway)) return skipped("other-gateway");
    const credential = chooseCredential(snapshot, target);
    if (credential.kind === "none") return unclear("no-credential", [], credential.why);
    const owner = await verifyWay(context, gateway, signal);
    if (!owner.known || !owner.value) return unclear("owner-not-verified", owner.evidence);
    const request: ConnectRequest = {
      ...credential.request,
      role: "operator",
      // Enough for every question of the ladder: reading, and the lists of what waits for pairing.
      scopes: ["operator.read", "operator.pairing"],
      device: null,
      // Protocol 3 is what releases of early 2026 speak; a gateway takes the highest it knows of the range.
      minProtocol: 3,
      maxProtocol: 4,
      // A gateway that was sent wrong tokens before holds each answer back, for up to 5 s.
      timeoutMs: 9_000,
    };
    const { answer, evidence } = await connectPatiently(context, request, signal);
    return judge(answer, credential, [...owner.evidence, ...evidence]);
  },
};

function judge(
  answer: { readonly hello: Hello | null; readonly failure: ConnectFailure | null },
  credential: Extract<Credential, { kind: "send" }>,
  evidence: readonly EvidenceId[],
): RungOutcome<AuthFact> {
  const { source } = credential;
  const { hello, failure } = answer;
  const accepted = hello !== null;
  const fingerprint = source?.fingerprint ?? null;
  const fact = known<AuthFact>(
    { accepted, failure, sourceId: source?.id ?? null, fingerprint, hello },
    evidence,
  );
  const what =
    source === null
      ? "a client without a credential"
      : `${source.credential} ${source.fingerprint} of ${sourceName(source.location)}`;
  if (hello !== null) {
    const isLimited = !hello.scopes.includes("operator.read") && !hello.scopes.includes("operator.admin");
    const notes = isLimited
      ? ["The gateway gives this client no right to read, so later rungs see less."]
      : [];
    return climbed("ok", `accepts ${what}`, fact, notes);
  }
  if (failure === null || failure.reason === "not-recorded") return unclear("not-recorded", evidence);
  if (failure.reason === "aborted") return unclear("cancelled", evidence);
  if (failure.reason === "starting" || failure.reason === "restarting") {
    return unclear("starting", evidence, "", fact);
  }
  return climbed("fail", `refuses ${what} (${failure.code ?? failure.reason})`, fact);
}

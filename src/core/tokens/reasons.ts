import type { TokenSource } from "../model/tokenSource.ts";
import { isPlaceholder, type Candidate, type Choice } from "./candidate.ts";

/** What is known of one source of the gateway's when its reason is told. */
export interface ServerCase {
  readonly candidate: Candidate;
  readonly isRunning: boolean;
  readonly effective: boolean;
  readonly afterRestart: boolean;
  readonly now: Choice;
  readonly next: Choice;
  /** Names the release whose order decides. */
  readonly orderOf: string;
  /** What the gateway asks for: a token, a password, or nothing of both. */
  readonly mode: string;
  /** Why the running gateway may use something else although this comes first. */
  readonly doubt: Doubt | null;
}

export type Doubt = "config-changed" | "dotenv-changed" | "unseen-environment";

const doubts: Readonly<Record<Doubt, string>> = {
  "config-changed":
    "the file changed after the gateway started and gateway.reload.mode is off: the running gateway may still have the earlier value",
  "dotenv-changed":
    "the file changed after the gateway started, which reads it only then: the running gateway may still have the earlier value",
  "unseen-environment":
    "the environment of the running gateway may not be read, and a credential in it would come before this one",
};

const shutOut =
  "The gateway finds no other token, and while gateway.auth is set without one it accepts nobody, with this one neither. Set gateway.auth.token.";

/** Why a source of the gateway's is in its state, for people. */
export function serverReason(one: ServerCase): string {
  const { candidate, isRunning, effective, afterRestart, now, next, orderOf, mode, doubt } = one;
  if (candidate.credential !== mode)
    return `The gateway's auth mode is ${mode}, so a ${candidate.credential} does not count.`;
  const refused =
    candidate.value !== null && isPlaceholder(candidate.value)
      ? "This is a placeholder for a hidden value, and the gateway refuses to start with it. "
      : "";
  const because = candidate.unresolved === null ? "" : `${candidate.unresolved.sentence} `;
  const text = ((): string => {
    if (doubt !== null) return `It comes first in ${orderOf}, but ${doubts[doubt]}.`;
    if (effective && afterRestart) return `The gateway uses it: nothing comes before it in ${orderOf}.`;
    if (effective) return `The running gateway uses it; after a restart ${labelOf(next)} counts.`;
    if (afterRestart && isRunning)
      return `It counts from the next restart on; the running gateway uses ${labelOf(now)}.`;
    if (afterRestart) return `The gateway will use it: nothing comes before it in ${orderOf}.`;
    const { winner, obstacle } = isRunning ? now : next;
    if (obstacle === candidate)
      return candidate.layer === "remote" ? shutOut : "The gateway cannot start without it.";
    if (obstacle !== null) return `${obstacle.label} comes before it in ${orderOf}, and cannot be resolved.`;
    if (winner === null) return `The gateway passes over it in ${orderOf}.`;
    return `${winner.label} comes before it in ${orderOf}.`;
  })();
  return refused + because + text;
}

/** Why a source of the clients' is in its state, for people. */
export function clientReason(candidate: Candidate, choice: Choice, orderOf: string, whom: string): string {
  const because = candidate.unresolved === null ? "" : `${candidate.unresolved.sentence} `;
  const { winner, obstacle } = choice;
  if (candidate === winner)
    return `${because}Clients here send it to ${whom}: nothing comes before it in ${orderOf}.`;
  if (candidate === obstacle)
    return `${because}Clients here send nothing before it is set, by the order of ${orderOf}.`;
  if (obstacle !== null)
    return `${because}${obstacle.label} comes before it in ${orderOf}, and cannot be resolved.`;
  if (winner !== null) return `${because}${winner.label} comes before it in ${orderOf}.`;
  return `${because}Clients do not send it to ${whom} in ${orderOf}.`;
}

/** The state of a source that is or is not the one that counts. */
export function stateOf(candidate: Candidate, counts: boolean): TokenSource["state"] {
  const why = candidate.unresolved?.why;
  if (why === "unreadable") return "unreadable";
  if (why !== undefined) return "reference";
  return counts ? "used" : "shadowed";
}

function labelOf({ winner, obstacle }: Choice): string {
  return (winner ?? obstacle)?.label ?? "a token of its own making";
}

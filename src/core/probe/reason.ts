/** Why a rung was skipped or stays unknown, for people. */
export const reasonText = {
  quick: "left out of a quick ladder",
  "needs-rpc": "the gateway's RPC cannot be used",
  "needs-tcp": "nothing accepts connections at the address",
  "needs-http": "the address does not answer as a gateway",
  "no-install": "no openclaw command was found here",
  "no-gateway": "no gateway is known here",
  "owner-not-verified":
    "the listener was not seen to be a gateway of this user, so no credential is sent to it",
  "other-gateway": "the gateway at this address runs on another state directory",
  "no-credential": "the clients here have no credential that could be sent",
  starting: "the gateway is still starting",
  "max-wait": "the time allowed ran out",
  "timed-out": "no result within the rung's own time limit",
  cancelled: "cancelled",
  "not-recorded": "the recording has no answer to this",
  "not-visible": "it cannot be seen from here",
  "place-not-asked": "nothing answers from inside the place that the gateway belongs to",
  "unreadable-answer": "the answer is not in a form that is known",
  "missing-scope": "the gateway does not let this client ask",
  crashed: "the check itself failed",
} as const;

/** A stable name for why a rung was skipped or stays unknown; part of the JSON contract. */
export type Reason = keyof typeof reasonText;

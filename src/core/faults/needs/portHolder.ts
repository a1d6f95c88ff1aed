import { known, type Fact } from "../../model/fact.ts";
import type { ListenerOwner } from "../../model/listener.ts";
import type { HttpLiveFact } from "../../probe/rungs/httpLive.ts";
import type { ListenersFact } from "../../probe/rungs/listeners.ts";
import type { Need } from "../rule.ts";
import { both } from "./both.ts";
import { httpLiveFact, listenersFact } from "./rungFacts.ts";

/** Who holds the target's port and, where the owner cannot be seen, how it answers. */
export interface PortHolder extends ListenersFact {
  readonly answer: HttpLiveFact["answer"] | null;
}

/** A holder that is seen needs no answer to be told; only an unseen one is judged by what it says. */
export const portHolder: Need<PortHolder> = (scene) => {
  const seen = listenersFact(scene);
  const live = httpLiveFact(scene);
  if (!seen.known || seen.value.holder !== "unseen") return join(seen, known(null));
  return join(seen, live);
};

function join(seen: Fact<ListenersFact>, live: Fact<HttpLiveFact | null>): Fact<PortHolder> {
  const joined = both(seen, live);
  if (!joined.known) return joined;
  const [listening, answered] = joined.value;
  return known({ ...listening, answer: answered?.answer ?? null }, joined.evidence);
}

/** The processes behind the sockets of the port, each once. */
export function ownersOf({ onPort }: ListenersFact): readonly ListenerOwner[] {
  const owners = new Map(onPort.flatMap(({ owner }) => (owner === null ? [] : [[owner.pid, owner]])));
  return [...owners.values()];
}

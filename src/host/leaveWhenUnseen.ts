import type { StoreState } from "../core/store.ts";
import type { Watch } from "./watch.ts";

/**
 * A session with a WSL instance keeps it awake. While views refresh, it stays; when nothing is shown that will look
 * again, and no look or ladder is under way, `leave` ends it.
 */
export function leaveWhenUnseen(
  watch: Pick<Watch, "isWatching">,
  { isLooking, climbing }: Pick<StoreState, "isLooking" | "climbing">,
  leave: () => void,
): void {
  if (!watch.isWatching && !isLooking && climbing === null) leave();
}

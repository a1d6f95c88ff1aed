import { climb } from "./climb.ts";
import type { CommandContext } from "./command.ts";

/**
 * One look at the machine. A gateway that is seen for the first time, or is not the one that the last ladder was
 * climbed for (started, stopped, restarted), gets one quick ladder, so that every view tells of the same moment.
 */
export async function lookAgain(context: CommandContext): Promise<void> {
  const { store } = context;
  if (store.state.climbing !== null) return;
  if (store.state.run !== null) await store.refresh();
  const { run, climbing } = store.state;
  if (run === null && climbing === null) await climb(context, { quick: true, isQuiet: true });
}

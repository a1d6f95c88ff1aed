import * as vscode from "vscode";
import type { RungId } from "../core/model/ids.ts";
import type { TargetFailure } from "../core/probe/target.ts";
import { words } from "../host/strings.ts";
import type { CommandContext } from "./command.ts";

/** Which ladder is asked for, and by whom. */
export interface ClimbWish {
  readonly quick: boolean;
  /** Only these rungs, and those they stand on. */
  readonly only?: readonly RungId[];
  /** Nobody pressed a button, so nobody is told that there is nothing to climb for. */
  readonly isQuiet?: boolean;
}

/** Climbs with progress and a cancel button; says so when there is no gateway to climb for. */
export async function climb(context: CommandContext, request: ClimbWish): Promise<void> {
  const { store } = context;
  let unsettled: TargetFailure | null = null;
  const previous = request.only === undefined ? undefined : store.state.run?.ladder;
  await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Window, title: words.climbing(), cancellable: true },
    async (progress, token) => {
      const reported = store.onDidChange(({ climbing }) => {
        const last = [...(climbing?.running ?? [])].at(-1);
        if (last !== undefined) progress.report({ message: last });
      });
      const cancelled = token.onCancellationRequested(() => store.cancelClimb());
      try {
        await store.climb(
          (snapshot) => {
            const target = context.settleTarget(snapshot);
            if (target.ok) return target.value;
            unsettled = target.failure;
            return null;
          },
          {
            quick: request.quick,
            withCli: false,
            ...(request.only === undefined ? {} : { only: request.only }),
            ...(previous === undefined ? {} : { previous }),
          },
          AbortSignal.timeout(context.settings().maxWaitMs),
        );
      } finally {
        reported.dispose();
        cancelled.dispose();
      }
    },
  );
  if (request.isQuiet === true) return;
  const failure = unsettled as TargetFailure | null;
  if (failure !== null) void vscode.window.showWarningMessage(`${failure.message} ${failure.hint}`);
  else if (store.state.failure !== null) throw new Error(store.state.failure);
}

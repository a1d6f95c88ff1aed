/**
 * Wraps work so that at most one run is under way and at most one more waits: any number of calls during a run
 * share the one that follows it, which sees everything that had changed by the time it starts.
 */
export function coalesce(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | null = null;
  let queued: Promise<void> | null = null;

  const start = (): Promise<void> => {
    const run = work().finally(() => {
      if (running === run) running = null;
    });
    running = run;
    return run;
  };
  return () => {
    if (running === null) return start();
    const next = (): Promise<void> => {
      queued = null;
      return start();
    };
    // The next run starts however the present one ends; its failure belongs to those who asked for it.
    queued ??= running.then(next, next);
    return queued;
  };
}

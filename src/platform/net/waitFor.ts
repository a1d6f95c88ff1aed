/** What came first: the value, the time limit or the abort. */
export type Waited<T> =
  { readonly came: "value"; readonly value: T } | { readonly came: "timeout" } | { readonly came: "abort" };

/** Waits for a promise that never rejects, and leaves neither timer nor listener behind. */
export function waitFor<T>(promise: Promise<T>, timeoutMs: number, signal: AbortSignal): Promise<Waited<T>> {
  return new Promise((resolve) => {
    const settle = (waited: Waited<T>): void => {
      clearTimeout(timer);
      signal.removeEventListener("abort", onAbort);
      resolve(waited);
    };
    const onAbort = (): void => settle({ came: "abort" });
    const timer = setTimeout(() => settle({ came: "timeout" }), timeoutMs);
    signal.addEventListener("abort", onAbort, { once: true });
    if (signal.aborted) onAbort();
    void promise.then((value) => settle({ came: "value", value }));
  });
}

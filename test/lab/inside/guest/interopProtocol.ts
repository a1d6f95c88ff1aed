/** First line on a connection to the interop server; the streams come before the control connection of the same id. */
export type InteropHello =
  | { readonly id: string; readonly stream: "stdin" | "stdout" | "stderr" }
  | ({ readonly id: string; readonly stream: "control" } & InteropCommand);

export interface InteropCommand {
  /** Linux path of the program, links resolved. */
  readonly path: string;
  /** Without the program. */
  readonly args: readonly string[];
  /** Linux path. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
}

/** The one line that comes back on the control connection. */
export type InteropResult = { readonly exitCode: number } | { readonly error: string };

import type { WindowsMachine } from "../../protocol.ts";
import type { WindowsSide } from "../windowsSide.ts";
import type { WindowsState } from "../windowsState.ts";
import type { ErrorRecord } from "./errorRecord.ts";
import type { ScriptBlock, Value } from "./values.ts";

/** The Windows that a script asks. */
export interface WindowsFacts {
  readonly home: string;
  readonly machine: WindowsMachine;
  readonly state: WindowsState;
  readonly side: WindowsSide;
}

/** One run of powershell.exe. */
export interface Session {
  readonly facts: WindowsFacts;
  /** By name in lower case. */
  readonly variables: Map<string, Value>;
  /** `[Console]::OutputEncoding`; else the console's code page. */
  isUtf8: boolean;
  /** `$?` of the last statement. */
  hasFailed: boolean;
  /** Shows an error that does not end the statement. */
  report(record: ErrorRecord): void;
}

/** A cmdlet with its arguments. */
export interface CmdletCall {
  readonly session: Session;
  /** What came through the pipeline; null at its start. */
  readonly input: readonly Value[] | null;
  /** By the parameter's full name in lower case; `true` for a switch. */
  readonly args: ReadonlyMap<string, Value>;
  /** Runs a script block with `$_`. */
  readonly run: (block: ScriptBlock, item: Value) => readonly Value[];
  /** Reports that nothing was found, unless the caller wants silence. */
  readonly report: (message: string, id: string) => void;
}

export interface Cmdlet {
  readonly name: string;
  /** Those that take a value; the first ones in front of `|` may be given by place. */
  readonly parameters: readonly string[];
  readonly positional?: readonly string[];
  readonly switches?: readonly string[];
  run(call: CmdletCall): readonly Value[];
}

/** What a suite tells the process that started its editor: one JSON line each, appended to a file. */
export type SuiteEvent =
  | { readonly kind: "host"; readonly pid: number; readonly nodeVersion: string }
  | { readonly kind: "passed"; readonly title: string; readonly elapsedMs: number }
  | { readonly kind: "failed"; readonly title: string; readonly stack: string }
  /** A suite that never says this has not been run to its end, whatever exit code the editor tells. */
  | { readonly kind: "ended"; readonly failures: number }
  | { readonly kind: "activated"; readonly activation: Activation };

/** One activation of the extension in a host that has not seen it before. */
export interface Activation {
  /** Loading dist/extension.js. */
  readonly loadMs: number;
  /** The call of activate(), until it returned. */
  readonly activateMs: number;
  /** Of that, what this thread computed: the same on a machine that is busy with other things. */
  readonly activateCpuMs: number;
  /** Programs that were started, and addresses connected to, from the load until a second after activate(). */
  readonly startedPrograms: readonly string[];
  readonly connections: readonly string[];
}

/** Names in the environment that the extension host inherits. */
export const suiteVariables = {
  events: "GATEWAY_LENS_SUITE_EVENTS",
  grep: "GATEWAY_LENS_SUITE_GREP",
  /** The URL of the mocha module, since the bundled suite lies outside of any node_modules. */
  mocha: "GATEWAY_LENS_SUITE_MOCHA",
} as const;

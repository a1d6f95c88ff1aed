/** One line of a gateway's own log. */
export interface LogLine {
  /** Epoch milliseconds, or null. */
  readonly at: number | null;
  /** `trace`, `debug`, `info`, `warn`, `error`, `fatal`; empty where the source does not tell it. */
  readonly level: string;
  /** `gateway/ws`, `telegram` …; empty where the line names none. */
  readonly subsystem: string;
  readonly message: string;
}

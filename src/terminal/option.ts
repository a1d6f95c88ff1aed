/** One option of a command, as its help shows it and its arguments are read. */
export interface Option {
  /** Without the dashes. */
  readonly name: string;
  /** How the value is called in the help; null for a switch. */
  readonly value: string | null;
  readonly help: string;
}

/** What every command takes. */
export const commonOptions: readonly Option[] = [
  { name: "json", value: null, help: "print JSON for scripts" },
  {
    name: "max-wait",
    value: "SECONDS",
    help: "give up after this long; what is not known by then is unknown (120)",
  },
  { name: "replay", value: "DIR", help: "answer from a recording; nothing of this machine is asked" },
  { name: "profile", value: "NAME", help: "the OpenClaw profile to look at" },
  { name: "verbose", value: null, help: "log what is done to stderr, with the causes of failures" },
  { name: "help", value: null, help: "show this" },
];

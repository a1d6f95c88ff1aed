import * as z from "zod/mini";

/** Raised when an older reader could misread a newer recording: since 2, an answer may come from inside a guest. */
export const recordingSchemaVersion = 2;

/** One file of JSON lines for each port. */
export const recordedPorts = [
  "commands",
  "files",
  "processes",
  "http",
  "tcp",
  "websocket",
  "guests",
] as const;
export type RecordedPort = (typeof recordedPorts)[number];

export const machineFile = "machine.json";
export const fileOf = (port: RecordedPort): string => `${port}.jsonl`;

/** One question and its answer, as a line of a file. Only what was asked and answered; never what follows from it. */
export interface RecordedEntry {
  /** The namespace of the guest that was asked; absent for the machine itself. */
  readonly place?: string | undefined;
  readonly method: string;
  readonly question: Readonly<Record<string, unknown>>;
  /** Epoch milliseconds at which it was asked. */
  readonly at: number;
  readonly elapsedMs: number;
  readonly outcome:
    | { readonly ok: true; readonly value: unknown }
    | { readonly ok: false; readonly failure: { readonly reason: string; readonly detail: string } };
}

/** Why a recording could not be written or read; `line` is 1-based, null for a file as a whole. */
export interface RecordingFailure {
  readonly reason: "not-found" | "not-empty" | "not-writable" | "not-a-recording" | "newer" | "broken";
  readonly detail: string;
  readonly file: string;
  readonly line: number | null;
}

const strings = z.array(z.string());
const nullableText = z.nullable(z.string());
const nullableNumber = z.nullable(z.number());
const handle = z.nullable(z.object({ fingerprint: z.string(), length: z.number() }));

const hello = z.object({
  protocol: z.number(),
  version: z.string(),
  bootId: nullableText,
  uptimeMs: nullableNumber,
  methods: strings,
  authMethod: z.string(),
  role: z.string(),
  scopes: strings,
  configPath: nullableText,
  stateDir: nullableText,
  authMode: nullableText,
  deviceToken: handle,
});

const processEntry = z.object({
  pid: z.number(),
  parentPid: z.number(),
  uid: z.number(),
  name: z.string(),
  args: strings,
  executable: nullableText,
  cgroup: nullableText,
  socketInodes: z.nullable(z.array(z.number())),
  startedAt: nullableNumber,
  state: nullableText,
});

const factsSchema = z.object({
  platform: z.enum(["linux", "win32", "darwin"]),
  hostname: z.string(),
  release: z.string(),
  uid: z.number(),
  userName: z.string(),
  homeDir: z.string(),
  accountHomeDir: z.string(),
  tempDir: z.string(),
  cores: z.number(),
  path: strings,
  profile: nullableText,
  storedToken: z.nullable(z.strictObject({ fingerprint: z.string(), length: z.number() })),
  wslInstance: z.optional(nullableText),
});

/** The form of each answer, by port and method. */
const answers: Readonly<Record<RecordedPort, Readonly<Record<string, z.ZodMiniType>>>> = {
  commands: {
    run: z.object({ exitCode: z.number(), stdout: z.string(), stderr: z.string(), truncated: z.boolean() }),
  },
  files: {
    read: z.string(),
    stat: z.object({
      kind: z.enum(["file", "directory", "other"]),
      sizeBytes: z.number(),
      mode: z.number(),
      uid: z.number(),
      modifiedAt: z.number(),
    }),
    list: strings,
    realPath: z.string(),
  },
  processes: { list: z.array(processEntry), environment: z.record(z.string(), z.string()) },
  http: {
    request: z.object({
      status: z.number(),
      contentType: z.string(),
      body: z.string(),
      truncated: z.boolean(),
    }),
  },
  tcp: { connect: z.object({ elapsedMs: z.number() }) },
  websocket: {
    dial: z.object({ nonce: z.string(), issuedAt: z.number() }),
    connect: hello,
    call: z.unknown(),
  },
  guests: { enter: factsSchema },
};

const failureSchema = z.looseObject({ reason: z.string(), detail: z.string() });

const entrySchema = z.object({
  place: z.optional(z.string()),
  method: z.string(),
  question: z.record(z.string(), z.unknown()),
  at: z.number(),
  elapsedMs: z.number(),
  outcome: z.discriminatedUnion("ok", [
    z.object({ ok: z.literal(true), value: z.unknown() }),
    z.object({ ok: z.literal(false), failure: failureSchema }),
  ]),
});

/** Checks one line of a port's file; a string says what is wrong with it. */
export function parseEntry(port: RecordedPort, json: unknown): RecordedEntry | string {
  const entry = z.safeParse(entrySchema, json);
  if (!entry.success) return issueOf(entry.error);
  const { method, outcome } = entry.data;
  const answer = Object.hasOwn(answers[port], method) ? answers[port][method] : undefined;
  if (answer === undefined) return `${port} has no method ${method}`;
  if (outcome.ok) {
    const value = z.safeParse(answer, outcome.value);
    if (!value.success) return `outcome.value: ${issueOf(value.error)}`;
  }
  return entry.data;
}

const machineSchema = z.object({
  product: z.literal("gateway-lens"),
  schemaVersion: z.number(),
  takenAt: z.number(),
  facts: factsSchema,
});

export type RecordedMachine = z.infer<typeof machineSchema>;

/** Checks machine.json; a string says what is wrong with it. */
export function parseMachine(json: unknown): RecordedMachine | string {
  const machine = z.safeParse(machineSchema, json);
  return machine.success ? machine.data : issueOf(machine.error);
}

function issueOf(error: z.core.$ZodError): string {
  const [issue] = error.issues;
  if (issue === undefined) return "not in the form of a recording";
  const path = issue.path.map(String).join(".");
  return path === "" ? issue.message : `${path}: ${issue.message}`;
}

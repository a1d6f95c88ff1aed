import type { ConfigProblem } from "../model/gatewayConfig.ts";
import { parseJson5, type DocumentNode, type Place } from "../parse/json5Document.ts";
import type { FileFailure } from "../ports/files.ts";
import type { Ports } from "../ports/observed.ts";
import { isInside, parentOf, resolvePath } from "./posixPath.ts";

/** The limits of the gateway (docs/gateway/config-secrets-env.md, "Config includes"). */
const maxIncludeDepth = 10;
const maxIncludeBytes = 2 * 1024 * 1024;
const maxIncludePathLength = 4096;

export interface Included {
  readonly root: DocumentNode;
  /** Every file that was included, in the order of reading. */
  readonly files: readonly string[];
  readonly problems: readonly ConfigProblem[];
}

/**
 * Replaces every `$include` by what it names: one file replaces the object, several are merged in order, keys beside
 * it are merged last. Relative to the including file, and only inside the config's directory or the given roots.
 * The gateway stops at the first fault; here each one is listed and counts as an empty object.
 */
export async function resolveIncludes(
  root: DocumentNode,
  configPath: string,
  roots: readonly string[],
  files: Ports["files"],
): Promise<Included> {
  const resolver = new IncludeResolver([parentOf(configPath), ...roots], files);
  return {
    root: await resolver.resolve(root, [configPath]),
    files: resolver.files,
    problems: resolver.problems,
  };
}

class IncludeResolver {
  readonly files: string[] = [];
  readonly problems: ConfigProblem[] = [];
  readonly #roots: readonly string[];
  readonly #port: Ports["files"];

  constructor(roots: readonly string[], port: Ports["files"]) {
    this.#roots = roots;
    this.#port = port;
  }

  /** `chain` are the files being read, the including one last. */
  async resolve(node: DocumentNode, chain: readonly string[]): Promise<DocumentNode> {
    if (node.kind === "array") {
      const elements: DocumentNode[] = [];
      for (const element of node.elements) elements.push(await this.resolve(element, chain));
      return { ...node, elements };
    }
    if (node.kind === "scalar") return node;
    const members = new Map<string, DocumentNode>();
    for (const [key, value] of node.members) {
      if (key !== "$include") members.set(key, await this.resolve(value, chain));
    }
    const siblings: DocumentNode = { ...node, members };
    const include = node.members.get("$include");
    if (include === undefined) return siblings;
    const included = await this.#included(include, chain);
    if (members.size === 0) return included;
    if (included.kind !== "object") {
      this.#fault(include.place, "keys beside $include need an included object");
      return siblings;
    }
    return merge(included, siblings);
  }

  async #included(include: DocumentNode, chain: readonly string[]): Promise<DocumentNode> {
    const empty: DocumentNode = { kind: "object", members: new Map(), place: include.place };
    if (include.kind !== "array") return (await this.#load(include, include.place, chain)) ?? empty;
    let merged: DocumentNode = empty;
    for (const element of include.elements) {
      const loaded = await this.#load(element, element.place, chain);
      if (loaded !== null) merged = merge(merged, loaded);
    }
    return merged;
  }

  async #load(name: DocumentNode, place: Place, chain: readonly string[]): Promise<DocumentNode | null> {
    if (name.kind !== "scalar" || typeof name.value !== "string") {
      return this.#fault(place, "$include takes a file name or a list of file names");
    }
    const path = resolvePath(parentOf(chain.at(-1) ?? "/"), name.value);
    if (name.value.includes("\0") || path.length >= maxIncludePathLength) {
      return this.#fault(place, "the file name of $include is not usable");
    }
    if (!this.#isAllowed(path)) {
      return this.#fault(
        place,
        `${path} lies outside the config's directory, and OPENCLAW_INCLUDE_ROOTS does not name it`,
      );
    }
    if (chain.includes(path)) return this.#fault(place, `circular $include: ${[...chain, path].join(" → ")}`);
    if (chain.length > maxIncludeDepth) {
      return this.#fault(place, `$include nested deeper than ${maxIncludeDepth} levels`);
    }
    const real = await this.#port.realPath(path);
    if (real.ok && !(await this.#isReallyAllowed(real.value))) {
      return this.#fault(place, `${path} is a link to ${real.value}, outside the config's directory`);
    }
    const text = await this.#port.read(path, maxIncludeBytes);
    if (!text.ok) return this.#fault(place, `${path} ${includeFailure(text.failure)}`);
    this.files.push(path);
    const parsed = parseJson5(text.value, path);
    if (parsed.ok) return this.resolve(parsed.value, [...chain, path]);
    const { message, place: at } = parsed.failure;
    this.problems.push({
      file: path,
      line: at.line,
      column: at.column,
      path: "<root>",
      message,
      kind: "syntax",
    });
    return null;
  }

  #isAllowed(path: string): boolean {
    return this.#roots.some((root) => isInside(root, path));
  }

  async #isReallyAllowed(path: string): Promise<boolean> {
    for (const root of this.#roots) {
      const real = await this.#port.realPath(root);
      if (isInside(real.ok ? real.value : root, path)) return true;
    }
    return false;
  }

  #fault(place: Place, message: string): null {
    this.problems.push({ ...place, path: "$include", message, kind: "include" });
    return null;
  }
}

/** Objects merge key by key, lists are joined, of everything else the later one wins; keeps where each is written. */
function merge(base: DocumentNode, later: DocumentNode): DocumentNode {
  if (base.kind === "array" && later.kind === "array") {
    return { ...later, elements: [...base.elements, ...later.elements] };
  }
  if (base.kind !== "object" || later.kind !== "object") return later;
  const members = new Map(base.members);
  for (const [key, value] of later.members) {
    const current = members.get(key);
    members.set(key, current === undefined ? value : merge(current, value));
  }
  return { ...later, members };
}

function includeFailure(failure: FileFailure): string {
  return includeFailures[failure.reason] ?? `cannot be read: ${failure.detail}`;
}

const includeFailures: Partial<Record<FileFailure["reason"], string>> = {
  "not-found": "does not exist",
  "no-permission": "may not be read",
  "not-a-file": "is not a file",
  "too-large": "is larger than 2 MB",
};

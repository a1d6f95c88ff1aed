import { randomUUID } from "node:crypto";
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { BindMount } from "../kernel/kernelTypes.ts";

/** What `HKCU\Software\Microsoft\Windows\CurrentVersion\Lxss\{guid}` keeps, and where the lab has its files. */
export interface RegistryEntry {
  /** In braces. */
  readonly guid: string;
  readonly name: string;
  /** Windows path of the folder with the disk. */
  readonly basePath: string;
  readonly version: 1 | 2;
  readonly defaultUid: number;
  readonly flavor: string;
  readonly osVersion: string;
  /** Read-only layers below the instance's own, topmost first. */
  readonly lower: readonly string[];
  readonly binds: readonly BindMount[];
}

interface Stored {
  readonly defaultGuid: string | null;
  readonly entries: readonly RegistryEntry[];
}

/** The registered instances, kept in `<home>/registry.json`. Names are compared without case. */
export class Registry {
  readonly #file: string;
  #defaultGuid: string | null = null;
  readonly #entries = new Map<string, RegistryEntry>();

  constructor(home: string) {
    this.#file = join(home, "registry.json");
    try {
      const stored = JSON.parse(readFileSync(this.#file, "utf8")) as Stored;
      this.#defaultGuid = stored.defaultGuid;
      for (const entry of stored.entries) this.#entries.set(entry.guid, entry);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    }
  }

  /** The default first, then as the registry sorts its keys: by GUID. */
  list(): readonly RegistryEntry[] {
    const rank = (entry: RegistryEntry) => (entry.guid === this.#defaultGuid ? "" : entry.guid);
    return [...this.#entries.values()].sort((one, other) => (rank(one) < rank(other) ? -1 : 1));
  }

  byName(name: string): RegistryEntry | null {
    const wanted = name.toLowerCase();
    return this.list().find((entry) => entry.name.toLowerCase() === wanted) ?? null;
  }

  byGuid(guid: string): RegistryEntry | null {
    return this.#entries.get(guid.toLowerCase()) ?? null;
  }

  default(): RegistryEntry | null {
    return this.#defaultGuid === null ? null : (this.#entries.get(this.#defaultGuid) ?? null);
  }

  isDefault(entry: RegistryEntry): boolean {
    return entry.guid === this.#defaultGuid;
  }

  /** The first one registered becomes the default. */
  add(entry: RegistryEntry): void {
    this.#entries.set(entry.guid, entry);
    this.#defaultGuid ??= entry.guid;
    this.#save();
  }

  change(guid: string, changes: Partial<RegistryEntry>): void {
    const before = this.#entries.get(guid);
    if (before === undefined) throw new Error(`${guid} is not registered`);
    this.#entries.set(guid, { ...before, ...changes });
    this.#save();
  }

  /** When the default goes, the next one becomes it. */
  remove(guid: string): void {
    this.#entries.delete(guid);
    if (this.#defaultGuid === guid) this.#defaultGuid = this.list()[0]?.guid ?? null;
    this.#save();
  }

  setDefault(guid: string): void {
    this.#defaultGuid = guid;
    this.#save();
  }

  #save(): void {
    const stored: Stored = { defaultGuid: this.#defaultGuid, entries: [...this.#entries.values()] };
    writeFileSync(`${this.#file}.new`, JSON.stringify(stored, null, 2));
    renameSync(`${this.#file}.new`, this.#file);
  }
}

export function newGuid(): string {
  return `{${randomUUID()}}`;
}

/** Names that WSL registers (microsoft/WSL `LxssUserSession.cpp`). */
export function isAllowedName(name: string): boolean {
  return /^[a-zA-Z0-9._-]{1,256}$/.test(name) && name.toLowerCase() !== "legacy";
}

import type { Outcome } from "../base/outcome.ts";

export interface FileFailure {
  readonly reason:
    "not-found" | "no-permission" | "not-a-file" | "too-large" | "not-text" | "io" | "not-recorded";
  readonly detail: string;
}

/** What `stat` tells of a path. */
export interface FileFacts {
  readonly kind: "file" | "directory" | "other";
  readonly sizeBytes: number;
  /** Permission bits, such as 0o600. */
  readonly mode: number;
  readonly uid: number;
  /** Epoch milliseconds. */
  readonly modifiedAt: number;
}

export interface Files {
  /** Reads a UTF-8 text file of at most `maxBytes` (default 4 MiB). A BOM is kept. */
  read(path: string, maxBytes?: number): Promise<Outcome<string, FileFailure>>;
  stat(path: string): Promise<Outcome<FileFacts, FileFailure>>;
  /** The names in a directory, sorted. */
  list(path: string): Promise<Outcome<readonly string[], FileFailure>>;
  /** The path with every symbolic link resolved. */
  realPath(path: string): Promise<Outcome<string, FileFailure>>;
}

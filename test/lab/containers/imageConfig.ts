import { createHash } from "node:crypto";

export interface StoredImage {
  /** Such as `ghcr.io/openclaw/openclaw:2026.9.6`; one can have several, or none any more. */
  readonly tags: readonly string[];
  /** Repositories that it was pulled from by digest. */
  readonly pulledFrom: readonly string[];
  /** Folders, lowest first. */
  readonly layers: readonly string[];
  /** As a Dockerfile sets it. */
  readonly config: Readonly<Record<string, unknown>>;
}

export interface ImageConfig {
  /** Its SHA-256 is the id of the image. */
  readonly text: string;
  readonly created: string;
  readonly diffIds: readonly string[];
}

const created = "2026-09-12T08:00:00Z";

/** The configuration of an image (OCI image spec). What the layers hold is not read: their folders name them. */
export function imageConfig(image: StoredImage): ImageConfig {
  const diffIds = image.layers.map((folder) => `sha256:${createHash("sha256").update(folder).digest("hex")}`);
  const text = JSON.stringify({
    architecture: process.arch === "arm64" ? "arm64" : "amd64",
    os: "linux",
    created,
    config: image.config,
    rootfs: { type: "layers", diff_ids: diffIds },
    history: diffIds.map(() => ({ created, created_by: "the lab" })),
  });
  return { text, created, diffIds };
}

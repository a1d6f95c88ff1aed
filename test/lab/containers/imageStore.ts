/**
 * The image store of an engine, written as `docker import` and `docker pull` leave it behind (moby, graph driver
 * overlay2). Nothing is unpacked: each layer is a folder that is mounted where the engine expects its files.
 */
import { createHash } from "node:crypto";
import { mkdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { BindMount } from "../kernel/kernelTypes.ts";
import { imageConfig, type StoredImage } from "./imageConfig.ts";

/** Where `docker` finds what was pulled. */
export interface ImageNames {
  readonly id: string;
  /** `repository@sha256:…`, which the registry would know it by. */
  readonly digests: readonly string[];
}

const sha256 = (text: string) => `sha256:${createHash("sha256").update(text).digest("hex")}`;
const hexOf = (digest: string) => digest.slice("sha256:".length);

/** The engine's folder as a mount inside; its layers are mounts below it, to be made after it. */
export interface ImageStore {
  readonly images: readonly ImageNames[];
  readonly layerBinds: readonly BindMount[];
}

/** Writes the store into `dataRoot`, which the engine has at `inside`. */
export async function writeImageStore(
  dataRoot: string,
  inside: string,
  images: readonly StoredImage[],
): Promise<ImageStore> {
  const layerBinds = new Map<string, BindMount>();
  const repositories: Record<string, Record<string, string>> = {};
  const names: ImageNames[] = [];
  await mkdir(join(dataRoot, "overlay2/l"), { recursive: true });
  for (const image of images) {
    const { text, diffIds } = imageConfig(image);
    for (const [index, folder] of image.layers.entries()) {
      const chain = diffIds.slice(0, index + 1);
      const cacheId = await writeLayer(dataRoot, chain);
      layerBinds.set(cacheId, { from: folder, to: `${inside}/overlay2/${cacheId}/diff` });
    }
    const id = await writeConfig(dataRoot, text);
    const digests = image.pulledFrom.map((repository) => `${repository}@${sha256(`manifest of ${id}`)}`);
    for (const name of [...image.tags, ...digests]) {
      const repository = name.includes("@") ? name.replace(/@.*/, "") : name.replace(/:[^:/]*$/, "");
      (repositories[repository] ??= {})[name] = id;
    }
    names.push({ id, digests });
  }
  await writeFile(
    join(dataRoot, "image/overlay2/repositories.json"),
    JSON.stringify({ Repositories: repositories }),
  );
  return { images: names, layerBinds: [...layerBinds.values()] };
}

/** A chain of layers has the id of its top; each is kept once for all images that begin with it. */
function chainId(diffIds: readonly string[]): string {
  return diffIds.reduce((chain, diffId) => (chain === "" ? diffId : sha256(`${chain} ${diffId}`)), "");
}

const cacheIdOf = (diffIds: readonly string[]) => hexOf(sha256(`cache of ${chainId(diffIds)}`));
/** The engine mounts by these, since options of a mount have a limit. */
const linkOf = (diffIds: readonly string[]) => cacheIdOf(diffIds).slice(0, 26).toUpperCase();

async function writeLayer(dataRoot: string, diffIds: readonly string[]): Promise<string> {
  const cacheId = cacheIdOf(diffIds);
  const files = join(dataRoot, "overlay2", cacheId);
  await mkdir(join(files, "diff"), { recursive: true });
  const lower = diffIds.slice(0, -1).map((_, index) => `l/${linkOf(diffIds.slice(0, index + 1))}`);
  await writeFile(join(files, "link"), linkOf(diffIds));
  await writeFile(join(files, "committed"), "");
  if (lower.length > 0) {
    await mkdir(join(files, "work"), { recursive: true });
    await writeFile(join(files, "lower"), lower.toReversed().join(":"));
  }
  await symlink(`../${cacheId}/diff`, join(dataRoot, "overlay2/l", linkOf(diffIds))).catch(ignoreExisting);

  const entry = join(dataRoot, "image/overlay2/layerdb/sha256", hexOf(chainId(diffIds)));
  await mkdir(entry, { recursive: true });
  await writeFile(join(entry, "diff"), diffIds.at(-1) ?? "");
  await writeFile(join(entry, "cache-id"), cacheId);
  await writeFile(join(entry, "size"), "0");
  if (diffIds.length > 1) await writeFile(join(entry, "parent"), chainId(diffIds.slice(0, -1)));
  return cacheId;
}

async function writeConfig(dataRoot: string, text: string): Promise<string> {
  const id = sha256(text);
  const content = join(dataRoot, "image/overlay2/imagedb/content/sha256");
  await mkdir(content, { recursive: true });
  await writeFile(join(content, hexOf(id)), text);
  return id;
}

function ignoreExisting(error: NodeJS.ErrnoException): void {
  if (error.code !== "EEXIST") throw error;
}

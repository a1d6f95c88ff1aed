/**
 * The image store of Podman, written as `podman pull` leaves it behind (containers/storage, driver overlay). As with
 * the engine's, layers are folders that are mounted.
 */
import { createHash } from "node:crypto";
import { mkdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { BindMount } from "../kernel/kernelTypes.ts";
import { imageConfig, type StoredImage } from "./imageConfig.ts";

const hash = (text: string) => createHash("sha256").update(text).digest("hex");
const linkOf = (layer: string) => layer.slice(0, 26).toUpperCase();

/** Writes the store of one image into `root`, which Podman has at `inside`; returns the mounts of its layers. */
export async function writePodmanStore(
  root: string,
  inside: string,
  image: StoredImage,
): Promise<readonly BindMount[]> {
  const { text, created, diffIds } = imageConfig(image);
  const layers = diffIds.map((_, index) => hash(diffIds.slice(0, index + 1).join(" ")));
  await mkdir(join(root, "overlay/l"), { recursive: true });
  await mkdir(join(root, "overlay-layers"), { recursive: true });
  for (const [index, layer] of layers.entries()) {
    const files = join(root, "overlay", layer);
    for (const name of ["diff", "work", "merged", "empty"])
      await mkdir(join(files, name), { recursive: true });
    await writeFile(join(files, "link"), linkOf(layer));
    const lower = layers.slice(0, index).map((below) => `l/${linkOf(below)}`);
    if (index > 0) await writeFile(join(files, "lower"), lower.toReversed().join(":"));
    await symlink(`../${layer}/diff`, join(root, "overlay/l", linkOf(layer)));
  }
  const layerList = layers.map((id, index) => ({
    id,
    ...(index > 0 && { parent: layers[index - 1] }),
    created,
    "diff-digest": diffIds[index],
    "diff-size": 0,
  }));
  await writeFile(join(root, "overlay-layers/layers.json"), JSON.stringify(layerList));
  await writeImage(root, image, { text, created, top: layers.at(-1) ?? "", diffIds });
  return layers.map((layer, index) => ({
    from: image.layers[index] ?? "",
    to: `${inside}/overlay/${layer}/diff`,
  }));
}

async function writeImage(
  root: string,
  image: StoredImage,
  of: {
    readonly text: string;
    readonly created: string;
    readonly top: string;
    readonly diffIds: readonly string[];
  },
): Promise<void> {
  const id = hash(of.text);
  const blob = (mediaType: string, digest: string, size: number) => ({ mediaType, digest, size });
  const manifest = JSON.stringify({
    schemaVersion: 2,
    mediaType: "application/vnd.oci.image.manifest.v1+json",
    config: blob("application/vnd.oci.image.config.v1+json", `sha256:${id}`, of.text.length),
    layers: of.diffIds.map((diffId) => blob("application/vnd.oci.image.layer.v1.tar", diffId, 0)),
  });
  const digest = `sha256:${hash(manifest)}`;
  const data: Readonly<Record<string, string>> = {
    [`sha256:${id}`]: of.text,
    [`manifest-${digest}`]: manifest,
    manifest,
  };
  const folder = join(root, "overlay-images", id);
  await mkdir(folder, { recursive: true });
  for (const [name, text] of Object.entries(data)) {
    const file = name === "manifest" ? name : `=${Buffer.from(name).toString("base64")}`;
    await writeFile(join(folder, file), text);
  }
  const eachOf = <T>(value: (text: string) => T) =>
    Object.fromEntries(Object.entries(data).map(([name, text]) => [name, value(text)]));
  const entry = {
    id,
    digest,
    names: image.tags,
    layer: of.top,
    metadata: "{}",
    "big-data-names": Object.keys(data),
    "big-data-sizes": eachOf((text) => text.length),
    "big-data-digests": eachOf((text) => `sha256:${hash(text)}`),
    created: of.created,
  };
  await writeFile(join(root, "overlay-images/images.json"), JSON.stringify([entry]));
}

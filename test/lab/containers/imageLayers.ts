/** The layers of container images: folders, made once for each way to make them. */
import { createHash } from "node:crypto";
import { chown, copyFile, link, mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { installGateway, newestGateway, type GatewayVersion } from "../../support/realGatewayInstall.ts";
import { pinnedNode } from "../../tools/bootstrap.mjs";
import { ensureImage, ensureRootfs } from "../images/rootfs.ts";
import { Layer } from "../images/layer.ts";
import { runTool } from "../kernel/runTool.ts";

/** Part of the names, so that a change here makes new ones. */
const recipe = "1";
const copyMs = 120_000;
const standInFile = fileURLToPath(new URL("guest/gatewayStandInProcess.ts", import.meta.url));

/** The account of the images that `node:*` are made of. */
const user = { name: "node", uid: 1000, home: "/home/node" };

/** Node and its account, in front of the root of the instances. */
export async function ensureNodeLayer(): Promise<string> {
  const rootfs = await ensureRootfs();
  const key = keyOf([recipe, process.version, rootfs]);
  return ensureImage(`image-node-${key}`, async (folder) => {
    const layer = new Layer(folder, rootfs);
    await layer.folder("/");
    await layer.addLine("/etc/passwd", `${user.name}:x:${user.uid}:${user.uid}::${user.home}:/bin/bash`);
    await layer.addLine("/etc/group", `${user.name}:x:${user.uid}:`);
    for (const path of [user.home, `${user.home}/.openclaw`, "/app"]) {
      await layer.folder(path, { owner: user.uid });
    }
    await layer.folder("/usr/local/bin");
    await linkOrCopy(pinnedNode, join(folder, "usr/local/bin/node"));
  });
}

/** The real package in `/app`, as in the published image; its files are those of the install, not copies. */
export async function ensureGatewayLayer(version: GatewayVersion = newestGateway): Promise<string> {
  const { server } = await installGateway(version);
  const packageDir = dirname(dirname(server));
  const modules = dirname(packageDir);
  return ensureImage(`image-gateway-${version}-${keyOf([recipe, modules])}`, async (folder) => {
    const app = join(folder, "app");
    await mkdir(join(app, "node_modules"), { recursive: true });
    await copyTree(packageDir, app);
    const dependencies = `find "$1" -mindepth 1 -maxdepth 1 ! -name openclaw -print0 | xargs -0 cp -a $3 -t "$2"`;
    await shell(dependencies, [modules, join(app, "node_modules")]);
    await chown(app, user.uid, user.uid);
  });
}

/** A small server in its place, which is up in a moment. */
export async function ensureStandInLayer(): Promise<string> {
  const key = keyOf([recipe, await readFile(standInFile, "utf8")]);
  return ensureImage(`image-stand-in-${key}`, async (folder) => {
    const layer = new Layer(folder, folder);
    await layer.file("/app/dist/standIn.ts", await readFile(standInFile, "utf8"));
    await layer.file("/app/dist/index.js", `import "./standIn.ts";\n`);
    await layer.file("/app/package.json", `{"name":"openclaw","type":"module"}\n`);
  });
}

/** A layer that only tells one image from another. */
export async function ensureMarkLayer(mark: string): Promise<string> {
  return ensureImage(`image-mark-${mark}`, async (folder) => {
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, "mark"), mark);
  });
}

async function copyTree(from: string, to: string): Promise<void> {
  await shell(`cp -a $3 "$1/." "$2/"`, [from, to]);
}

/** The script gets `-l` as its third argument where files can be linked, else nothing. */
async function shell(script: string, args: readonly [string, string]): Promise<void> {
  const run = (option: string) => runTool(["/bin/sh", "-ec", script, "sh", ...args, option], copyMs);
  await run("-l").catch(() => run("--reflink=auto"));
}

async function linkOrCopy(from: string, to: string): Promise<void> {
  await link(from, to).catch(() => copyFile(from, to));
}

function keyOf(parts: readonly string[]): string {
  return createHash("sha256").update(parts.join("\n")).digest("hex").slice(0, 12);
}

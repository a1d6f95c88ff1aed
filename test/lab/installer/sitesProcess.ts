/** `node sitesProcess.ts <folder>`: openclaw.ai, nodejs.org and registry.npmjs.org of a lab, over TLS on port 443. */
import { readFileSync } from "node:fs";
import { appendFile, readFile } from "node:fs/promises";
import type { IncomingMessage } from "node:http";
import { createServer } from "node:https";
import { join } from "node:path";
import { createSecureContext, type SecureContext } from "node:tls";
import { siteFaults } from "./faultRegistry.ts";
import { readArchive } from "./npmCache.ts";
import { answerFromRegistry } from "./packageRegistry.ts";
import { sendAnswer } from "./sendAnswer.ts";
import { hostOf, notFound, type SiteAnswer, type SitePart, type SiteRequest } from "./site.ts";
import { activeFaultFile, requestsFile, readSites } from "./sitesFolder.ts";
import type { ActiveFault, SiteFault } from "./siteFault.ts";

const [folder = ""] = process.argv.slice(2);
const sites = readSites(folder);

function faultOf(part: SitePart): SiteFault | null {
  const active = JSON.parse(readFileSync(join(folder, activeFaultFile), "utf8")) as ActiveFault | null;
  return active?.on === part ? (siteFaults.find(({ id }) => id === active.id) ?? null) : null;
}

function partOf(host: string | undefined): SitePart | null {
  const parts = Object.keys(hostOf) as SitePart[];
  return parts.find((part) => hostOf[part] === host?.replace(/:\d+$/, "")) ?? null;
}

function contextFor(host: string): SecureContext {
  const part = partOf(host);
  const kind = (part === null ? null : faultOf(part))?.certificate ?? "good";
  const { certFile, keyFile } = sites.certificates[kind];
  return createSecureContext({ cert: readFileSync(certFile), key: readFileSync(keyFile) });
}

async function goodAnswer(request: SiteRequest): Promise<SiteAnswer> {
  const { part, path } = request;
  const file = part === "packages" ? undefined : sites.files[`${hostOf[part]}${path}`];
  if (file !== undefined)
    return { status: 200, type: "application/octet-stream", body: await readFile(file) };
  if (part !== "packages") return notFound(request);
  const archive: Parameters<typeof answerFromRegistry>[0]["archive"] = (locked) => readArchive(sites, locked);
  return answerFromRegistry({ packages: sites.packages, archive }, request);
}

async function answer(incoming: IncomingMessage): Promise<SiteAnswer> {
  const part = partOf(incoming.headers.host);
  if (part === null) return { status: 421, type: "text/plain", body: Buffer.from("Misdirected request\n") };
  const request: SiteRequest = { part, path: incoming.url ?? "/" };
  const good = await goodAnswer(request);
  const changed = faultOf(part)?.change?.(good, request) ?? good;
  const line = { host: hostOf[part], path: request.path, status: changed.status };
  await appendFile(join(folder, requestsFile), `${JSON.stringify(line)}\n`);
  return changed;
}

const { certFile, keyFile } = sites.certificates.good;
const server = createServer(
  {
    cert: readFileSync(certFile),
    key: readFileSync(keyFile),
    SNICallback: (host, callback) => callback(null, contextFor(host)),
  },
  (incoming, response) => {
    incoming.resume();
    answer(incoming)
      .then((found) => sendAnswer(response, found))
      .catch((error: unknown) => response.destroy(error as Error));
  },
);
server.listen(443, "0.0.0.0", () => console.log("ready"));

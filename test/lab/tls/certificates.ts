/** Certificates of a lab, made by openssl: an authority of its own, and what it signs. */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { runTool } from "../kernel/runTool.ts";

export interface Certificate {
  /** PEM: the certificate, followed by that of the authority. */
  readonly certFile: string;
  readonly keyFile: string;
}

export interface Wanted {
  /** Name of its files. */
  readonly name: string;
  /** The host names that it is good for. */
  readonly hosts: readonly string[];
  /** Default a day ago. */
  readonly validFrom?: Date;
  /** Default in a year. */
  readonly validUntil?: Date;
}

export interface Authority {
  readonly certFile: string;
  issue(wanted: Wanted): Promise<Certificate>;
}

const dayMs = 86_400_000;
const newKey = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"] as const;

/** Makes an authority whose files lie in `dir`; who trusts `certFile` trusts what it issues. */
export async function createAuthority(dir: string, commonName: string): Promise<Authority> {
  await mkdir(join(dir, "issued"), { recursive: true });
  const certFile = join(dir, "authority.crt");
  const keyFile = join(dir, "authority.key");
  const subject = `/CN=${commonName}`;
  await openssl(
    "req",
    "-x509",
    ...newKey,
    "-keyout",
    keyFile,
    "-out",
    certFile,
    "-days",
    "30",
    "-subj",
    subject,
  );
  return { certFile, issue: (wanted) => issue(dir, wanted) };
}

async function issue(dir: string, wanted: Wanted): Promise<Certificate> {
  const at = (ending: string) => join(dir, `${wanted.name}.${ending}`);
  const from = wanted.validFrom ?? new Date(Date.now() - dayMs);
  const until = wanted.validUntil ?? new Date(Date.now() + 365 * dayMs);
  await writeFile(at("cnf"), signingConfig(dir, at("index"), wanted.hosts));
  // Each has its own list of what was issued, so that several can be made at once.
  await writeFile(at("index"), "");
  const subject = `/CN=${wanted.hosts[0] ?? wanted.name}`;
  await openssl("req", "-new", ...newKey, "-keyout", at("key"), "-out", at("csr"), "-subj", subject);
  // Only `openssl ca` takes both dates in every version of openssl that Debian has.
  const dates = ["-startdate", asn1Time(from), "-enddate", asn1Time(until)];
  const files = ["-config", at("cnf"), "-in", at("csr"), "-out", at("leaf")];
  await openssl("ca", "-batch", "-notext", ...files, ...dates);
  const chain = await Promise.all([at("leaf"), join(dir, "authority.crt")].map((file) => readFile(file)));
  await writeFile(at("crt"), Buffer.concat(chain));
  return { certFile: at("crt"), keyFile: at("key") };
}

function signingConfig(dir: string, index: string, hosts: readonly string[]): string {
  const names = hosts.map((host) => `${/^[\d.]+$|:/.test(host) ? "IP" : "DNS"}:${host}`);
  return `[ca]
default_ca = lab
[lab]
database = ${index}
new_certs_dir = ${join(dir, "issued")}
certificate = ${join(dir, "authority.crt")}
private_key = ${join(dir, "authority.key")}
default_md = sha256
rand_serial = yes
policy = any
unique_subject = no
x509_extensions = leaf
[any]
commonName = supplied
[leaf]
basicConstraints = CA:FALSE
keyUsage = digitalSignature
extendedKeyUsage = serverAuth
authorityKeyIdentifier = keyid
subjectAltName = ${names.join(",")}
`;
}

/** `YYYYMMDDHHMMSSZ` */
function asn1Time(date: Date): string {
  return `${date.toISOString().slice(0, 19).replace(/\D/g, "")}Z`;
}

async function openssl(...args: readonly string[]): Promise<void> {
  await runTool(["openssl", ...args]);
}

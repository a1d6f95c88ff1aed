/** What a site of the lab's internet is asked, and what it answers. */

/** The three parts that the installer consists of, by who serves them. */
export type SitePart = "script" | "node" | "packages";

export const hostOf: Readonly<Record<SitePart, string>> = {
  script: "openclaw.ai",
  node: "nodejs.org",
  packages: "registry.npmjs.org",
};

export interface SiteRequest {
  readonly part: SitePart;
  /** Path and query as asked. */
  readonly path: string;
}

export interface SiteAnswer {
  readonly status: number;
  readonly type: string;
  readonly body: Buffer;
  /** How long the body takes; default as long as it takes. */
  readonly lastsMs?: number;
  /** After how many bytes it ends, and how: the connection is cut, or stays open and nothing more comes. */
  readonly stopsAfter?: { readonly bytes: number; readonly how: "cut" | "stall" };
}

export function notFound({ path }: SiteRequest): SiteAnswer {
  return { status: 404, type: "text/plain", body: Buffer.from(`Not found: ${path}\n`) };
}

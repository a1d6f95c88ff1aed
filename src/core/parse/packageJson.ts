import * as z from "zod/mini";
import { parseJson } from "./json.ts";

const schema = z.object({ name: z.string(), version: z.string() });

/** The name and version of a `package.json`; null when it has none. */
export function parsePackageJson(text: string): { readonly name: string; readonly version: string } | null {
  const read = schema.safeParse(parseJson(text));
  return read.success ? read.data : null;
}

/** Every kind of place that a gateway credential is looked for in. To add one, write its file and list it here. */
import type { CandidateFinder } from "../candidate.ts";
import { findArgumentCredential } from "./argumentCredential.ts";
import { findAuthCredential, findRemoteCredential } from "./configCredential.ts";
import { findEnvironmentCredential } from "./environmentCredential.ts";

export const candidateFinders: readonly CandidateFinder[] = [
  findArgumentCredential,
  findAuthCredential,
  findEnvironmentCredential,
  findRemoteCredential,
];

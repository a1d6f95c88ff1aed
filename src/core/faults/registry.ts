/** The catalogue: every rule. To add one, write its file under rules/<layer>/ and list it here. */
import type { FaultRule } from "./rule.ts";

export const rules: readonly FaultRule[] = [];

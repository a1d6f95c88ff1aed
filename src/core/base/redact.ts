import { redactAssignments, type Hide } from "./redactAssignments.ts";
import { placeholderPattern } from "./placeholder.ts";

/**
 * Values that show by their form that they are secrets; where there is a group, only that is the secret. A hex
 * string is one only with 48 digits, the length of the tokens that the gateway makes: device ids, digests and
 * commit ids have 64 or 40.
 */
const forms: readonly RegExp[] = [
  /-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----(?:(?!-----END)[^]){0,20000}(?:-----END [A-Z ]{0,30}PRIVATE KEY-----)?/g,
  /\bauthorization\\{0,3}["']?\s{0,4}[:=]\s{0,4}\\{0,3}["']?(?:Bearer|Basic|Token|Bot)\s{1,4}([^\s"'\\,;]+)/gi,
  /\b(?:Bearer|Basic)\s{1,4}((?=[A-Za-z-._~+/]{0,60}\d)[\w.~+/=-]{8,}|[\w.~+/=-]{32,})/g,
  /:\/\/[^\s/:@"']{0,200}:([^\s/@"']{1,200})@/g,
  /(?<![\w:-])\d{6,12}:[A-Za-z0-9_-]{30,}/g,
  /\b(?:sk|pk|rk)-[A-Za-z0-9_-]{16,}/g,
  /\b(?:gh[pousr]_[A-Za-z0-9]{20,}|github_pat_\w{20,}|glpat-[\w-]{20,})/g,
  /\bxox[a-z]-[A-Za-z0-9-]{10,}|\bxapp-[A-Za-z0-9-]{10,}/g,
  /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/g,
  /\bAIza[\w-]{35}/g,
  /\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]{0,4000}/g,
  /(?<![0-9A-Za-z])[0-9a-f]{48}(?![0-9A-Za-z])/g,
];

const isPlaceholder = new RegExp(`^${placeholderPattern.source}$`);

/**
 * Replaces everything that looks like a secret. Applied to its own result it changes nothing; lines stay where they
 * are; JSON, YAML and `.env` text stay readable as such. The time is linear in the length of the text.
 */
export function redactSecrets(text: string, hide: Hide): string {
  const hideOnce: Hide = (value) => (isPlaceholder.test(value) ? value : hide(value));
  let redacted = redactAssignments(text, hideOnce);
  for (const form of forms) {
    redacted = redacted.replace(form, (match: string, group: unknown) => {
      if (typeof group !== "string") return hideOnce(match) + lineBreaksOf(match);
      const at = match.lastIndexOf(group);
      return match.slice(0, at) + hideOnce(group) + match.slice(at + group.length);
    });
  }
  return redacted;
}

function lineBreaksOf(text: string): string {
  return text.replace(/[^\n]+/g, "");
}

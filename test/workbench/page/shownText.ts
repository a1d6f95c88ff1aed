/** Text as a person reads it: the workbench puts no-break spaces and direction marks between and around words. */
export function shownText(text: string | null | undefined): string {
  return plainSpaces(text ?? "").trim();
}

/** The same for a line of code, whose indentation counts. */
export function plainSpaces(text: string): string {
  return text.replaceAll("\u00a0", " ").replaceAll(/[\u200b-\u200f\u202a-\u202e]/g, "");
}

/** A pattern for text that is exactly this, whatever kind of space the workbench puts between the words. */
export function exactly(text: string): RegExp {
  const pattern = text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&").replaceAll(" ", "\\s");
  return new RegExp(`^\\s*${pattern}\\s*$`);
}

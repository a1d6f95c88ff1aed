/** Endings of names whose values are secrets, compared without case and without the signs between words. */
const endings = [
  "token",
  "secret",
  "password",
  "passwd",
  "passphrase",
  "apikey",
  "accesskey",
  "privatekey",
  "secretkey",
  "signingkey",
  "encryptionkey",
  "credential",
  "setupcode",
  "authorization",
  "cookie",
];
const plurals = endings.map((ending) => `${ending}s`);

/** Environment variables such as ANTHROPIC_KEY or SMTP_PASS; in lower case these endings are ordinary words. */
const upperCaseEnding = /^[A-Z0-9_]+_(?:KEY|PASS|PWD)$/;

/** True for the name of a variable, option, header or config entry whose value is a secret. */
export function isSecretName(name: string): boolean {
  const plain = name.replace(/[-_.]/g, "").toLowerCase();
  return endings.some((ending) => plain.endsWith(ending)) || upperCaseEnding.test(name);
}

/** True for the name of a list of secrets. */
export function isSecretListName(name: string): boolean {
  const plain = name.replace(/[-_.]/g, "").toLowerCase();
  return plurals.some((ending) => plain.endsWith(ending)) || isSecretName(name);
}

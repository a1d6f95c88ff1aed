/** Marks a branch that the type system has shown to be unreachable; throws if it is reached after all. */
export function assertNever(value: never): never {
  throw new Error(`Unexpected value: ${JSON.stringify(value)}`);
}

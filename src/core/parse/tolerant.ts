import * as z from "zod/mini";

/*
 * Building blocks for answers of other programs, whose shape changes between releases: unknown keys are fine, a
 * missing or misshapen value is null, and reading never throws.
 */

export const text = z.catch(z.nullable(z.string()), null);
export const number = z.catch(z.nullable(z.number()), null);
export const flag = z.catch(z.nullable(z.boolean()), null);

/** A list without the entries that do not fit `item`. It must be there: an absent list is not an empty one. */
export function list<T extends z.ZodMiniType>(item: T) {
  const fitting = z.transform((entries: unknown[]): z.output<T>[] =>
    entries.flatMap((entry) => {
      const read = item.safeParse(entry);
      return read.success ? [read.data] : [];
    }),
  );
  return z.pipe(z.array(z.unknown()), fitting);
}

/** The same where older releases leave the list out when it is empty. */
export function listOrEmpty<T extends z.ZodMiniType>(item: T) {
  return z.catch(list(item), []);
}

/** An object whose every value is tolerant itself; anything else reads as an object without values. */
export function record<T extends z.core.$ZodLooseShape>(shape: T) {
  const object = z.object(shape);
  return z.catch(object, () => object.parse({}));
}

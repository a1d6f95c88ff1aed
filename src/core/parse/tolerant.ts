import * as z from "zod/mini";

/*
 * Building blocks for answers of other programs, whose shape changes between releases: unknown keys are fine, a
 * missing or misshapen value is null (an empty list, an empty record), and reading never throws.
 */

export const text = z.catch(z.nullable(z.string()), null);
export const number = z.catch(z.nullable(z.number()), null);
export const flag = z.catch(z.nullable(z.boolean()), null);

/** A list without the entries that do not fit `item`. */
export function list<T extends z.ZodMiniType>(item: T) {
  const fitting = z.transform((entries: unknown[]): z.output<T>[] =>
    entries.flatMap((entry) => {
      const read = item.safeParse(entry);
      return read.success ? [read.data] : [];
    }),
  );
  return z.catch(z.pipe(z.array(z.unknown()), fitting), []);
}

/** An object whose every value is tolerant itself; anything else reads as an object without values. */
export function record<T extends z.core.$ZodLooseShape>(shape: T) {
  const object = z.object(shape);
  return z.catch(object, () => object.parse({}));
}

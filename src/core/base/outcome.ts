/** The result of work that may fail in a way the caller must handle. A throw is kept for bugs and aborts. */
export type Outcome<T, F> = Success<T> | Failure<F>;

export interface Success<T> {
  readonly ok: true;
  readonly value: T;
}

export interface Failure<F> {
  readonly ok: false;
  readonly failure: F;
}

export function success<T>(value: T): Success<T> {
  return { ok: true, value };
}

export function failed<F>(failure: F): Failure<F> {
  return { ok: false, failure };
}

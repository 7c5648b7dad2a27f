/** An expected outcome that is not success is a value; only a bug throws. */
export type Result<T, E> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: E }

export function ok(): Result<void, never>
export function ok<T>(value: T): Result<T, never>
export function ok<T>(value?: T): Result<T | undefined, never> {
  return { ok: true, value }
}

export function err<E>(error: E): Result<never, E> {
  return { ok: false, error }
}

/** Takes the value out where failure would be a bug, as in tests and start-up. */
export function unwrap<T, E>(result: Result<T, E>): T {
  if (result.ok) return result.value
  throw new Error(`expected success, met: ${JSON.stringify(result.error)}`)
}

/** Proves to the compiler, and at run time, that a union is exhausted. */
export function never(value: never): never {
  throw new Error(`unforeseen case: ${JSON.stringify(value)}`)
}

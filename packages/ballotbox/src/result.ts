/** A failure that was to be expected is a value; a bug throws. */
export type Result<T, E = string> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: E }

export const ok = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value })

export const err = <E>(error: E): { readonly ok: false; readonly error: E } => ({ ok: false, error })

/** Unwraps what cannot fail unless the program is wrong. */
export function must<T, E>(result: Result<T, E>): T {
  if (!result.ok) throw new Error(`expected a success, got: ${String(result.error)}`)
  return result.value
}

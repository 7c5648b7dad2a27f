import { err, ok, type Result } from '../result.ts'

/** What JSON can hold. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

/** Why a text was refused, and where in it ("answers[2].alpha"). */
export interface FormatError {
  readonly at: string
  readonly problem: string
}

/** One format, read and written. Reading refuses whatever writing would not have produced. */
export interface Codec<T> {
  read(json: Json, at: string): Result<T, FormatError>
  write(value: T): Json
}

export type ValueOf<C> = C extends Codec<infer T> ? T : never

export const refuse = (at: string, problem: string): { readonly ok: false; readonly error: FormatError } =>
  err({ at: at === '' ? 'the whole' : at, problem })

export const text = (maxLength: number, pattern?: RegExp): Codec<string> => ({
  read(json, at) {
    if (typeof json !== 'string') return refuse(at, 'not a string')
    if (json.length > maxLength) return refuse(at, `longer than ${maxLength} characters`)
    if (pattern !== undefined && !pattern.test(json)) return refuse(at, 'not of the expected form')
    return ok(json)
  },
  write: (value) => value,
})

/** A small integer, written as a JSON number (type I of §4.2). */
export const smallInteger = (least: number, most: number): Codec<number> => ({
  read(json, at) {
    if (typeof json !== 'number' || !Number.isSafeInteger(json)) return refuse(at, 'not a whole number')
    if (json < least || json > most) return refuse(at, `not between ${least} and ${most}`)
    return ok(json)
  },
  write: (value) => value,
})

export const flag: Codec<boolean> = {
  read: (json, at) => (typeof json === 'boolean' ? ok(json) : refuse(at, 'neither true nor false')),
  write: (value) => value,
}

export const constant = <T extends string | number>(value: T): Codec<T> => ({
  read: (json, at) => (json === value ? ok(value) : refuse(at, `not ${JSON.stringify(value)}`)),
  write: () => value,
})

export const oneOf = <T extends string>(...values: readonly T[]): Codec<T> => ({
  read(json, at) {
    const found = values.find((value) => value === json)
    return found === undefined ? refuse(at, `none of ${values.join(', ')}`) : ok(found)
  },
  write: (value) => value,
})

export const list = <T>(item: Codec<T>, maxLength: number, minLength = 0): Codec<readonly T[]> => ({
  read(json, at) {
    if (!Array.isArray(json)) return refuse(at, 'not a list')
    if (json.length > maxLength) return refuse(at, `more than ${maxLength} items`)
    if (json.length < minLength) return refuse(at, `fewer than ${minLength} items`)
    const items: T[] = []
    for (const [i, each] of json.entries()) {
      const one = item.read(each, `${at}[${i}]`)
      if (!one.ok) return one
      items.push(one.value)
    }
    return ok(items)
  },
  write: (values) => values.map((value) => item.write(value)),
})

type TupleOf<C extends readonly Codec<unknown>[]> = { readonly [I in keyof C]: ValueOf<C[I]> }

export function tuple<const C extends readonly Codec<unknown>[]>(...items: C): Codec<TupleOf<C>>
export function tuple(...items: readonly Codec<unknown>[]): Codec<readonly unknown[]> {
  return {
    read(json, at) {
      if (!Array.isArray(json) || json.length !== items.length) return refuse(at, `not a list of ${items.length}`)
      const values: unknown[] = []
      for (const [i, item] of items.entries()) {
        const one = item.read(json[i], `${at}[${i}]`)
        if (!one.ok) return one
        values.push(one.value)
      }
      return ok(values)
    },
    write: (values) => items.map((item, i) => item.write(values[i])),
  }
}

interface OptionalField<T> {
  readonly optional: Codec<T>
}

export const optional = <T>(codec: Codec<T>): OptionalField<T> => ({ optional: codec })

type Shape = Readonly<Record<string, Codec<unknown> | OptionalField<unknown>>>
type RequiredKeys<S> = { [K in keyof S]: S[K] extends Codec<unknown> ? K : never }[keyof S]
type OptionalKeys<S> = Exclude<keyof S, RequiredKeys<S>>
type RecordOf<S> = { readonly [K in RequiredKeys<S>]: ValueOf<S[K]> } & {
  readonly [K in OptionalKeys<S>]?: S[K] extends OptionalField<infer T> ? T : never
}

/** An object whose fields are written in the order of the shape, which is the specification's own. */
export function record<const S extends Shape>(shape: S): Codec<RecordOf<S>>
export function record(shape: Shape): Codec<unknown> {
  const fields = Object.entries(shape).map(([key, field]) =>
    'optional' in field ? { key, codec: field.optional, required: false } : { key, codec: field, required: true },
  )
  const keys = fields.map(({ key }) => key)
  return {
    read(json, at) {
      if (json === null || typeof json !== 'object' || Array.isArray(json)) return refuse(at, 'not an object')
      const source = json as { readonly [key: string]: Json }
      const stranger = Object.keys(source).find((key) => !Object.hasOwn(shape, key))
      if (stranger !== undefined) return refuse(at, `has the unknown field ${JSON.stringify(stranger.slice(0, 40))}`)
      if (!inOrder(Object.keys(source), keys)) return refuse(at, 'not written canonically')
      const value: Record<string, unknown> = {}
      for (const { key, codec, required } of fields) {
        if (!Object.hasOwn(source, key)) {
          if (required) return refuse(at, `lacks the field "${key}"`)
          continue
        }
        const one = codec.read(source[key]!, at === '' ? key : `${at}.${key}`)
        if (!one.ok) return one
        value[key] = one.value
      }
      return ok(value)
    },
    write(value) {
      const source = value as Record<string, unknown>
      const json: Record<string, Json> = {}
      for (const { key, codec } of fields) if (source[key] !== undefined) json[key] = codec.write(source[key])
      return json
    },
  }
}

/** Whether keys, all of them known, stand in the order of the known ones. */
function inOrder(keys: readonly string[], known: readonly string[]): boolean {
  let at = -1
  return keys.every((key) => {
    const before = at
    at = known.indexOf(key)
    return at > before
  })
}

/** Either of two formats, told apart by what only the first has. */
export const either = <A, B>(
  first: Codec<A>,
  second: Codec<B>,
  isFirst: (json: Json) => boolean,
  valueIsFirst: (value: A | B) => value is A,
): Codec<A | B> => ({
  read: (json, at): Result<A | B, FormatError> => (isFirst(json) ? first.read(json, at) : second.read(json, at)),
  write: (value) => (valueIsFirst(value) ? first.write(value) : second.write(value as B)),
})

/** Formats told apart by their field `type`. */
export const variants = <T extends { readonly type: string }>(
  codecs: {
    readonly [K in T['type']]: Codec<Extract<T, { readonly type: K }>>
  },
): Codec<T> => {
  const byType: Readonly<Record<string, Codec<unknown>>> = codecs
  return {
    read(json, at) {
      const type = hasField(json, 'type') ? (json as { readonly type: Json }).type : undefined
      if (typeof type !== 'string' || !Object.hasOwn(byType, type)) return refuse(at, 'of an unknown type')
      return byType[type]!.read(json, at) as Result<T, FormatError>
    },
    write: (value) => byType[value.type]!.write(value),
  }
}

export const hasField = (json: Json, key: string): boolean =>
  json !== null && typeof json === 'object' && !Array.isArray(json) && Object.hasOwn(json, key)

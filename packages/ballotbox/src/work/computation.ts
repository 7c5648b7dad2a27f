import type { Element, FixedBase, Group } from '../groups/group.ts'

/**
 * The heavy arithmetic of mixes and decryptions as data, so that the same algorithm runs here, in worker threads, with
 * progress, or from where it was interrupted: who runs it decides.
 */
export type Operation =
  | { readonly kind: 'powers of one'; readonly base: Element; readonly exponents: readonly bigint[] }
  | { readonly kind: 'powers'; readonly bases: readonly Element[]; readonly exponents: readonly bigint[] }
  | { readonly kind: 'product'; readonly bases: readonly Element[]; readonly exponents: readonly bigint[] }
  | { readonly kind: 'members'; readonly elements: readonly Element[] }
  | { readonly kind: 'generators'; readonly from: number; readonly count: number }

/** An algorithm that hands its heavy arithmetic to whoever runs it. */
export type Computation<T> = Generator<Operation, T, readonly Element[]>

/** base^exponents[i] for each i. */
export function* powersOfOne(base: Element, exponents: readonly bigint[]): Computation<readonly Element[]> {
  return yield { kind: 'powers of one', base, exponents }
}

/** bases[i]^exponents[i] for each i. */
export function* powers(bases: readonly Element[], exponents: readonly bigint[]): Computation<readonly Element[]> {
  return yield { kind: 'powers', bases, exponents }
}

/** ∏ bases[i]^exponents[i]. */
export function* powerProduct(bases: readonly Element[], exponents: readonly bigint[]): Computation<Element> {
  const [product] = yield { kind: 'product', bases, exponents }
  return product!
}

export function* allMembers(elements: readonly Element[]): Computation<boolean> {
  const [yes] = yield { kind: 'members', elements }
  return yes === 1n
}

/** Function GetGenerators of §6, table 7, and its test for collisions: h₀ … h_(count−1), and h₋₁ apart. */
export function* independentGenerators(count: number): Computation<{ h: Element; hs: readonly Element[] }> {
  const [h, ...hs] = yield { kind: 'generators', from: -1, count: count + 1 }
  if (new Set([h, ...hs]).size !== count + 1) throw new Error('two generators collide')
  return { h: h!, hs }
}

/** Does one operation at once. */
export function perform(group: Group, operation: Operation): readonly Element[] {
  switch (operation.kind) {
    case 'powers of one': {
      const power = preparedBase(group, operation.base)
      return operation.exponents.map(power)
    }
    case 'powers':
      return operation.bases.map((base, i) => group.power(base, operation.exponents[i]!))
    case 'product':
      return [group.powerProduct(operation.bases, operation.exponents)]
    case 'members':
      return [group.areMembers(operation.elements) ? 1n : 0n]
    case 'generators':
      return Array.from({ length: operation.count }, (_, i) => group.independentGenerator(operation.from + i))
    default:
      return operation satisfies never
  }
}

const MAX_PREPARED = 4
const prepared = new WeakMap<Group, Map<Element, FixedBase>>()

/** Tables for the few bases in use (the election's key, a trustee's, the generator h), the oldest forgotten first. */
function preparedBase(group: Group, base: Element): FixedBase {
  if (base === group.g) return group.powerOfG
  const tables = prepared.get(group) ?? new Map<Element, FixedBase>()
  prepared.set(group, tables)
  const known = tables.get(base)
  if (known !== undefined) return known
  const oldest = tables.keys().next()
  if (tables.size >= MAX_PREPARED && oldest.done !== true) tables.delete(oldest.value)
  const made = group.fixedBase(base)
  tables.set(base, made)
  return made
}

/** Runs a computation in this thread, at once. */
export function runHere<T>(group: Group, computation: Computation<T>): T {
  let step = computation.next()
  while (step.done !== true) step = computation.next(perform(group, step.value))
  return step.value
}

/** How many items an operation works on: what progress is counted in. */
export function sizeOf(operation: Operation): number {
  switch (operation.kind) {
    case 'powers of one':
      return operation.exponents.length
    case 'powers':
    case 'product':
      return operation.bases.length
    case 'members':
      return operation.elements.length
    case 'generators':
      return operation.count
    default:
      return operation satisfies never
  }
}

/** The part of an operation that works on items `from` up to but not including `to`. */
export function sliceOf(operation: Operation, from: number, to: number): Operation {
  switch (operation.kind) {
    case 'powers of one':
      return { ...operation, exponents: operation.exponents.slice(from, to) }
    case 'powers':
    case 'product':
      return { ...operation, bases: operation.bases.slice(from, to), exponents: operation.exponents.slice(from, to) }
    case 'members':
      return { ...operation, elements: operation.elements.slice(from, to) }
    case 'generators':
      return { ...operation, from: operation.from + from, count: to - from }
    default:
      return operation satisfies never
  }
}

/** The answer to an operation from the answers to its slices, in order. */
export function joinAnswers(
  group: Group,
  operation: Operation,
  answers: readonly (readonly Element[])[],
): readonly Element[] {
  if (operation.kind === 'product') return [answers.flat().reduce(group.multiply, group.one)]
  if (operation.kind === 'members') return [answers.flat().every((yes) => yes === 1n) ? 1n : 0n]
  return answers.flat()
}

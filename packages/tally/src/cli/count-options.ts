import type { CountOptions } from '../count.ts'
import { err, ok, type Result } from '../result.ts'
import { ruleNamed } from '../rules/registry.ts'
import type { Options } from '../rules/rule.ts'
import type { TieMethod } from '../ties.ts'
import { type Arguments, numberList, type OptionKinds } from './arguments.ts'

/** The options that say how to count, for every subcommand that counts. */
export const COUNT_OPTIONS: OptionKinds = {
  rules: 'value',
  seats: 'value',
  withdraw: 'value',
  ron: 'value',
  constraints: 'value',
  'tie-seed': 'value',
  'tie-order': 'value',
  option: 'values',
  contest: 'value',
}

export const COUNT_USAGE =
  '--rules NAME [--seats N] [--constraints F.con] [--withdraw 3,5] [--ron N] [--tie-seed TEXT | --tie-order 4,1,…] [--option NAME=VALUE]… [--contest ID]'

export const countOptions = (given: Arguments): Result<CountOptions, string> => {
  const rules = given.value('rules')
  if (rules === undefined) return err('option --rules is needed: see "tally rules"')
  const seats = given.value('seats')
  if (seats !== undefined && !/^[1-9]\d{0,6}$/.test(seats))
    return err(`option --seats takes a number from 1, not "${seats}"`)
  const withdraw = given.value('withdraw')
  const withdrawn = withdraw === undefined ? ok([]) : numberList(withdraw, 'withdraw')
  if (!withdrawn.ok) return withdrawn
  const ron = given.value('ron')
  if (ron !== undefined && !/^[1-9]\d{0,6}$/.test(ron))
    return err(`option --ron takes a candidate number, not "${ron}"`)
  const ties = tieMethod(given)
  if (!ties.ok) return ties
  const options = ruleOptions(rules, given.values('option'))
  if (!options.ok) return options
  return ok({
    rules,
    ...(seats !== undefined && { seats: Number(seats) }),
    withdrawn: withdrawn.value,
    ...(ron !== undefined && { ron: Number(ron) }),
    ...(ties.value && { ties: ties.value }),
    options: options.value,
  })
}

const tieMethod = (given: Arguments): Result<TieMethod | undefined, string> => {
  const seed = given.value('tie-seed')
  const order = given.value('tie-order')
  if (seed !== undefined && order !== undefined) return err('give --tie-seed or --tie-order, not both')
  if (seed !== undefined) return ok({ kind: 'seed', seed })
  if (order === undefined) return ok(undefined)
  const numbers = numberList(order, 'tie-order')
  return numbers.ok ? ok({ kind: 'order', order: numbers.value }) : numbers
}

/** `--option quota=droop`, read as the kind that the rule declares. */
const ruleOptions = (rules: string, settings: readonly string[]): Result<Options, string> => {
  const taken = ruleNamed(rules)?.options ?? {}
  const options: Record<string, string | number | boolean> = {}
  for (const setting of settings) {
    const at = setting.indexOf('=')
    if (at < 1) return err(`option --option takes NAME=VALUE, not "${setting}"`)
    const name = setting.slice(0, at)
    const text = setting.slice(at + 1)
    const kind = taken[name]?.kind
    if (kind === 'number') options[name] = Number(text)
    else if (kind === 'boolean' && (text === 'true' || text === 'false')) options[name] = text === 'true'
    else options[name] = text
  }
  return ok(options)
}

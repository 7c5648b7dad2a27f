import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../../platform/project-root.ts'
import { unwrap } from '../../platform/result.ts'
import { type Constitution, parseConstitution } from './constitution.ts'
import { dateInWords } from './words.ts'

/** The constitutions that an organisation can start from. Each is a file that reads as one. */
export const STARTING_POINTS = ['federation', 'association', 'branch'] as const
export type StartingPoint = (typeof STARTING_POINTS)[number]

export interface Founded {
  readonly name: string
  /** One paragraph. */
  readonly purpose: string
  /** `YYYY-MM-DD`. */
  readonly interimEndsOn: string
}

/** The text of a starting point with the organisation's own words in it. */
export function constitutionFor(start: StartingPoint, { name, purpose, interimEndsOn }: Founded): string {
  const words: Record<string, string> = {
    name: oneLine(name),
    purpose: oneLine(purpose),
    'interim-ends': interimEndsOn,
    'interim-ends-in-words':
      interimEndsOn === UNNAMED.interimEndsOn ? 'the day you choose' : dateInWords(interimEndsOn),
  }
  return template(start).replace(/\{\{([a-z-]+)\}\}/g, (_, key: string) => {
    const text = words[key]
    if (text === undefined) throw new Error(`${start}.md asks for ${key}, which founding does not give`)
    return text
  })
}

/** The rules of a starting point, before anybody has filled in their own words. */
export function startingConstitution(start: StartingPoint): Constitution {
  return unwrap(parseConstitution(constitutionFor(start, UNNAMED)))
}

const UNNAMED: Founded = {
  name: 'your organisation',
  purpose: 'what you say it is for when you found it.',
  interimEndsOn: '2000-01-01',
}

/** Kept on one line so that nothing typed can begin an article or a block of rules. */
const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim()

function template(start: StartingPoint): string {
  return readFileSync(join(projectRoot(), 'app/modules/constitution/constitutions', `${start}.md`), 'utf8')
}

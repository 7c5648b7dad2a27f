import { z } from 'zod'
import { err, ok } from '../../../platform/result.ts'
import { verb } from '../../../platform/verb.ts'
import { type PublishedResult, publishResult } from './publish-result.ts'
import { type CountedFile, readBallotFile } from './read-ballot-file.ts'

/** As a form or the command line can hand one in. */
export const MOST_BYTES = 32 * 1024 * 1024
export const MOST_FILES = 200

const File = z.object({
  name: z.string().min(1).max(300),
  bytes: z
    .instanceof(Uint8Array)
    .refine((bytes) => bytes.byteLength <= MOST_BYTES, 'A ballot file can be 32 MB at most'),
})

/** Publishes elections held elsewhere from their ballot files: all of them, or none. Repeating it changes nothing. */
export const importResults = verb({
  name: 'elections.import-results',
  power: 'elections.publish',
  operator: true,
  input: z.object({
    files: z
      .array(File)
      .min(1, 'Choose at least one ballot file')
      .max(MOST_FILES, `At most ${MOST_FILES} files at a time`),
    rules: z.string().min(1, 'Choose the rules they are counted by'),
    title: z.string().trim().max(300, 'A title can have 300 letters at most').optional(),
  }),
  async act({ tx, input, mandate, now, chance, touch, record }) {
    if (input.title && input.files.length > 1) {
      return err(['One title cannot stand over several elections: leave it out, and each file gives its own.'])
    }
    const counted: CountedFile[] = []
    const wrong: string[] = []
    for (const file of input.files) {
      const read = readBallotFile(file, { rules: input.rules, title: input.title || undefined })
      if (read.ok) counted.push(read.value)
      else wrong.push(read.error)
    }
    if (wrong.length > 0) return err(wrong)

    const published: (PublishedResult & { name: string; title: string })[] = []
    for (const { name, ...rest } of counted) {
      const result = await publishResult(tx, mandate, chance, now, { held: 'elsewhere', ...rest })
      published.push({ ...result, name, title: rest.title })
    }
    const fresh = published.filter((result) => result.fresh)
    if (fresh.length > 0) touch('elections.results')
    record({
      summary:
        fresh.length === 0
          ? 'Handed in ballot files that had been published before; nothing changed'
          : `Published ${fresh.length === 1 ? 'an election' : `${fresh.length} elections`} held elsewhere: ${fresh.map(({ title }) => title).join('; ')}`,
      detail: { results: fresh.map(({ slug }) => slug), rules: input.rules },
    })
    return ok(published)
  },
})

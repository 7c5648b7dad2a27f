import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { projectRoot } from '../platform/project-root.ts'
import { constitutionCheck } from './constitution-check.ts'

const federation = join(projectRoot(), 'app/modules/constitution/constitutions/federation.md')
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'groundswell-check-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function check(...args: string[]) {
  const said: string[] = []
  const say = (line: string) => void said.push(line)
  const openHouse = () => Promise.reject(new Error('reading a file needs no house'))
  const code = await constitutionCheck.run({ config: {} as never, args, print: say, complain: say, openHouse })
  return { code, said: said.join('\n').replaceAll(folder, '') }
}

async function file(name: string, text: string): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, text)
  return path
}

describe('groundswell constitution check', () => {
  it('says that everything fits together', async () => {
    const { code, said } = await check(federation)
    expect(code).toBe(0)
    expect(said).toMatch(/federation\.md: \d+ rules, and all of them fit together\.$/)
  })

  it('names the line, the article, what is wrong and the proof', async () => {
    const rule = '{ "kind": "right", "name": "a", "title": "rest", "holders": "member" }'
    const path = await file('thin.md', `# Thin\n\n## 1. Rest\n\n1.1 Rest.\n\n\`\`\`rules\n[${rule}]\n\`\`\`\n`)
    expect(await check(path)).toEqual({
      code: 1,
      said: '/thin.md:3: article 1: Article 1 can never be amended. (never-amendable)\n    article 1 is covered by no rule of amendment',
    })
  })

  it('names the lines of what does not read', async () => {
    expect(await check(await file('bad.md', '# Bad\n\n## 2. Late\n'))).toEqual({
      code: 2,
      said: '/bad.md:3: article 2 stands where article 1 is expected',
    })
  })

  it('says how to ask', async () => {
    expect(await check()).toMatchObject({ code: 2 })
    expect(await check(join(folder, 'none.md'))).toEqual({ code: 2, said: '/none.md: there is no such file' })
  })
})

import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { nativeGroups } from '../src/node.ts'
import { must } from '../src/result.ts'
import { startBrowser } from '../src/testing/browser.ts'
import { toolIsThere, toolVerdict } from '../src/testing/tool.ts'
import { privateKeyOf, readKeyFile } from '../src/trustees/trustee-key.ts'
import { buildOfflineFile, sha256OfPage } from './build.ts'

const folder = mkdtempSync(join(tmpdir(), 'desk-'))
let built: string
let browser: Browser | undefined
let page: Page

const form = (title: string) => page.locator('form').filter({ hasText: title })

async function saved(link: string): Promise<string> {
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByText(`Save ${link}`).last().click()])
  const path = join(folder, link)
  await download.saveAs(path)
  return path
}

beforeAll(async () => {
  built = await buildOfflineFile()
  writeFileSync(join(folder, 'trustee.html'), built)
  browser = await startBrowser()
  if (browser === undefined) return
  const context = await browser.newContext({ offline: true, acceptDownloads: true })
  page = await context.newPage()
  await page.goto(pathToFileURL(join(folder, 'trustee.html')).href)
}, 60_000)
afterAll(() => browser?.close())

describe('the trustees’ single offline file', () => {
  it('is the same at each build, names no other file and may fetch nothing', async () => {
    expect(sha256OfPage(await buildOfflineFile())).toBe(sha256OfPage(built))
    expect(built).toContain("default-src 'none'")
    expect(built.replace(/<script[\s\S]*<\/script>/, '')).not.toMatch(/src=|href=|url\(/)
    expect(built).not.toMatch(/\bimport\s*\(|\bfetch\(|XMLHttpRequest|WebSocket/)
  })

  it('makes a key in a browser without network, which the command can use', async ({ skip }) => {
    if (browser === undefined) skip('Chromium cannot start here')
    await form('Make a single key').getByRole('button').click()
    const file = must(readKeyFile(readFileSync(await saved('trustee-key.json'), 'utf8')))
    const publicKey = JSON.parse(readFileSync(await saved('public-key.json'), 'utf8')) as { public_key: string }
    const group = nativeGroups(file.group)
    expect(publicKey.public_key).toBe(group.write(group.powerOfG(must(await privateKeyOf(group, file)))))
  })

  it('rehearses a whole election', async ({ skip }) => {
    if (browser === undefined) skip('Chromium cannot start here')
    const rehearsal = form('Rehearse on throwaway keys')
    await rehearsal.getByLabel('Number of trustees').fill('2')
    await rehearsal.getByLabel('How many must work together').fill('2')
    await rehearsal.getByRole('button').click()
    await rehearsal.getByText('What came out is what went in.').waitFor({ timeout: 50_000 })
    const archive = readFileSync(await saved('RehearsaLRehearsaL.bel'))
    if (toolIsThere) expect(toolVerdict('RehearsaLRehearsaL', archive)).toMatchObject({ accepted: true })
  })

  it('says what is wrong with a file that is none of its own', async ({ skip }) => {
    if (browser === undefined) skip('Chromium cannot start here')
    const mix = form('Check and mix')
    const wrong = { name: 'key.json', mimeType: 'application/json', buffer: Buffer.from('{}') }
    await mix.getByLabel('Your key file').setInputFiles(wrong)
    await mix.getByLabel('Archive of the election').setInputFiles(wrong)
    await mix.getByRole('button', { name: 'Check and mix' }).click()
    await mix.getByText('Not done: key file').waitFor()
  })
})

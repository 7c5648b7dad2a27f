import { describe, expect, it } from 'vitest'
import { renderPage } from './render.ts'
import { PlainSpecimen, Specimen } from './specimen.tsx'
import { buildStyles } from './styles/build.ts'

const assets = { css: '/main.css', fonts: [], icon: '/icon.svg' }
const pages = [renderPage(<Specimen assets={assets} />), renderPage(<PlainSpecimen assets={assets} />)]

describe('the specimen', () => {
  it('has a first heading, and no level left out below it', () => {
    for (const html of pages) {
      const levels = [...html.matchAll(/<h([1-6])/g)].map((match) => Number(match[1]))
      expect(levels[0]).toBe(1)
      levels.reduce((above, level) => {
        expect(level - above).toBeLessThanOrEqual(1)
        return level
      })
    }
  })

  it('needs no inline style and no script, so that a strict content policy holds', () => {
    for (const html of pages) expect(html).not.toMatch(/<script|<style| style=| on[a-z]+=/)
  })

  it('uses no class of the house that the stylesheet does not know', () => {
    const css = buildStyles(String)
    const used = new Set(
      pages.flatMap((html) => [...html.matchAll(/class="([^"]+)"/g)].flatMap((match) => match[1]!.split(' '))),
    )
    const unknown = [...used].filter((name) => name.startsWith('gs-') && !css.includes(`.${name}`))
    expect(unknown).toEqual([])
  })
})

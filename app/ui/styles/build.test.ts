import { statSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { fonts } from '../fonts.ts'
import { buildStyles } from './build.ts'

describe('the stylesheet', () => {
  const css = buildStyles((name) => `/assets/${name}`)

  it('is light on the wire: under 20 KB compressed', () => {
    expect(gzipSync(css).length).toBeLessThan(20_000)
  })

  it('asks for our own fonts and nothing from elsewhere', () => {
    const asked = [...css.matchAll(/url\(([^)]+)\)/g)].map((match) => match[1])
    expect(asked).toEqual(fonts.map((font) => `/assets/${font.name}`))
    expect(css.match(/font-display:swap/g)).toHaveLength(4)
    expect(css).not.toMatch(/GDS Transport|@import/i)
  })

  it('has its font files at hand', () => {
    for (const font of fonts) expect(statSync(font.path).size).toBeGreaterThan(5_000)
  })

  it('dresses print, forced colours and reduced motion', () => {
    for (const query of ['@media print', 'forced-colors: active', 'prefers-reduced-motion: reduce']) {
      expect(css.replaceAll(':active', ': active').replaceAll(':reduce', ': reduce')).toContain(query)
    }
  })
})

import { createRequire } from 'node:module'

/** The part of Unicode that a font file covers; a browser fetches a file only where a page uses its part. */
const ranges = {
  latin:
    'U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+0304,U+0308,U+0329,U+2000-206F,U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD',
  'latin-ext':
    'U+0100-02BA,U+02BD-02C5,U+02C7-02CC,U+02CE-02D7,U+02DD-02FF,U+0304,U+0308,U+0329,U+1D00-1DBF,U+1E00-1E9F,U+1EF2-1EFF,U+2020,U+20A0-20AB,U+20AD-20C0,U+2113,U+2C60-2C7F,U+A720-A7FF',
} as const

export type FontFile = {
  /** The file's own name, as the stylesheet's builder is asked to place it. */
  name: string
  /** Where the file lies on this machine, in the installed package. */
  path: string
  weight: 400 | 700
  range: string
  /** Plain Latin: worth fetching with the page. */
  preload: boolean
}

const packageRoot = createRequire(import.meta.url).resolve('@fontsource/atkinson-hyperlegible/package.json')

/** Atkinson Hyperlegible (Braille Institute), regular and bold, Latin with its extensions: every face the house uses. */
export const fonts: readonly FontFile[] = (['latin', 'latin-ext'] as const).flatMap((subset) =>
  ([400, 700] as const).map((weight) => {
    const name = `atkinson-hyperlegible-${subset}-${weight}-normal.woff2`
    return {
      name,
      path: packageRoot.replace(/package\.json$/, `files/${name}`),
      weight,
      range: ranges[subset],
      preload: subset === 'latin',
    }
  }),
)

/** `@font-face` rules, and a stand-in of the same width so that nothing moves when the font arrives. */
export function fontFaces(fontUrl: (name: string) => string): string {
  const faces = fonts.map(
    (font) =>
      `@font-face{font-family:"Atkinson Hyperlegible";font-display:swap;font-weight:${font.weight};src:url(${fontUrl(font.name)}) format("woff2");unicode-range:${font.range}}`,
  )
  return `${faces.join('')}@font-face{font-family:"Atkinson fallback";src:local("Arial");size-adjust:103%}`
}

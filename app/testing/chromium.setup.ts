import type { TestProject } from 'vitest/node'
import { type Chromium, findChromium } from './chromium.ts'

declare module 'vitest' {
  interface ProvidedContext {
    chromium: Chromium
  }
}

/** Finds the browser once for a run; where there is none, the run fails here and says why. */
export default async function setup(project: TestProject): Promise<void> {
  project.provide('chromium', await findChromium())
}

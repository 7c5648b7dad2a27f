import chromium from '@sparticuz/chromium'
import { type Browser, chromium as playwright } from 'playwright-core'

/** A Chromium of the test tools; undefined where it cannot start. */
export async function startBrowser(): Promise<Browser | undefined> {
  try {
    return await playwright.launch({ executablePath: await chromium.executablePath(), args: chromium.args })
  } catch {
    return undefined
  }
}

import type { VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'

/** A whole HTML document, doctype included, from a `Page`. Everything a person wrote is escaped by the renderer. */
export function renderPage(page: VNode): string {
  return `<!DOCTYPE html>${renderToString(page)}`
}

import type { Furniture } from '../platform/web/visit.ts'

/** What stands in the header of every page. */
export async function furnish(): Promise<Furniture> {
  return { nav: [{ href: '/elections', text: 'Elections' }] }
}

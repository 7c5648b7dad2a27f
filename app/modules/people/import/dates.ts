/** Which number stands first where a date is written with slashes. British files write the day first. */
export type DateOrder = 'day-first' | 'month-first'

const ISO = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?$/
const SLASHED = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})(?:[ T].*)?$/
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const WORDED = /^(\d{1,2})(?:st|nd|rd|th)?[ -]([a-z]{3})[a-z]*[ -](\d{4})$/i

/** A day as `YYYY-MM-DD`, of a date as files write it; null where it is none, or outside the years 1900 to 2199. */
export function parseDate(text: string, order: DateOrder): string | null {
  const iso = ISO.exec(text)
  if (iso) return day(iso[1], iso[2], iso[3])
  const slashed = SLASHED.exec(text)
  if (slashed) {
    const [, first, second, year] = slashed as unknown as [string, string, string, string]
    const full = year.length === 2 ? `20${year}` : year
    return order === 'day-first' ? day(full, second, first) : day(full, first, second)
  }
  const worded = WORDED.exec(text)
  if (!worded) return null
  const month = MONTHS.indexOf((worded[2] as string).toLowerCase()) + 1
  return month > 0 ? day(worded[3], String(month), worded[1]) : null
}

function day(year = '', month = '', date = ''): string | null {
  const [y, m, d] = [Number(year), Number(month), Number(date)]
  if (y < 1900 || y > 2199 || m < 1 || m > 12 || d < 1) return null
  const last = new Date(Date.UTC(y, m, 0)).getUTCDate()
  return d > last ? null : `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`
}

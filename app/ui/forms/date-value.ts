import { type FormState, typed } from './form-state.ts'

/** The three boxes of a date, by the names they are posted under. */
export function dateBoxes(name: string): { day: string; month: string; year: string } {
  return { day: `${name}-day`, month: `${name}-month`, year: `${name}-year` }
}

/** What the boxes of `DateInput` hold for a calendar day given as `YYYY-MM-DD`. */
export function dateValues(name: string, isoDate: string): Record<string, string> {
  const [year = '', month = '', day = ''] = isoDate.split('-')
  const boxes = dateBoxes(name)
  return { [boxes.day]: String(Number(day)), [boxes.month]: String(Number(month)), [boxes.year]: year }
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

function monthNumber(text: string): number {
  const named = months.indexOf(text.slice(0, 3).toLowerCase()) + 1
  return named > 0 ? named : /^\d{1,2}$/.test(text) ? Number(text) : Number.NaN
}

/** The day typed into `DateInput`, as `YYYY-MM-DD`; `empty` where all boxes are, `invalid` where there is no such day.
 * A month may be typed by name. */
export function readDate(form: FormState, name: string): { date: string } | 'empty' | 'invalid' {
  const boxes = dateBoxes(name)
  const day = typed(form, boxes.day).trim()
  const month = typed(form, boxes.month).trim()
  const year = typed(form, boxes.year).trim()
  if (day === '' && month === '' && year === '') return 'empty'
  if (!/^\d{1,2}$/.test(day) || !/^\d{4}$/.test(year)) return 'invalid'
  const date = new Date(0)
  date.setUTCFullYear(Number(year), monthNumber(month) - 1, Number(day))
  if (Number.isNaN(date.getTime())) return 'invalid'
  if (date.getUTCDate() !== Number(day) || date.getUTCMonth() !== monthNumber(month) - 1) return 'invalid'
  return { date: date.toISOString().slice(0, 10) }
}

/** How the house writes figures, money and time, everywhere the same. Times are those of the organisation's zone. */
const zone = 'Europe/London'

const number = new Intl.NumberFormat('en-GB')
const pounds = new Intl.NumberFormat('en-GB', { style: 'currency', currency: 'GBP' })
const wholePounds = new Intl.NumberFormat('en-GB', { style: 'currency', currency: 'GBP', maximumFractionDigits: 0 })
const percent = new Intl.NumberFormat('en-GB', { style: 'percent', maximumFractionDigits: 1 })
const day = new Intl.DateTimeFormat('en-GB', { timeZone: zone, day: 'numeric', month: 'long', year: 'numeric' })
const dayShort = new Intl.DateTimeFormat('en-GB', { timeZone: zone, day: 'numeric', month: 'short', year: 'numeric' })
const weekday = new Intl.DateTimeFormat('en-GB', { timeZone: zone, weekday: 'long' })
const clock = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit', hour12: false })

/** 7395 → "7,395". */
export function formatNumber(value: number): string {
  return number.format(value)
}

/** Pence → "£12.50", or "£1,200" where there are no odd pence. */
export function formatMoney(pence: number): string {
  return pence % 100 === 0 ? wholePounds.format(pence / 100) : pounds.format(pence / 100)
}

/** A share of one → "36.9%". */
export function formatShare(share: number): string {
  return percent.format(share)
}

/** "24 September 2026". */
export function formatDay(at: Date): string {
  return day.format(at)
}

/** "24 Sept 2026", for tables. */
export function formatDayShort(at: Date): string {
  return dayShort.format(at)
}

/** "5pm", "9:30am", "midday"; midnight as "11:59pm" the day before is the caller's to choose. */
export function formatTime(at: Date): string {
  const [hour = 0, minute = 0] = clock.format(at).split(':').map(Number)
  if (minute === 0 && hour % 24 === 12) return 'midday'
  if (minute === 0 && hour % 24 === 0) return 'midnight'
  const minutes = minute === 0 ? '' : `:${String(minute).padStart(2, '0')}`
  return `${hour % 12 === 0 ? 12 : hour % 12}${minutes}${hour % 24 < 12 ? 'am' : 'pm'}`
}

/** "Thursday 24 September 2026 at 5pm": what a deadline is always written as. */
export function formatMoment(at: Date): string {
  return `${weekday.format(at)} ${formatDay(at)} at ${formatTime(at)}`
}

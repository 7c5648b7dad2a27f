/** Days are those of the organisation's time zone: where a term "ends on 30 June" it ends at midnight there. */
const ZONE = 'Europe/London'

const parts = new Intl.DateTimeFormat('en-GB', {
  timeZone: ZONE,
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
})

/** The moment's date and time in the zone, as if they were UTC. */
function wallClock(at: Date): number {
  const found = Object.fromEntries(parts.formatToParts(at).map(({ type, value }) => [type, value]))
  return Date.parse(`${found.year}-${found.month}-${found.day}T${found.hour}:${found.minute}:${found.second}Z`)
}

/** The day, `YYYY-MM-DD`, that it is at a moment. */
export function dayOf(at: Date): string {
  return new Date(wallClock(at)).toISOString().slice(0, 10)
}

/** The first moment of a day, `YYYY-MM-DD`. */
export function startOfDay(day: string): Date {
  const asUtc = Date.parse(`${day}T00:00:00Z`)
  return new Date(asUtc - (wallClock(new Date(asUtc)) - asUtc))
}

/** The first moment after a day. */
export function endOfDay(day: string): Date {
  return startOfDay(new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10))
}

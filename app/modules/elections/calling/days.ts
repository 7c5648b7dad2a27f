const ZONE = 'Europe/London'

const parts = new Intl.DateTimeFormat('en-CA', {
  timeZone: ZONE,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})

function local(at: Date): { day: string; time: string } {
  const found = Object.fromEntries(parts.formatToParts(at).map(({ type, value }) => [type, value]))
  return { day: `${found.year}-${found.month}-${found.day}`, time: `${found.hour}:${found.minute}` }
}

/** The organisation's calendar day of an instant, `YYYY-MM-DD`. */
export const dayOf = (at: Date): string => local(at).day

/** The instant of a day and a time on the organisation's clock, `YYYY-MM-DD` and `HH:MM`. */
export function instantOf(day: string, time: string): Date {
  const guess = new Date(`${day}T${time}:00Z`)
  const seen = local(guess)
  const drift = Date.parse(`${seen.day}T${seen.time}:00Z`) - guess.getTime()
  return new Date(guess.getTime() - drift)
}

import { formatDay, formatDayShort, formatMoment } from '../format.ts'

/** A point in time, as people read it and as programs do. `moment` gives weekday and hour: use it for deadlines. */
export function Moment({ at, as = 'moment' }: { at: Date; as?: 'moment' | 'day' | 'short' }) {
  const text = as === 'moment' ? formatMoment(at) : as === 'day' ? formatDay(at) : formatDayShort(at)
  return <time dateTime={at.toISOString()}>{text}</time>
}

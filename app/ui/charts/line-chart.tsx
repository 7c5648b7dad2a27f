import { formatNumber } from '../format.ts'
import { ChartFigure } from './chart-figure.tsx'
import { across, clip, ticks } from './scale.ts'

export type Series = {
  label: string
  /** One for each point of the axis; `null` where there is no figure. */
  values: readonly (number | null)[]
}

export type LineChartProps = {
  title: string
  /** What stands along the foot: months, stages. Evenly spaced. */
  points: readonly string[]
  pointHead: string
  /** At most four; each has its own colour and its own dashes. */
  series: readonly Series[]
  format?: ((value: number) => string) | undefined
  /** A level to reach. */
  target?: { value: number; label: string } | undefined
}

const plot = { top: 26, height: 190 }
const foot = plot.top + plot.height

/** How something went, from point to point. */
export function LineChart({ title, points, pointHead, series, format = formatNumber, target }: LineChartProps) {
  const values = series.flatMap((one) => one.values.filter((value) => value !== null))
  const levels = ticks(Math.max(0, target?.value ?? 0, ...values))
  const scale: Scale = {
    x: (index) => 0.12 + 0.86 * (points.length > 1 ? index / (points.length - 1) : 0.5),
    y: (value) => foot - (value / levels.at(-1)!) * plot.height,
  }
  return (
    <ChartFigure
      title={title}
      columns={[
        { head: pointHead, cell: (index: number) => points[index] },
        ...series.map((one) => ({
          head: one.label,
          cell: (index: number) => cellOf(one.values[index], format),
          numeric: true,
        })),
      ]}
      rows={points.map((_, index) => index)}
    >
      {series.length > 1 && <Legend series={series} />}
      <svg class="gs-chart__svg" width="100%" height={foot + 30} role="img" aria-label={`Line chart. ${title}`}>
        {levels.map((level) => (
          <g key={level} class="gs-chart__level">
            <line x1="0" x2="100%" y1={scale.y(level)} y2={scale.y(level)} />
            <text x="0" y={scale.y(level) - 5}>
              {format(level)}
            </text>
          </g>
        ))}
        {target && (
          <g class="gs-chart__line">
            <line x1="0" x2="100%" y1={scale.y(target.value)} y2={scale.y(target.value)} />
            <text x="100%" y={scale.y(target.value) - 6} text-anchor="end">
              {target.label}
            </text>
          </g>
        )}
        {series.map((one, index) => (
          <SeriesLine key={one.label} series={one} number={index + 1} scale={scale} />
        ))}
        <Foot points={points} scale={scale} />
      </svg>
    </ChartFigure>
  )
}

type Scale = { x: (index: number) => number; y: (value: number) => number }

function cellOf(value: number | null | undefined, format: (value: number) => string): string {
  return value === null || value === undefined ? 'none' : format(value)
}

/** The line is drawn in a square stretched to the width of the page; its dots, outside it, stay round. */
function SeriesLine({ series, number, scale }: { series: Series; number: number; scale: Scale }) {
  const known = series.values.flatMap((value, index) => (value === null ? [] : [{ value, index }]))
  const path = known
    .map(({ value, index }) => {
      const joined = index > 0 && series.values[index - 1] !== null
      return `${joined ? 'L' : 'M'}${(scale.x(index) * 100).toFixed(2)} ${scale.y(value).toFixed(1)}`
    })
    .join('')
  return (
    <g class={`gs-chart__series gs-chart__series--${number}`}>
      <svg width="100%" height={foot} viewBox={`0 0 100 ${foot}`} preserveAspectRatio="none">
        <title>{series.label}</title>
        <path d={path} vector-effect="non-scaling-stroke" />
      </svg>
      {known.map(({ value, index }) => (
        <circle key={index} cx={across(scale.x(index))} cy={scale.y(value).toFixed(1)} r="4" />
      ))}
    </g>
  )
}

/** First, last and middle at most: what fits on a phone. Points begin right of the levels' figures. */
function Foot({ points, scale }: { points: readonly string[]; scale: Scale }) {
  const last = points.length - 1
  const shown = points.length === 0 ? [] : [...new Set([0, Math.floor(last / 2), last])]
  return (
    <g class="gs-chart__foot">
      {shown.map((index) => (
        <text
          key={index}
          x={index === last && last > 0 ? '100%' : across(scale.x(index))}
          y={foot + 22}
          text-anchor={index === last && last > 0 ? 'end' : 'middle'}
        >
          {clip(points[index]!, 14)}
        </text>
      ))}
    </g>
  )
}

function Legend({ series }: { series: readonly Series[] }) {
  return (
    <ul class="gs-chart__legend" aria-hidden="true">
      {series.map((one, index) => (
        <li key={one.label}>
          <svg width="36" height="12" class={`gs-chart__series gs-chart__series--${index + 1}`} focusable="false">
            <title>{one.label}</title>
            <path d="M0 6H36" />
            <circle cx="18" cy="6" r="4" />
          </svg>
          {one.label}
        </li>
      ))}
    </ul>
  )
}

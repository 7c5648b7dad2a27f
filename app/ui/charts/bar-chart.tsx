import { formatNumber } from '../format.ts'
import { ChartFigure } from './chart-figure.tsx'
import { across, clip, ticks } from './scale.ts'

export type Bar = {
  label: string
  value: number
  /** Drawn in leaf rather than plum: elected, reached. Say in words elsewhere what it means. */
  marked?: boolean | undefined
}

export type BarChartProps = {
  title: string
  bars: readonly Bar[]
  /** What the bars are and what they measure, heading the table's columns: "Candidate", "Votes". */
  labelHead: string
  valueHead: string
  format?: ((value: number) => string) | undefined
  /** A line across all bars: a quota, a target. */
  line?: { value: number; label: string } | undefined
}

const pitch = 54

/** Amounts side by side, largest first or in an order that means something. Text keeps its size on every screen. */
export function BarChart({ title, bars, labelHead, valueHead, format = formatNumber, line }: BarChartProps) {
  const largest = ticks(Math.max(0, line?.value ?? 0, ...bars.map((bar) => bar.value))).at(-1)!
  const top = line ? 30 : 0
  const height = top + bars.length * pitch
  return (
    <ChartFigure
      title={title}
      columns={[
        { head: labelHead, cell: (bar) => bar.label },
        { head: valueHead, cell: (bar) => format(bar.value), numeric: true },
      ]}
      rows={bars}
    >
      <svg class="gs-chart__svg" width="100%" height={height} role="img" aria-label={`Bar chart. ${title}`}>
        {bars.map((bar, index) => (
          <g key={bar.label}>
            <text x="0" y={top + index * pitch + 18}>
              {clip(bar.label, 30)}
            </text>
            <text class="gs-chart__value" x="100%" y={top + index * pitch + 18} text-anchor="end">
              {format(bar.value)}
            </text>
            <rect class="gs-chart__track" x="0" y={top + index * pitch + 26} width="100%" height="18" rx="3" />
            {bar.value > 0 && (
              <rect
                class={bar.marked ? 'gs-chart__bar gs-chart__bar--marked' : 'gs-chart__bar'}
                x="0"
                y={top + index * pitch + 26}
                width={across(bar.value / largest)}
                height="18"
                rx="3"
              />
            )}
          </g>
        ))}
        {line && <BarLine {...line} share={line.value / largest} height={height} count={bars.length} />}
      </svg>
    </ChartFigure>
  )
}

type BarLineProps = { label: string; share: number; height: number; count: number }

function BarLine({ label, share, count }: BarLineProps) {
  const x = across(share)
  return (
    <g class="gs-chart__line">
      {Array.from({ length: count }, (_, index) => (
        <line key={index} x1={x} x2={x} y1={30 + index * pitch + 23} y2={30 + index * pitch + 47} />
      ))}
      <text x={x} y="16" text-anchor={share > 0.5 ? 'end' : 'start'}>
        {label}
      </text>
    </g>
  )
}

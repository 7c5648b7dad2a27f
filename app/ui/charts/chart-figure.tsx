import type { ComponentChildren } from 'preact'
import { type Column, Table } from '../parts/table.tsx'

export type ChartFigureProps<Row> = {
  title: string
  /** The drawing; it is an image to a screen reader, so all it says is in the table. */
  children: ComponentChildren
  columns: readonly Column<Row>[]
  rows: readonly Row[]
}

/** A drawing with its title above and its figures as a table below. */
export function ChartFigure<Row>({ title, children, columns, rows }: ChartFigureProps<Row>) {
  return (
    <figure class="gs-chart">
      <figcaption class="gs-chart__title">{title}</figcaption>
      {children}
      <details class="govuk-details gs-chart__table">
        <summary class="govuk-details__summary">
          <span class="govuk-details__summary-text">
            Show the figures<span class="govuk-visually-hidden"> of: {title}</span>
          </span>
        </summary>
        <Table caption={title} captionHidden columns={columns} rows={rows} />
      </details>
    </figure>
  )
}

import type { ComponentChildren } from 'preact'

export type Column<Row> = {
  head: string
  cell: (row: Row, index: number) => ComponentChildren
  /** Right-aligned, in figures of one width. */
  numeric?: boolean | undefined
  /** The cell that names its row; the first column where none says so. */
  names?: boolean | undefined
}

export type TableProps<Row> = {
  caption: string
  /** The caption is read out but not seen: a heading just above says the same. */
  captionHidden?: boolean | undefined
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  /** `plain` for a few narrow columns; `stacked` turns each row into a card on a phone; `scroll` keeps a wide table whole
   * in a region that scrolls sideways, its first column standing still. */
  layout?: 'plain' | 'stacked' | 'scroll' | undefined
  /** Sums, one row. */
  foot?: Row | undefined
}

/** A table with a caption, a named column for each row, and figures that line up. */
export function Table<Row>({ caption, captionHidden, columns, rows, layout = 'plain', foot }: TableProps<Row>) {
  const named = columns.some((column) => column.names) ? columns : columns.map((c, i) => ({ ...c, names: i === 0 }))
  // A table laid out as blocks loses its roles in some browsers; saying them keeps rows and headings together.
  const roles = layout === 'stacked'
  const table = (
    <table
      class={roles ? 'govuk-table gs-table gs-table--stacked' : 'govuk-table gs-table'}
      role={roles ? 'table' : undefined}
    >
      <caption class={captionHidden ? 'govuk-visually-hidden' : 'govuk-table__caption govuk-table__caption--m'}>
        {caption}
      </caption>
      <thead role={roles ? 'rowgroup' : undefined}>
        <tr role={roles ? 'row' : undefined}>
          {named.map((column) => (
            <th key={column.head} scope="col" class={headClass(column)} role={roles ? 'columnheader' : undefined}>
              {column.head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role={roles ? 'rowgroup' : undefined}>
        {rows.map((row, index) => (
          <TableRow key={index} columns={named} row={row} index={index} roles={roles} />
        ))}
      </tbody>
      {foot !== undefined && (
        <tfoot role={roles ? 'rowgroup' : undefined}>
          <TableRow columns={named} row={foot} index={rows.length} roles={roles} />
        </tfoot>
      )}
    </table>
  )
  if (layout !== 'scroll') return table
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls is reached and scrolled from the keyboard
    <section class="gs-scroll" aria-label={`${caption} (scrolls sideways)`} tabIndex={0}>
      {table}
    </section>
  )
}

function headClass(column: { numeric?: boolean | undefined }): string {
  return column.numeric ? 'govuk-table__header govuk-table__header--numeric' : 'govuk-table__header'
}

type TableRowProps<Row> = { columns: readonly Column<Row>[]; row: Row; index: number; roles: boolean }

function TableRow<Row>({ columns, row, index, roles }: TableRowProps<Row>) {
  return (
    <tr class="govuk-table__row" role={roles ? 'row' : undefined}>
      {columns.map((column) =>
        column.names ? (
          <th key={column.head} scope="row" class={headClass(column)} role={roles ? 'rowheader' : undefined}>
            {column.cell(row, index)}
          </th>
        ) : (
          <td
            key={column.head}
            class={column.numeric ? 'govuk-table__cell govuk-table__cell--numeric' : 'govuk-table__cell'}
            data-head={roles ? column.head : undefined}
            role={roles ? 'cell' : undefined}
          >
            {column.cell(row, index)}
          </td>
        ),
      )}
    </tr>
  )
}

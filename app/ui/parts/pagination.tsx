export type PaginationProps = {
  /** From 1. */
  page: number
  pages: number
  href: (page: number) => string
  /** What is paged, where the page has more than one list. */
  label?: string | undefined
}

/** First, last, this one and its neighbours; `null` stands for a gap. */
export function pagesShown(page: number, pages: number): readonly (number | null)[] {
  const kept = [...new Set([1, page - 1, page, page + 1, pages])].filter((n) => n >= 1 && n <= pages)
  return kept.flatMap((n, i) => (i > 0 && n - kept[i - 1]! > 1 ? [null, n] : [n]))
}

/** The way through a long list. Nothing where there is only one page. */
export function Pagination({ page, pages, href, label = 'Pages' }: PaginationProps) {
  if (pages <= 1) return null
  return (
    <nav class="govuk-pagination" aria-label={label}>
      {page > 1 && (
        <div class="govuk-pagination__prev">
          <a class="govuk-link govuk-pagination__link" href={href(page - 1)} rel="prev">
            <span aria-hidden="true">← </span>Previous<span class="govuk-visually-hidden"> page</span>
          </a>
        </div>
      )}
      <ul class="govuk-pagination__list">
        {pagesShown(page, pages).map((n, i) =>
          n === null ? (
            <li key={`gap ${i}`} class="govuk-pagination__item govuk-pagination__item--ellipsis">
              …
            </li>
          ) : (
            <li key={n} class={`govuk-pagination__item${n === page ? ' govuk-pagination__item--current' : ''}`}>
              <a
                class="govuk-link govuk-pagination__link"
                href={href(n)}
                aria-label={`Page ${n}`}
                aria-current={n === page ? 'page' : undefined}
              >
                {n}
              </a>
            </li>
          ),
        )}
      </ul>
      {page < pages && (
        <div class="govuk-pagination__next">
          <a class="govuk-link govuk-pagination__link" href={href(page + 1)} rel="next">
            Next<span class="govuk-visually-hidden"> page</span>
            <span aria-hidden="true"> →</span>
          </a>
        </div>
      )}
    </nav>
  )
}

import type { Frame } from '../../../platform/web/visit.ts'
import { Page } from '../../../ui/document.tsx'
import type { ResultLine, ResultList } from '../publishing/queries.ts'
import { countOf, dayOf, ruleTitle } from './words.ts'

/** Every published election, newest first, with a box to look for a place or a person. */
export function ResultsIndexPage({ frame, words, list }: { frame: Frame; words: string; list: ResultList }) {
  return (
    <Page
      {...frame}
      title="Elections"
      description="Every published election, with its papers, so that anyone can count again."
    >
      <h1 class="govuk-heading-xl">Elections</h1>
      <p class="govuk-body-l">
        Every result here comes with its ballot papers and each step of its count. Anyone can count again.
      </p>
      <search class="gs-search">
        <form method="get" action="/elections">
          <label class="govuk-label govuk-label--s" for="q">
            Look for a place, a post or a candidate
          </label>
          <div class="gs-search__row">
            <input class="govuk-input gs-search__input" id="q" name="q" type="search" value={words} />
            <button class="govuk-button gs-search__button" type="submit">
              Search
            </button>
          </div>
        </form>
      </search>
      <p class="govuk-body">{foundWords(list, words)}</p>
      {list.lines.length > 0 && (
        <ul class="gs-results">
          {list.lines.map((line) => (
            <ResultEntry key={line.slug} line={line} />
          ))}
        </ul>
      )}
      <Pages list={list} words={words} />
    </Page>
  )
}

function foundWords({ found, page, pages }: ResultList, words: string): string {
  if (found === 0)
    return words ? `No election matches “${words}”. Try fewer words.` : 'No election has been published yet.'
  const many = countOf(found, 'election')
  return pages > 1 ? `${many}, page ${page} of ${pages}.` : `${many}.`
}

function ResultEntry({ line }: { line: ResultLine }) {
  return (
    <li class="gs-results__entry">
      <h2 class="govuk-heading-m gs-results__title">
        <a class="govuk-link" href={`/elections/${line.slug}`}>
          {line.title}
        </a>
      </h2>
      <p class="govuk-body gs-results__elected">
        <strong>Elected:</strong> {line.elected.length > 0 ? line.elected.join(', ') : 'nobody'}
      </p>
      <p class="govuk-body-s gs-results__facts">
        {countOf(line.seats, 'seat')}, {countOf(line.candidates, 'candidate')}, {countOf(line.papers, 'ballot paper')}.{' '}
        {ruleTitle(line.rules)}. Published {dayOf(line.publishedAt)}.
      </p>
    </li>
  )
}

function Pages({ list: { page, pages }, words }: { list: ResultList; words: string }) {
  if (pages === 1) return null
  const at = (target: number) =>
    `/elections?${new URLSearchParams({ ...(words ? { q: words } : {}), page: String(target) })}`
  return (
    <nav class="govuk-pagination govuk-pagination--block" aria-label="Pages of elections">
      {page > 1 && (
        <div class="govuk-pagination__prev">
          <a class="govuk-link govuk-pagination__link" href={at(page - 1)} rel="prev">
            <span class="govuk-pagination__link-title">Newer elections</span>
          </a>
        </div>
      )}
      {page < pages && (
        <div class="govuk-pagination__next">
          <a class="govuk-link govuk-pagination__link" href={at(page + 1)} rel="next">
            <span class="govuk-pagination__link-title">Older elections</span>
          </a>
        </div>
      )}
    </nav>
  )
}

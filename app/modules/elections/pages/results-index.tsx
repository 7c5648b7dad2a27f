import type { Frame } from '../../../platform/web/visit.ts'
import { Page } from '../../../ui/document.tsx'
import { formatDay } from '../../../ui/format.ts'
import { PageHeading } from '../../../ui/parts/page-heading.tsx'
import { Pagination } from '../../../ui/parts/pagination.tsx'
import { SearchForm } from '../../../ui/parts/search-form.tsx'
import type { ResultLine, ResultList } from '../publishing/queries.ts'
import { countOf, ruleTitle } from './words.ts'

/** Every published election, newest first, with a box to look for a place or a person. */
export function ResultsIndexPage({ frame, words, list }: { frame: Frame; words: string; list: ResultList }) {
  return (
    <Page
      {...frame}
      title="Elections"
      description="Every published election, with its papers, so that anyone can count again."
    >
      <PageHeading
        title="Elections"
        lede="Every result here comes with each step of its count, and with its ballot papers where enough were opened together. Anyone can count again."
      />
      <p class="govuk-body">
        <a class="govuk-link" href="/ballots">
          Elections under way: stand, vote, see what happens when
        </a>
      </p>
      <SearchForm action="/elections" label="Look for a place, a post or a candidate" value={words} />
      <p class="govuk-body">{foundWords(list, words)}</p>
      {list.lines.length > 0 && (
        <ul class="gs-results">
          {list.lines.map((line) => (
            <ResultEntry key={line.slug} line={line} />
          ))}
        </ul>
      )}
      <Pagination
        label="Pages of elections"
        page={list.page}
        pages={list.pages}
        href={(page) => `/elections?${new URLSearchParams({ ...(words ? { q: words } : {}), page: String(page) })}`}
      />
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
        {ruleTitle(line.rules)}. Published {formatDay(line.publishedAt)}.
      </p>
    </li>
  )
}

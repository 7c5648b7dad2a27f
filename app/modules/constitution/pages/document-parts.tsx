import { Fragment } from 'preact'
import type { Constitution } from '../constitution.ts'
import type { Article, Part, Placed } from '../document.ts'
import { ruleInWords } from '../rule-in-words.ts'

type RulesPart = Extract<Part, { kind: 'rules' }>

/** The table of articles, and the articles with their rules beside them. */
export function Articles({ constitution }: { constitution: Constitution }) {
  const { preamble, articles } = constitution.document
  return (
    <>
      <Words parts={preamble} />
      <nav aria-labelledby="articles">
        <h2 id="articles">Articles</h2>
        <ol class="gs-contents">
          {articles.map(({ number, title }) => (
            <li key={number}>
              <a href={`#article-${number}`}>{title}</a>
            </li>
          ))}
        </ol>
      </nav>
      {articles.map((article) => (
        <ArticleText key={article.number} constitution={constitution} article={article} />
      ))}
    </>
  )
}

function ArticleText({ constitution, article }: { constitution: Constitution; article: Article }) {
  return (
    <section aria-labelledby={`article-${article.number}`}>
      <h2 id={`article-${article.number}`}>
        {article.number}. {article.title}
      </h2>
      {besides(article.parts).map(({ words, rules }, index) => (
        <div key={index} class="gs-beside">
          <div class="gs-beside__words">
            <Words parts={words} />
          </div>
          {rules && (
            <div class="gs-beside__notes">
              <h3 class="gs-beside__title">What the program obeys</h3>
              <ul>
                {rules.rules.map((placed, at) => (
                  <RuleNote key={at} constitution={constitution} placed={placed} />
                ))}
              </ul>
            </div>
          )}
        </div>
      ))}
    </section>
  )
}

function RuleNote({ constitution, placed: { rule } }: { constitution: Constitution; placed: Placed }) {
  return (
    <li>
      {ruleInWords(constitution, rule)} <code>{rule.name}</code>
    </li>
  )
}

/** Each run of words with the rules that follow it. */
function besides(parts: readonly Part[]): { words: Part[]; rules: RulesPart | null }[] {
  const rows: { words: Part[]; rules: RulesPart | null }[] = []
  for (const part of parts) {
    const last = rows.at(-1)
    const open = last && last.rules === null ? last : undefined
    if (part.kind === 'rules') {
      if (open) open.rules = part
      else rows.push({ words: [], rules: part })
    } else if (open) open.words.push(part)
    else rows.push({ words: [part], rules: null })
  }
  return rows
}

function Words({ parts }: { parts: readonly Part[] }) {
  return (
    <>
      {parts.map((part, index) => (
        <Fragment key={index}>
          {part.kind === 'clause' && (
            <p id={`article-${part.number}`}>
              <strong class="gs-clause">{part.number}</strong> {part.text}
            </p>
          )}
          {part.kind === 'paragraph' && <p>{part.text}</p>}
          {part.kind === 'list' && (
            <ul>
              {part.items.map((item) => (
                <li key={item}>{item}</li>
              ))}
            </ul>
          )}
        </Fragment>
      ))}
    </>
  )
}

import type { ComponentChildren } from 'preact'
import { Page, type PageProps } from '../document.tsx'
import { Button } from '../forms/button.tsx'
import { Form } from '../forms/form.tsx'

type Framed = Omit<PageProps, 'title' | 'children'>

function Message({ frame, title, children }: { frame: Framed; title: string; children: ComponentChildren }) {
  return (
    <Page {...frame} title={title}>
      <h1 class="govuk-heading-l">{title}</h1>
      {children}
    </Page>
  )
}

/** Why not, and which article would allow it. */
export function refusedPage(
  frame: Framed,
  refusal: { reason: string; article: { number: string; title: string } | null },
) {
  return (
    <Message frame={frame} title="This is not open to you">
      <p class="govuk-body-l">{refusal.reason}</p>
      {refusal.article && (
        <p class="govuk-body">
          The rule is in{' '}
          <a class="govuk-link" href={`/constitution#article-${refusal.article.number}`}>
            article {refusal.article.number}, {refusal.article.title}
          </a>
          .
        </p>
      )}
      {!frame.viewer && (
        <p class="govuk-body">
          If it should be,{' '}
          <a class="govuk-link" href="/sign-in">
            sign in
          </a>{' '}
          and try again.
        </p>
      )}
    </Message>
  )
}

/** The session ended while a form was being filled in: it waits here, on this page alone. */
export function signInToGoOnPage(
  frame: Framed,
  waiting: { action: string; values: Readonly<Record<string, string | readonly string[]>>; hadFiles: boolean },
) {
  return (
    <Message frame={frame} title="Sign in to go on">
      <p class="govuk-body-l">Nothing has been saved yet. What you typed is safe on this page: leave it open.</p>
      {waiting.hadFiles && <p class="govuk-body">A file cannot wait here. You will need to choose it again.</p>}
      <ol class="govuk-list govuk-list--number">
        <li>
          <a class="govuk-link" href="/sign-in" target="_blank" rel="noopener">
            Sign in (opens in a new tab)
          </a>
        </li>
        <li>Come back to this page.</li>
        <li>Send it again.</li>
      </ol>
      <Form action={waiting.action} hidden={waiting.values}>
        <Button>Send it again</Button>
      </Form>
    </Message>
  )
}

export function notFoundPage(frame: Framed) {
  return (
    <Message frame={frame} title="There is no such page">
      <p class="govuk-body-l">The address may have a letter too many or too few, or the page has moved.</p>
      <p class="govuk-body">
        Start again from{' '}
        <a class="govuk-link" href="/">
          the front page
        </a>
        .
      </p>
    </Message>
  )
}

export function tooLargePage(frame: Framed, most: string) {
  return (
    <Message frame={frame} title="That is too large to send">
      <p class="govuk-body-l">At most {most} can be sent here. Nothing was saved.</p>
      <p class="govuk-body">Go back, and choose a smaller file.</p>
    </Message>
  )
}

export function notAFormPage(frame: Framed) {
  return (
    <Message frame={frame} title="That did not arrive as a form">
      <p class="govuk-body-l">
        What was sent broke off on its way, or is not in the shape that a form is sent in. Nothing was saved.
      </p>
      <p class="govuk-body">Go back: what you typed should still be there. Then send it again.</p>
    </Message>
  )
}

export function crossSitePage(frame: Framed) {
  return (
    <Message frame={frame} title="This came from another site">
      <p class="govuk-body-l">
        We only take what is sent from our own pages, so that no other site can act in your name. Nothing was changed.
      </p>
      <p class="govuk-body">
        If you pressed a button on our own page, open{' '}
        <a class="govuk-link" href="/">
          the front page
        </a>{' '}
        and try again from there.
      </p>
    </Message>
  )
}

export function brokenPage(frame: Framed, reference: string) {
  return (
    <Message frame={frame} title="Something went wrong on our side">
      <p class="govuk-body-l">What you sent was not saved. Go back and try once more.</p>
      <p class="govuk-body">
        If it happens again, tell whoever looks after this site and give the reference <strong>{reference}</strong>.
      </p>
    </Message>
  )
}

export function awayPage(frame: Framed) {
  return (
    <Message frame={frame} title="Back in a moment">
      <p class="govuk-body-l">
        The database is not answering. It usually comes back by itself within a minute. Nothing that was confirmed is
        lost.
      </p>
      <p class="govuk-body">
        If you were sending something, it was not saved: wait a little, then go back and send it again.
      </p>
    </Message>
  )
}

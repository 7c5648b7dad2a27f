import type { Hono } from 'hono'
import { caughtLetters } from '../platform/mail/catcher.ts'
import type { WebEnv } from '../platform/web/visit.ts'
import { isAtThisMachine } from '../platform/web/web.ts'
import { Page } from '../ui/document.tsx'
import { webAddress } from '../ui/parts/outside-link.tsx'
import { PageHeading } from '../ui/parts/page-heading.tsx'

const NEWEST = 50

/** The letters that the catcher on this machine holds. For this machine only, and not once the program is public. */
export function outboxRoutes(web: Hono<WebEnv>, { folder, open }: { folder: string; open: boolean }): void {
  web.get('/outbox', async (c) => {
    const { visit } = c.var
    // What a proxy says of itself is not believed here: the outbox holds links that sign people in.
    if (!open || !isAtThisMachine(visit) || c.req.header('x-forwarded-for')) return visit.notFound()
    const letters = await caughtLetters(folder, NEWEST)
    return visit.show((frame) => (
      <Page {...frame} title="Outbox">
        <PageHeading
          title="Outbox"
          lede="This copy of the program is not connected to the post. Letters stay on this machine, and you read them here."
        />
        {letters.length === 0 && <p>No letter has been sent yet. One may take a few seconds to arrive.</p>}
        {letters.map((letter) => (
          <article key={letter.name} class="gs-letter">
            <h2>{letter.subject}</h2>
            <p>To {letter.to}</p>
            {letter.text.split(/\n{2,}/).map((paragraph) => (
              <p key={paragraph}>{linked(paragraph.trim())}</p>
            ))}
          </article>
        ))}
      </Page>
    ))
  })
}

function linked(line: string) {
  const address = /^https?:\/\/\S+$/.test(line) ? webAddress(line) : undefined
  return address ? <a href={address}>{line}</a> : line
}

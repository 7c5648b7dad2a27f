import type { Frame } from '../../../platform/web/visit.ts'
import { Page } from '../../../ui/document.tsx'
import { PageHeading } from '../../../ui/parts/page-heading.tsx'

/** For whoever gets no letter, has no mailbox, or cannot use the ballot. Linked from the foot of every page. */
export function HelpPage({ frame }: { frame: Frame }) {
  return (
    <Page {...frame} title="Help with signing in or voting">
      <PageHeading
        title="Help with signing in or voting"
        lede="Nobody loses their say because of a letter that does not come."
      />
      <h2>The letter with my link does not come</h2>
      <ol>
        <li>Wait two minutes, then look in the spam or junk folder.</li>
        <li>
          <a href="/sign-in">Ask again</a>, and check the spelling. It must be the address that you gave us.
        </li>
        <li>Tried another address that you use? Many people joined with an older one.</li>
      </ol>
      <h2>I have changed my address, or have no email</h2>
      <p>
        Speak to the membership secretary, or to an officer of your local group. They can put a new address on your
        record once they know that it is you. <a href="/offices">Here is who holds each office</a>.
      </p>
      <h2>Two of us share a mailbox</h2>
      <p>That is fine. The link asks which of you is signing in, and each of you has a vote of your own.</p>
      <h2>I use a screen reader, a keyboard or an old phone</h2>
      <p>
        Every page works without a mouse and with script switched off. The ballot paper is a list of boxes to number.
      </p>
      <h2>Something on a ballot looks wrong</h2>
      <p>
        Tell the returning officer before the ballot closes. <a href="/offices">Here is who that is</a>. You can vote
        again as often as you like until it closes: the last paper counts.
      </p>
    </Page>
  )
}

import type { Contest } from '../calling/contest.ts'

/** What becomes of a vote, in plain words, and what is not promised. */
export function HowSecret({ contest }: { contest: Pick<Contest, 'leastPublic'> }) {
  return (
    <>
      <p>
        When you cast your vote, our server seals your paper in an envelope that can be opened with one key only. The
        key is kept outside the database and its backups.
      </p>
      <p>
        After the ballot has closed, all envelopes are opened together, once, and the key is destroyed. What is kept is
        how many papers carry each order of candidates. Nothing joins a paper to an envelope, or to you. Until then
        nobody sees any result, the returning officer included.
      </p>
      <p>
        That you have voted is known, so that you vote once: your place on the roll holds your envelope. When you voted
        is not written down anywhere.
      </p>
      <p>
        The papers are published if at least {contest.leastPublic} were opened together. If there are fewer, only those
        who run the election see them.
      </p>
      <p>
        Because the server does the sealing, you trust those who run it not to look while it does. A later version will
        seal papers on your own device.
      </p>
    </>
  )
}

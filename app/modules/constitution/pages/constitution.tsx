import type { Frame } from '../../../platform/web/visit.ts'
import { Page } from '../../../ui/document.tsx'
import { formatDay } from '../../../ui/format.ts'
import { InsetText } from '../../../ui/parts/inset-text.tsx'
import { PageHeading } from '../../../ui/parts/page-heading.tsx'
import { Table } from '../../../ui/parts/table.tsx'
import type { ConstitutionShown, VersionLine } from '../queries.ts'
import { Articles } from './document-parts.tsx'

/** One version: its words, with what they make the program do beside them. */
export function ConstitutionPage({ frame, shown }: { frame: Frame; shown: ConstitutionShown }) {
  const { version, isInForce, constitution, versions } = shown
  return (
    <Page
      {...frame}
      title={constitution.document.title}
      width="wide"
      description="The rules that this organisation runs on."
    >
      <PageHeading
        title={constitution.document.title}
        caption={`Version ${version.number}`}
        lede={`${adopted(version)} ${isInForce ? `In force since ${formatDay(version.inForceFrom)}.` : ''}`}
      />
      {!isInForce && (
        <InsetText>
          <p>
            This version is not in force now. <a href="/constitution">Read the one that is</a>.
          </p>
        </InsetText>
      )}
      <Articles constitution={constitution} />
      <h2>Versions</h2>
      <Table
        caption="All versions of the constitution"
        captionHidden
        rows={versions}
        columns={[
          { head: 'Version', cell: ({ number }) => <a href={`/constitution/versions/${number}`}>Version {number}</a> },
          { head: 'In force from', cell: ({ inForceFrom }) => formatDay(inForceFrom) },
          { head: 'Adopted', cell: adopted },
          {
            head: 'Changes',
            cell: ({ number }) =>
              number === 1 ? (
                'The first'
              ) : (
                <a href={`/constitution/versions/${number}/changes`}>
                  What it changed<span class="govuk-visually-hidden"> in version {number - 1}</span>
                </a>
              ),
          },
          {
            head: 'Text',
            cell: ({ number }) => (
              <a href={`/constitution/versions/${number}/text`}>
                Text<span class="govuk-visually-hidden"> of version {number}</span>
              </a>
            ),
          },
        ]}
      />
      <p>
        <a href="/constitution/try">Try a change</a>: see what it would do, and the vote it takes, before anybody
        proposes it.
      </p>
      <p>
        Rules are data in the text itself. <a href="/constitution/rules.schema.json">Their JSON Schema</a> says what
        each may hold.
      </p>
    </Page>
  )
}

function adopted({ how, reference }: VersionLine): string {
  return how === 'founding' ? 'Adopted at the founding.' : `Adopted by decision ${reference ?? ''}.`
}

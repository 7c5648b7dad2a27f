import type { Frame } from '../../../platform/web/visit.ts'
import { Page } from '../../../ui/document.tsx'
import { formatMoment } from '../../../ui/format.ts'
import { Button } from '../../../ui/forms/button.tsx'
import { FileUpload } from '../../../ui/forms/file-upload.tsx'
import { Form } from '../../../ui/forms/form.tsx'
import { type FormState, typed } from '../../../ui/forms/form-state.ts'
import { TextInput } from '../../../ui/forms/text-input.tsx'
import { Textarea } from '../../../ui/forms/textarea.tsx'
import { InsetText } from '../../../ui/parts/inset-text.tsx'
import { PageHeading } from '../../../ui/parts/page-heading.tsx'
import { Paragraphs } from '../../../ui/parts/paragraphs.tsx'
import { Tag } from '../../../ui/parts/tag.tsx'
import type { CandidateLine, StandingForm } from '../standing/queries.ts'
import { contestPath, stateTag } from './contest-words.ts'

/** Where a member stands as a candidate, changes what they sent, or withdraws. */
export function StandPage({ frame, standing, form }: { frame: Frame; standing: StandingForm; form: FormState }) {
  const { contest, before, whyNot } = standing
  const stands = before !== null && before.state !== 'withdrawn'
  return (
    <Page
      {...frame}
      title={`Stand as a candidate: ${contest.title}`}
      errors={form.errors.length > 0}
      breadcrumbs={[
        { href: '/ballots', text: 'Ballots' },
        { href: contestPath(contest), text: contest.title },
      ]}
    >
      {before && <Before before={before} />}
      {whyNot === null ? (
        <Fields standing={standing} form={form} stands={stands} />
      ) : (
        <PageHeading title="Stand as a candidate" caption={contest.title} lede={whyNot} />
      )}
      {stands && contest.phase === 'nominations' && (
        <Form action={contestPath(contest, '/withdraw')}>
          <h2 class="govuk-heading-m">Withdraw</h2>
          <p class="govuk-body">
            You can withdraw, and stand again, until {formatMoment(contest.times.nominationsClose)}.
          </p>
          <Button kind="warning">Withdraw my nomination</Button>
        </Form>
      )}
    </Page>
  )
}

function Before({ before }: { before: CandidateLine }) {
  return (
    <InsetText>
      <p>
        Your nomination: <Tag {...stateTag[before.state]} />
      </p>
      {before.state === 'refused' && (
        <>
          <p>The reason given:</p>
          <Paragraphs text={before.reason ?? ''} />
        </>
      )}
    </InsetText>
  )
}

function Fields({ standing, form, stands }: { standing: StandingForm; form: FormState; stands: boolean }) {
  const { contest, mostWords, before } = standing
  return (
    <Form action={contestPath(contest, '/stand')} form={form} files>
      <PageHeading
        title={stands ? 'Your nomination' : 'Stand as a candidate'}
        caption={contest.title}
        lede="What you write here is public, and stays with the result."
      />
      <TextInput form={form} name="name" label="Your name on the ballot paper" autocomplete="name" />
      <Textarea
        form={form}
        name="statement"
        label="Your statement"
        hint="Why members should vote for you. Every candidate has the same space."
        rows={12}
        limit={{ words: mostWords }}
      />
      <FileUpload
        form={form}
        name="picture"
        label="A picture of you"
        optional
        accept="image/jpeg,image/png,image/webp"
        hint={`${typed(form, 'pictureLost') ? 'Choose it again: a form that was refused cannot keep it. ' : ''}JPEG, PNG or WebP, smaller than 8 MB. We make a new picture of it, without the place and time that phones add.${
          before?.hasPicture ? ' The picture that you sent before stays unless you choose another.' : ''
        }`}
      />
      <TextInput
        form={form}
        name="pictureWords"
        label="What the picture shows"
        optional
        hint="For those who do not see it."
      />
      {stands && <p class="govuk-body">If you change anything, your nomination is looked at again.</p>}
      <Button>{stands ? 'Send the changes' : 'Stand as a candidate'}</Button>
    </Form>
  )
}

import type { Frame } from '../../../platform/web/visit.ts'
import { Page } from '../../../ui/document.tsx'
import { formatDay } from '../../../ui/format.ts'
import { Button, ButtonLink } from '../../../ui/forms/button.tsx'
import { Form } from '../../../ui/forms/form.tsx'
import { PageHeading } from '../../../ui/parts/page-heading.tsx'
import { KIND_WORDS } from '../kinds.ts'
import type { GroupShown } from '../queries.ts'

/** One group's public page. Who belongs to it is nobody's business here. */
export function GroupPage({ frame, group, signedIn }: { frame: Frame; group: GroupShown; signedIn: boolean }) {
  const { name, slug, kind, parent, place, about, children, memberSince } = group
  return (
    <Page
      {...frame}
      title={name}
      breadcrumbs={[
        { href: '/groups', text: 'Groups' },
        ...(parent ? [{ href: `/groups/${parent.slug}`, text: parent.name }] : []),
      ]}
      description={`${KIND_WORDS[kind]}${place ? ` in ${place}` : ''}.`}
    >
      <PageHeading title={name} caption={KIND_WORDS[kind]} lede={place && place !== name ? place : undefined} />
      {about?.split(/\n\s*\n/).map((text, at) => (
        <p key={at}>{text}</p>
      ))}
      {memberSince ? (
        <>
          <p>You have belonged to this group since {formatDay(new Date(`${memberSince}T12:00:00Z`))}.</p>
          <Form action={`/groups/${slug}/leave`}>
            <Button kind="secondary">Leave this group</Button>
          </Form>
        </>
      ) : signedIn ? (
        <Form action={`/groups/${slug}/join`}>
          <Button>Join this group</Button>
        </Form>
      ) : (
        <ButtonLink href={`/sign-in?next=/groups/${slug}`}>Sign in to join this group</ButtonLink>
      )}
      {children.length > 0 && (
        <>
          <h2 class="govuk-heading-l">Groups in {name}</h2>
          <ul class="govuk-list">
            {children.map((child) => (
              <li key={child.id}>
                <a href={`/groups/${child.slug}`}>{child.name}</a>
              </li>
            ))}
          </ul>
        </>
      )}
    </Page>
  )
}

import type { ComponentChildren } from 'preact'
import { ErrorSummary } from './error-summary.tsx'
import type { FormState } from './form-state.ts'
import { HiddenFields } from './hidden-fields.tsx'

export type FormProps = {
  /** Where it is posted; the page's own address where left out. */
  action?: string | undefined
  /** Given where the form's errors should be summed up at its head rather than at the head of the page. */
  form?: FormState | undefined
  /** Values that travel with the form unseen. */
  hidden?: Readonly<Record<string, string | readonly string[]>> | undefined
  /** Set where a button outside the form belongs to it. */
  id?: string | undefined
  /** Set where a file is sent. */
  files?: boolean | undefined
  children: ComponentChildren
}

/** A form that posts. The browser's own checks are off, so that every refusal is told in our words and loses nothing. */
export function Form({ id, action, form, hidden, files, children }: FormProps) {
  return (
    <form id={id} method="post" action={action} enctype={files ? 'multipart/form-data' : undefined} novalidate>
      {form && <ErrorSummary form={form} />}
      {hidden && <HiddenFields values={hidden} />}
      {children}
    </form>
  )
}

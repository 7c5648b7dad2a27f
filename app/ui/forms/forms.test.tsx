import { renderToString as render } from 'preact-render-to-string'
import { describe, expect, it } from 'vitest'
import { Button, ButtonLink } from './button.tsx'
import { Checkboxes } from './checkboxes.tsx'
import { DateInput } from './date-input.tsx'
import { ErrorSummary } from './error-summary.tsx'
import { FileUpload } from './file-upload.tsx'
import { Form } from './form.tsx'
import { emptyForm, type FormState } from './form-state.ts'
import { Radios } from './radios.tsx'
import { Select } from './select.tsx'
import { TextInput } from './text-input.tsx'
import { Textarea } from './textarea.tsx'

const refused: FormState = {
  values: { name: 'Ann "the bell" <O’Neill>', statement: '</textarea><b>', group: 'ferry', contact: 'post' },
  errors: [
    { field: 'people[0].email', message: 'Write an e-mail address' },
    { field: 'contact', message: 'Choose one' },
    { field: 'from', message: 'There is no such day' },
  ],
}

const everyField = (form: FormState) => (
  <Form form={form}>
    <TextInput form={form} name="name" label="Name" hint="In full" prefix="Mx" />
    <TextInput form={form} name="people[0].email" label="E-mail" type="email" />
    <Textarea form={form} name="statement" label="Statement" limit={{ words: 10 }} />
    <DateInput form={form} name="from" label="From" birthday />
    <Select form={form} name="group" label="Group" options={[{ value: 'ferry', text: 'Ferry Road' }]} />
    <Radios
      form={form}
      name="contact"
      label="Contact"
      choices={[
        { value: 'email', text: 'E-mail' },
        { value: 'post', text: 'Post', hint: 'Slow' },
      ]}
    />
    <Checkboxes form={form} name="consent" label="Consent" choices={[{ value: 'yes', text: 'Yes' }]} />
    <FileUpload form={form} name="picture" label="Picture" />
  </Form>
)

const all = (html: string, pattern: RegExp) => [...html.matchAll(pattern)].map((match) => match[1]!)

describe('a form', () => {
  const html = render(everyField(refused))
  const ids = all(html, / id="([^"]+)"/g)

  it('gives every box a label of its own, and every id once', () => {
    const boxes = all(html, /<(?:input|select|textarea)(?![^>]*type="hidden")[^>]* id="([^"]+)"/g)
    expect(boxes).toHaveLength(11)
    expect(all(html, /<label[^>]* for="([^"]+)"/g).toSorted()).toEqual(boxes.toSorted())
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('leads each line of the error summary to the first box of its field, in the words beside it', () => {
    const links = all(html, /<a href="#([^"]+)"/g)
    expect(links).toEqual(['people-0-email', 'contact', 'from'])
    for (const id of links) expect(html).toMatch(new RegExp(`<input[^>]* id="${id}"`))
    expect(all(html, /Error:<\/span> ([^<]+)/g).toSorted()).toEqual(
      refused.errors.map((error) => error.message).toSorted(),
    )
    expect(html).toContain('There is a problem')
    expect(html).toMatch(/<div class="govuk-error-summary"[^>]* autofocus/)
  })

  it('describes boxes by hints and errors that are there', () => {
    const described = all(html, /aria-describedby="([^"]+)"/g).flatMap((value) => value.split(' '))
    expect(described).toEqual(
      expect.arrayContaining(['name-hint', 'people-0-email-error', 'from-error', 'statement-count']),
    )
    for (const id of described) expect(ids).toContain(id)
  })

  it('draws again all that was typed, escaped', () => {
    expect(html).toContain('value="Ann &quot;the bell&quot; &lt;O’Neill>"')
    expect(html).toContain('&lt;/textarea>&lt;b></textarea>')
    expect(html).toMatch(/<option[^>]*selected[^>]*>Ferry Road/)
    expect(html).toMatch(/<input[^>]*value="post"[^>]*checked/)
    expect(html).not.toMatch(/<input[^>]*value="email"[^>]*checked/)
  })

  it('leaves refusing to the server, so that no message is the browser’s own', () => {
    expect(html).toContain('<form method="post" novalidate')
    expect(html).not.toContain('required')
  })

  it('says nothing of problems where there are none', () => {
    const fresh = render(everyField(emptyForm))
    expect(fresh).not.toContain('error')
    expect(render(<ErrorSummary form={emptyForm} />)).toBe('')
  })

  it('carries earlier answers and files', () => {
    const carried = render(
      <Form action="/next" hidden={{ seats: '3', place: ['a', '"b"'] }} files>
        <Button name="action" value="save" kind="secondary">
          Save
        </Button>
        <ButtonLink href="/back">Back</ButtonLink>
      </Form>,
    )
    expect(carried).toContain('enctype="multipart/form-data"')
    expect(all(carried, /type="hidden" name="([^"]+"\s+value="[^"]*)"/g)).toEqual([
      'seats" value="3',
      'place" value="a',
      'place" value="&quot;b&quot;',
    ])
    expect(carried).toContain(
      '<button type="submit" class="govuk-button govuk-button--secondary" name="action" value="save"',
    )
  })

  it('asks one question as the page’s heading', () => {
    const question = render(<TextInput form={emptyForm} name="name" label="What is your name?" heading />)
    expect(question).toMatch(/<h1[^>]*><label[^>]* for="name">What is your name\?<\/label><\/h1>/)
    const choice = render(<Radios form={emptyForm} name="x" label="Stand again?" heading choices={[]} />)
    expect(choice).toMatch(/<legend[^>]*><h1[^>]*>Stand again\?<\/h1><\/legend>/)
  })
})

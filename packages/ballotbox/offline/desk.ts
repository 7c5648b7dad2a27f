import { type GroupName, portableGroups } from '../src/index.ts'
import type { RandomSource } from '../src/random.ts'
import { ok, type Result } from '../src/result.ts'
import {
  acceptAct,
  beginWork,
  dealAct,
  decryptAct,
  type FinishedWork,
  isGroupName,
  type KeyAct,
  makeSingleKey,
  mixAct,
  recoverThresholdFile,
  takeSeatAct,
} from '../src/trustees/acts.ts'
import { rehearse } from '../src/trustees/rehearsal.ts'
import {
  paperBackup,
  readKeyFile,
  seedFromPaper,
  type TrusteeKeyFile,
  writeKeyFile,
} from '../src/trustees/trustee-key.ts'

/** The trustee's command as one offline file. Every act reads files, works here, and offers files to save. */

const random: RandomSource = (length) => {
  const bytes = new Uint8Array(length)
  crypto.getRandomValues(bytes)
  return bytes
}

interface FileToSave {
  readonly name: string
  readonly content: string | Blob
}

interface Done {
  readonly words: string
  readonly files: readonly FileToSave[]
}

/** The fields of a form, by their names. */
interface Answers {
  text(name: string): string
  number(name: string): number
  file(name: string): File
}

interface Act {
  readonly title: string
  readonly fields: readonly Field[]
  readonly button: string
  run(answers: Answers): Promise<Result<Done>>
}

type Field =
  | {
      readonly kind: 'file' | 'text' | 'number'
      readonly name: string
      readonly label: string
      readonly optional?: true
    }
  | { readonly kind: 'group'; readonly name: string; readonly label: string }

const keyField: Field = { kind: 'file', name: 'key', label: 'Your key file' }
const groupField: Field = { kind: 'group', name: 'group', label: 'Kind of election' }
const archiveField: Field = { kind: 'file', name: 'archive', label: 'Archive of the election (.bel)' }
const certificatesField: Field = { kind: 'file', name: 'certificates', label: 'List of all certificates' }

const groupOf = (answers: Answers) => {
  const name = answers.text('group')
  return portableGroups(isGroupName(name) ? name : 'RFC-3526-2048')
}

async function keyOf(answers: Answers): Promise<Result<TrusteeKeyFile>> {
  const file = readKeyFile(await answers.file('key').text())
  return file.ok ? file : { ok: false, error: `key file: ${file.error.problem}` }
}

const keyDone = ({ file, handOver }: KeyAct, name: string): Result<Done> =>
  ok({
    words: `Save your key file and keep it secret. On paper it is: ${paperBackup(file)}\nThen hand over ${name}.`,
    files: [
      { name: 'trustee-key.json', content: `${writeKeyFile(file)}\n` },
      { name, content: `${handOver}\n` },
    ],
  })

const workDone = ({ raw, rawSigned, signed }: FinishedWork): Result<Done> =>
  ok({
    words: `Hand over both files. Note down: ${signed.payload}`,
    files: [
      { name: `${signed.type}-${signed.owner}.json`, content: raw },
      { name: `${signed.type}-${signed.owner}.signed.json`, content: rawSigned },
    ],
  })

async function* chunksOf(file: File): AsyncGenerator<Uint8Array> {
  const size = 1 << 22
  for (let at = 0; at < file.size; at += size) yield new Uint8Array(await file.slice(at, at + size).arrayBuffer())
}

async function begun(answers: Answers) {
  const key = await keyOf(answers)
  return key.ok ? beginWork(portableGroups, key.value, chunksOf(answers.file('archive'))) : key
}

const acts: readonly Act[] = [
  {
    title: 'Make a single key',
    fields: [groupField],
    button: 'Make the key',
    run: async (answers) => keyDone(makeSingleKey(groupOf(answers), random), 'public-key.json'),
  },
  {
    title: 'Key ceremony: take a seat',
    fields: [
      groupField,
      { kind: 'number', name: 'size', label: 'Number of trustees' },
      { kind: 'number', name: 'threshold', label: 'How many must work together' },
      { kind: 'number', name: 'index', label: 'Your number' },
    ],
    button: 'Take the seat',
    run: async (answers) => {
      const seat = {
        size: answers.number('size'),
        threshold: answers.number('threshold'),
        index: answers.number('index'),
      }
      return keyDone(takeSeatAct(groupOf(answers), seat, random), 'certificate.json')
    },
  },
  {
    title: 'Key ceremony: deal shares',
    fields: [keyField, certificatesField],
    button: 'Deal',
    async run(answers) {
      const key = await keyOf(answers)
      if (!key.ok) return key
      const dealt = await dealAct(portableGroups, key.value, await answers.file('certificates').text(), random)
      return dealt.ok
        ? ok({ words: 'Hand over the file.', files: [{ name: 'dealt.json', content: `${dealt.value}\n` }] })
        : dealt
    },
  },
  {
    title: 'Key ceremony: accept shares',
    fields: [keyField, certificatesField, { kind: 'file', name: 'shares', label: 'Shares dealt to you' }],
    button: 'Accept',
    async run(answers) {
      const key = await keyOf(answers)
      if (!key.ok) return key
      const certificates = await answers.file('certificates').text()
      const act = await acceptAct(portableGroups, key.value, certificates, await answers.file('shares').text(), random)
      return act.ok ? keyDone(act.value, 'accepted.json') : act
    },
  },
  {
    title: 'Mix',
    fields: [keyField, archiveField],
    button: 'Check and mix',
    async run(answers) {
      const atWork = await begun(answers)
      if (!atWork.ok) return atWork
      const work = await mixAct(atWork.value, random)
      return work.ok ? workDone(work.value) : work
    },
  },
  {
    title: 'Decrypt your part',
    fields: [keyField, archiveField, { kind: 'number', name: 'mixes', label: 'Number of mixes that were agreed' }],
    button: 'Check and decrypt',
    async run(answers) {
      const atWork = await begun(answers)
      if (!atWork.ok) return atWork
      const work = await decryptAct(atWork.value, answers.number('mixes'), random)
      return work.ok ? workDone(work.value) : work
    },
  },
  {
    title: 'Recover your key from paper',
    fields: [
      groupField,
      { kind: 'text', name: 'paper', label: 'What is on the paper' },
      {
        kind: 'file',
        name: 'accepted',
        label: 'What you handed over after accepting shares (key ceremony only)',
        optional: true,
      },
    ],
    button: 'Recover',
    async run(answers) {
      const group = groupOf(answers)
      const seed = seedFromPaper(answers.text('paper'))
      if (!seed.ok) return seed
      const accepted = answers.file('accepted')
      const file: Result<TrusteeKeyFile> =
        accepted.size === 0
          ? ok({ version: 1, group: group.name, kind: 'single', seed: seed.value })
          : recoverThresholdFile(group, seed.value, await accepted.text())
      if (!file.ok) return file
      return ok({
        words: 'Save your key file.',
        files: [{ name: 'trustee-key.json', content: `${writeKeyFile(file.value)}\n` }],
      })
    },
  },
  {
    title: 'Rehearse on throwaway keys',
    fields: [
      { kind: 'number', name: 'size', label: 'Number of trustees' },
      { kind: 'number', name: 'threshold', label: 'How many must work together' },
    ],
    button: 'Rehearse',
    async run(answers) {
      const plan = { size: answers.number('size'), threshold: answers.number('threshold') }
      const rehearsed = await rehearse(portableGroups, plan, random)
      if (!rehearsed.ok) return rehearsed
      const content = new Blob(rehearsed.value.archive.map((piece) => new Uint8Array(piece)))
      return ok({ words: 'What came out is what went in.', files: [{ name: `${rehearsed.value.uuid}.bel`, content }] })
    },
  },
]

const GROUPS: readonly (readonly [GroupName, string])[] = [
  ['RFC-3526-2048', 'ranked'],
  ['BELENIOS-2048', 'choose some, or yes and no'],
]

type Properties = Readonly<Record<string, string | boolean>>

function element<K extends keyof HTMLElementTagNameMap>(tag: K, properties: Properties = {}): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag)
  Object.assign(made, properties)
  return made
}

function controlOf(field: Field, id: string): HTMLElement {
  if (field.kind === 'group') {
    const select = element('select', { id, name: field.name })
    select.append(...GROUPS.map(([value, label]) => element('option', { value, textContent: label })))
    return select
  }
  return element('input', {
    id,
    name: field.name,
    type: field.kind,
    required: field.optional !== true,
    autocomplete: 'off',
    ...(field.kind === 'number' ? { min: '1', max: '100' } : {}),
  })
}

const answersOf = (form: HTMLFormElement): Answers => {
  const data = new FormData(form)
  const file = (name: string) => {
    const value = data.get(name)
    return value instanceof File ? value : new File([], '')
  }
  const text = (name: string) => {
    const value = data.get(name)
    return typeof value === 'string' ? value : ''
  }
  return { file, text, number: (name) => Number(text(name)) }
}

function show(output: HTMLOutputElement, { words, files }: Done): void {
  output.replaceChildren(words)
  for (const { name, content } of files) {
    const href = URL.createObjectURL(new Blob([content]))
    output.append('\n', element('a', { href, download: name, textContent: `Save ${name}` }))
  }
}

function formOf(act: Act, number: number): HTMLFormElement {
  const form = element('form')
  const fieldset = element('fieldset')
  fieldset.append(element('legend', { textContent: act.title }))
  for (const field of act.fields) {
    const id = `${number}-${field.name}`
    fieldset.append(element('label', { htmlFor: id, textContent: field.label }), controlOf(field, id))
  }
  const button = element('button', { type: 'submit', textContent: act.button })
  const output = element('output')
  fieldset.append(element('div'), button, output)
  form.append(fieldset)
  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    button.disabled = true
    output.textContent = 'Working. This can take minutes; leave the window open.'
    // Lets the browser draw those words before the work takes its only thread.
    await new Promise((resolve) => setTimeout(resolve, 50))
    const done = await act.run(answersOf(form))
    if (done.ok) show(output, done.value)
    else output.textContent = `Not done: ${done.error}`
    button.disabled = false
  })
  return form
}

document.querySelector('#desk')?.append(...acts.map(formOf))

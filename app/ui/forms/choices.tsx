import type { ComponentChildren } from 'preact'
import { ErrorMessage } from './error-message.tsx'
import { describedBy, type FieldProps, labelText } from './field.tsx'
import { Fieldset } from './fieldset.tsx'
import { allTyped, errorFor, fieldId } from './form-state.ts'
import { Hint } from './hint.tsx'

export type Choice = {
  value: string
  text: string
  hint?: ComponentChildren
  /** Further questions that this choice raises, shown below it; without `:has()` in the browser, always shown. */
  reveals?: ComponentChildren
  /** The word between this choice and the one before, as "or". */
  divider?: string | undefined
}

export type ChoicesProps = FieldProps & { choices: readonly Choice[] }

type Kind = { type: 'radio' | 'checkbox'; block: 'govuk-radios' | 'govuk-checkboxes' }

/** Radios and checkboxes differ in their names only. The first box bears the field's own id. */
export function Choices({ kind, small, ...props }: ChoicesProps & { kind: Kind; small?: boolean }) {
  const id = fieldId(props.name)
  const error = errorFor(props.form, props.name)
  const chosen = allTyped(props.form, props.name)
  return (
    <div class={error ? 'govuk-form-group govuk-form-group--error' : 'govuk-form-group'}>
      <Fieldset legend={labelText(props)} heading={props.heading} describedBy={describedBy(id, props.hint, error)}>
        {props.hint && <Hint id={`${id}-hint`}>{props.hint}</Hint>}
        {error && <ErrorMessage id={`${id}-error`} message={error} />}
        <div class={small ? `${kind.block} ${kind.block}--small` : kind.block}>
          {props.choices.map((choice, index) => (
            <ChoiceBox
              key={choice.value}
              kind={kind}
              id={index === 0 ? id : `${id}-${index + 1}`}
              name={props.name}
              choice={choice}
              checked={chosen.includes(choice.value)}
            />
          ))}
        </div>
      </Fieldset>
    </div>
  )
}

type ChoiceBoxProps = { kind: Kind; id: string; name: string; choice: Choice; checked: boolean }

function ChoiceBox({ kind: { type, block }, id, name, choice, checked }: ChoiceBoxProps) {
  return (
    <>
      {choice.divider && <div class={`${block}__divider`}>{choice.divider}</div>}
      <div class={`${block}__item`}>
        <input
          class={`${block}__input`}
          id={id}
          name={name}
          type={type}
          value={choice.value}
          checked={checked}
          aria-describedby={choice.hint ? `${id}-item-hint` : undefined}
        />
        <label class={`govuk-label ${block}__label`} for={id}>
          {choice.text}
        </label>
        {choice.hint && (
          <div id={`${id}-item-hint`} class={`govuk-hint ${block}__hint`}>
            {choice.hint}
          </div>
        )}
      </div>
      {choice.reveals && <div class={`${block}__conditional`}>{choice.reveals}</div>}
    </>
  )
}

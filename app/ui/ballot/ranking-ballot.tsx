import type { ComponentChildren } from 'preact'
import { Button, ButtonGroup } from '../forms/button.tsx'
import { ErrorMessage } from '../forms/error-message.tsx'
import { errorFor, type FormState, fieldId, typed } from '../forms/form-state.ts'
import { type Picture, Portrait } from '../parts/portrait.tsx'
import { rankField } from './rank-values.ts'

export type BallotCandidate = {
  id: string
  name: string
  picture?: Picture | undefined
  description?: string | undefined
  /** Their statement. */
  href?: string | undefined
}

export type RankingBallotProps = {
  form: FormState
  /** In the order of this voter's paper. */
  candidates: readonly BallotCandidate[]
  seats: number
  /** What the rules of this count make of the numbers; of a transferable vote where left out. */
  instructions?: ComponentChildren
  /** The row of buttons; "Review my ballot" where left out. */
  buttons?: ComponentChildren
}

/**
 * A ballot paper to be numbered in order of preference. It stands inside a `Form` and works without script, by a box for
 * each candidate. An island may take hold of `[data-ranking]`, show the buttons in `[data-moves]` of each
 * `[data-candidate]` and say every change in `[data-ranking-status]`.
 */
export function RankingBallot({ form, candidates, seats, instructions, buttons }: RankingBallotProps) {
  return (
    <div class="gs-ballot" data-ranking>
      <fieldset class="govuk-fieldset" aria-describedby="ballot-how">
        <legend class="govuk-fieldset__legend govuk-fieldset__legend--m">Number the candidates in your order</legend>
        <div id="ballot-how" class="gs-flow gs-ballot__how">
          {instructions ?? <TransferableVote seats={seats} />}
        </div>
        <ul class="gs-ballot__list">
          {candidates.map((candidate) => (
            <BallotLine key={candidate.id} form={form} candidate={candidate} most={candidates.length} />
          ))}
        </ul>
      </fieldset>
      <p class="govuk-visually-hidden" role="status" data-ranking-status />
      <ButtonGroup>{buttons ?? <Button>Review my ballot</Button>}</ButtonGroup>
    </div>
  )
}

function TransferableVote({ seats }: { seats: number }) {
  return (
    <p>
      Write <strong>1</strong> beside your first choice, <strong>2</strong> beside your second, and so on, for as many
      as you like. {seats === 1 ? 'One person' : `${seats} people`} will be elected. A later choice never harms an
      earlier one.
    </p>
  )
}

function BallotLine({ form, candidate, most }: { form: FormState; candidate: BallotCandidate; most: number }) {
  const name = rankField(candidate.id)
  const id = fieldId(name)
  const error = errorFor(form, name)
  const described = [candidate.description && `${id}-about`, error && `${id}-error`].filter(Boolean).join(' ')
  return (
    <li class={error ? 'gs-ballot__line gs-ballot__line--error' : 'gs-ballot__line'} data-candidate={candidate.id}>
      <input
        class={error ? 'govuk-input gs-ballot__box govuk-input--error' : 'govuk-input gs-ballot__box'}
        id={id}
        name={name}
        type="text"
        inputmode="numeric"
        maxLength={String(most).length + 1}
        autocomplete="off"
        value={typed(form, name)}
        aria-describedby={described || undefined}
        aria-invalid={error ? true : undefined}
      />
      <div class="gs-ballot__who">
        <Portrait name={candidate.name} picture={candidate.picture} />
        <div>
          <label class="gs-ballot__name" for={id}>
            {candidate.name}
          </label>
          {candidate.description && (
            <p id={`${id}-about`} class="gs-ballot__about">
              {candidate.description}
            </p>
          )}
          {candidate.href && (
            <a class="govuk-link gs-ballot__more" href={candidate.href}>
              Read the statement<span class="govuk-visually-hidden"> of {candidate.name}</span>
            </a>
          )}
        </div>
      </div>
      {error && <ErrorMessage id={`${id}-error`} message={error} />}
      <div class="gs-ballot__moves" data-moves hidden>
        <MoveButton move="next" text="Next choice" of={candidate.name} />
        <MoveButton move="up" text="Higher" of={candidate.name} />
        <MoveButton move="down" text="Lower" of={candidate.name} />
      </div>
    </li>
  )
}

function MoveButton({ move, text, of }: { move: 'next' | 'up' | 'down'; text: string; of: string }) {
  return (
    <button type="button" class="gs-ballot__move" data-move={move}>
      {text}
      <span class="govuk-visually-hidden">: {of}</span>
    </button>
  )
}

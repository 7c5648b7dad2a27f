/**
 * Ranking by buttons, for touch and keyboard: they write the same numbers into the same boxes that work without script,
 * and say every change aloud. Nothing is sent or kept here.
 */
interface Line {
  readonly name: string
  readonly box: HTMLInputElement
  readonly buttons: Record<Move, HTMLButtonElement>
}

type Move = 'next' | 'up' | 'down'

function wake(ballot: HTMLElement): void {
  const status = ballot.querySelector<HTMLElement>('[data-ranking-status]')
  const lines = [...ballot.querySelectorAll<HTMLElement>('[data-candidate]')].flatMap(readLine)
  if (!status) return
  const draw = () => {
    const ranked = inOrder(lines)
    for (const line of lines) {
      const place = ranked.indexOf(line)
      set(line.buttons.next, place === -1 ? 'Next choice' : 'Remove', line.name)
      line.buttons.up.hidden = line.buttons.down.hidden = place === -1
      line.buttons.up.disabled = place === 0
      line.buttons.down.disabled = place === ranked.length - 1
    }
  }
  for (const line of lines) {
    for (const move of ['next', 'up', 'down'] as const) {
      line.buttons[move].addEventListener('click', () => {
        status.textContent = apply(lines, line, move)
        draw()
        // A button that has become useless must not keep the focus of somebody who cannot see it.
        if (line.buttons[move].disabled) line.buttons[move === 'up' ? 'down' : 'up'].focus()
      })
    }
    line.box.addEventListener('input', draw)
  }
  for (const moves of ballot.querySelectorAll<HTMLElement>('[data-moves]')) moves.hidden = false
  draw()
}

function readLine(item: HTMLElement): Line[] {
  const box = item.querySelector('input')
  const button = (move: Move) => item.querySelector<HTMLButtonElement>(`[data-move=${move}]`)
  const [next, up, down] = [button('next'), button('up'), button('down')]
  const name = item.querySelector('label')?.textContent?.trim() ?? ''
  return box && next && up && down ? [{ name, box, buttons: { next, up, down } }] : []
}

/** Those with a number, in the order of their numbers; equal and odd numbers stay as they are until moved. */
function inOrder(lines: readonly Line[]): Line[] {
  return lines.filter(({ box }) => Number(box.value) > 0).sort((a, b) => Number(a.box.value) - Number(b.box.value))
}

/** Moves one candidate, numbers all that are ranked anew, and returns what is to be said. */
function apply(lines: readonly Line[], line: Line, move: Move): string {
  const ranked = inOrder(lines)
  const at = ranked.indexOf(line)
  if (move === 'next' && at === -1) ranked.push(line)
  else if (move === 'next') ranked.splice(at, 1)
  else {
    ranked.splice(at, 1)
    ranked.splice(Math.max(0, at + (move === 'up' ? -1 : 1)), 0, line)
  }
  for (const other of lines) {
    const place = ranked.indexOf(other)
    other.box.value = place === -1 ? '' : String(place + 1)
  }
  const place = ranked.indexOf(line)
  return place === -1
    ? `${line.name} has no number now.`
    : `${line.name} is your choice ${place + 1} of ${ranked.length}.`
}

function set(button: HTMLButtonElement, text: string, name: string): void {
  const of = document.createElement('span')
  of.className = 'govuk-visually-hidden'
  of.textContent = `: ${name}`
  button.replaceChildren(text, of)
}

for (const ballot of document.querySelectorAll<HTMLElement>('[data-ranking]')) wake(ballot)

import type { ComponentChildren } from 'preact'

/** `primary` once a page; `warning` for what cannot be undone. */
export type ButtonKind = 'primary' | 'secondary' | 'warning'

type Common = { kind?: ButtonKind | undefined; children: ComponentChildren }

const classes: Record<ButtonKind, string> = {
  primary: 'govuk-button',
  secondary: 'govuk-button govuk-button--secondary',
  warning: 'govuk-button govuk-button--warning',
}

export type ButtonProps = Common & {
  /** Which of several buttons was pressed. */
  name?: string | undefined
  value?: string | undefined
  /** Sends the same form elsewhere. */
  formaction?: string | undefined
  /** The button of another form on the page, by that form's id. */
  form?: string | undefined
}

/** Sends its form. */
export function Button({ kind = 'primary', children, ...rest }: ButtonProps) {
  return (
    <button type="submit" class={classes[kind]} {...rest}>
      {children}
    </button>
  )
}

/** A link that looks like a button: the one next step of a page, where nothing is sent. */
export function ButtonLink({ kind = 'primary', href, children }: Common & { href: string }) {
  return (
    <a class={classes[kind]} href={href} draggable={false}>
      {children}
    </a>
  )
}

/** Buttons and links side by side, one below the other on a phone. */
export function ButtonGroup({ children }: { children: ComponentChildren }) {
  return <div class="govuk-button-group">{children}</div>
}

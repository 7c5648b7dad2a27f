export type ProgressBarProps = {
  /** What is growing: "Raised so far". */
  label: string
  value: number
  target: number
  /** The figures in words: "£12,400 of £20,000". The bar only shows what this says. */
  text: string
}

/** How far something has come towards its target. */
export function ProgressBar({ label, value, target, text }: ProgressBarProps) {
  const share = target > 0 ? Math.min(Math.max(value / target, 0), 1) : 0
  return (
    <div class="gs-progress">
      <p class="gs-progress__text">
        <span>{label}</span> <strong>{text}</strong>
      </p>
      <svg class="gs-progress__bar" width="100%" height="16" aria-hidden="true" focusable="false">
        <rect class="gs-progress__track" width="100%" height="16" rx="8" />
        {share > 0 && <rect class="gs-progress__done" width={`${(share * 100).toFixed(1)}%`} height="16" rx="8" />}
      </svg>
    </div>
  )
}

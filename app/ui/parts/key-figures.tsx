/** A handful of figures that matter, large. */
export function KeyFigures({ figures }: { figures: readonly { label: string; value: string }[] }) {
  return (
    <dl class="gs-figures">
      {figures.map((figure) => (
        <div key={figure.label} class="gs-figures__one">
          <dt>{figure.label}</dt>
          <dd>{figure.value}</dd>
        </div>
      ))}
    </dl>
  )
}

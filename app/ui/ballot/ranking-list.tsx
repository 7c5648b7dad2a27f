/** An order of preference as it will be counted: on the review page, and after. */
export function RankingList({ names }: { names: readonly string[] }) {
  return (
    <ol class="gs-ranking">
      {names.map((name) => (
        <li key={name}>{name}</li>
      ))}
    </ol>
  )
}

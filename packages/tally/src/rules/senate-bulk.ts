/**
 * Who may be excluded together under section 273(13A) and (13B) of the Commonwealth Electoral Act 1918: candidates so
 * low that all their votes together could not change who is next above, nor fill a vacancy. Waiting surpluses do not
 * arise here, for all are transferred first. Gives how many of the lowest go.
 */
export const bulkExclusion = (
  continuing: readonly number[],
  votes: readonly bigint[],
  quota: bigint,
  vacancies: number,
): number => {
  const poll = [...continuing].sort((a, b) => {
    const difference = (votes[a] as bigint) - (votes[b] as bigint)
    return difference < 0n ? -1 : difference > 0n ? 1 : 0
  })
  const votesAt = (place: number): bigint => votes[poll[place] as number] as bigint
  let sum = 0n
  const notional = poll.map((_, place) => {
    sum += votesAt(place)
    return sum
  })
  const leaders = poll.slice(-vacancies)
  const vacancyShortfall = leaders.reduce((all, candidate) => all + quota - (votes[candidate] as bigint), 0n)
  const leadingShortfall = quota - votesAt(poll.length - 1)

  const a = notional.findIndex((votes) => votes >= vacancyShortfall)
  const below = a < 0 ? poll.length : a
  const isB = (place: number): boolean =>
    place < below && place + 1 < poll.length && (notional[place] as bigint) < votesAt(place + 1)
  const b = poll.findLastIndex((_, place) => isB(place))
  if (b < 0) return 0
  const c = (notional[b] as bigint) < leadingShortfall ? b : notional.findLastIndex((votes) => votes < leadingShortfall)
  // (13B): enough must remain for the vacancies.
  return Math.min(c + 1, poll.length - vacancies)
}

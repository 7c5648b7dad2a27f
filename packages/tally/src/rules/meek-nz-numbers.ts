/**
 * Pseudo-random numbers of Schedule 1A, clauses 41 to 48, one for each candidate: three linear congruences started from
 * the numbers of candidates, vacancies and voting documents. Where clauses 42 and 43 leave doubt, this follows the
 * published description of the calculator in use (docs/decisions/012).
 */
export const pseudoRandomNumbers = (candidates: number, vacancies: number, documents: number): number[] => {
  let x = candidates + 5
  let y = vacancies
  let z = (documents + 10_000 * (documents % 10)) % 30_323
  const next = (): number => {
    x = (171 * x) % 30_269
    y = (172 * y) % 30_307
    z = (170 * z) % 30_323
    const sum =
      Math.floor((10_000 * x) / 30_269) + Math.floor((10_000 * y) / 30_307) + Math.floor((10_000 * z) / 30_323)
    return 10_000 - (sum % 10_000)
  }
  for (let i = 0; i < 4; i++) next()
  const numbers: number[] = []
  while (numbers.length < candidates) {
    const number = next()
    if (!numbers.includes(number)) numbers.push(number)
    else if (numbers.length >= 10_000) numbers.push(10_001 + numbers.length)
  }
  return numbers
}

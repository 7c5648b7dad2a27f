export interface Outcome {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
}

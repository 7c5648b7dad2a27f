/** Why the embedded PostgreSQL could not be had. `message` says what was met and how to mend it. */
export interface EmbeddedProblem {
  readonly kind:
    | 'folder-in-use'
    | 'folder-unreachable'
    | 'binaries-unusable'
    | 'no-ordinary-user'
    | 'unsupported-version'
    | 'keys-missing'
    | 'did-not-start'
  readonly message: string
  /** The process that holds the folder, where that is the problem and it is known. */
  readonly pid?: number
}

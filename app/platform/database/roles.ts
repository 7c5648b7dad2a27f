/** The roles that the program itself connects as. None owns a table; each has only what a migration grants. */
export const ROLES = { app: 'groundswell_app', auth: 'groundswell_auth' } as const

export type Role = keyof typeof ROLES

/** The owner's address with another role in it. `password` derives each role's own from the program's secret. */
export function urlAs(ownerUrl: string, role: Role, password: (role: string) => string): string {
  const url = new URL(ownerUrl)
  url.username = ROLES[role]
  url.password = password(ROLES[role])
  return url.toString()
}

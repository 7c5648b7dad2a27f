/**
 * The key of the lock on one contest's box. Every cast holds it shared until it is committed; closing takes it whole.
 * So the box is closed between two casts, never in the middle of one, and whoever was acknowledged is inside.
 */
export function boxLock(contest: string): string {
  return BigInt.asIntN(64, BigInt(`0x${contest.replaceAll('-', '').slice(0, 16)}`)).toString()
}

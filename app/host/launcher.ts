import { readFileSync } from 'node:fs'

/**
 * Tells when the `npm start` that launched this process is gone. npm hands a signal to the shell that it runs scripts
 * in, and the shell ends without handing it on: the program would run on with nobody to stop it. A program that was
 * launched in another way outlives its launcher, as one sent to the background must.
 */
export function watchLauncher(onGone: () => void): void {
  if (!process.env.npm_lifecycle_event) return
  const shell = process.ppid
  const npm = parentOf(shell)
  const watching = setInterval(() => {
    if (process.ppid === shell && parentOf(shell) === npm) return
    clearInterval(watching)
    onGone()
  }, 500)
  watching.unref()
}

/** Known on Linux; elsewhere the shell alone is watched. The name, in brackets, may itself hold spaces. */
function parentOf(pid: number): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[1]
  } catch {
    return undefined
  }
}

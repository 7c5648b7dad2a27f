import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'

/**
 * The folder of this checkout: the nearest one upwards that holds `package.json` and `app/`.
 * Found from the code's own place, not from where the command was typed, so that `npm start`, `npx groundswell`
 * and the bundles under `dist/` agree about it.
 */
export function projectRoot(from: string = import.meta.dirname): string {
  let folder = from
  while (!(existsSync(join(folder, 'package.json')) && existsSync(join(folder, 'app')))) {
    const parent = dirname(folder)
    if (parent === folder) throw new Error(`no Groundswell checkout above ${from}`)
    folder = parent
  }
  return folder
}

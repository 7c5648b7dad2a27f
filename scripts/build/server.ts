import { join } from 'node:path'
import { build } from 'vite'

/** The processes of the program, each with its entry. */
const program = { main: 'app/main.ts', worker: 'app/host/worker-process.ts', cli: 'app/cli.ts' }

/**
 * Bundles the program for Node. What npm installed stays where it is, and so do the packages of this project: Node
 * reads their TypeScript as it stands, and a worker thread that one of them starts by the address of its file finds it.
 */
export async function buildServer(
  root: string,
  outDir: string,
  entries: Readonly<Record<string, string>> = program,
): Promise<void> {
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    ssr: { external: ['@groundswell/tally', '@groundswell/ballotbox', '@groundswell/verifier'] },
    build: {
      ssr: true,
      outDir,
      emptyOutDir: true,
      target: 'node24',
      sourcemap: true,
      minify: false,
      rolldownOptions: {
        input: Object.fromEntries(Object.entries(entries).map(([name, file]) => [name, join(root, file)])),
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'parts/[name]-[hash].js' },
      },
    },
  })
}

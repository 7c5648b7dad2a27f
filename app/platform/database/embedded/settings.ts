import { totalmem } from 'node:os'

/**
 * The server's settings, as the text of a configuration file.
 *
 * `durable` is false only for clusters that tests throw away.
 */
export function settings({ port, durable }: { port: number; durable: boolean }): string {
  return `${Object.entries({ ...reach(port), ...planner, ...memory(), ...(durable ? {} : throwaway), ...discretion })
    .map(([name, value]) => `${name} = ${value}`)
    .join('\n')}\n`
}

/** This machine only, with a password: no socket file, whose path would have a length limit and a folder to share. */
const reach = (port: number) => ({
  listen_addresses: "'127.0.0.1'",
  port,
  unix_socket_directories: "''",
  max_connections: 120,
})

/**
 * The default of 4 supposes turning disks; 1.1 cut the query behind a filtered list of members from 68 to 12.8 ms.
 * Compiling queries while they run is not in this build.
 */
const planner = { random_page_cost: 1.1, jit: 'off' }

/** An eighth of the machine, as the program, the worker and whatever else lives here want the rest. */
function memory() {
  const megabytes = Math.floor((process.constrainedMemory() || totalmem()) / 2 ** 20)
  const ours = Math.min(megabytes, Math.floor(totalmem() / 2 ** 20))
  const within = (least: number, share: number, most: number) => Math.max(least, Math.min(most, Math.floor(share)))
  return {
    shared_buffers: `${within(64, ours / 8, 1024)}MB`,
    effective_cache_size: `${within(128, ours / 2, 8192)}MB`,
    work_mem: '8MB',
    maintenance_work_mem: `${within(32, ours / 32, 256)}MB`,
    max_wal_size: '1GB',
  }
}

const throwaway = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }

/** Statements and values hold members' data: what failed is reported to the program, and not copied to a log. */
const discretion = {
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_checkpoints: 'off',
  timezone: "'UTC'",
  log_timezone: "'UTC'",
}

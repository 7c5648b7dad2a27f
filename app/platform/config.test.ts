import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readConfig } from './config.ts'
import { projectRoot } from './project-root.ts'
import { unwrap } from './result.ts'

describe('readConfig', () => {
  it('needs nothing: an empty environment is this machine, the embedded database, mail kept here', () => {
    expect(unwrap(readConfig({}))).toEqual({
      host: '127.0.0.1',
      port: 3000,
      publicUrl: 'http://localhost:3000',
      isPublic: false,
      databaseUrl: undefined,
      dataDir: join(projectRoot(), 'data'),
      smtpUrl: undefined,
      mailFrom: 'Groundswell <groundswell@localhost>',
      secretKeyFile: join(projectRoot(), 'data', 'secret.key'),
      poolSize: 10,
      logLevel: 'info',
      sourceUrl: undefined,
    })
  })

  it('takes what is given, the public address without its last slash', () => {
    const config = unwrap(
      readConfig({
        PORT: '8080',
        HOST: '0.0.0.0',
        DATABASE_URL: 'postgresql://us:secret@db/ours',
        DATA_DIR: '/srv/ours',
        PUBLIC_URL: 'https://members.example.org/',
        SMTP_URL: 'smtps://relay.example.org',
        MAIL_FROM: 'Our Movement <hello@example.org>',
      }),
    )
    expect(config).toMatchObject({ port: 8080, publicUrl: 'https://members.example.org', dataDir: '/srv/ours' })
    expect(config.secretKeyFile).toBe('/srv/ours/secret.key')
  })

  it('counts an empty value as absent, as compose files leave them', () => {
    expect(unwrap(readConfig({ PORT: '', PUBLIC_URL: ' ', DATABASE_URL: '' })).port).toBe(3000)
  })

  it('derives the public address from the port', () => {
    expect(unwrap(readConfig({ PORT: '4100' })).publicUrl).toBe('http://localhost:4100')
  })

  it.each([
    ['PORT', 'http'],
    ['PORT', '0'],
    ['PORT', '65536'],
    ['PORT', '3000.5'],
    ['HOST', 'http://localhost'],
    ['DATABASE_URL', 'mysql://localhost/ours'],
    ['DATABASE_URL', 'ours'],
    ['PUBLIC_URL', 'members.example.org'],
    ['PUBLIC_URL', 'https://example.org/members'],
    ['PUBLIC_URL', 'ftp://example.org'],
    ['SMTP_URL', 'relay.example.org:25'],
    ['MAIL_FROM', 'Our Movement'],
    ['POOL_SIZE', '-1'],
    ['POOL_SIZE', '0'],
    ['LOG_LEVEL', 'chatty'],
    ['SOURCE_URL', 'git@example.org:ours'],
  ])('refuses %s=%s and says how to mend it', (key, value) => {
    const result = readConfig({ [key]: value })
    expect(result).toMatchObject({ ok: false, error: [{ key, message: expect.stringMatching(`^${key} must be`) }] })
  })

  it('names every problem at once, and repeats no value: it may hold a password', () => {
    const result = readConfig({ PORT: 'x', DATABASE_URL: 'mysql://us:hunter2@db/ours' })
    if (result.ok) throw new Error('expected a refusal')
    expect(result.error.map(({ key }) => key)).toEqual(['PORT', 'DATABASE_URL'])
    expect(JSON.stringify(result.error)).not.toContain('hunter2')
  })

  it('wants a sender where mail is really sent', () => {
    expect(readConfig({ SMTP_URL: 'smtp://relay' })).toMatchObject({ ok: false, error: [{ key: 'MAIL_FROM' }] })
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { recognise } from './columns.ts'
import { parseDate } from './dates.ts'
import { readRow } from './row.ts'

describe('recognise', () => {
  it('knows a list from Action Network', () => {
    const headings =
      'uuid,first_name,last_name,email,zip_code,can2_user_address,can2_user_city,can2_user_state,can2_phone,can2_user_tags,can2_subscription_status,Phone Number,County'
    expect(recognise(headings.split(','))).toEqual({
      system: 'action-network',
      fields: [
        'id:action-network',
        'given-name',
        'family-name',
        'email',
        'postcode',
        'ignore',
        'place',
        'ignore',
        'phone',
        'ignore',
        'ignore',
        'ignore',
        'ignore',
      ],
    })
  })

  it('knows a list from NationBuilder', () => {
    const headings =
      'nationbuilder_id,external_id,prefix,first_name,middle_name,last_name,suffix,email,phone_number,mobile_number,support_level,membership_level_name,membership_started_at,membership_expires_at,primary_city,primary_zip,tag_list,note'
    expect(recognise(headings.split(','))).toEqual({
      system: 'nationbuilder',
      fields: [
        'id:nationbuilder',
        'id:nationbuilder-external',
        'ignore',
        'given-name',
        'middle-name',
        'family-name',
        'ignore',
        'email',
        'phone',
        'mobile',
        'ignore',
        'ignore',
        'joined',
        'paid-until',
        'place',
        'postcode',
        'ignore',
        'ignore',
      ],
    })
  })

  it('knows a list from CiviCRM, and common words in any dress', () => {
    expect(recognise(['External Identifier', 'First Name', 'Last Name', 'Email (Match to Contact)'])).toEqual({
      system: 'civicrm',
      fields: ['id:civicrm', 'given-name', 'family-name', 'email'],
    })
    expect(
      recognise([
        'Membership Number',
        'FORENAME',
        'Surname',
        'E-mail',
        'Post code',
        'Local group',
        'Paid-until',
        'Cyfenw',
      ]),
    ).toEqual({
      system: 'file',
      fields: ['id:file', 'given-name', 'family-name', 'email', 'postcode', 'group', 'paid-until', 'ignore'],
    })
  })
})

describe('parseDate', () => {
  it.each([
    ['2026-02-28', '2026-02-28'],
    ['2026-02-28T10:00:00Z', '2026-02-28'],
    ['3/4/2025', '2025-04-03'],
    ['03.04.25', '2025-04-03'],
    ['3 April 2025', '2025-04-03'],
    ['3rd-Apr-2025', '2025-04-03'],
  ])('reads %s', (text, date) => expect(parseDate(text, 'day-first')).toBe(date))

  it('puts the month first where the file does', () => {
    expect(parseDate('12/31/2026', 'month-first')).toBe('2026-12-31')
    expect(parseDate('12/31/2026', 'day-first')).toBeNull()
  })

  it.each(['2026-02-30', '31/02/2026', 'tomorrow', '1/1/1', '45291', '1850-01-01', '2024-13-01', ''])(
    'is not misled by %s',
    (text) => expect(parseDate(text, 'day-first')).toBeNull(),
  )
})

describe('readRow', () => {
  const reading = {
    fields: ['name', 'email', 'mobile', 'postcode', 'id:file', 'group'] as const,
    dates: 'day-first' as const,
  }

  it('tidies what it takes', () => {
    const read = readRow(
      2,
      ['  Siân\u00a0 O’Neill ', ' Sian@Example.ORG', '(07700) 900-123', 'sy231aa', ' 7 ', 'Llŷn'],
      reading,
    )
    expect(read).toMatchObject({
      ok: true,
      value: {
        row: {
          name: 'Siân O’Neill',
          nameKey: 'sian oneill',
          email: 'Sian@Example.ORG',
          emailKey: 'sian@example.org',
          phoneKey: '+447700900123',
          postcode: 'SY23 1AA',
          extSource: 'file',
          extId: '7',
          group: 'Llŷn',
        },
      },
    })
  })

  it('keeps a person of whom only an address is known, and knows a row with neither address nor id by what it says', () => {
    expect(readRow(2, ['', 'a@example.org'], reading)).toMatchObject({
      value: { row: { name: 'Name not given', nameKey: '', extId: null } },
    })
    const one = readRow(2, ['Ann Lee', '', '', 'LS1 1AA'], reading)
    const same = readRow(9, ['Ann Lee', '', '', 'LS1 1AA'], reading)
    const other = readRow(9, ['Ann Lee', '', '', 'LS1 1AB'], reading)
    const id = (read: typeof one) => (read.ok ? read.value.row.extId : null)
    expect(id(one)).toBe(id(same))
    expect(id(one)).not.toBe(id(other))
  })

  it('gives of any cells whatever a reason or a row that fits the tables', () => {
    const cell = fc.string({ unit: 'binary', maxLength: 300 })
    fc.assert(
      fc.property(fc.array(cell, { maxLength: 8 }), (cells) => {
        const read = readRow(2, cells, reading)
        if (!read.ok) {
          expect(read.error).not.toBe('')
          return
        }
        const { row } = read.value
        const all = JSON.stringify(Object.values(row))
        expect(
          Object.values(row)
            .filter((one) => typeof one === 'string')
            .join(''),
        ).not.toMatch(/\p{Cc}/u)
        expect(all.isWellFormed()).toBe(true)
        expect([...row.name].length).toBeGreaterThan(0)
        expect([...row.name].length).toBeLessThanOrEqual(200)
        expect(row.name).toBe(row.name.trim())
      }),
    )
  })
})

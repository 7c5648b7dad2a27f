import type { CountRecord } from '../record.ts'

/** The record as one line of JSON. */
export const renderJson = (record: CountRecord): string => JSON.stringify(record)

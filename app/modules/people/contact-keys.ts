/** An address folded for comparing; null where it is none. The part before the @ is folded too: no provider tells them apart. */
export function emailKey(text: string): string | null {
  const address = text.trim()
  return address.length <= 254 && /^[^\s@<>(),;:"\\]+@[^\s@<>(),;:"\\.]+(?:\.[^\s@<>(),;:"\\.]+)+$/.test(address)
    ? address.normalize('NFC').toLowerCase()
    : null
}

/** A number's digits, with its plus sign; a British number is given its country. Null where it is no number. */
export function phoneKey(text: string): string | null {
  const digits = text.replace(/\(0\)/g, '').replace(/[\s().\-/]/g, '')
  const key = digits.startsWith('00')
    ? `+${digits.slice(2)}`
    : /^0[1-9]\d{8,9}$/.test(digits)
      ? `+44${digits.slice(1)}`
      : digits
  return /^\+?\d{3,20}$/.test(key) ? key : null
}

/** A postcode as the post writes it where it has the British form (`n16ab` → `N1 6AB`); else in capitals as given. */
export function tidyPostcode(text: string): string | null {
  const compact = text.toUpperCase().replace(/[^A-Z0-9]/g, '')
  if (!compact || compact.length > 10) return null
  return /^[A-Z]{1,2}\d[A-Z\d]?\d[A-Z]{2}$/.test(compact)
    ? `${compact.slice(0, -3)} ${compact.slice(-3)}`
    : text.trim().toUpperCase().slice(0, 12)
}

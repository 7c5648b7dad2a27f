const escapeMarkup = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)

/** A letter's plain words as a plain page: readable in the oldest mail program, with nothing to load. */
export function letterHtml(subject: string, text: string): string {
  const paragraphs = text
    .trim()
    .split(/\n{2,}/)
    .map((paragraph) => `<p style="margin:0 0 16px">${paragraph.split('\n').map(line).join('<br>')}</p>`)
  return `<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeMarkup(subject)}</title></head><body style="margin:0;padding:24px;background:#fbf6ec;color:#2a1a2b;font:18px/1.5 Arial,sans-serif"><div style="max-width:34em;margin:0 auto">${paragraphs.join('')}</div></body></html>`
}

function line(text: string): string {
  const trimmed = text.trim()
  if (!/^https?:\/\/\S+$/.test(trimmed)) return escapeMarkup(text)
  return `<a href="${escapeMarkup(trimmed)}" style="color:#6f1a66;overflow-wrap:anywhere">${escapeMarkup(trimmed)}</a>`
}

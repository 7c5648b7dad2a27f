/** What someone wrote in a plain box, with the paragraphs and line ends they gave it and nothing else. */
export function Paragraphs({ text }: { text: string }) {
  return (
    <>
      {text
        .replace(/\r\n?/g, '\n')
        .split(/\n\s*\n/)
        .filter((paragraph) => paragraph.trim() !== '')
        .map((paragraph, index) => (
          <p key={index} class="gs-written">
            {paragraph.trim()}
          </p>
        ))}
    </>
  )
}

// What a person typed, before it is read.

const isAsciiSpace = (code: number): boolean =>
  code === 32 || code === 9 || code === 10 || code === 13

/** Without ASCII space, tab, CR and LF at both ends; other invisible characters stay, to be refused. */
export function trimAscii(text: string): string {
  let start = 0
  let end = text.length
  while (start < end && isAsciiSpace(text.charCodeAt(start))) start += 1
  while (end > start && isAsciiSpace(text.charCodeAt(end - 1))) end -= 1
  return text.slice(start, end)
}

/** The words of a code as it was kept; the code itself where a later release has no words for it any more. */
export const wordOf = (words: Readonly<Record<string, string>>, code: string): string =>
  Object.entries(words).find(([known]) => known === code)?.[1] ?? code

/** The numbers from 0 to 20 as words, in their order. */
export const WORDS_OF_NUMBERS: readonly string[] = [
  'zero',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
  'thirteen',
  'fourteen',
  'fifteen',
  'sixteen',
  'seventeen',
  'eighteen',
  'nineteen',
  'twenty',
]

/** A whole number from 0 as a word, so that it runs into no figure beside it; above twenty in figures. */
export const numberInWords = (whole: number): string => WORDS_OF_NUMBERS[whole] ?? `${whole}`

import type { Inr } from './inr.ts'

const NUMBERS = [
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

/** An INR to be read aloud, so that 2.5 and 25 cannot sound alike: `two point five`, `above eight point zero` (H03). */
export function inrAloud({ comparator, tenths }: Inr): string {
  const [whole, tenth] = [Math.trunc(tenths / 10), tenths % 10].map((figure) => NUMBERS[figure])
  const measured = `${whole ?? Math.trunc(tenths / 10)} point ${tenth}`
  switch (comparator) {
    case '=':
      return measured
    case '>':
      return `above ${measured}`
    case '<':
      return `below ${measured}`
  }
}

import { numberInWords } from '#base/number-words.ts'
import type { Inr } from './inr.ts'

/** An INR to be read aloud, so that 2.5 and 25 cannot sound alike: `two point five`, `above eight point zero` (H03). */
export function inrAloud({ comparator, tenths }: Inr): string {
  const [whole, tenth] = [Math.trunc(tenths / 10), tenths % 10].map(numberInWords)
  const measured = `${whole} point ${tenth}`
  switch (comparator) {
    case '=':
      return measured
    case '>':
      return `above ${measured}`
    case '<':
      return `below ${measured}`
  }
}

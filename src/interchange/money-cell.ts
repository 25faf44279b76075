export type MoneyCell =
  | { readonly kind: 'money'; readonly pence: number }
  | { readonly kind: 'refused'; readonly message: string }

const refused = (message: string): MoneyCell => ({ kind: 'refused', message })

/** Pounds, with a comma between thousands or none, and pence. */
const AMOUNT = /^(\d{1,3}(?:,\d{3})+|\d{1,9})(?:\.(\d{1,2}))?$/

/**
 * An amount as people and banks write it: £1,234.50, 1234.5, -12.00, (12.00), 12.00-. Whole pence from the text itself, so that no amount
 * is ever a fraction of a penny on the way.
 */
export function readMoney(text: string): MoneyCell {
  if (text === '') return refused('The amount is missing.')
  const { bare, isBelow } = signOf(text.replaceAll(/\s/g, ''))
  const found = AMOUNT.exec(bare)
  if (found === null) return refused(whyNot(text, bare))
  const [, pounds = '', pence = ''] = found
  const whole = Number(pounds.replaceAll(',', '')) * 100 + Number(pence.padEnd(2, '0'))
  return { kind: 'money', pence: isBelow ? -whole : whole }
}

function signOf(text: string): { readonly bare: string; readonly isBelow: boolean } {
  const bare = text.replace(/^\((.*)\)$/, '$1').replace(/^(-?)£/, '$1')
  const isInBrackets = /^\(.*\)$/.test(text)
  const isSigned = /^-|-$/.test(bare)
  return {
    bare: bare
      .replace(/^-/, '')
      .replace(isSigned && !bare.startsWith('-') ? /-$/ : /$^/, '')
      .replace(/^£/, ''),
    isBelow: isInBrackets !== isSigned,
  }
}

function whyNot(text: string, bare: string): string {
  if (/^\d+\.\d{3,}$/.test(bare)) {
    return `The amount "${text}" has more than two decimals. Write pounds and pence, like 1234.50.`
  }
  if (/^\d{1,3}(?:\.\d{3})*,\d{1,2}$/.test(bare)) {
    return `The amount "${text}" has a comma before the pence. Write it with a point, like 1234.50.`
  }
  return `The amount "${text}" is not one. Write pounds and pence, like 1234.50.`
}

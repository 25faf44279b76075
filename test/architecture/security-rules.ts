import { parseAst } from 'rolldown/parseAst'
import type { SourceFile } from './imports.ts'

// Rules of the source that keep whole kinds of weakness out: what is found here is named with its reason, or goes.

type Rule = { readonly says: string; readonly pattern: RegExp }

const RULES: readonly Rule[] = [
  {
    says: 'markup past React',
    pattern: /dangerouslySetInnerHTML|\b(?:inner|outer)HTML\b|insertAdjacentHTML|document\.write/,
  },
  { says: 'text run as code', pattern: /\beval\(|\bnew Function\(|from 'node:vm'/ },
  { says: 'a program started', pattern: /from 'node:child_process'/ },
  {
    says: 'a way out',
    pattern:
      /\bfetch\(|from 'node:(?:net|tls|https?|dgram|http2|dns)'|\bimport\('(?:openid-client|jose)'\)|\bnew (?:WebSocket|EventSource)\(/,
  },
  {
    says: 'a statement outside the store',
    pattern: /\.query(?:Planned|Once)?(?:<[^>]*>)?\(\s*['"`]/,
  },
  { says: 'a proxy believed', pattern: /x-forwarded-|x-real-ip|'forwarded'/i },
  { says: 'the environment read', pattern: /process\.env\b/ },
]

/** The code without its comments: a rule speaks of what is run. */
const withoutComments = (text: string): string =>
  text.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/(?<=^|\s)\/\/.*$/gm, '')

/** Everything in a file that breaks one of the rules, as `path: what`. */
export function securityFaults({ path, text }: SourceFile): readonly string[] {
  const code = withoutComments(text)
  return RULES.filter(({ says, pattern }) => {
    if (says === 'a statement outside the store' && path.startsWith('src/store/')) return false
    return pattern.test(code)
  }).map(({ says }) => `${path}: ${says}`)
}

const STATEMENT = /`[^`]*\b(?:select|insert into|update \w+|delete from)\b[^`]*`/gi

/** A part of a value (`typed.name`), or anything between quotes of the statement: what a piece of SQL of our own is not. */
const VALUE = /^[a-z]\w*\??\.(?!join\b)\w/

/** What is put into the text of a statement and may be a value: the expression between the braces. */
export const spliced = (text: string): readonly string[] =>
  [...text.matchAll(STATEMENT)]
    .flatMap(([statement]) => [...statement.matchAll(/(['%]?)\$\{([^}]*)\}/g)])
    .filter(([, quote, expression = '']) => quote !== '' || VALUE.test(expression.trim()))
    .map(([, , expression = '']) => /^[\w.]+/.exec(expression.trim())?.[0] ?? expression)
    .filter((expression) => !/^[A-Z][A-Z_\d]*$/.test(expression))

type Node = { readonly type?: string; readonly [part: string]: unknown }

/** Every pattern that a file writes down, with its flags. */
export function patternsOf({ path, text }: SourceFile): readonly RegExp[] {
  const found: RegExp[] = []
  const walk = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return
    const { type, regex } = node as Node
    if (type === 'Literal' && typeof regex === 'object' && regex !== null) {
      const { pattern, flags } = regex as { readonly pattern: string; readonly flags: string }
      found.push(new RegExp(pattern, flags))
      return
    }
    Object.values(node).forEach(walk)
  }
  walk(parseAst(text, { lang: path.endsWith('x') ? 'tsx' : 'ts' }, path))
  return found
}

/** Letters and words that a pattern may repeat, each repeated to a length and ended by something that fits nothing. */
function longTexts({ source }: RegExp, length: number): readonly string[] {
  const letters = source.replaceAll(/\\[a-zA-Z]/g, '').replaceAll(/[()[\]{}|?*+^$\\.]/g, '')
  const words = (source.match(/[a-z]{3,}/gi) ?? []).slice(0, 6)
  const repeated = [
    ...new Set([
      ...letters.slice(0, 24),
      'a',
      '0',
      ' ',
      '\t',
      '\n',
      '.',
      '-',
      '"',
      'a ',
      '1 ',
      '1.',
    ]),
    ...words.flatMap((word) => [word, `${word} `]),
  ]
  return repeated.map((unit) => `${unit.repeat(Math.ceil(length / unit.length))}\u0000`)
}

const SHORT = 4000
/** Four times as long takes four times as long, or sixteen times where the time grows with the square. */
const TIMES = 4
const TOO_MANY_TIMES = 8
/** Below it nobody waits, and what is measured is the machine. */
const NOTICED_MS = 30

function took(pattern: RegExp, text: string): number {
  const began = performance.now()
  text.replaceAll(pattern, '')
  return performance.now() - began
}

/** Whether the time that a pattern takes grows faster than the text, for a text that repeats what it may. */
export function growsTooFast(pattern: RegExp): boolean {
  const everywhere = new RegExp(pattern.source, `g${pattern.flags.replaceAll(/[gy]/g, '')}`)
  const long = longTexts(pattern, SHORT * TIMES)
  return longTexts(pattern, SHORT).some((text, at) => {
    return [1, 2, 3].every(() => {
      const longer = took(everywhere, long[at] ?? '')
      return longer > NOTICED_MS && longer > TOO_MANY_TIMES * took(everywhere, text)
    })
  })
}

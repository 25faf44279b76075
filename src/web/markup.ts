import { Fragment, isValidElement, type ReactNode } from 'react'

/**
 * Writes a page, made of React elements, as HTML: what React's own `renderToStaticMarkup` does, for the part of React
 * that our pages use (function components without hooks; no HTML that is not escaped). It takes half the time, because
 * it prepares for nothing that would come alive in a browser. A test holds the two against each other.
 */
export function markup(page: ReactNode): string {
  const written: string[] = []
  write(page, { written, chosen: undefined })
  return written.join('')
}

type Props = Readonly<Record<string, unknown>>

type Writing = {
  readonly written: string[]
  /** What is chosen in the select box that is being written. */
  readonly chosen: unknown
}

function write(node: unknown, writing: Writing): void {
  if (typeof node === 'string') writing.written.push(escaped(node))
  else if (typeof node === 'number') writing.written.push(`${node}`)
  else if (Array.isArray(node)) for (const one of node) write(one, writing)
  else if (isValidElement<Props>(node)) writeElement(node.type, node.props, writing)
  else if (node !== null && node !== undefined && typeof node !== 'boolean') {
    throw new TypeError('A page holds something that cannot be written as HTML.')
  }
}

function writeElement(type: unknown, props: Props, writing: Writing): void {
  if (typeof type === 'string') writeTag(type, props, writing)
  else if (typeof type === 'function') write(type(props), writing)
  else if (type === Fragment) write(props['children'], writing)
  else throw new TypeError('A page holds a component of a kind that our pages do not use.')
}

const EMPTY_TAGS: ReadonlySet<string> = new Set(
  'area base br col embed hr img input link meta source track wbr'.split(' '),
)

function writeTag(tag: string, props: Props, writing: Writing): void {
  const { written, chosen } = writing
  written.push('<', tag)
  for (const name in props) writeAttribute(tag, name, props[name], written)
  if (tag === 'option' && chosen !== undefined && props['value'] === chosen) {
    written.push(' selected=""')
  }
  if (EMPTY_TAGS.has(tag)) {
    written.push('/>')
    return
  }
  written.push('>')
  writeContent(tag, props, writing)
  written.push('</', tag, '>')
}

function writeContent(tag: string, props: Props, writing: Writing): void {
  const { children, defaultValue } = props
  if (tag === 'select') write(children, { ...writing, chosen: defaultValue })
  else if (tag === 'textarea') write(textOfArea(defaultValue), writing)
  else write(children, writing)
}

/** The parser of HTML drops a line break that a text area begins with. */
function textOfArea(value: unknown): string {
  const text = `${value ?? ''}`
  return text.startsWith('\n') ? `\n${text}` : text
}

/** What HTML and SVG call otherwise than React; every other name is written as it stands. */
const NAMES: Readonly<Record<string, string>> = {
  className: 'class',
  htmlFor: 'for',
  tabIndex: 'tabindex',
  defaultValue: 'value',
  defaultChecked: 'checked',
  strokeWidth: 'stroke-width',
  strokeDasharray: 'stroke-dasharray',
  strokeLinecap: 'stroke-linecap',
  strokeLinejoin: 'stroke-linejoin',
  strokeOpacity: 'stroke-opacity',
  fillOpacity: 'fill-opacity',
  textAnchor: 'text-anchor',
  fontWeight: 'font-weight',
  fontSize: 'font-size',
}

/** Attributes that say true or false; any other that is true is there without a value, and false is not there. */
const SAYS_TRUE_OR_FALSE = /^(data-|aria-|(spellCheck|draggable|contentEditable|focusable)$)/

function writeAttribute(tag: string, name: string, value: unknown, written: string[]): void {
  if (name === 'children' || value === undefined || value === null) return
  if (name === 'defaultValue' && tag !== 'input') return
  if (value === true && !SAYS_TRUE_OR_FALSE.test(name))
    written.push(' ', NAMES[name] ?? name, '=""')
  else if (value !== false || SAYS_TRUE_OR_FALSE.test(name))
    writeText(name, textOf(name, value), written)
}

function textOf(name: string, value: unknown): string {
  if (typeof value === 'string') return value
  if (typeof value === 'number' || typeof value === 'boolean') return `${value}`
  throw new TypeError(`The attribute ${name} of a page is neither text, number nor true or false.`)
}

const ADDRESSES = ['href', 'src', 'action', 'formAction']
/** A browser overlooks spaces and control characters before and within the word. */
const SCRIPT_ADDRESS = /^[\0-\x20]*j\s*a\s*v\s*a\s*s\s*c\s*r\s*i\s*p\s*t\s*:/i

function writeText(name: string, value: string, written: string[]): void {
  if (ADDRESSES.includes(name) && SCRIPT_ADDRESS.test(value)) {
    throw new TypeError(`The attribute ${name} of a page holds a script.`)
  }
  written.push(' ', NAMES[name] ?? name, '="', escaped(value), '"')
}

const NOT_AS_IT_STANDS = /["'&<>]/
const ENTITIES: Readonly<Record<string, string>> = {
  '"': '&quot;',
  "'": '&#x27;',
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
}

function escaped(text: string): string {
  if (!NOT_AS_IT_STANDS.test(text)) return text
  return text.replaceAll(/["'&<>]/g, (letter) => ENTITIES[letter] ?? '')
}

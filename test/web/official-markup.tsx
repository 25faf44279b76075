import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { createElement, Fragment, type ReactElement, type ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import type { Size, Wording } from '#web/parts/wording.ts'

/** What an official example was made from, in the words of the design system's own macro. */
export type Context = { readonly [option in Option]?: unknown }

type Option =
  | 'actions'
  | 'autocomplete'
  | 'behaviour'
  | 'border'
  | 'caption'
  | 'classes'
  | 'code'
  | 'colour'
  | 'compact'
  | 'conditional'
  | 'day'
  | 'description'
  | 'disabled'
  | 'divider'
  | 'error'
  | 'errorList'
  | 'errorMessage'
  | 'fieldset'
  | 'firstCellIsHeader'
  | 'formGroup'
  | 'afterInput'
  | 'format'
  | 'head'
  | 'heading'
  | 'headingLevel'
  | 'hint'
  | 'href'
  | 'html'
  | 'id'
  | 'idPrefix'
  | 'inline'
  | 'inputmode'
  | 'isPageHeading'
  | 'items'
  | 'key'
  | 'label'
  | 'lastRowBorder'
  | 'legend'
  | 'level'
  | 'month'
  | 'name'
  | 'namePrefix'
  | 'next'
  | 'open'
  | 'prefix'
  | 'previous'
  | 'responsive'
  | 'rows'
  | 'size'
  | 'small'
  | 'spellcheck'
  | 'striped'
  | 'suffix'
  | 'summary'
  | 'text'
  | 'title'
  | 'type'
  | 'value'
  | 'values'
  | 'variant'
  | 'visuallyHiddenText'
  | 'width'
  | 'year'

type Fixture = {
  readonly name: string
  readonly context: Context
  readonly callBlock?: string
  readonly html: string
}

/**
 * One test for each official example of a component. Those with a name or an option that our part leaves out on
 * purpose match `leavesOut`; every other example must come out alike.
 */
export function printsOfficialMarkup(
  component: string,
  leavesOut: RegExp | 'nothing',
  part: (context: Context) => ReactElement,
) {
  const isLeftOut = ({ name, context }: Fixture) =>
    leavesOut !== 'nothing' && leavesOut.test(`${name} ${JSON.stringify(context)}`)
  const offered = fixturesOf(component).filter((fixture) => !isLeftOut(fixture))
  for (const { name, context, callBlock, html } of offered) {
    test(`${component} prints the official example: ${name}`, () => {
      const given = callBlock === undefined ? context : { ...context, html: callBlock }
      assert.equal(tidy(renderToStaticMarkup(part(given))), tidy(html))
    })
  }
}

function fixturesOf(component: string): readonly Fixture[] {
  const file = new URL(
    `../../node_modules/nhsuk-frontend/dist/nhsuk/components/${component}/fixtures.json`,
    import.meta.url,
  )
  return JSON.parse(readFileSync(file, 'utf8')).fixtures
}

/** The text, or the HTML as elements, of an option that may be either or a bare string. */
export function content(option: unknown): ReactNode {
  if (option === undefined || option === null || option === false) return undefined
  if (typeof option !== 'object') return String(option)
  const { html, text } = option as Context
  return html === undefined ? (text as string | undefined) : elements(String(html))
}

/** A label or legend of the macro in our words. */
export function wording(option: unknown): Wording {
  if (typeof option === 'string') return option
  const { heading, isPageHeading, size, ...words } = option as Context
  const level = headingLevel(heading, isPageHeading)
  const own: Context = typeof heading === 'object' ? (heading ?? {}) : {}
  const said = typeof heading === 'string' ? heading : (content(own) ?? content(words))
  const sized = own.size ?? size
  return {
    text: said,
    ...(sized ? { size: sized as Size } : {}),
    ...(level !== undefined && { headingLevel: level }),
  }
}

function headingLevel(heading: unknown, isPageHeading: unknown): 1 | 2 | 3 | undefined {
  if (!heading && !isPageHeading) return undefined
  return ((heading as Context | undefined)?.level ?? 1) as 1 | 2 | 3
}

export const text = (option: unknown): string | undefined =>
  content(option) === undefined ? undefined : String(content(option))

/** Markup in one spelling: attributes sorted, entities decoded, white space beside tags dropped. */
export function tidy(html: string): string {
  return html
    .replace(/<([a-z][a-z0-9]*)((?:"[^"]*"|'[^']*'|[^'">])*?)\s*\/?>/gi, (_, name, attributes) =>
      [`<${name}`, ...sortedAttributes(attributes)].join(' ').concat('>'),
    )
    .replace(/<\/path>/g, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?(<[^>]*>) ?/g, '$1')
    .replace(/&[#a-z0-9]+;/gi, decoded)
    .trim()
}

const ATTRIBUTE = /([^\s=]+)(?:=(?:"([^"]*)"|'([^']*)'))?/g

function attributesOf(source: string): readonly (readonly [string, string])[] {
  return [...source.matchAll(ATTRIBUTE)].map(([, name = '', double, single]) => [
    name,
    double ?? single ?? '',
  ])
}

const sortedAttributes = (source: string) =>
  attributesOf(source)
    .map(([name, value]) => `${name.toLowerCase()}="${value}"`)
    .sort()

const ENTITIES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&#x27;': "'",
}

const decoded = (entity: string) => ENTITIES[entity] ?? entity

const VOID = new Set(['br', 'hr', 'img', 'input'])
const TOKEN = /<\/([a-z0-9]+)>|<([a-z][a-z0-9]*)((?:"[^"]*"|[^">])*?)\s*\/?>|([^<]+)/gi
const REACT_NAMES: Readonly<Record<string, string>> = {
  class: 'className',
  for: 'htmlFor',
  spellcheck: 'spellCheck',
  colspan: 'colSpan',
  checked: 'defaultChecked',
}

type Open = { readonly name: string; readonly attributes: string; readonly inside: ReactNode[] }

/** Official HTML inside an option, as the elements that a page would give our part instead. */
function elements(html: string): ReactNode {
  const root: Open = { name: '', attributes: '', inside: [] }
  const open = [root]
  for (const [, closing, opening, attributes = '', words] of html.matchAll(TOKEN)) {
    if (words !== undefined) open.at(-1)?.inside.push(words.replace(/&[#a-z0-9]+;/gi, decoded))
    if (opening !== undefined) open.push({ name: opening, attributes, inside: [] })
    if (closing !== undefined || VOID.has(opening ?? '')) close(open)
  }
  return createElement(Fragment, {}, ...root.inside)
}

function close(open: Open[]) {
  const { name, attributes, inside } = open.pop() ?? { name: 'br', attributes: '', inside: [] }
  const props = Object.fromEntries(
    attributesOf(attributes).map(([key, value]) => [REACT_NAMES[key] ?? key, value || true]),
  )
  open.at(-1)?.inside.push(createElement(name, props, ...inside))
}

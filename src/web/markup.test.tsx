import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { markup } from './markup.ts'

/** HTML with the attributes of each tag in order of their names: their order means nothing. */
const inOrder = (html: string): string =>
  html.replaceAll(/<([a-z]\w*)((?: [^\s=>]+="[^"]*")+)(\/?)>/gi, (_, tag, attributes, end) => {
    const each = [...String(attributes).matchAll(/ [^\s=>]+="[^"]*"/g)].map(([one]) => one)
    return `<${tag}${each.sort().join('')}${end}>`
  })

const PAGES: Readonly<Record<string, ReactNode>> = {
  'nothing at all': null,
  'text, numbers and what is not shown': (
    <p>
      {'a & b'} {0} {false} {undefined} {null} {['x', <b key="y">y</b>]}
    </p>
  ),
  'attributes of every kind': (
    <p
      className="a b"
      id={`x"'<>&`}
      tabIndex={-1}
      hidden
      aria-hidden={false}
      data-open={true}
      title={undefined}
    />
  ),
  'a form': (
    <form action="/x" method="post" noValidate>
      <label htmlFor="y">Y</label>
      <input
        type="text"
        name="y"
        defaultValue="2.5"
        spellCheck={false}
        autoComplete="off"
        disabled
      />
      <input type="radio" name="z" value="1" defaultChecked />
      <input type="radio" name="z" value="2" defaultChecked={false} />
      <textarea name="t" defaultValue={'\nas <typed>'} />
      <select name="s" defaultValue="b">
        <option value="a">A</option>
        <option value="b">B</option>
      </select>
      <button type="submit" formAction="/z">
        Go
      </button>
      <br />
    </form>
  ),
  'a drawing': (
    <svg viewBox="0 0 10 10" role="img" aria-label="One line">
      <line x1={0} y1={0} x2={1.5} y2={1} strokeWidth={2} strokeDasharray="2 2" />
      <text textAnchor="middle" fontSize={12} fontWeight="bold">
        2.5
      </text>
    </svg>
  ),
}

for (const [what, page] of Object.entries(PAGES)) {
  test(`${what} is written as React writes it`, () => {
    assert.equal(inOrder(markup(page)), inOrder(renderToStaticMarkup(page)))
  })
}

test('whatever was typed is text on the page and in an attribute, and never a tag', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (typed) => {
      const page = <p title={typed}>{typed}</p>
      assert.equal(markup(page), renderToStaticMarkup(page))
    }),
  )
})

test('what a page has no use for is refused and not written wrongly', () => {
  assert.throws(() => markup(<a href={' java\nscript:alert(1)'}>x</a>), /script/)
  assert.throws(() => markup(<p style={{ color: 'red' }} />), /style/)
  const unescaped = { dangerouslySetInnerHTML: { __html: '<b>' } }
  assert.throws(() => markup(<p {...unescaped} />), /dangerouslySetInnerHTML/)
  assert.throws(() => markup(<button type="button" onClick={() => undefined} />), /onClick/)
  assert.throws(() => markup(new Map() as unknown as ReactNode), /cannot be written/)
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { NOT_FOR_CLINICAL_USE } from '#base/notice.ts'
import { assets } from '#web/asset-files.ts'
import { Page, type PageProps, renderPage } from './layout.tsx'
import { PatientBanner } from './patient-banner.tsx'

const frame: PageProps = {
  title: 'Today',
  nonce: 'n0nce',
  csrf: 't0ken',
  provider: 'Hallam Surgery',
  user: { name: 'Joan West', role: 'Nurse' },
  navigation: [
    { text: 'Today', href: '/', current: true },
    { text: 'Worklists', href: '/worklists', count: 12 },
  ],
  children: <h1>Today</h1>,
}

const page = (props: Partial<PageProps> = {}) => renderPage(<Page {...frame} {...props} />)

test('a page is a whole document in British English', () => {
  assert.match(page(), /^<!DOCTYPE html><html lang="en-GB"><head><meta charSet="utf-8"\/>/)
})

test('a page says that it is not a device, and on trial that it is not for clinical use', () => {
  assert.ok(page().includes('Trial system. Not for clinical use.'))
  assert.ok(!page({ isTrial: false }).includes('Trial system'))
  assert.ok(page({ isTrial: false }).includes(NOT_FOR_CLINICAL_USE))
})

test('with errors, the title says so first and the summary links to each field', () => {
  const html = page({ errors: [{ text: 'Enter the INR', href: '#inr' }] })
  assert.ok(html.includes('<title>Error: Today - Evenkeel</title>'))
  assert.ok(html.includes('<a href="#inr">Enter the INR</a>'))
})

test('every script and style comes from this server: nothing inline, the script with its nonce', () => {
  const html = page()
  assert.ok(html.includes(`<link rel="stylesheet" href="${assets().cssHref}"/>`))
  assert.ok(html.includes(`<script type="module" src="${assets().jsHref}" nonce="n0nce"></script>`))
  assert.doesNotMatch(html, / style=| on[a-z]+=|<style/)
})

test('a patient is found by POST with the token of the session, so that no name stands in an address', () => {
  assert.match(page(), /<form class="evk-find__form"[^>]* action="\/register\/find" method="post"/)
  assert.ok(page().includes('<input type="hidden" name="csrf" value="t0ken"/>'))
})

test('the navigation says where one is and how many wait', () => {
  assert.match(page(), /href="\/" aria-current="page">Today<\/a>/)
  assert.match(page(), /Worklists<span class="evk-navigation__count"> \(12\)<\/span>/)
})

test('nobody signed in sees no patient search and no menu', () => {
  const html = page({ user: undefined, navigation: [] })
  assert.doesNotMatch(html, /Find a patient|Sign out|aria-label="Menu"/)
})

test('H01: the banner gives name, birth with age, gender and NHS number, in that order, and beneath the treatment', () => {
  const html = page({
    banner: (
      <PatientBanner
        name="HARGREAVES, Margaret (Mrs)"
        born="04-Sep-1942"
        age="84y"
        sex="Female"
        nhsNumber="999 025 9003"
        flags={[{ text: 'Mechanical valve', colour: 'red' }]}
        treatment={['Warfarin, Atrial fibrillation, target 2.5']}
      />
    ),
  })
  const words = html.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ')
  assert.ok(
    words.includes(
      'HARGREAVES, Margaret (Mrs) Born 04-Sep-1942 (84y) Gender Female NHS No. 999 025 9003 Mechanical valve Warfarin, Atrial fibrillation, target 2.5',
    ),
  )
})

/** The rules of the style sheet by which something is not seen on a screen: what they are for, one selector each. */
function hidingSelectors(): readonly string[] {
  const { body } = assets().respond(assets().cssHref) ?? { body: new Uint8Array() }
  const css = Buffer.from(body)
    .toString()
    .replaceAll(/\/\*[\s\S]*?\*\//g, '')
  const onScreen = css.replaceAll(/@media print\s*\{(?:[^{}]*\{[^{}]*\})*\s*\}/g, '')
  const rules = [...onScreen.matchAll(/([^{};]+)\{([^{}]*)\}/g)]
  return rules
    .filter(([, , body = '']) => HIDES.test(body))
    .flatMap(([, head = '']) => head.split(/,(?![^(]*\))/))
    .map((selector) => selector.trim())
}

const HIDES =
  /display:\s*none|visibility:\s*(?:hidden|collapse)|opacity:\s*0(?![.\d])|clip(?:-path)?:|(?:^|[^-])(?:(?:width|height|font-size):\s*(?:0|1px)\s*(?:!important)?\s*(?:;|$)|(?:left|top|text-indent):\s*-)/

/** The classes that a selector asks of what it hides; of what stands around that it asks whatever it likes. */
const classesAsked = (selector: string): readonly string[] =>
  [...(selector.split(/[\s>+~](?![^(]*\))/).at(-1) ?? '').matchAll(/\.([\w-]+)/g)].map(
    ([, name = '']) => name,
  )

test('H01: what the banner marks is hidden by no rule, on a narrow screen either', () => {
  const html = renderPage(
    <PatientBanner
      name="HARGREAVES, Margaret"
      born="04-Sep-1942"
      sex="Female"
      nhsNumber="999 025 9003"
      flags={[{ text: 'Another patient has this name', colour: 'red' }]}
      treatment={['Warfarin, target 2.5']}
      warning="Two anticoagulants"
    />,
  )
  const hiding = hidingSelectors().map(classesAsked)
  const isHidden = (classes: readonly string[]) =>
    hiding.some((asked) => asked.length > 0 && asked.every((name) => classes.includes(name)))
  const aroundOf = (text: string) => classesAround(html, text)
  assert.ok(aroundOf('Gender').some(isHidden), 'as the sex is, on a narrow screen')
  for (const text of SHOWN) {
    assert.ok(aroundOf(text).length >= 3, text)
    assert.deepEqual(aroundOf(text).filter(isHidden), [], text)
  }
})

const SHOWN = [
  'Another patient has this name',
  'Two anticoagulants',
  '999 025 9003',
  'Warfarin, target 2.5',
]

/** The classes of each element around a text, from without. */
function classesAround(html: string, text: string): readonly (readonly string[])[] {
  const around: (readonly string[])[] = []
  for (const [tag] of html.slice(0, html.indexOf(`>${text}<`) + 1).matchAll(/<[^>]*>/g)) {
    if (tag.startsWith('</')) around.pop()
    else if (!tag.startsWith('<!')) around.push(/ class="([^"]*)"/.exec(tag)?.[1]?.split(' ') ?? [])
  }
  return around
}

test('the banner of a person who died says when and at what age, and looks different', () => {
  const html = renderPage(
    <PatientBanner
      name="HARGREAVES, Margaret"
      born="04-Sep-1942"
      age="84y"
      sex="Female"
      nhsNumber="999 025 9003"
      treatment={['No treatment plan']}
      died={{ on: '01-Nov-2026', age: '84y' }}
    />,
  )
  assert.ok(html.includes('evk-banner--died'))
  assert.match(html, /<dt>Born<\/dt><dd>04-Sep-1942<\/dd>/)
  assert.match(html, /<dt>Died<\/dt><dd>01-Nov-2026<\/dd>.*<dt>Age at death<\/dt><dd>84y<\/dd>/)
})

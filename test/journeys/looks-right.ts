import assert from 'node:assert/strict'
import { join } from 'node:path'
import process from 'node:process'
import type { Page } from 'playwright-core'
import { wcagFaults } from '#test/web/wcag.ts'

/**
 * The narrowest that a page must fit, and a desk. Where the style sheet turns between them (384, 641 and 900 px) only the
 * gallery is looked at, at 640 px: a tablet, or a desk at 200 %.
 */
const WIDTHS = [320, 1280] as const
const { EVENKEEL_SHOTS: SHOTS } = process.env

/** The elements that reach beyond the right edge, when the page can be scrolled sideways. */
const TOO_WIDE = `document.documentElement.scrollWidth <= innerWidth ? [] :
  [...document.querySelectorAll('body *')]
    .filter((element) => element.getBoundingClientRect().right > innerWidth)
    .map((element) => element.outerHTML.slice(0, 120))`

const HARD = 'H14: a dose is hard to read'

/** Doses that are suggested or told in letters below 16 px, or in figures of unequal width (H14). */
const HARD_TO_READ = `[...document.querySelectorAll('.evk-suggestion *, .evk-main h1')]
  .filter((element) => /\\d mg\\b/.test([...element.childNodes].map((node) => node.nodeType === 3 ? node.data : '').join('')))
  .filter((element) => {
    const { fontSize, fontVariantNumeric } = getComputedStyle(element)
    return Number.parseFloat(fontSize) < 16 || fontVariantNumeric !== 'tabular-nums'
  })
  .map((element) => element.outerHTML.slice(0, 120))`

/** Who the page is about, by the banner, and what of it may be seen by others: of a tab, a history, a log. */
const NAMED = `({
  banner: document.querySelector('.evk-banner__name')?.innerText ?? null,
  title: document.title,
  address: location.href,
})`

/** Each dose that a page suggests or tells is at least 16 px high, in figures of one width; answers how many there are. */
export async function dosesAreReadable(page: Page): Promise<number> {
  await page.waitForLoadState('domcontentloaded')
  assert.deepEqual(await page.evaluate(HARD_TO_READ), [], HARD)
  return page.locator('.evk-suggestion').filter({ hasText: / mg\b/ }).count()
}

/**
 * A page within WCAG 2.2 AA, nothing wider than the screen from a telephone to a desk, and no patient named in its
 * title or address. A picture of it where EVENKEEL_SHOTS names a folder. Each question to the browser costs as much as
 * the answer, so what is asked at one width is asked at once. A click comes back when its page has begun to come: it is
 * waited for until all of it is there.
 */
export async function looksRight(page: Page, name: string): Promise<void> {
  await page.waitForLoadState('domcontentloaded')
  await namesNobody(page)
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 800 })
    const [tooWide, hardToRead] = await page.evaluate<readonly (readonly string[])[]>(
      `[${TOO_WIDE}, ${HARD_TO_READ}]`,
    )
    assert.deepEqual(tooWide, [], `${name} is wider than ${width} px`)
    assert.deepEqual(hardToRead, [], HARD)
    if (SHOTS !== undefined) {
      await page.screenshot({ path: join(SHOTS, `${name}-${width}.png`), fullPage: true })
    }
  }
  // From the top: where a page is scrolled, the banner that stays there covers part of what is passing under it.
  const at = await page.evaluate<number>(
    '(() => { const at = scrollY; scrollTo(0, 0); return at })()',
  )
  const faults = await wcagFaults(page)
  await page.evaluate(`scrollTo(0, ${at})`)
  assert.deepEqual(faults, [], name)
}

type Named = { readonly banner: string | null; readonly title: string; readonly address: string }

async function namesNobody(page: Page): Promise<void> {
  const { banner, title, address } = await page.evaluate<Named>(NAMED)
  if (banner === null) return
  const [family = ''] = banner.trim().split(',')
  const seen = `${title} ${address}`.toLowerCase()
  assert.ok(!seen.includes(family.toLowerCase()), `${seen} names the patient`)
}

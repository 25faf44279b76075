import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'

/** A hand on the keyboard: counts each press but what is typed into a field, and looks where the focus went. */
export type Hand = {
  /** Enter opens the next page, and waits for it. */
  readonly press: (key: string) => Promise<void>
  readonly type: (text: string) => Promise<void>
  /** Key presses since the last time it was asked. */
  readonly presses: () => number
}

export function handOn(page: Page): Hand {
  let presses = 0
  return {
    press: async (key) => {
      presses += 1
      const opened = key === 'Enter' ? page.waitForEvent('load') : undefined
      await page.keyboard.press(key)
      await opened
      if (key === 'Enter') await focusHasCome(page)
      await focusIsInSight(page)
    },
    type: (text) => page.keyboard.type(text),
    presses: () => {
      const counted = presses
      presses = 0
      return counted
    },
  }
}

/** A page gives the focus to where work goes on with the first picture of it, which may come after it has loaded. */
async function focusHasCome(page: Page): Promise<void> {
  await page.waitForFunction('document.activeElement !== document.body', null, { timeout: 5000 })
}

type Place = { readonly focused: string; readonly inSight: boolean; readonly scrolled: number }

const WHERE = `(() => {
  const focused = document.activeElement
  const { top, bottom } = focused.getBoundingClientRect()
  return {
    focused: focused.id || focused.textContent.trim() || focused.name,
    inSight: top >= 0 && bottom <= innerHeight,
    scrolled: scrollY,
  }
})()`

/** Nothing of a routine visit is below the fold: what has the focus is seen without scrolling. */
async function focusIsInSight(page: Page): Promise<void> {
  const { focused, inSight, scrolled } = await page.evaluate<Place>(WHERE)
  assert.ok(inSight, `${focused} has the focus and is out of sight`)
  assert.equal(scrolled, 0, `the page scrolled to ${focused}`)
}

/** What has the focus, by its id, else by its words. */
export const focusOf = async (page: Page): Promise<string> =>
  (await page.evaluate<Place>(WHERE)).focused

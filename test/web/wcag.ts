import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'

/** The small build: the other is more than twice as long. */
const AXE = readFileSync(new URL(import.meta.resolve('axe-core/axe.min.js')), 'utf8')

const WCAG_2_2_AA = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/** Only what is wrong is described; which rules are asked of which elements stays the same. */
const ASK = `axe.run(document, ${JSON.stringify({
  runOnly: { type: 'tag', values: WCAG_2_2_AA },
  resultTypes: ['violations'],
})}).then(({ violations, passes }) => ({
  rulesPassed: passes.length,
  faults: violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => id + ': ' + html)),
}))`

/** Sent when a page is asked: brought along by every page, it costs each page more than it saves those that are. */
const HAS_AXE = `'axe' in window`

type Answer = { readonly rulesPassed: number; readonly faults: readonly string[] }

/**
 * What the page as it stands does against WCAG 2.2 AA, a rule and an element each. It is asked in the page itself, which
 * is all there is of it: a page of ours has no frames.
 */
export async function wcagFaults(page: Page): Promise<readonly string[]> {
  assert.equal(page.frames().length, 1, 'a frame would not be looked into')
  if (!(await page.evaluate(HAS_AXE))) await page.evaluate(AXE)
  const { rulesPassed, faults } = await page.evaluate<Answer>(ASK)
  assert.ok(rulesPassed > 0, 'no rule was asked')
  return faults
}

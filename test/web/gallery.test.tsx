import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, Page, Route } from 'playwright-core'
import { assets } from '#web/asset-files.ts'
import { renderPage } from '#web/parts/layout.tsx'
import { openChromium } from './chromium.ts'
import { formsPage, patientPage, todayPage } from './gallery.tsx'
import { wcagFaults } from './wcag.ts'

const HOUSE = 'http://evenkeel.test'
const POLICY =
  "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'"
const PAGES = { today: todayPage, patient: patientPage, forms: formsPage }
const { EVENKEEL_SHOTS: SHOTS } = process.env

let browser: Browser
before(async () => {
  browser = await openChromium()
})
after(() => browser.close())

async function opened(name: keyof typeof PAGES, width: number, script = true): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width, height: 800 },
    javaScriptEnabled: script,
  })
  const page = await context.newPage()
  await page.route('**/*', (route) => answer(route, renderPage(PAGES[name])))
  await page.goto(`${HOUSE}/${name}`)
  return page
}

function answer(route: Route, html: string) {
  const asset = assets().respond(new URL(route.request().url()).pathname)
  if (asset !== undefined) {
    return route.fulfill({ body: Buffer.from(asset.body), headers: { ...asset.headers } })
  }
  const headers = { 'content-type': 'text/html', 'content-security-policy': POLICY }
  return route.fulfill({ body: html, headers })
}

for (const name of ['today', 'patient', 'forms'] as const) {
  for (const width of [320, 640, 1280, 1920]) {
    test(`${name} at ${width} px: no WCAG 2.2 AA violation and no sideways scrolling`, async () => {
      const page = await opened(name, width)

      const faults = await wcagFaults(page)
      const wide = await page.evaluate('document.documentElement.scrollWidth - innerWidth')
      if (SHOTS) await page.screenshot({ path: `${SHOTS}/${name}-${width}.png`, fullPage: true })
      await page.context().close()

      assert.deepEqual(faults, [])
      assert.equal(wide, 0)
    })
  }
}

test('a button without words is found', async () => {
  const page = await opened('forms', 1280)
  await page.evaluate("document.querySelector('main button').textContent = ''")
  const faults = await wcagFaults(page)
  await page.context().close()
  assert.match(faults.join(), /^button-name: <button/)
})

test('H01: the banner stays on top however far the page is scrolled', async () => {
  const page = await opened('patient', 1280)
  await page.evaluate('scrollTo(0, document.body.scrollHeight)')
  const top = await page.evaluate(
    "document.querySelector('#patient-banner').getBoundingClientRect().top",
  )
  await page.context().close()
  assert.equal(top, 0)
})

test('the error summary has the focus, and its link goes to the field', async () => {
  const page = await opened('patient', 1280)
  assert.equal(await page.evaluate('document.activeElement.className'), 'nhsuk-error-summary')
  await page.locator('.nhsuk-error-summary a').click()
  assert.equal(await page.evaluate('document.activeElement.id'), 'inr')
  await page.context().close()
})

test('an error of a date in three boxes puts the cursor in its first box', async () => {
  const page = await opened('forms', 1280)
  await page.evaluate(
    `document.querySelector('main').insertAdjacentHTML('afterbegin',
      '<div class="nhsuk-error-summary"><a href="#born">Enter a year</a></div>')`,
  )
  await page.locator('.nhsuk-error-summary a').click()
  assert.equal(await page.evaluate('document.activeElement.id'), 'born-day')
  await page.context().close()
})

test('what only some are asked appears with their answer, with JavaScript off too', async () => {
  const page = await opened('patient', 1280, false)
  const note = page.locator('#bleeding-note')
  assert.equal(await note.isVisible(), false)
  await page.locator('#bleeding-2').check()
  assert.equal(await note.isVisible(), true)
  await page.context().close()
})

test('an NHS number is spaced while it is typed', async () => {
  const page = await opened('forms', 1280)
  await page.locator('#nhs-number').pressSequentially('9990259003')
  assert.equal(await page.locator('#nhs-number').inputValue(), '999 025 9003')
  await page.context().close()
})

test('"none of these" and the others exclude each other', async () => {
  const page = await opened('forms', 1280)
  await page.locator('#risks').check()
  await page.locator('#risks-3').check()
  assert.equal(await page.locator('#risks').isChecked(), false)
  await page.context().close()
})

test('H26: a form pressed twice is sent once', async () => {
  const page = await opened('forms', 1280)
  let sent = 0
  await page.route('**/parts', (route) => {
    sent++
    return route.fulfill({ status: 204 })
  })
  const button = page.getByRole('button', { name: 'Stop treatment' })
  await button.click()
  await button.click({ force: true })
  await page.context().close()
  assert.equal(sent, 1)
})

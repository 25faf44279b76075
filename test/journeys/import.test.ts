import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { IMPORT_FILES, IMPORT_KINDS } from '#interchange/import-finding.ts'
import { PASSWORD } from '#test/clinic.ts'
import { type ServedClinic, servedClinic } from '#test/http/served-clinic.ts'
import { openChromium } from '#test/web/chromium.ts'
import { looksRight } from './looks-right.ts'

let clinic: ServedClinic
let browser: Browser
before(async () => {
  clinic = await servedClinic()
  browser = await openChromium()
})
after(async () => {
  await browser.close()
  await clinic.close()
})

async function signedIn(role: 'practice-manager' | 'nurse', script = true): Promise<Page> {
  const context = await browser.newContext({ javaScriptEnabled: script })
  const page = await context.newPage()
  await page.goto(`${clinic.url}/sign-in`)
  await page.fill('#username', clinic.usernameOf(role))
  await page.fill('#password', PASSWORD)
  await page.click('main button')
  await page.waitForURL((url) => url.pathname !== '/sign-in')
  return page
}

async function upload(page: Page, folder: string): Promise<void> {
  await page.goto(`${clinic.url}/service/imports/new`)
  for (const kind of IMPORT_KINDS) {
    await page.setInputFiles(`#${kind}`, join(folder, IMPORT_FILES[kind]))
  }
  await page.check('input[value="yyyy-mm-dd"]')
  await page.click('main button')
}

test('a manager brings in an export with dirt, looks, takes it, and takes it back', async () => {
  const page = await signedIn('practice-manager')
  await page.goto(`${clinic.url}/service/imports/new`)
  await looksRight(page, 'import-files')
  await page.click('main button')
  await looksRight(page, 'import-nothing-chosen')

  await upload(page, 'test/import/dirty')
  await looksRight(page, 'import-staged')
  await page.check('#sampleConfirmed')
  await page.click('text=patients into the register')
  await looksRight(page, 'import-taken')
  await page.goto(`${clinic.url}/service/imports/waiting-rows`)
  await looksRight(page, 'import-waiting-rows')
  await page.goto(`${clinic.url}/service/imports`)
  await looksRight(page, 'import-list')

  await page.click('main table a')
  await page.click('text=Take this import back')
  await looksRight(page, 'import-reverse')
  await page.fill('#reason', 'The wrong practice')
  await page.click('main form button')
  assert.match(await page.innerText('main'), /Nothing of this import is on the register/)
})

test('without scripts a manager imports migration-a and a nurse maps its indications', async () => {
  const page = await signedIn('practice-manager', false)
  await upload(page, 'data/migration-a')
  assert.match(await page.innerText('main'), /Nothing is wrong with the three files/)
  await page.check('#sampleConfirmed')
  await page.click('text=Take 320 patients into the register')
  assert.match(await page.innerText('main'), /320 patients, 320 treatment plans, 7,420 results/)

  const nurse = await signedIn('nurse', false)
  await nurse.goto(`${clinic.url}/register/indications`)
  assert.match(await nurse.innerText('main'), /7 of 7 texts wait/)
  await nurse.click('main form button')
  assert.match(await nurse.innerText('main'), /6 of 7 texts wait/)
})

test('the page of indications is within WCAG 2.2 AA', async () => {
  const nurse = await signedIn('nurse')
  await nurse.goto(`${clinic.url}/register/indications`)
  await looksRight(nurse, 'import-indications-waiting')
})

import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { pathToFileURL } from 'node:url'
import type { Browser } from 'playwright-core'
import { day } from '#base/day.ts'
import type { PaperPack } from '#print/pack/pack-words.ts'
import { sealPack } from '#workflow/seal-pack.ts'
import { openChromium } from './chromium.ts'
import { wcagFaults } from './wcag.ts'

const PASSPHRASE = 'abcd-efgh-2345-6789'
const PACK: PaperPack = {
  providerName: 'Hallam "Surgery" <b>',
  telephone: '01632 960077',
  from: day('2026-11-23'),
  through: day('2026-11-25'),
  madeAt: Date.UTC(2026, 10, 22, 19),
  isReconciling: false,
  people: [
    {
      name: 'WRAGG, Dorothy <script>document.title="ran"</script>',
      dateOfBirth: day('1942-09-04'),
      nhsNumber: '999 025 9003',
      bookedOn: day('2026-11-23'),
      time: '09:20',
      dueOn: day('2026-11-23'),
      plan: [['Target INR', '2.5 (2.0-3.0)']],
      contact: [['Telephone', '01632 960078']],
      warnings: ['Mechanical valve'],
      taken: '4.5 mg a day',
      inForce: {
        runs: [
          {
            from: day('2026-11-23'),
            to: day('2026-11-29'),
            dose: '4.5 mg',
            tablets: '1 x 3 mg blue, 1 x 1 mg brown, half a 1 mg brown',
          },
        ],
        nextTestOn: day('2026-11-23'),
        decidedBy: 'Test nurse',
        decidedOn: day('2026-11-09'),
      },
      visits: [{ on: day('2026-11-09'), inr: '2.4', dose: '4.5 mg a day', nextTestOn: null }],
    },
  ],
}

let browser: Browser
const folder = mkdtempSync(join(tmpdir(), 'evenkeel-pack-'))
before(async () => {
  browser = await openChromium()
})
after(async () => {
  await browser.close()
  rmSync(folder, { recursive: true })
})

test('H29: a browser without a network opens the sealed file with the passphrase, wide or narrow, and runs nothing that is in it', async () => {
  for (const width of [1280, 375]) await opensAt(width)
})

async function opensAt(width: number): Promise<void> {
  const file = join(folder, `pack-${width}.html`)
  writeFileSync(file, await sealPack(PACK, PASSPHRASE))
  const context = await browser.newContext({ offline: true, viewport: { width, height: 800 } })
  const page = await context.newPage()
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  await page.goto(pathToFileURL(file).href)
  assert.deepEqual(await wcagFaults(page), [])
  await page.getByLabel('Passphrase').fill('abcd-efgh-2345-6780')
  await page.getByRole('button').click()
  await page.getByText('The passphrase is not the one of this pack').waitFor()
  assert.doesNotMatch(await page.content(), /WRAGG/)
  await page.getByLabel('Passphrase').fill(' ABCD efgh 23456789')
  await page.getByRole('button').click()
  await page.getByRole('heading', { name: /^Clinic pack: Hallam "Surgery" <b>$/ }).waitFor()
  const text = await page.locator('main').innerText()
  for (const said of ['WRAGG, Dorothy <script>', '4.5 mg', 'Monday 23-Nov-2026', '2026-11-23-1']) {
    assert.ok(text.includes(said), said)
  }
  assert.doesNotMatch(await page.title(), /^ran$/)
  assert.deepEqual(await wcagFaults(page), [])
  const scroll = await page.evaluate('document.documentElement.scrollWidth')
  assert.ok(Number(scroll) <= width, `${scroll} wide`)
  assert.deepEqual(asked, [pathToFileURL(file).href])
  await context.close()
}

import assert from 'node:assert/strict'
import { signIn } from './at-the-screen.ts'
import { journey } from './journey.ts'
import { looksRight } from './looks-right.ts'
import { askForDose, openFromClinic, press } from './visit.ts'

journey('the dose page is a tagged PDF; that of a replaced dose is refused', async (practice) => {
  const { page } = await signIn(practice, 'nurse')
  await openFromClinic(page, 'CROOKES, Patricia')
  const patient = page.url()
  await askForDose(page, { inr: '2.5' })
  await press(page, 'Accept and save')
  const link = page.getByRole('link', { name: 'Print the dose page' })
  const href = (await link.getAttribute('href')) ?? ''
  const printed = await page.request.get(href)
  assert.equal(printed.headers()['content-type'], 'application/pdf')
  assert.match(printed.headers()['content-disposition'] ?? '', /^inline/)
  const pdf = (await printed.body()).toString('latin1')
  for (const mark of ['%PDF-1.7', '/Marked true', '/StructTreeRoot', '/Lang (en-GB)']) {
    assert.ok(pdf.includes(mark), mark)
  }

  await page.goto(patient)
  await askForDose(page, { inr: '2.8' })
  await looksRight(page, 'visit-second-result')
  await page.getByLabel(/This one/).check()
  await page.fill('#secondResultReason', 'The first strip was out of date')
  await press(page, 'Suggest a dose')
  await press(page, 'Accept and save')

  const replaced = await page.goto(href)
  assert.equal(replaced?.status(), 410)
  await looksRight(page, 'dose-page-replaced')
})

import assert from 'node:assert/strict'
import { PROTOCOL_CARDS } from '#clinical/protocols.ts'
import { signIn } from './at-the-screen.ts'
import { journey } from './journey.ts'
import { looksRight } from './looks-right.ts'
import { press, typeDate } from './visit.ts'

journey(
  'H10: the clinical lead reads each protocol, records the check of one, and withdraws it',
  async (practice) => {
    const { page } = await signIn(practice, 'clinical-lead')
    await page.goto('/service')
    await page.getByRole('link', { name: 'Dosing protocols' }).click()
    assert.equal(await page.locator('tbody tr').count(), PROTOCOL_CARDS.length)
    await looksRight(page, 'protocols')
    for (const { id, name } of PROTOCOL_CARDS) {
      await page.goto('/service/protocols')
      await page.getByRole('link', { name, exact: true }).click()
      assert.equal(await page.innerText('h1'), name)
      await looksRight(page, `protocol-${id}`)
    }

    await page.goto('/service/protocols/hillingdon')
    await press(page, 'Record the check')
    await looksRight(page, 'protocol-check-refused')
    await page.fill('#comparedWith', 'Hillingdon, maintenance table, p. 7')
    await typeDate(page, 'checkedOn', ['20', '11', '2026'])
    await page.check('input[name=found][value=agrees]')
    await page.fill('#says', 'Each row of the table, and the cap of this site')
    await page.check('input[name=officer]')
    await press(page, 'Record the check')
    assert.match(await page.innerText('main'), /Agrees with its source/)
    await looksRight(page, 'protocol-checked')

    await page.fill('#withdrawal', 'The table has a new edition')
    await press(page, 'Withdraw the check')
    assert.match(await page.innerText('main'), /Check withdrawn/)
    assert.equal(await page.getByRole('button', { name: 'Record the check' }).count(), 1)
  },
)

journey('a nurse reads the protocols and can record no check', async (practice) => {
  const { page } = await signIn(practice, 'nurse')
  await page.goto('/service/protocols/hillingdon')
  assert.match(await page.innerText('main'), /This site has not recorded a check|Check withdrawn/)
  assert.equal(await page.locator('main form').count(), 0)
})

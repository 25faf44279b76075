import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { ActName, Role } from '#access/policy.ts'
import { COMMISSIONERS } from '#access/role-groups.ts'
import { routes } from '#src/routes.ts'
import { PASSWORD } from '#test/clinic.ts'
import { type TestCommissioner, testCommissioner } from '#test/commissioner.ts'
import { type ServedClinic, servedClinic, Visitor } from '#test/http/served-clinic.ts'
import { agreed } from '#test/store/contract-desk.ts'
import { dosablePatient } from '#test/store/visit-desk.ts'
import { ANY_DAY, cells } from '#tools/authorisation.ts'
import { ACTS } from '#workflow/acts.ts'
import { newId } from '#workflow/new-id.ts'

// Every act and every address, asked by who works for a commissioner: what is of a provider or of a patient is refused, whatever its door.

let clinic: ServedClinic
let rivers: TestCommissioner
let patientId: string
const visitors = new Map<Role, { readonly visitor: Visitor; readonly csrf: string }>()
before(async () => {
  clinic = await servedClinic()
  rivers = await testCommissioner(clinic)
  ;({ patientId } = await dosablePatient(clinic, {}, { familyName: 'Quillfeather' }))
  await agreed(clinic, { commissioner: rivers.id })
  for (const role of COMMISSIONERS) {
    const visitor = new Visitor(clinic.url)
    await visitor.signIn(rivers.usernameOf(role), PASSWORD)
    visitors.set(role, { visitor, csrf: await visitor.csrf() })
  }
})
after(() => clinic.close())

const allowed = new Set(
  cells(ANY_DAY, COMMISSIONERS)
    .filter(({ answer }) => answer === 'allowed')
    .map(({ act, role }) => `${act} ${role}`),
)
const mayDo = (act: ActName, role: Role) => allowed.has(`${act} ${role}`)

for (const role of COMMISSIONERS) {
  test(`H34: each act of the product answers a ${role} as the table says, and what is refused writes nothing of a provider`, async (t) => {
    const { visitor, csrf } = visitors.get(role) ?? assert.fail()
    let refused = 0
    for (const [name, { name: act }] of Object.entries(ACTS)) {
      const { status, text } = await visitor.send(`/api/acts/${name}`, {
        method: 'POST',
        body: '{}',
        headers: {
          origin: clinic.url,
          'sec-fetch-site': 'same-origin',
          'content-type': 'application/json',
          'x-csrf': csrf,
          'idempotency-key': newId(Date.now()),
        },
      })
      const isRefused = status === 403 && /not-permitted-role/.test(text)
      assert.equal(isRefused, !mayDo(act, role), `${name}: ${status} ${text}`)
      refused += isRefused ? 1 : 0
    }
    assert.ok(refused > 100, `${refused}`)
    t.diagnostic(`${refused} of ${Object.keys(ACTS).length} acts refused`)
  })
}

test('H36: no page of the product shows a commissioner anybody who is treated, whatever its address', async () => {
  const { visitor } = visitors.get('commissioner-manager') ?? assert.fail()
  let shown = 0
  for (const { method, path } of routes) {
    if (method !== 'GET') continue
    const address = path.replaceAll(/:(\w+)/g, (_all, name: string) =>
      name === 'month' ? '2026-10' : patientId,
    )
    const { status, text } = await visitor.get(address)
    assert.ok([200, 303, 403, 404].includes(status), `${address}: ${status}`)
    assert.doesNotMatch(text, /quillfeather/i, address)
    if (status !== 200) continue
    shown += 1
    assert.match(path, /^\/(?:commissioner|service\/staff|service\/after-restore)\b/, address)
  }
  assert.ok(shown >= 2, `${shown}`)
})

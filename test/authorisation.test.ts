import assert from 'node:assert/strict'
import { test } from 'node:test'
import { permission, ROLES } from '#access/policy.ts'
import { ACT_NAMES, ANY_DAY, authorisationPage, cells, writtenPage } from '#tools/authorisation.ts'

test('docs/authorisation.md is what the table says; else run: node tools/authorisation.ts', () => {
  assert.equal(writtenPage(), authorisationPage(ANY_DAY))
})

test('H34: the cells hold every act with every role, and of a record of another provider one act alone is allowed', () => {
  const all = cells(ANY_DAY)
  const pairs = new Set(all.map(({ act, role }) => `${act} ${role}`))
  assert.equal(pairs.size, ACT_NAMES.length * ROLES.length)
  const across = all.filter(({ whose, answer }) => whose === 'another' && answer === 'allowed')
  assert.deepEqual([...new Set(across.map(({ act }) => act))], ['look-in-emergency'])
})

test('H34: a rule that reaches another provider still asks for the role and the competence first', () => {
  const competence = { level: 4, dosing: 'none', until: null } as const
  const answer = (role: (typeof ROLES)[number]) => {
    const may = permission('look-in-emergency', { role, competence }, ANY_DAY, 'another')
    return may.kind === 'allowed' ? may.kind : may.because
  }
  assert.equal(answer('receptionist'), 'role')
  assert.equal(answer('nurse'), 'competence')
})

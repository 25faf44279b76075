import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isSimilarName, namesakesListed, withNamesakes } from './similar-names.ts'

const named = (familyName: string, givenName: string) => ({ familyName, givenName })

for (const [one, other, similar] of [
  [named('Hargreaves', 'Margaret'), named('Hargreaves', 'Margaret'), true],
  [named('Hargreaves', 'Margaret'), named('Hargreves', 'Margret'), true],
  [named('Clarke', 'Philip'), named('Klark', 'Filip'), true],
  [named('Dvořák', 'Jan'), named('Dvorak', 'Jan'), true],
  [named('Hargreaves', 'Margaret'), named('Hargreaves', 'Thomas'), false],
  [named('Hargreaves', 'Margaret'), named('Marsden', 'Margaret'), false],
] as const) {
  test(`H01: ${one.givenName} ${one.familyName} and ${other.givenName} ${other.familyName} are ${similar ? '' : 'not '}namesakes`, () => {
    assert.equal(isSimilarName(one, other), similar)
  })
}

test('H01: of a list, those with a namesake in it are named, and nobody else', () => {
  const [first, second, third] = [
    named('Shah', 'Anil'),
    named('Shah', 'Anill'),
    named('Marsden', 'Gurpreet'),
  ] as const
  assert.deepEqual([...withNamesakes([first, second, third])], [first, second])
})

test('H01: on a list of work nobody is their own namesake, and a line without a person has none', () => {
  const line = (patientId: string | null, familyName: string | null, givenName: string | null) => ({
    patientId,
    familyName,
    givenName,
  })
  const lines = [
    line('1', 'Shah', 'Anil'),
    line('1', 'Shah', 'Anil'),
    line('2', 'Marsden', 'Gurpreet'),
    line('3', 'Marsdon', 'Gurpreet'),
    line(null, null, null),
    line(null, 'Shah', 'Anil'),
  ]
  assert.deepEqual([...namesakesListed(lines)], ['2', '3'])
})

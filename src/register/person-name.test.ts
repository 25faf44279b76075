import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { displayName, foldName, initialsOf, parseNamePart } from './person-name.ts'

const ROWS: readonly (readonly [id: string, typed: unknown, answer: string])[] = [
  ['empty', '', 'required'],
  ['spaces', '   ', 'required'],
  ['absent', undefined, 'required'],
  ['a number', 7, 'required'],
  ['D3.70', '9434765919', 'digits'],
  ['D3.70', 'Smith 943 476 5919', 'digits'],
  ['D5.81', 'Null', 'Null'],
  ['D5.83', 'Rose 🌹', 'Rose 🌹'],
  ['D5.83', 'Lee 👩‍⚕️', 'Lee 👩‍⚕️'],
  ['D5.84', 'Smith\u202Eevil', 'hidden-characters'],
  ['D5.84', 'Sm\u200Bith', 'hidden-characters'],
  ['a tab', 'Smith\tJones', 'hidden-characters'],
  ['markup', '<b>Smith</b>', 'not-a-name'],
  ['a formula', '=cmd', 'not-a-name'],
  ['a dash', '-', 'not-a-name'],
  ['too long', 'a'.repeat(101), 'too-long'],
  ['longest', 'a'.repeat(100), 'a'.repeat(100)],
  ['apostrophe', "O'Neill", "O'Neill"],
  ['hyphen', 'Al-Hassan', 'Al-Hassan'],
  ['accents', 'Siân Ó Súilleabháin', 'Siân Ó Súilleabháin'],
  ['untrimmed', ' van der Berg ', 'van der Berg'],
  ['Arabic', 'محمد', 'محمد'],
]

for (const [id, typed, answer] of ROWS) {
  test(`${id}: the family name ${JSON.stringify(typed)?.slice(0, 30)} is answered with ${answer.slice(0, 30)}`, () => {
    const parsed = parseNamePart(typed, 'familyName')
    assert.equal(parsed.kind === 'name' ? parsed.name : parsed.code, answer)
  })
}

test('a name is shown as FAMILY, Given', () => {
  assert.equal(displayName({ familyName: 'Al-Hassan', givenName: 'Amina' }), 'AL-HASSAN, Amina')
})

test('H01: initials are those of the given and the family name, without accents', () => {
  assert.equal(initialsOf({ familyName: "O'Neill", givenName: 'Émile' }), 'EO')
  assert.equal(initialsOf({ familyName: "'t Hooft", givenName: 'jan' }), 'JT')
})

test('folding makes spellings of the same name equal', () => {
  assert.equal(foldName("O'Neill"), foldName('ONEILL'))
  assert.equal(foldName('Łukasz'), foldName('lukasz'))
  assert.equal(foldName('Al-Hassan'), foldName('al hassan'))
})

test('folding a folded name changes nothing', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (name) => {
      assert.equal(foldName(foldName(name)), foldName(name))
    }),
  )
})

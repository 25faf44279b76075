import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isAddress } from './address.ts'

for (const address of ['10.0.0.5', '255.255.255.255', '::1', '2001:db8::7', '::ffff:10.0.0.5']) {
  test(`${address} is the address of a machine`, () => assert.ok(isAddress(address)))
}
for (const none of [
  '',
  'proxy',
  '10.0.0',
  '10.0.0.256',
  '10.0.0.5.6',
  ':',
  '1::2::3',
  '::1]/[::1',
  '10.0.0.0/8',
]) {
  test(`${JSON.stringify(none)} is none`, () => assert.ok(!isAddress(none)))
}

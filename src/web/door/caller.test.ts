import assert from 'node:assert/strict'
import { test } from 'node:test'
import { callerOf } from './caller.ts'

const cases = [
  { says: 'nobody: the connection counts', peer: '203.0.113.9', is: '203.0.113.9' },
  { says: 'who is no proxy of ours', peer: '203.0.113.9', told: '10.1.1.1', is: '203.0.113.9' },
  { says: 'our proxy', peer: '10.0.0.5', told: '198.51.100.7', is: '198.51.100.7' },
  { says: 'our proxy, mapped', peer: '::ffff:10.0.0.5', told: '198.51.100.7', is: '198.51.100.7' },
  { says: 'our proxy of the new kind', peer: '::1', told: '2001:db8::7', is: '2001:db8::7' },
  {
    says: 'a browser before our proxy',
    ...{ peer: '10.0.0.5', told: '1.2.3.4, 198.51.100.7', is: '198.51.100.7' },
  },
  {
    says: 'one proxy of ours behind another',
    ...{ peer: '10.0.0.5', told: '198.51.100.7, ::1', is: '198.51.100.7' },
  },
  { says: 'our proxy, no address', peer: '10.0.0.5', told: 'somebody', is: '10.0.0.5' },
  { says: 'our proxy, nothing', peer: '10.0.0.5', is: '10.0.0.5' },
  { says: 'our proxy, itself alone', peer: '10.0.0.5', told: '10.0.0.5', is: '10.0.0.5' },
]
for (const { says, peer, told, is } of cases) {
  test(`SR-31: whom ${says} names as the caller is ${is}`, () => {
    const headers = new Headers(told === undefined ? {} : { 'x-forwarded-for': told })
    assert.equal(callerOf({ address: () => peer, headers }, { proxies: ['10.0.0.5', '::1'] }), is)
  })
}

test('SR-31: where no proxy is set nobody is believed', () => {
  const headers = new Headers({ 'x-forwarded-for': '198.51.100.7' })
  assert.equal(callerOf({ address: () => '127.0.0.1', headers }, {}), '127.0.0.1')
})

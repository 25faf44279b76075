import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { test } from 'node:test'
import { gatheringSocket } from '#store/gathering-socket.ts'

test('what is written to a connected socket in one turn is held and leaves in one go', async (t) => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.after(() => server.close())
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  const socket = gatheringSocket()
  t.after(() => socket.destroy())
  socket.connect(address.port, '127.0.0.1')
  const [[peer]] = await Promise.all([once(server, 'connection'), once(socket, 'connect')])

  socket.write('bind')
  socket.write('execute')
  const held = socket.writableLength
  const [received] = await once(peer, 'data')

  assert.equal(held, 'bindexecute'.length)
  assert.equal(String(received), 'bindexecute')
  assert.equal(socket.writableLength, 0)
})

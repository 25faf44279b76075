import { Socket } from 'node:net'
import process from 'node:process'

/**
 * A socket that sends what is written to it in one turn of the event loop in one go. The statements of a transaction
 * that do not wait for one another are written one by one; sent one by one, each would wake the server, which costs
 * both sides more than most of the answers do.
 *
 * Connecting a socket takes its `write` back to the one of its class, whatever a subclass says; so it is given its own
 * once it is connected.
 */
export function gatheringSocket(): Socket {
  const socket = new Socket()
  return socket.once('connect', () => gather(socket))
}

function gather(socket: Socket): void {
  const write = socket.write
  let gathers = false
  const untilTheTurnEnds = () => {
    gathers = true
    socket.cork()
    process.nextTick(() => {
      gathers = false
      socket.uncork()
    })
  }
  socket.write = (...written: unknown[]) => {
    if (!gathers) untilTheTurnEnds()
    return Reflect.apply(write, socket, written)
  }
}

import process from 'node:process'
import { text } from 'node:stream/consumers'
import { calc } from './calc.ts'

/** `evenkeel calc`: answers the cases on standard input on standard output, or says what is wrong with them. */
export async function calcCommand(args: readonly string[]): Promise<number> {
  const { exit, out } = calc(args.join(' '), await text(process.stdin))
  const stream = exit === 0 ? process.stdout : process.stderr
  stream.write(out)
  return exit
}

import process from 'node:process'
import { text } from 'node:stream/consumers'
import { calc, calcSchema } from './calc.ts'

/** `evenkeel calc`: answers the cases on standard input on standard output, or says what is wrong with them. */
export async function calcCommand(args: readonly string[]): Promise<number> {
  const { exit, out } = await calculated(args)
  const stream = exit === 0 ? process.stdout : process.stderr
  stream.write(out)
  return exit
}

async function calculated(args: readonly string[]) {
  if (args.at(-1) === '--schema') return calcSchema(args.slice(0, -1).join(' '))
  return calc(args.join(' '), await text(process.stdin))
}

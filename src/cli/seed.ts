import { makeDemonstration } from './demonstration-export.ts'
import { withHouse } from './with-house.ts'

/** `evenkeel seed`: makes what is missing of the demonstration; `npm start` does the same by itself. */
export const seedCommand = (): Promise<number> =>
  withHouse(async (_house, open, config) => {
    if (open.installation !== 'demonstration') {
      console.error(
        `Evenkeel: this installation is ${open.installation}. The demonstration, whose passwords everybody knows, is not made in it.`,
      )
      return 1
    }
    await makeDemonstration(open, config)
    console.log('The demonstration is made. Every person in it is made up.')
    return 0
  })

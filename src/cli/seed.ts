import { seedDemonstration } from '#workflow/seed-demonstration.ts'
import { countyOf, demonstrationExport } from './demonstration-export.ts'
import { withHouse } from './with-house.ts'

/** `evenkeel seed`: makes what is missing of the demonstration; `npm start` does the same by itself. */
export const seedCommand = (): Promise<number> =>
  withHouse(async (house, installation, { county }) => {
    if (installation !== 'demonstration') {
      console.error(
        `Evenkeel: this installation is ${installation}. The demonstration, whose passwords everybody knows, is not made in it.`,
      )
      return 1
    }
    await seedDemonstration(house, demonstrationExport(), countyOf(county))
    console.log('The demonstration is made. Every person in it is made up.')
    return 0
  })

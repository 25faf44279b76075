import { withHouse } from './with-house.ts'

/** `evenkeel migrate`: opening the house brings its database to this version, or says why it cannot. */
export const migrateCommand = (): Promise<number> =>
  withHouse(async () => {
    console.log('The database is at this version.')
    return 0
  })

// `new Date(text)` accepts 2027-02-30 and gives 2 March; without an offset it reads the clock on the wall of the machine
// (H13). The types of this house refuse it: a day is read by `parseDay`, an instant by `parseInstant`. These two stand
// before the ones of the language: a number is an instant, anything else that could be text is nothing one can use.

interface DateConstructor {
  new (instantMs: number): Date
  new (
    text: string | number | Date,
  ): {
    readonly refused: 'a Date is made of a number of milliseconds; read text with parseDay or parseInstant'
  }
}

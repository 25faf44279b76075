// What anybody would write first: the model of warfarin in small steps and the RE-LY table, in one loop without the house.
// It is what the virtual clinic's speed is compared with.

/** A course in two parts a day, as the prototype had them. */
type Body = { amount: number; quick: number[]; slow: number[] }

const KDE = 0.348 / 14.3
const EDK50 = 0.348 * 4.1 * 0.87
const GAMMA = 1.15

function partOfADay(body: Body, need: number): void {
  const dose = KDE * body.amount * Math.exp(-KDE * 6)
  const effect = dose ** GAMMA / ((EDK50 * need) ** GAMMA + dose ** GAMMA)
  for (const [chain, hours] of [
    [body.quick, 28.6],
    [body.slow, 118.3],
  ] as const) {
    const x = (3 / hours) * 12
    const kept = Math.exp(-x)
    const rate = 1 - effect
    const [a = 0, b = 0, c = 0] = chain.map((factor) => factor - rate)
    chain[0] = rate + kept * a
    chain[1] = rate + kept * (b + x * a)
    chain[2] = rate + kept * (c + x * b + (x * x * a) / 2)
  }
  body.amount *= Math.exp(-KDE * 12)
}

const inrOf = ({ quick, slow }: Body): number =>
  1 + 20 * (1 - ((quick[2] ?? 0) + (slow[2] ?? 0)) / 2)

const normal = (): number =>
  Math.sqrt(-2 * Math.log(1 - Math.random())) * Math.cos(2 * Math.PI * Math.random())

const RECALL = [7, 14]

/** One year of one person under the RE-LY table; the number of tests. */
export function plainYear(): number {
  const body: Body = { amount: 0, quick: [1, 1, 1], slow: [1, 1, 1] }
  const own = Math.exp(0.34 * normal())
  let [weekly, next, tests, inRange, wander] = [35, 5, 0, 0, 0]
  for (let day = 0; day < 365; day += 1) {
    wander = wander * Math.exp(-1 / 45) + 0.06 * normal()
    const inr = inrOf(body)
    if (day === next) {
      const measured = Math.round(inr * Math.exp(0.1 * normal()) * 10) / 10
      tests += 1
      inRange = factorOf(measured) === 1 ? inRange + 1 : 0
      weekly = Math.round(weekly * factorOf(measured))
      next = day + (RECALL[inRange] ?? 28)
    }
    body.amount += Math.random() < 0.03 ? 0 : weekly / 14
    partOfADay(body, own * Math.exp(wander))
    partOfADay(body, own * Math.exp(wander))
  }
  return tests
}

function factorOf(inr: number): number {
  if (inr <= 1.5) return 1.15
  if (inr < 2) return 1.1
  if (inr <= 3) return 1
  return inr < 5 ? 0.9 : 0.85
}

import type { Calculator } from '../calculator.ts'

/** What a reader does with a calculator, on a page of its own; `find` is the calculator that has a price list. */
export type Task = (find: (list: string) => Calculator) => Promise<void>

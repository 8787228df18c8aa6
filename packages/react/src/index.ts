export { Calculator, type CalculatorChange, type CalculatorProps } from './calculator.tsx'
export type { Inputs, Tab } from './state/inputs.ts'

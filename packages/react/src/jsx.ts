import type { DetailedHTMLProps, HTMLAttributes } from 'react'
import type { AttributeName } from './element/attributes.ts'
import type { RatecardCalculator } from './element/element.tsx'

/** Attributes of `<ratecard-calculator>`; `custom-elements.json` says what each is for. */
export type CalculatorAttributes = DetailedHTMLProps<HTMLAttributes<RatecardCalculator>, RatecardCalculator> &
  Partial<Record<AttributeName, string>> & { readonly theme?: 'light' | 'dark' | 'auto' }

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'ratecard-calculator': CalculatorAttributes
    }
  }
}

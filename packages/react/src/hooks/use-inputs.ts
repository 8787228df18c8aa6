import { useCallback, useState } from 'react'
import { FIRST_INPUTS, type Inputs } from '../state/inputs.ts'
import { readInputs } from '../state/read-inputs.ts'

/** The inputs of a calculator, and what changes some of them. */
export function useInputs(preset: Partial<Inputs> | undefined): readonly [Inputs, (changed: Partial<Inputs>) => void] {
  const [inputs, setInputs] = useState<Inputs>(() => ({ ...FIRST_INPUTS, ...readInputs(preset) }))
  const change = useCallback((changed: Partial<Inputs>) => setInputs((before) => ({ ...before, ...changed })), [])
  return [inputs, change]
}

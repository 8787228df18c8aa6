import { useEffect, useState } from 'react'
import type { ListedList } from '../pricing/price-lists.ts'
import { FIRST_INPUTS, type Inputs } from '../state/inputs.ts'
import { readShared, type Shared, writeShared } from '../state/share-link.ts'

/**
 * Takes over what the address of the page says, once the calculator is shown; and what it says later, when a reader follows
 * a link. A text that a link leaves out is not that of the page; a link to a price list that is not here is for another calculator.
 *
 * @returns what else the link says.
 */
export function useShareLink(
  isRead: boolean,
  lists: readonly ListedList[],
  change: (changed: Partial<Inputs>) => void,
): Shared | undefined {
  const [shared, setShared] = useState<Shared>()
  useEffect(() => {
    if (!isRead) return
    const read = () => {
      const found = readShared(location.hash)
      if (found === undefined || !lists.some(({ id }) => id === (found.inputs.list ?? id))) return
      change({ ...FIRST_INPUTS, ...found.inputs })
      setShared(found)
    }
    read()
    addEventListener('hashchange', read)
    return () => removeEventListener('hashchange', read)
  }, [isRead, lists, change])
  return shared
}

/** Writes the address that brings a reader to these inputs. */
export const linkTo =
  (inputs: Inputs, sha256: string) =>
  (withText: boolean): string | undefined => {
    const hash = writeShared(inputs, sha256, { withText })
    return hash === undefined ? undefined : `${location.href.split('#')[0]}#${hash}`
  }

import { receiptToJson } from '@ratecard/core'
import { render } from 'preact'
import { Calculator, type CalculatorChange, type CalculatorProps } from '../calculator.tsx'
import styles from '../styles.css'
import { ATTRIBUTES, propsOf } from './attributes.ts'
import host from './host.css'

/** The name of the element. */
const TAG = 'ratecard-calculator'

/** What only a script can say of a calculator. */
type OwnProps = Pick<CalculatorProps, 'values' | 'tariff' | 'messages' | 'startWorker' | 'fetch'>

/** A server that renders pages has no elements: there the class is never made. */
const Base = globalThis.HTMLElement ?? (class {} as typeof HTMLElement)

/**
 * `<ratecard-calculator>`: the calculator for a page without React. Its children are shown until it is ready, and where no
 * script runs. It tells what a reader sees by the event `ratecard-change`, with the receipt as JSON.
 */
export class RatecardCalculator extends Base {
  static readonly observedAttributes: readonly string[] = [...ATTRIBUTES, 'lang']

  #own: OwnProps = {}
  #isDue = false

  /** What a script says beside the attributes: a price list as an object, messages of the page's own, how a
   * server is asked. */
  set props(own: OwnProps) {
    this.#own = own
    this.#update()
  }

  get props(): OwnProps {
    return this.#own
  }

  connectedCallback(): void {
    if (this.shadowRoot === null) this.attachShadow({ mode: 'open' }).adoptedStyleSheets = [sheet()]
    // A property that was set before the element was known.
    if (Object.hasOwn(this, 'props')) {
      const { props } = this
      Reflect.deleteProperty(this, 'props')
      this.#own = props
    }
    this.#update()
  }

  disconnectedCallback(): void {
    if (this.shadowRoot && !this.isConnected) render(null, this.shadowRoot)
  }

  attributeChangedCallback(): void {
    this.#update()
  }

  /** Once for all attributes that change together. */
  #update(): void {
    if (this.#isDue) return
    this.#isDue = true
    queueMicrotask(() => {
      this.#isDue = false
      if (this.isConnected && this.shadowRoot) this.#render(this.shadowRoot)
    })
  }

  #render(root: ShadowRoot): void {
    const lang = this.closest('[lang]')?.getAttribute('lang') ?? undefined
    const props = propsOf((name) => this.getAttribute(name) ?? (name === 'lang' ? lang : undefined))
    const key = ATTRIBUTES.map((name) => this.getAttribute(name)).join('\n')
    render(
      <Calculator key={key} {...props} {...this.#own} onChange={this.#tell}>
        <slot />
      </Calculator>,
      root,
    )
  }

  readonly #tell = ({ inputs, receipt }: CalculatorChange) => {
    const detail = { inputs, receipt: receipt && receiptToJson(receipt) }
    this.dispatchEvent(new CustomEvent('ratecard-change', { detail, bubbles: true, composed: true }))
  }
}

let shared: CSSStyleSheet | undefined

/** One for all calculators of a page. A policy that forbids inline styles allows it. */
function sheet(): CSSStyleSheet {
  if (shared === undefined) {
    shared = new CSSStyleSheet()
    shared.replaceSync(`${host}${styles}`)
  }
  return shared
}

declare global {
  interface HTMLElementTagNameMap {
    [TAG]: RatecardCalculator
  }
}

if (globalThis.customElements && !customElements.get(TAG)) customElements.define(TAG, RatecardCalculator)

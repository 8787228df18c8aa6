import Link from '@docusaurus/Link'
import useDocusaurusContext from '@docusaurus/useDocusaurusContext'
import { Calculator, type CalculatorProps } from '@ratecard/react'
import '@ratecard/react/styles.css'
import { say } from '../say.ts'

/** The calculator in the language of the page. */
export function LiveCalculator(props: CalculatorProps) {
  const { i18n } = useDocusaurusContext()
  return (
    <Calculator locale={i18n.currentLocale} {...props}>
      <div className="skeleton">
        <p>{say('home.loading')}</p>
        <noscript>
          {say('home.noscript')} <Link to="/prices">{say('prices.title')}</Link>
        </noscript>
      </div>
    </Calculator>
  )
}

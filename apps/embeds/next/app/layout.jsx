import '@ratecard/react/styles.css'

export const metadata = { title: 'What a call costs' }

export default function Layout({ children }) {
  return (
    <html lang="en">
      <body>{children}</body>
    </html>
  )
}

/** Tells the process that started this one where it listens, and whenever it asks, what this process has used so far. */
export function announce(url) {
  process.on('message', () => {
    const { user, system } = process.cpuUsage()
    process.send({
      cpu: user + system,
      rss: process.memoryUsage.rss() / 1e6,
      peak: process.resourceUsage().maxRSS / 1000,
    })
  })
  process.on('disconnect', () => process.exit())
  process.send({ url })
}

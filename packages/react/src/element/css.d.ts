declare module '*.css' {
  const text: string
  // biome-ignore lint/style/noDefaultExport: as the bundler makes it
  export default text
}

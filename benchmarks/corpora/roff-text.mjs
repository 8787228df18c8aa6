/** The running text of a manual page in roff: macros that only set type are dropped, headings keep their words. */
export function roffParagraphs(roff) {
  return roff
    .split(/\n(?:\.(?:PP|P|LP|TP|IP|HP|br|sp)\b.*)?\n|\n\.(?:PP|P|LP|TP|IP|HP|br|sp|SH|SS)\b/)
    .map(paragraph)
    .filter((text) => text !== '')
}

function paragraph(block) {
  return block
    .split('\n')
    .map((line) => line.replace(/^\.(?:B|I|BR|RB|IR|RI|BI|IB|SH|SS|Nm|Ar|Fl|Xr)\b ?/, ''))
    .filter((line) => !/^['.\\]/.test(line))
    .map((line) =>
      line
        .replace(/\\f(?:\[[^\]]*\]|\(..|.)|\\&|\\s[-+]?\d|"/g, '')
        .replace(/\\-/g, '-')
        .replace(/\\e/g, '\\'),
    )
    .join('\n')
    .trim()
}

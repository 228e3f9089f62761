import type { Job } from '../server_api'
import type { PickFacts } from './facts'

/** The pictures this walk will show, each once, in the order of the walk. */
export function pictures_of(job: Job): string[] {
  const urls = (job.facts as PickFacts).lines.flatMap((line) => {
    const url = job.products[String(line.product)]?.picture
    return url == null ? [] : [url]
  })
  return [...new Set(urls)]
}

import { Button } from '../interface'
import { t } from '../words'
import { bars_of, CHECK_LABELS } from './labels'

/** The three labels, to be printed, or held before a scanner on a second screen. */
export function LabelSheet({ on_close }: { on_close: () => void }) {
  return (
    <main class="check-sheet">
      <h1>{t('scanner_check.sheet')}</h1>
      {CHECK_LABELS.map(({ name, said, widths }) => {
        const { path, modules } = bars_of(widths)
        return (
          <figure key={name}>
            <figcaption>{t(`scanner_check.label.${name}`)}</figcaption>
            <svg
              viewBox={`0 0 ${modules} 1`}
              preserveAspectRatio="none"
              shape-rendering="crispEdges"
              role="img"
              aria-label={said}
            >
              <path d={path} />
            </svg>
            <p>{said}</p>
          </figure>
        )
      })}
      <div class="check-sheet-deeds">
        <Button kind="primary" icon="printer" wide on_press={() => window.print()}>
          {t('scanner_check.print')}
        </Button>
        <Button icon="arrow_left" wide on_press={on_close}>
          {t('scanner_check.to_scans')}
        </Button>
      </div>
    </main>
  )
}

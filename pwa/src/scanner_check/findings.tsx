import { Button, HandheldScreen, Icon, Notice } from '../interface'
import { has_words, t } from '../words'
import type { Finding } from './learn'

type FindingsProps = { findings: Finding[]; is_kept: boolean; on_again: () => void }

/** What the three scans told: ○ or ✕ for each property, and what to change where it is ✕. */
export function Findings({ findings, is_kept, on_again }: FindingsProps) {
  const wrong = findings.filter(({ tone }) => tone === 'ng').length
  // What somebody has to do stands first.
  const ordered = [...findings].sort((one, other) => rank(one) - rank(other))
  return (
    <HandheldScreen
      foot={
        <a class="button button-primary button-wide" href="/">
          <span class="button-words">{t('scanner_check.back')}</span>
        </a>
      }
    >
      <h1 class="check-title">
        {wrong === 0 ? t('scanner_check.all_right') : t('scanner_check.wrong', { n: wrong })}
      </h1>
      <Notice tone={is_kept ? 'ok' : 'ng'} icon={is_kept ? 'check' : 'close'}>
        {t(is_kept ? 'scanner_check.kept' : 'scanner_check.not_kept')}
      </Notice>
      <ul class="check-findings">
        {ordered.map((one) => (
          <Row key={one.property} {...one} />
        ))}
      </ul>
      <Button icon="refresh" wide on_press={on_again}>
        {t('scanner_check.again')}
      </Button>
    </HandheldScreen>
  )
}

const RANK = { ng: 0, fixed: 1, ok: 2 }

function rank({ tone }: Finding): number {
  return RANK[tone]
}

function Row({ property, tone, found, value }: Finding) {
  const words = `scanner_check.${property}.${found}`
  const fix = `${words}.fix`
  return (
    <li class={`check-finding check-finding-${tone}`}>
      <Icon name={tone === 'ng' ? 'close' : 'circle'} size_px={28} weight={3.4} />
      <div>
        <h2>{t(`scanner_check.${property}`)}</h2>
        <p>{has_words(words) && t(words, { value })}</p>
        {has_words(fix) && <p class="check-fix">{t(fix)}</p>}
      </div>
    </li>
  )
}

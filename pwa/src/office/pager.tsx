import { Icon } from '../interface'
import { t } from '../words'

type PagerProps = {
  page: number
  page_size: number
  total: number
  href: (page: number) => string
}

/** Which part of a long list this is, and the way to the other parts. */
export function Pager({ page, page_size, total, href }: PagerProps) {
  const last = Math.max(1, Math.ceil(total / page_size))
  const from = total === 0 ? 0 : (page - 1) * page_size + 1
  const until = Math.min(total, page * page_size)
  return (
    <nav class="pager" aria-label={t('pager.label')}>
      <span class="pager-range">{t('pager.range', { from, until, total })}</span>
      <PagerLink
        href={page > 1 ? href(page - 1) : null}
        label={t('pager.before')}
        icon="arrow_left"
      />
      <span class="pager-page">{t('pager.page', { page, last })}</span>
      <PagerLink
        href={page < last ? href(page + 1) : null}
        label={t('pager.after')}
        icon="arrow_right"
      />
    </nav>
  )
}

function PagerLink(props: {
  href: string | null
  label: string
  icon: 'arrow_left' | 'arrow_right'
}) {
  if (props.href === null) {
    return (
      <span class="pager-link pager-end" aria-hidden="true">
        <Icon name={props.icon} />
      </span>
    )
  }
  return (
    <a class="pager-link" href={props.href} aria-label={props.label} title={props.label}>
      <Icon name={props.icon} />
    </a>
  )
}

import { t } from '../../words'
import { link_to } from '../address'

const KINDS = ['orders', 'products', 'customers', 'folders'] as const

/** What is brought in from a file: orders, products, customers; or what comes from folders by itself. */
export function ImportKinds({ chosen }: { chosen: (typeof KINDS)[number] }) {
  return (
    <nav class="tabs" aria-label={t('imports.kinds')}>
      {KINDS.map((kind) => (
        <a
          key={kind}
          class="tab stock-tab"
          href={link_to(kind === 'orders' ? '/imports' : `/imports/${kind}`)}
          aria-current={kind === chosen ? 'page' : undefined}
        >
          {t(`imports.kind.${kind}`)}
        </a>
      ))}
    </nav>
  )
}

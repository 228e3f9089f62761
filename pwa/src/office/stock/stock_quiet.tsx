import { Quiet } from '../../interface'
import { t, type Word } from '../../words'
import { link_to } from '../address'
import type { Asked } from './asks'

/** Nothing to list: why, and what to do next. */
export function StockQuiet({ asked }: { asked: Asked }) {
  const is_narrowed = [asked.q, asked.owner, asked.kind, asked.bucket].some((one) => one !== '')
  if (is_narrowed && asked.view !== 'movements') {
    const { view, at } = asked
    return (
      <Quiet icon="search" title={t('books.none.found')}>
        <p>{t('books.none.found.words')}</p>
        <a class="button button-plain" href={link_to('/stock', { view, at })}>
          {t('books.none.found.go')}
        </a>
      </Quiet>
    )
  }
  const [title, words] = why_nothing(asked)
  return (
    <Quiet icon={asked.view === 'resting' ? 'check' : 'shelf'} title={t(title)}>
      {words !== null && <p>{t(words)}</p>}
    </Quiet>
  )
}

function why_nothing({ view, at }: Asked): [Word, Word | null] {
  switch (view) {
    case 'lot':
      return ['books.none.lot', null]
    case 'resting':
      return ['books.none.resting', 'books.none.resting.words']
    case 'expiring':
      return ['books.none.expiring', null]
    case 'movements':
      return ['books.none.movements', null]
    case 'product':
    case 'place':
    case 'owner':
    case 'ageing':
      return at === ''
        ? ['books.none.product', 'books.none.product.words']
        : ['books.none.past', null]
  }
}

import { Icon, Notice, Spinner } from '../../interface'
import { t } from '../../words'
import type { Refusal, Reply } from '../ask'
import { label_sheet } from '../label_sheet'
import { Trouble } from '../trouble'
import { use_answer } from '../use_answer'
import { count_labels, type LabelCount, type Paper, type Wish } from './asks'
import { paper_words } from './label_choice'

const NEVER = () => false

/** The labels counted, with the address of just these: what was refused is never shown. */
async function counted(
  wish: Wish,
  address: string,
): Promise<Reply<LabelCount & { address: string }>> {
  const said = await count_labels(wish)
  return said.value === null ? said : { value: { ...said.value, address }, refusal: null }
}

/** How the sheets will look, how many there are, and the way to the printer; or why not. */
export function LabelPreview({ wish, papers }: { wish: Wish; papers: readonly Paper[] }) {
  const { kind, ...narrowed } = wish
  const address = label_sheet(kind, narrowed)
  const { value, refusal, busy, again } = use_answer(address, () => counted(wish, address), NEVER)
  const is_roll = papers.find(({ code }) => code === wish.paper)?.per_sheet === 1
  return (
    <section class="panel label-preview" aria-label={t('labels.preview')}>
      {value === null && refusal === null && <Spinner label={t('common.wait')} />}
      {refusal !== null && !busy && <NotPrinted refusal={refusal} papers={papers} again={again} />}
      {value !== null && refusal === null && (
        <>
          <div class="label-sum">
            <strong>
              {t(is_roll ? 'labels.sum.roll' : 'labels.sum', {
                labels: value.labels,
                sheets: value.sheets,
              })}
            </strong>
            <a class="button button-primary" href={value.address} target="_blank" rel="noreferrer">
              <Icon name="printer" />
              {t('labels.open')}
            </a>
          </div>
          <p class="faint">{t(is_roll ? 'labels.scale.roll' : 'labels.scale')}</p>
          <div class={`label-paper ${is_roll ? 'label-paper-roll' : 'label-paper-sheet'}`}>
            <iframe key={value.address} src={value.address} title={t('labels.preview')} />
          </div>
        </>
      )}
    </section>
  )
}

type NotPrintedProps = { refusal: Refusal; papers: readonly Paper[]; again: () => void }

function NotPrinted({ refusal, papers, again }: NotPrintedProps) {
  const { text, papers: fitting } = refusal.detail
  if (refusal.code !== 'labels_too_narrow' || !Array.isArray(fitting)) {
    return <Trouble refusal={refusal} again={again} />
  }
  const names = papers.filter(({ code }) => fitting.includes(code)).map(paper_words)
  return (
    <Notice tone="ng" icon="alert">
      {t(names.length > 0 ? 'labels.too_narrow' : 'labels.too_narrow.anywhere', {
        text: String(text),
        papers: names.join(t('labels.too_narrow.or')),
      })}
    </Notice>
  )
}

import './kits.css'
import { useState } from 'preact/hooks'
import { Button, Quiet, Spinner } from '../../interface'
import { t } from '../../words'
import { may } from '../may'
import { Page } from '../page'
import { Trouble } from '../trouble'
import { use_answer } from '../use_answer'
import { ask_kits, type Kit, type Kits } from './asks'
import { KitSheet } from './kit_sheet'

const NOTHING_CONCERNS_KITS = () => false

/** セット商品: what is in each, and the way to change it. */
export function KitsPage() {
  const answer = use_answer('kits', ask_kits, NOTHING_CONCERNS_KITS)
  const [open, show] = useState<Kit | 'new' | null>(null)
  const { value } = answer
  const may_write = may(['administrator'])
  return (
    <Page
      title={t('kits.title')}
      long
      actions={
        may_write && (
          <Button kind="primary" icon="plus" on_press={() => show('new')}>
            {t('kits.new')}
          </Button>
        )
      }
    >
      <p class="lead">{t('kits.lead')}</p>
      {answer.refusal !== null && <Trouble refusal={answer.refusal} again={answer.again} />}
      {value === null && answer.refusal === null && <Spinner label={t('common.wait')} />}
      {value !== null && value.kits.length === 0 && <Quiet icon="gift" title={t('kits.none')} />}
      {value !== null && value.kits.length > 0 && (
        <KitTable of={value} on_open={may_write ? show : null} />
      )}
      {open !== null && value !== null && (
        <KitSheet
          of={open === 'new' ? null : open}
          owners={value.owners}
          on_close={() => show(null)}
          on_done={() => {
            show(null)
            answer.again()
          }}
        />
      )}
    </Page>
  )
}

type KitTableProps = { of: Kits; on_open: ((kit: Kit) => void) | null }

function KitTable({ of, on_open }: KitTableProps) {
  const names = new Map(of.owners.map(({ code, name }) => [code, name]))
  return (
    <div class="rows-frame">
      <table class="rows">
        <thead>
          <tr>
            <th>{t('kits.kit')}</th>
            <th>{t('kits.owner')}</th>
            <th>{t('kits.parts')}</th>
            <th />
          </tr>
        </thead>
        <tbody>
          {of.kits.map((kit) => (
            <tr key={`${kit.owner} ${kit.sku}`} class="row">
              <td>
                {kit.name} <span class="code faint">{kit.sku}</span>
              </td>
              <td>{names.get(kit.owner)}</td>
              <td>
                <ul class="kit-parts">
                  {kit.parts.map((part) => (
                    <li key={part.product}>
                      <strong>{part.pieces}</strong> {part.name}{' '}
                      <span class="code faint">{part.product}</span>
                    </li>
                  ))}
                </ul>
              </td>
              <td>
                {on_open !== null && (
                  <Button kind="quiet" on_press={() => on_open(kit)}>
                    {t('kits.change')}
                  </Button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

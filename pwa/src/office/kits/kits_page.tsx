import './kits.css'
import { useState } from 'preact/hooks'
import { Button, Quiet, Spinner } from '../../interface'
import type { Notice } from '../../server_api'
import { t } from '../../words'
import { may } from '../may'
import { Page } from '../page'
import { Trouble } from '../trouble'
import { use_answer } from '../use_answer'
import { type Assemblies, ask_assemblies, ask_kits, type Kit, type Kits } from './asks'
import { AssemblyList } from './assembly_list'
import { AssemblySheet } from './assembly_sheet'
import { KitSheet } from './kit_sheet'

const NOTHING_CONCERNS_KITS = () => false

const concerns_assemblies = ({ topic, kind }: Notice) =>
  kind === 'available_changed' || kind.startsWith('kits_') || topic.startsWith('task:')

/** セット商品: what is in each, and the way to change it. */
export function KitsPage() {
  const answer = use_answer('kits', ask_kits, NOTHING_CONCERNS_KITS)
  const assemblies = use_answer('assemblies', ask_assemblies, concerns_assemblies)
  const [open, show] = useState<Kit | 'new' | null>(null)
  const [asked, ask] = useState<{ kit: Kit; apart: boolean } | null>(null)
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
        <KitTable
          of={value}
          on_stock={assemblies.value?.kits ?? []}
          on_open={may_write ? show : null}
          on_ask={ask}
        />
      )}
      {value !== null && assemblies.value !== null && (
        <AssemblyList
          of={assemblies.value.assemblies}
          kits={value.kits}
          on_change={assemblies.again}
        />
      )}
      {asked !== null && (
        <AssemblySheet
          kit={asked.kit}
          apart={asked.apart}
          on_stock={stock_of(assemblies.value?.kits ?? [], asked.kit)}
          on_close={() => ask(null)}
          on_done={() => {
            ask(null)
            assemblies.again()
          }}
        />
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

const stock_of = (kits: Assemblies['kits'], { product }: Kit) =>
  kits.find(({ kit }) => kit === product) ?? null

type KitTableProps = {
  of: Kits
  on_stock: Assemblies['kits']
  on_open: ((kit: Kit) => void) | null
  on_ask: (asked: { kit: Kit; apart: boolean }) => void
}

function KitTable({ of, on_stock, on_open, on_ask }: KitTableProps) {
  const names = new Map(of.owners.map(({ code, name }) => [code, name]))
  return (
    <div class="rows-frame">
      <table class="rows">
        <thead>
          <tr>
            <th>{t('kits.kit')}</th>
            <th>{t('kits.owner')}</th>
            <th>{t('kits.parts')}</th>
            <th class="col-number">{t('kits.finished')}</th>
            <th class="col-number">{t('kits.possible')}</th>
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
              <td class="col-number">{stock_of(on_stock, kit)?.finished_pieces}</td>
              <td class="col-number">{stock_of(on_stock, kit)?.possible_kits}</td>
              <td class="kit-actions">
                <Button kind="quiet" on_press={() => on_ask({ kit, apart: false })}>
                  {t('kits.assemble')}
                </Button>
                {(stock_of(on_stock, kit)?.finished_pieces ?? 0) > 0 && (
                  <Button kind="quiet" on_press={() => on_ask({ kit, apart: true })}>
                    {t('kits.apart')}
                  </Button>
                )}
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

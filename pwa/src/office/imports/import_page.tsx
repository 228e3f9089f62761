import './imports.css'
import { useEffect } from 'preact/hooks'
import { Icon, Meter, Notice, Spinner } from '../../interface'
import { t, t_code } from '../../words'
import { link_to } from '../address'
import { Age } from '../age'
import type { ImportCard } from '../answers'
import { ask_import, ask_rejected_rows } from '../asks'
import { shop_name } from '../names'
import { use_own_formats } from '../own_formats'
import { Page } from '../page'
import { Trouble } from '../trouble'
import { use_answer } from '../use_answer'
import { profile_name } from './preview'
import { ProblemTable } from './problem_table'
import { problem_of } from './rejected_rows'
import { Tally } from './tally'

/** Between two looks at a running import, in milliseconds; the feed speaks only of whole steps. */
const LOOK_AGAIN_MS = 500

/** One import: its bar while it runs, then what became of every row. */
export function ImportPage({ id }: { id: number }) {
  use_own_formats()
  const answer = use_answer(
    `import ${id}`,
    () => ask_import(id),
    ({ topic }) => topic === `import:${id}`,
  )
  const state = answer.value?.state
  const { again, answered_ms } = answer
  useEffect(() => {
    if (state !== 'running' || answered_ms === null) return
    const timer = setTimeout(again, LOOK_AGAIN_MS)
    return () => clearTimeout(timer)
  }, [state, answered_ms, again])
  return (
    <Page title={answer.value?.name ?? t('imports.title')} actions={<Age of={answer} />} long>
      <a class="back" href={link_to('/imports')}>
        <Icon name="arrow_left" size_px={16} />
        {t('imports.title')}
      </a>
      {answer.refusal !== null && <Trouble refusal={answer.refusal} again={again} />}
      {answer.value === null && answer.refusal === null && <Spinner label={t('common.wait')} />}
      {answer.value !== null && <ImportState of={answer.value} />}
    </Page>
  )
}

function ImportState({ of }: { of: ImportCard }) {
  return (
    <section class="panel import" aria-label={t('imports.result')}>
      <p class="faint">
        {t('imports.summary', {
          shop: shop_name(of.shop),
          profile: profile_name(of.profile),
          rows: of.rows,
        })}
      </p>
      {of.state === 'running' && <Running of={of} />}
      {of.state === 'failed' && (
        <Notice tone="ng" icon="alert">
          {t_code('refused', of.failure ?? 'import_failed')}
        </Notice>
      )}
      {of.state === 'done' && <Finished of={of} />}
      <div class="tallies">
        <Tally tone="ok" icon="plus" n={of.imported} words={t('imports.imported.rows')} />
        <Tally tone="calm" icon="check" n={of.duplicate} words={t('imports.duplicate.rows')} />
        <Tally tone="ng" icon="close" n={of.rejected} words={t('imports.rejected')} />
      </div>
      {of.state === 'done' && of.imported > 0 && (
        <div class="tallies tallies-two">
          <Tally
            tone="ok"
            icon="shelf"
            n={of.orders_reserved}
            words={t('imports.reserved')}
            hint={t('imports.reserved.hint')}
          />
          <Tally
            tone="wait"
            icon="clock"
            n={of.orders_short}
            words={t('imports.short')}
            hint={t('imports.short.hint')}
          />
        </div>
      )}
      {of.rejected > 0 && <RejectedRows of={of} />}
    </section>
  )
}

function Running({ of }: { of: ImportCard }) {
  return (
    <div class="running">
      <p class="running-words">
        <strong>{t('imports.running')}</strong>
        <span>{t('imports.progress', { done: of.done_rows, rows: of.rows })}</span>
      </p>
      <Meter done={of.done_rows} whole={of.rows} label={t('imports.running')} tone="done" />
    </div>
  )
}

function Finished({ of }: { of: ImportCard }) {
  if (of.imported === 0 && of.rejected === 0) {
    return (
      <Notice tone="done" icon="check">
        {t('imports.all_known', { rows: of.rows })}
      </Notice>
    )
  }
  return (
    <Notice tone={of.rejected > 0 ? 'wait' : 'ok'} icon={of.rejected > 0 ? 'alert' : 'check'}>
      {t(of.rejected > 0 ? 'imports.done.with_rejected' : 'imports.done', {
        imported: of.imported,
        rejected: of.rejected,
      })}
    </Notice>
  )
}

function RejectedRows({ of }: { of: ImportCard }) {
  const answer = use_answer(
    `rejected ${of.id} ${of.rejected}`,
    () => ask_rejected_rows(of.id),
    () => false,
  )
  const rows = answer.value?.rows ?? []
  return (
    <>
      <header class="rejected-head">
        <h2>{t('imports.problems')}</h2>
        <a class="button button-plain" href={`/api/v1/imports/${of.id}/rejected.csv`} download>
          <Icon name="download" />
          {t('imports.download')}
        </a>
      </header>
      {answer.refusal !== null && <Trouble refusal={answer.refusal} again={answer.again} />}
      {rows.length > 0 && <ProblemTable problems={rows.map(problem_of)} rejected={of.rejected} />}
    </>
  )
}

import { Button, Icon, Mark, Notice } from '../../interface'
import { t, t_code } from '../../words'
import { encoding_name, ProblemTable, Tally } from '../imports'
import type { MasterOutcome } from './asks'

/** Problems shown; a file with one wrong column has one in each row. */
const PROBLEMS_SHOWN_MAX = 200

type MasterPreviewProps = {
  outcome: MasterOutcome
  file_name: string
  busy: boolean
  on_confirm: () => void
  on_cancel: () => void
}

/** What would become of a file: counted, with examples, and every cell that is wrong. */
export function MasterPreview(props: MasterPreviewProps) {
  const { outcome, file_name, busy, on_confirm, on_cancel } = props
  const comes_in = outcome.new + outcome.changed
  return (
    <section class="panel preview" aria-label={t('imports.preview')}>
      <header class="preview-head">
        <div>
          <h2>{file_name}</h2>
          <p class="faint">
            {t('masters.read_as', {
              encoding: encoding_name(outcome.encoding),
              rows: outcome.rows,
            })}
          </p>
        </div>
        <div class="preview-actions">
          <Button kind="quiet" disabled={busy} on_press={on_cancel}>
            {t(comes_in === 0 ? 'common.close' : 'common.cancel')}
          </Button>
          {comes_in > 0 && (
            <Button kind="primary" icon="check" busy={busy} on_press={on_confirm}>
              {t('masters.confirm', { n: comes_in })}
            </Button>
          )}
        </div>
      </header>
      <div class="tallies master-tallies">
        <Tally tone="ok" icon="plus" n={outcome.new} words={t('masters.new')} />
        <Tally tone="wait" icon="refresh" n={outcome.changed} words={t('masters.changed')} />
        <Tally tone="calm" icon="check" n={outcome.same} words={t('masters.same')} />
        <Tally
          tone="ng"
          icon="close"
          n={outcome.refused}
          words={t('masters.refused')}
          {...(comes_in === 0 ? {} : { hint: t('masters.refused.hint') })}
        />
      </div>
      {comes_in === 0 && (
        <Notice
          tone={outcome.refused === 0 ? 'done' : 'wait'}
          icon={outcome.refused === 0 ? 'check' : 'alert'}
        >
          {t('masters.nothing')}
        </Notice>
      )}
      {outcome.problems.length > 0 && (
        <>
          <h3>{t('masters.problems')}</h3>
          <ProblemTable
            problems={outcome.problems
              .slice(0, PROBLEMS_SHOWN_MAX)
              .map((problem) => ({ ...problem, external: '' }))}
            rejected={outcome.problems.length}
          />
        </>
      )}
      {outcome.sample.length > 0 && <Examples outcome={outcome} />}
    </section>
  )
}

function Examples({ outcome }: { outcome: MasterOutcome }) {
  const more = outcome.new + outcome.changed - outcome.sample.length
  const has_codes = outcome.sample.some(({ code }) => code !== '')
  return (
    <>
      <h3>{t('masters.sample')}</h3>
      <div class="rows-frame rows-frame-inside">
        <table class="rows">
          <thead>
            <tr>
              <th>{t('masters.verdict')}</th>
              {has_codes && <th>{t('masters.code')}</th>}
              <th>{t('masters.name')}</th>
            </tr>
          </thead>
          <tbody>
            {outcome.sample.map(({ verdict, code, name }) => (
              <tr key={`${code} ${name}`}>
                <td>
                  <Mark
                    tone={verdict === 'new' ? 'ok' : 'wait'}
                    icon={verdict === 'new' ? 'plus' : 'refresh'}
                  >
                    {t_code('masters.verdict', verdict)}
                  </Mark>
                </td>
                {has_codes && (
                  <td>
                    <strong>{code}</strong>
                  </td>
                )}
                <td>{name}</td>
              </tr>
            ))}
          </tbody>
        </table>
        {more > 0 && (
          <p class="more">
            <Icon name="more" size_px={14} />
            {t('masters.sample.more', { n: more })}
          </p>
        )}
      </div>
    </>
  )
}

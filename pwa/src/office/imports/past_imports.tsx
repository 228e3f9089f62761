import { day_and_time, Mark, Quiet } from '../../interface'
import { t, t_code } from '../../words'
import { link_to } from '../address'
import type { ImportCard } from '../answers'
import { shop_name } from '../names'
import type { Answer } from '../use_answer'
import { profile_name } from './preview'

/** Every file that was brought in, newest first. */
export function PastImports({ answer }: { answer: Answer<{ imports: ImportCard[] }> }) {
  const kept = (answer.value?.imports ?? []).filter(({ state }) => state !== 'preview')
  return (
    <section class="past" aria-label={t('imports.past')}>
      <h2>{t('imports.past')}</h2>
      {answer.value !== null && kept.length === 0 ? (
        <Quiet icon="file" title={t('imports.past.none')} />
      ) : (
        <div class="rows-frame rows-frame-inside">
          <table class="rows">
            <thead>
              <tr>
                <th>{t('imports.file')}</th>
                <th>{t('imports.shop')}</th>
                <th>{t('imports.profile')}</th>
                <th class="col-number">{t('imports.rows')}</th>
                <th class="col-number">{t('imports.imported')}</th>
                <th class="col-number">{t('imports.duplicate')}</th>
                <th class="col-number">{t('imports.rejected')}</th>
                <th>{t('imports.who')}</th>
                <th class="col-time">{t('imports.when')}</th>
              </tr>
            </thead>
            <tbody>
              {kept.map((one) => (
                <PastImport key={one.id} of={one} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}

function PastImport({ of }: { of: ImportCard }) {
  return (
    <tr class="row">
      <td>
        <a class="row-link" href={link_to(`/imports/${of.id}`)}>
          {of.name}
        </a>{' '}
        {of.state !== 'done' && (
          <Mark
            tone={of.state === 'failed' ? 'ng' : 'wait'}
            icon={of.state === 'failed' ? 'alert' : 'clock'}
          >
            {t_code('import_state', of.state)}
          </Mark>
        )}
      </td>
      <td>{shop_name(of.shop)}</td>
      <td>{profile_name(of.profile)}</td>
      <td class="col-number">{of.rows}</td>
      <td class={`col-number count-${of.imported > 0 ? 'full' : 'none'}`}>{of.imported}</td>
      <td class="col-number count-none">{of.duplicate}</td>
      <td class={`col-number ${of.rejected > 0 ? 'count-bad' : 'count-none'}`}>{of.rejected}</td>
      <td>{of.uploaded_by ?? ''}</td>
      <td class="col-time faint">{day_and_time(of.uploaded_at)}</td>
    </tr>
  )
}

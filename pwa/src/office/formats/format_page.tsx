import { useState } from 'preact/hooks'
import { Button, Icon, Notice, Quiet, Spinner } from '../../interface'
import { t, t_code } from '../../words'
import { link_to, use_address } from '../address'
import type { Refusal } from '../ask'
import { shops } from '../names'
import { Page } from '../page'
import { Trouble } from '../trouble'
import { change_format, make_format } from './asks'
import { FileTable } from './file_table'
import { Mapping } from './mapping'
import { OpenFile } from './open_file'
import { Result } from './result'
import { use_format } from './use_format'

/** One format: the user's own file beside it, columns guessed, what comes of it shown at once. */
export function FormatPage({ id }: { id: number | null }) {
  const { go } = use_address()
  const desk = use_format(id)
  const { known, told, trial, busy } = desk
  const [name, rename] = useState('')
  const [shop, choose_shop] = useState('')
  const [saving, set_saving] = useState(false)
  const shown_name = name === '' ? (known?.name ?? desk.name_read) : name
  const chosen_shop = known?.shop ?? (shop === '' ? (shops.value[0]?.code ?? '') : shop)
  const save = async () => {
    set_saving(true)
    const said =
      known === null
        ? await make_format({ shop: chosen_shop, name: shown_name.trim(), told })
        : await change_format(known.id, { version: known.version, name: shown_name.trim(), told })
    set_saving(false)
    desk.refuse(said.refusal)
    if (said.refusal === null) go('/formats')
  }
  return (
    <Page
      title={t(id === null ? 'formats.make' : 'formats.edit')}
      long
      actions={
        <>
          {busy && <Spinner label={t('formats.trying')} />}
          <Button
            kind="primary"
            icon="check"
            busy={saving}
            disabled={shown_name.trim() === '' || (trial?.faults.length ?? 0) > 0 || desk.is_empty}
            on_press={() => void save()}
          >
            {t('formats.save')}
          </Button>
        </>
      }
    >
      <a class="back" href={link_to('/formats')}>
        <Icon name="arrow_left" size_px={16} />
        {t('formats.title')}
      </a>
      <div class="format-head">
        <label class="field">
          {t('formats.name')}
          <input
            value={shown_name}
            maxLength={60}
            placeholder={t('formats.name.hint')}
            onInput={(event) => rename(event.currentTarget.value)}
          />
        </label>
        <label class="field">
          {t('imports.shop')}
          <select
            value={chosen_shop}
            disabled={known !== null}
            onChange={(event) => choose_shop(event.currentTarget.value)}
          >
            {shops.value.map(({ code, name: words }) => (
              <option key={code} value={code}>
                {words}
              </option>
            ))}
          </select>
        </label>
        <OpenFile is_open={desk.file !== null} on_file={desk.open} on_format={desk.read} />
      </div>
      {desk.refusal !== null && <Refused refusal={desk.refusal} />}
      <Desk desk={desk} />
    </Page>
  )
}

/** The columns on the left; the file and what comes of it beside them. */
function Desk({ desk }: { desk: ReturnType<typeof use_format> }) {
  const { told, file, trial } = desk
  if (desk.is_empty && file === null) {
    return (
      <Quiet icon="file" title={t('formats.begin')}>
        <p>{t('formats.begin.safe')}</p>
      </Quiet>
    )
  }
  return (
    <div class="format-desk">
      <Mapping told={told} trial={trial} on_change={desk.write} />
      <div class="format-beside">
        {trial === null ? (
          <Notice tone="calm" icon="file">
            {t('formats.open_beside')}
          </Notice>
        ) : (
          <>
            <FileTable trial={trial} told={told} />
            <Result trial={trial} />
          </>
        )}
      </div>
    </div>
  )
}

/** Why it was not done; of a wrong format every part that is wrong. */
function Refused({ refusal }: { refusal: Refusal }) {
  const faults = refusal.detail['faults']
  if (refusal.code !== 'format_wrong' || !Array.isArray(faults)) {
    return <Trouble refusal={refusal} />
  }
  return (
    <Notice tone="ng" icon="alert">
      <p>{t('refused.format_wrong')}</p>
      <ul>
        {faults.slice(0, 12).map((one: { where: string; code: string; value: string }) => (
          <li key={`${one.where} ${one.code}`}>
            <span class="code">{one.where}</span> {t_code('formats.fault', one.code)}{' '}
            <span class="faint">{one.value}</span>
          </li>
        ))}
      </ul>
    </Notice>
  )
}

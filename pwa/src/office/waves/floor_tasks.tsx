import { useState } from 'preact/hooks'
import { Icon, Mark, Quiet } from '../../interface'
import type { Notice } from '../../server_api'
import { t, t_code } from '../../words'
import type { FloorTask, TaskKind } from '../answers'
import type { Refusal } from '../ask'
import { ask_tasks, hurry_task } from '../asks'
import { Segments } from '../chips'
import { spoken } from '../names'
import { ShipBy } from '../ship_by'
import { Trouble } from '../trouble'
import { use_answer } from '../use_answer'
import { WantCount } from './want_count'

const KINDS: readonly TaskKind[] = [
  'pick',
  'pack',
  'receive',
  'return',
  'put_away',
  'replenish',
  'move',
  'count',
  'assemble',
]

function concerns_tasks({ topic, kind }: Notice): boolean {
  return topic.startsWith('task:') && kind !== 'task_progressed'
}

/** What is on the floor in the order in which it is offered, and what a supervisor puts before all others. */
export function FloorTasks() {
  const [kind, choose] = useState<TaskKind>('pick')
  const [refusal, refuse] = useState<Refusal | null>(null)
  const answer = use_answer(`tasks ${kind}`, () => ask_tasks(kind), concerns_tasks)
  const tasks = (answer.value?.tasks ?? []).filter((task) => task.kind === kind)
  const hurry = async (task: FloorTask) => {
    const reply = await hurry_task(task.id, task.priority === 0)
    refuse(reply.refusal)
    answer.again()
  }
  return (
    <section class="past floor-tasks" aria-label={t('tasks.title')}>
      <header class="floor-tasks-head">
        <h2>{t('tasks.title')}</h2>
        <Segments
          label={t('tasks.kind')}
          value={kind}
          choices={KINDS.map((value) => ({ value, label: t(`tasks.kind.${value}`) }))}
          on_choose={(value) => choose(value as TaskKind)}
        />
      </header>
      {kind === 'count' && <WantCount on_done={answer.again} />}
      {(refusal ?? answer.refusal) !== null && (
        <Trouble refusal={(refusal ?? answer.refusal) as Refusal} />
      )}
      {answer.value !== null && tasks.length === 0 && <Quiet icon="cart" title={t('tasks.none')} />}
      {tasks.length > 0 && <TaskTable tasks={tasks} on_hurry={(task) => void hurry(task)} />}
    </section>
  )
}

type OnHurry = (task: FloorTask) => void

function TaskTable({ tasks, on_hurry }: { tasks: readonly FloorTask[]; on_hurry: OnHurry }) {
  return (
    <div class="rows-frame rows-frame-inside floor-tasks-frame">
      <table class="rows">
        <thead>
          <tr>
            <th>{t('tasks.number')}</th>
            <th>{t('tasks.carrier')}</th>
            <th class="col-ship-by">{t('tasks.due')}</th>
            <th class="col-number">{t('waves.sum.orders')}</th>
            <th class="col-number">{t('waves.sum.lines')}</th>
            <th class="col-number">{t('waves.sum.pieces')}</th>
            <th>{t('tasks.who')}</th>
            <th class="col-deeds">
              <span class="unseen">{t('people.deeds')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {tasks.map((task) => (
            <TaskRow key={task.id} task={task} on_hurry={on_hurry} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function TaskRow({ task, on_hurry }: { task: FloorTask; on_hurry: OnHurry }) {
  const is_urgent = task.priority > 0
  return (
    <tr>
      <td>
        <span class="task-name">
          <strong>{task.number}</strong>
          {task.tote !== null && <span class="code faint">{task.tote}</span>}
          {task.reason !== '' && <span class="faint">{t_code('tasks.reason', task.reason)}</span>}
          {is_urgent && (
            <Mark tone="wait" icon="alert">
              {t('tasks.urgent')}
            </Mark>
          )}
        </span>
      </td>
      <td>{task.carrier_name === null ? task.carrier : spoken(task.carrier_name)}</td>
      <td class="col-ship-by">
        <ShipBy at={task.due_at} stage="released" />
      </td>
      <td class="col-number">{task.shipments}</td>
      <td class="col-number">{task.lines}</td>
      <td class="col-number">{task.pieces}</td>
      <td>
        {task.claimed_by === null ? (
          <span class="faint">{t('tasks.nobody')}</span>
        ) : (
          task.claimed_by
        )}
      </td>
      <td class="col-deeds">
        <button
          type="button"
          class="deed"
          aria-label={t(is_urgent ? 'tasks.calm.of' : 'tasks.hurry.of', { number: task.number })}
          onClick={() => on_hurry(task)}
        >
          <Icon name={is_urgent ? 'close' : 'arrow_up'} size_px={14} />
          {t(is_urgent ? 'tasks.calm' : 'tasks.hurry')}
        </button>
      </td>
    </tr>
  )
}

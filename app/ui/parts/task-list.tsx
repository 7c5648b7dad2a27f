import { Tag, type Tone } from './tag.tsx'

export type Task = {
  title: string
  /** Left out where it cannot be done yet. */
  href?: string | undefined
  hint?: string | undefined
  status: { text: string; tone?: Tone | undefined }
}

/** What there is to do, each with how far it is. `id` tells several lists on a page apart. */
export function TaskList({ tasks, id = 'tasks' }: { tasks: readonly Task[]; id?: string }) {
  return (
    <ul class="govuk-task-list">
      {tasks.map((task, index) => {
        const status = `${id}-${index + 1}-status`
        const hint = task.hint ? `${id}-${index + 1}-hint` : undefined
        return (
          <li
            key={task.title}
            class={task.href ? 'govuk-task-list__item govuk-task-list__item--with-link' : 'govuk-task-list__item'}
          >
            <div class="govuk-task-list__name-and-hint">
              {task.href ? (
                <a
                  class="govuk-link govuk-task-list__link"
                  href={task.href}
                  aria-describedby={hint ? `${hint} ${status}` : status}
                >
                  {task.title}
                </a>
              ) : (
                <div>{task.title}</div>
              )}
              {hint && (
                <div id={hint} class="govuk-task-list__hint">
                  {task.hint}
                </div>
              )}
            </div>
            <div id={status} class="govuk-task-list__status">
              <Tag tone={task.status.tone} text={task.status.text} />
            </div>
          </li>
        )
      })}
    </ul>
  )
}
